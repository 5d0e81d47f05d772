"""Towns whose figures are worked out by hand: a settings file, days put into a store as a host
keeps them, and the golden visits of `tests/data`.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from host.core import events as ev
from host.core.day import Day
from host.core.entry import Entry
from host.core.events import AnyEvent
from host.core.keep import keep
from host.core.plan import MINUTE
from host.settings import Settings, read
from host.store import Kept, Store
from tests.builders import a_plan, at

DATA = Path(__file__).parent / "data"
DAY = "2026-06-08"
"""Of the golden visits, and of `tests.builders`."""

TOWN = """[town]
name = "Testdam"
languages = ["nl", "en", "de"]
[services.passport]
names = { nl = "Paspoort", en = "Passport", de = "Pass" }
group = "A"
collect_with = "collect"
[services.collect]
names = { nl = "Ophalen", en = "Collect", de = "Abholen" }
group = "B"
collect = true
[services.licence]
names = { nl = "Rijbewijs", en = "Licence", de = "Führerschein" }
group = "B"
[services.birth]
names = { nl = "Geboorte", en = "Birth", de = "Geburt" }
group = "C"
[services.welfare]
names = { nl = "Gesprek", en = "Talk", de = "Gespräch" }
group = "D"
[services.moving]
names = { nl = "Verhuizen", en = "Moving", de = "Umzug" }
group = "A"
"""
HALL = """[locations.NAME]
name = "NAME"
[locations.NAME.hours]
monday = "09:00-17:00"
[locations.NAME.desks]
1 = {}
2 = {}
3 = {}
"""


def town(folder: Path, *locations: str, more: str = "") -> Settings:
    halls = "".join(HALL.replace("NAME", name) for name in locations or ("hall",))
    file = folder / "balie.toml"
    file.write_text(f'{TOWN}{halls}{more}\n[server]\ndatabase = "sqlite:///{folder}/town.db"\n')
    return read(file)


def opened(settings: Settings) -> Store:
    store = Store(settings.server.database)
    store.open()
    return store


def keep_day(store: Store, entries: Sequence[Entry], day: str = DAY, location: str = "hall") -> Day:
    """Puts the entries of a day into the store as a host keeps them, each with the visits as they
    are after it.
    """
    lived = Day(location, day)
    for entry in entries:
        seq = lived.seq + 1
        keep(lived, entry)
        names = {name: None for event in entry.events for name in _visits_of(event)}
        visits = [lived.visits[name] for name in names]
        store.keep([Kept(location, day, seq, entry, visits)])
    return lived


def _visits_of(event: Any) -> Iterable[str]:
    if getattr(event, "visit", None):
        yield event.visit
    for former in getattr(event, "visits", ()):
        yield former["visit"]


def moment(text: str) -> int | None:
    if not text:
        return None
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    return int(local.timestamp() * 1000)


def golden_log() -> list[Entry]:
    """The fifteen golden visits as a log. Each has a desk of its own, since they overlap; who left
    did so after the norm, by a minute.
    """
    with (DATA / "golden_visits.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    desks: dict[str, tuple[str, ...]] = {_desk(row): ("passport", "licence") for row in rows}
    facts: list[AnyEvent] = [ev.DayOpened(at=at("6:00"), plan=a_plan(desks=desks))]
    facts += [ev.DeskOpened(at=at("8:30"), desk=_desk(row), staff="jan") for row in rows]
    later = [fact for row in rows for fact in _life(row)]
    booked = [fact for fact in later if isinstance(fact, ev.Booked)]
    rest = [fact for fact in later if not isinstance(fact, ev.Booked)]
    facts = [*booked, *facts, *sorted(rest, key=lambda fact: fact.at)]
    facts += [ev.DeskClosed(at=at("17:30"), desk=_desk(row)) for row in rows]
    facts.append(ev.DayEnded(at=at("28:00")))
    return [
        Entry(f"golden-{number:03d}", fact.kind, "test", fact.at, (_rung(fact, number),))
        for number, fact in enumerate(facts)
    ]


def _rung(fact: AnyEvent, number: int) -> AnyEvent:
    """Each call of a day rings once more."""
    return fact.model_copy(update={"ring": number}) if isinstance(fact, ev.Called) else fact


def _desk(row: dict[str, str]) -> str:
    return row["id"].lower()


def _life(row: dict[str, str]) -> Iterator[AnyEvent]:
    """What happened to one of them."""
    visit = f"visit-{row['id']}"
    services = ("passport", "licence") if row["id"] == "W02" else ("passport",)
    persons = int(row["persons"])
    arrived, called = moment(row["arrived"]), moment(row["first_called"])
    appointed, ended = moment(row["appointed"]), moment(row["ended"])
    about: dict[str, Any] = {"visit": visit, "services": services, "persons": persons}
    if appointed is not None:
        yield ev.Booked(at=at("5:00"), code=row["id"], appointed=appointed, channel="web", **about)
    if row["outcome"] == "noshow":
        yield ev.NoShowMarked(at=(appointed or 0) + 15 * MINUTE, visit=visit)
    if row["outcome"] == "cancelled":
        yield ev.Cancelled(at=at("8:00"), visit=visit, channel="phone")
    if arrived is None:
        return
    if appointed is None:
        yield ev.WalkedIn(at=arrived, **about)
    else:
        yield ev.CheckedIn(at=arrived, visit=visit, persons=persons)
    if row["outcome"] == "left":
        limit = 15 if appointed is None else 5
        yield ev.Left(at=max(arrived, appointed or 0) + (limit + 1) * MINUTE, visit=visit)
    if called is not None and ended is not None:
        yield ev.Called(at=called, visit=visit, desk=_desk(row), ring=1)
        yield ev.Met(at=moment(row["started"]) or 0, visit=visit)
        yield ev.Ended(at=ended, visit=visit)
