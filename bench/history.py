"""Years of finished days for a database, through the store: one day is lived through the rules and
kept as the host keeps it, then written again for each day before it with its moments moved.
"""

import datetime
import random

from sqlalchemy import Connection, inspect

from bench.caller import new_id
from bench.house import LOCATION, House
from host.core.day import Day
from host.core.decide import decide
from host.core.entry import Entry, Sender
from host.core.events import AnyEvent
from host.core.keep import keep
from host.core.opening import open_day
from host.settings import plan_of, read
from host.store import Kept, Store
from wire.commands import AnyCommand, CallNext, Meet, OpenDesk, TakeTicket, Tick

DAY_MILLIS = 86_400_000
BATCH = 256
COPIED = ("visit", "visit_service", "event")
MOMENTS = ("appointed", "arrived", "first_called", "met", "ended")


class Life:
    """One day as the rules decide it, and what the store would keep of it."""

    def __init__(self, house: House, date: datetime.date) -> None:
        self.settings = read(house.settings)
        self.plan = plan_of(self.settings, LOCATION, date)
        self.day = Day(location=LOCATION, day=date.isoformat())
        self.kept: list[Kept] = []
        assert self.plan.opens is not None
        self.now = self.plan.opens

    def live(self, visits: int, seed: int = 1) -> list[Kept]:
        """A whole day of walk-ins at all desks, to its end; returns what is to be kept."""
        chance = random.Random(seed)
        system = Sender("system", "system")
        self._add(new_id(), "open_day", open_day(self.day, self.plan, self.now), system)
        desks = list(self.plan.desks)
        for desk in desks:
            self._say(OpenDesk(id=new_id(), desk=desk, staff=f"staff-{desk}"), _at(desk))
        services = list(self.plan.services)
        for number in range(visits):
            desk = desks[number % len(desks)]
            self.now += chance.randrange(1_000, 20_000)
            self._say(TakeTicket(id=new_id(), services=(chance.choice(services),)), KIOSK)
            self.now += chance.randrange(1_000, 20_000)
            self._say(CallNext(id=new_id(), desk=desk), _at(desk))
            self._say(Meet(id=new_id(), desk=desk), _at(desk))
        self.now = self.plan.ends
        self._say(Tick(id=new_id()), system)
        assert self.day.ended
        return self.kept

    def _say(self, command: AnyCommand, sender: Sender) -> None:
        self._add(command.id, command.kind, decide(self.day, command, sender, self.now), sender)

    def _add(self, identity: str, what: str, events: list[AnyEvent], sender: Sender) -> None:
        entry = Entry(
            id=identity,
            what=what,
            by=sender.device,
            at=self.now,
            events=tuple(events),
            desk=sender.desk,
            digest="0" * 24,
        )
        seq = self.day.seq + 1
        keep(self.day, entry)
        touched = {name: None for event in events if (name := getattr(event, "visit", None))}
        visits = [self.day.visits[name] for name in touched]
        self.kept.append(Kept(LOCATION, self.day.day, seq, entry, visits))


KIOSK = Sender("kiosk-0", "kiosk")


def _at(desk: str) -> Sender:
    return Sender(f"desk-{desk}", "desk", desk)


def fill(house: House, visits: int, a_day: int) -> int:
    """Puts so many finished visits behind today, `a_day` on each day; returns the rows of the
    log."""
    today = datetime.date.fromisoformat(house.today())
    newest = today - datetime.timedelta(days=1)
    kept = Life(house, newest).live(a_day)
    store = Store(house.database_url)
    store.open()
    for start in range(0, len(kept), BATCH):
        store.keep(kept[start : start + BATCH])
    for back in range(1, -(-visits // a_day)):
        store.change(lambda line, back=back: _again(line, newest, back))  # type: ignore[misc]
    rows: int = store.read(
        lambda line: line.exec_driver_sql("SELECT count(*) FROM event").scalar_one()
    )
    store.close()
    return rows


def _again(line: Connection, newest: datetime.date, back: int) -> None:
    """Writes the newest day once more, so many days earlier."""
    day = (newest - datetime.timedelta(days=back)).isoformat()
    shift = back * DAY_MILLIS
    for table in COPIED:
        columns = [column["name"] for column in inspect(line).get_columns(table)]
        values = ", ".join(_moved(name, day, back, shift) for name in columns)
        line.exec_driver_sql(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} "
            f"WHERE location = ? AND day = ?",
            (LOCATION, newest.isoformat()),
        )


def _moved(column: str, day: str, back: int, shift: int) -> str:
    if column == "day":
        return f"'{day}'"
    if column == "at_ms":
        return f"at_ms - {shift}"
    if column == "body":
        return f"json_set(body, '$.at', json_extract(body, '$.at') - {shift})"
    if column in MOMENTS:
        return f"strftime('%Y-%m-%d %H:%M:%f', {column}, '-{back} days') || '+00:00'"
    return column
