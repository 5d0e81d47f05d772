"""Days that towns lived, put into a real store as a host keeps them: who came, how long they
waited, what they thought of it, and who was called back when.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection

from host.callbacks.notes import By, Callbacks
from host.core import events as ev
from host.core.day import Day
from host.core.entry import Entry
from host.core.events import AnyEvent
from host.core.keep import keep
from host.core.plan import DeskPlan, Plan, ServicePlan
from host.settings import Settings
from host.store import Kept, Store, downtime
from host.store import survey as survey_rows
from host.store.access import DeviceRow, add_device
from host.store.downtime import Noticed
from host.store.survey import Answer
from tests.callbacks_stage import moment
from tests.town import new_id
from wire.commands import FinishCallback, MakeCallback

SECOND, MINUTE = 1000, 60_000


@dataclass(frozen=True)
class Visitor:
    """`came`: local time. `wait`: seconds until the call."""

    came: str
    wait: int
    by_appointment: bool = True
    desk: str = "1"
    service: str = "passport"
    minutes: int = 5
    delivery: bool = False


def waited(waits: Iterable[int], *, by_appointment: bool) -> list[Visitor]:
    """One visitor every twenty minutes, on the minute of the appointment; a desk for those who have
    one, and a desk for those who have none.
    """
    desk = "1" if by_appointment else "2"
    return [
        Visitor(f"{9 + number // 3:02d}:{number % 3 * 20:02d}", wait, by_appointment, desk)
        for number, wait in enumerate(waits)
    ]


def live(
    store: Store,
    location: str,
    day: str,
    visitors: Sequence[Visitor],
    desks: Sequence[str] = ("1", "2"),
    hours: tuple[str, str] = ("08:30", "17:00"),
) -> None:
    """A whole day, in one transaction."""
    first, last = (moment(f"{day} {clock}") for clock in hours)
    services = {each.service for each in visitors} | {"passport"}
    plan = Plan(
        location=location,
        day=day,
        opens=first,
        closes=last,
        ends=last + 12 * 60 * MINUTE,
        services={
            name: ServicePlan(service=name, letter="A", walk_in=((first, last),))
            for name in services
        },
        delivers=True,
        desks={
            name: DeskPlan(desk=name, label=name, services=frozenset(services)) for name in desks
        },
    )
    facts: list[AnyEvent] = [ev.DayOpened(at=first - MINUTE, plan=plan)]
    facts += [ev.DeskOpened(at=first, desk=name, staff="jan") for name in desks]
    lives = [fact for each in visitors for fact in _life(each, day)]
    booked = [fact for fact in lives if isinstance(fact, ev.Booked)]
    facts += sorted(
        (fact for fact in lives if not isinstance(fact, ev.Booked)), key=lambda fact: fact.at
    )
    facts += [ev.DeskClosed(at=last, desk=name) for name in desks]
    _keep(store, location, day, [*booked, *facts, ev.DayEnded(at=last + 60 * MINUTE)])


def _life(visitor: Visitor, day: str) -> Iterable[AnyEvent]:
    came = moment(f"{day} {visitor.came}")
    called = came + visitor.wait * SECOND
    name = new_id()
    about: dict[str, Any] = {"visit": name, "services": (visitor.service,)}
    if visitor.by_appointment:
        made = came - 24 * 60 * MINUTE
        code = name.replace("-", "")[:12].upper()
        yield ev.Booked(at=made, code=code, appointed=came, channel="web", **about)
        yield ev.CheckedIn(at=came, visit=name)
    else:
        yield ev.WalkedIn(at=came, **about)
    yield ev.Called(at=called, visit=name, desk=visitor.desk, ring=1)
    yield ev.Met(at=called + 10 * SECOND, visit=name)
    if visitor.delivery:
        yield ev.HandoutChosen(at=called + MINUTE, visit=name, how="deliver")
    yield ev.Ended(at=called + 10 * SECOND + visitor.minutes * MINUTE, visit=name)


def _keep(store: Store, location: str, day: str, facts: Sequence[AnyEvent]) -> None:
    lived = Day(location, day)
    batch = []
    for number, fact in enumerate(facts):
        told = fact.model_copy(update={"ring": number}) if isinstance(fact, ev.Called) else fact
        entry = Entry(f"{location}-{day}-{number:05d}", fact.kind, "test", fact.at, (told,))
        seq = lived.seq + 1
        keep(lived, entry)
        visit = getattr(fact, "visit", None)
        batch.append(Kept(location, day, seq, entry, [lived.visits[visit]] if visit else []))
    store.keep(batch)


def answered(store: Store, location: str, day: str, marks: Iterable[int]) -> None:
    """What visitors of that week thought: marks from 1 to 10."""
    week = date.fromisoformat(day)
    begins = max(date.fromordinal(week.toordinal() - week.weekday()), week.replace(day=1))
    for mark in marks:
        answer = Answer(location, begins.isoformat(), "page", mark)
        work = partial(survey_rows.keep, answer=answer, given=new_id(), erase_on=week)
        store.change(work)


def called_back(
    settings: Settings,
    store: Store,
    department: str,
    made: str,
    done: dict[str, int],
    location: str,
) -> None:
    """So many notes of one moment by the moment at which each was answered; "" is never."""
    now = moment(made)
    notes = Callbacks(store, lambda: settings, lambda: now)
    hall = By(location, "greeter-1", "greeter")
    for when, number in done.items():
        for _ in range(number):
            now = moment(made)
            wish = MakeCallback(
                id=new_id(), department=department, name="Sanne", phone="06 00000123"
            )
            row = notes.do(wish, hall)
            if when:
                now = moment(when)
                notes.do(
                    FinishCallback(id=new_id(), callback=row.callback, outcome="answered"), hall
                )


def clock(text: str) -> int:
    """A local moment, "2022-04-07 17:06:48", in milliseconds UTC."""
    return moment(text)


def cancelled(store: Store, location: str, day: str, channels: dict[str, int]) -> None:
    """So many appointments that were called off, by the channel through which that was said."""
    first = moment(f"{day} 09:00")
    facts: list[AnyEvent] = []
    for channel, number in channels.items():
        for at in range(number):
            name = new_id()
            about: dict[str, Any] = {"visit": name, "services": ("passport",)}
            code = f"{channel.upper()}{at}"
            facts.append(
                ev.Booked(
                    at=first - 2 * MINUTE, code=code, appointed=first, channel="phone", **about
                )
            )
            facts.append(ev.Cancelled(at=first - MINUTE, visit=name, channel=channel))
    _keep(store, location, day, facts)


def kiosk_down(store: Store, since: str, began: str, minutes: int, until: str) -> None:
    """A kiosk that was there from `since` on and down once, at a host that was always there."""
    at, down = clock(since), clock(began)

    def work(line: Connection) -> None:
        downtime.beat(line, at)
        add_device(line, DeviceRow("a-kiosk", "kiosk-1", "kiosk", "hall", None, "a-hash"))
        for state, moment_, works in (
            ("ok", at, True),
            ("away", down, False),
            ("ok", down + minutes * MINUTE, True),
        ):
            news = [Noticed("a-kiosk", state, moment_, "", works)]
            downtime.notice(line, news, (), moment_)
        downtime.beat(line, clock(until))

    store.change(work)
