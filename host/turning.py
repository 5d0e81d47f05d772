"""The turn of the service day: reads a day from the log, opens a new one, ends what the host slept
through.

Each of these is an entry in the log like any other; nothing here is decided but by `host.core`.
"""

from datetime import timedelta

import structlog

from host.core.day import Day
from host.core.decide import decide
from host.core.entry import Entry, Sender
from host.core.events import AnyEvent
from host.core.opening import open_day
from host.core.ticks import due
from host.hall import Hall, Person
from host.settings import plan_of
from host.store import Store
from host.store.queries import entries, newest_kind, people
from wire.commands import Tick

log = structlog.get_logger()
SYSTEM = Sender(device="system", role="system")
NIGHTS_LOOKED_BACK = 7


async def read(store: Store, hall: Hall, now: int) -> None:
    """Makes the log of the service day at `now` the hall's day. Raises StoreBusy."""
    today = hall.today(now)
    day = today.isoformat()
    kept, persons = await store.ask(
        lambda line: (entries(line, hall.location, day), people(line, hall.location, day))
    )
    known = {
        visit: Person(row.name, row.look, row.seat, row.note, row.phone)
        for visit, row in persons.items()
    }
    hall.remember(day, kept, known)
    hall.wanted = plan_of(hall.settings, hall.location, today)
    log.info("day_read", location=hall.location, day=day, entries=len(kept))


def entry_of_plan(hall: Hall, now: int) -> Entry | None:
    """What opens the day in memory, or tells it that the settings have changed; None when it has
    its plan.
    """
    day, wanted = hall.day, hall.wanted
    if day is None or wanted is None or day.ended or wanted.day != day.day:
        return None
    hall.wanted = None
    what = "open_day" if day.plan is None else "change_plan"
    return _entry(what, day, now, open_day(day, wanted, now))


def entry_of_time(day: Day, now: int) -> Entry | None:
    """What has become due by now: no-shows, returns, the end of the day; None when nothing has."""
    moment = due(day, now)
    if moment is None or moment > now:
        return None
    tick = Tick(id=_identity("tick", day))
    return _entry(tick.kind, day, now, decide(day, tick, SYSTEM, now))


async def old_days(store: Store, hall: Hall, now: int) -> list[Hall]:
    """Days of the last week that were opened and never ended: the host was not there at their
    roll-over.
    """
    found: list[Hall] = []
    for nights in range(NIGHTS_LOOKED_BACK, 0, -1):
        date = (hall.today(now) - timedelta(days=nights)).isoformat()
        newest = await store.ask(lambda line, date=date: newest_kind(line, hall.location, date))  # type: ignore[misc]
        if newest in (None, "day_ended"):
            continue
        kept = await store.ask(lambda line, date=date: entries(line, hall.location, date))  # type: ignore[misc]
        old = Hall(hall.location, hall.settings)
        old.remember(date, kept, {})
        assert old.day is not None
        if old.day.plan is not None and not old.day.ended:
            found.append(old)
    return found


def _entry(what: str, day: Day, now: int, events: list[AnyEvent]) -> Entry | None:
    if not events:
        return None
    return Entry(id=_identity(what, day), what=what, by=SYSTEM.device, at=now, events=tuple(events))


def _identity(what: str, day: Day) -> str:
    """The same for every host process that would do the same, so that only one of them does."""
    return f"{what}-{day.day}-{day.seq + 1}-{day.location}"[:64]
