"""How long one waits for an appointment: looked at for every location and public service each
working day at nine, and kept.

Access time: working days from today, by the location's own calendar, to the first and the third
free slot for one person that the public can book (the third is less by chance).
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import structlog

from host.agenda.agenda import Agenda
from host.agenda.beside import Beside
from host.agenda.offer import Offer
from host.agenda.records import Asked
from host.core.agenda import minutes_of
from host.core.booking import earliest
from host.core.plan import MINUTE
from host.settings import moment
from host.settings.working_days import between, is_working_day
from host.store import Store, StoreBusy
from host.store import access_times as rows
from host.store.access_times import AccessTime
from wire.refusals import Refused

log = structlog.get_logger()
LOOKED_AT = time(9, 0)
LOOK_SECONDS = 30.0
THIRD = 3


async def measure(agenda: Agenda, location: str) -> list[AccessTime]:
    """The access time of each public service of a location now; nothing where nothing can be booked
    any more. Refuses busy.
    """
    first, last = agenda.horizon(location)
    found: list[AccessTime] = []
    for service in agenda.offered(location, True) if first <= last else ():
        asked = Asked.alike((service,))
        free = await agenda.free(location, asked, first, last)
        starts = [start for day in sorted(free) for start in free[day]]
        length = agenda.minutes(location, asked) * MINUTE
        found.append(figure(agenda, location, service, apart(starts, length)))
    return found


def measure_beside(beside: Beside, location: str) -> list[AccessTime]:
    """The same for a tool, from the store."""
    offer = Offer(lambda: beside.settings, lambda: beside.now)
    first, last = offer.horizon(location)
    found: list[AccessTime] = []
    for service in offer.offered(location, True) if first <= last else ():
        slots: list[int] = []
        for ahead in range((last - first).days + 1):
            room = beside.page(location, first + timedelta(days=ahead)).room_at(beside.now)
            if room is None or service not in room.plan.services:
                continue
            minutes = minutes_of(room.plan, (service,), (1,))
            start_at = earliest(room.plan, "web", beside.now)
            slots += apart(room.starts((service,), minutes, start_at), minutes * MINUTE)
            if len(slots) >= THIRD:
                break
        found.append(figure(offer, location, service, slots))
    return found


def figure(offer: Offer, location: str, service: str, slots: Sequence[int]) -> AccessTime:
    """The access time that follows from the first free slots, ascending."""
    settings, now = offer.settings, offer.clock()
    zone = settings.zone(location)

    def days_until(day: date) -> int:
        return between(settings, location, _day(zone, now), day)

    days = [days_until(_day(zone, slot)) for slot in slots[:THIRD]]
    return AccessTime(
        location=location,
        day=_day(zone, now).isoformat(),
        service=service,
        at=now,
        first_slot=_nth(slots, 1),
        third_slot=_nth(slots, THIRD),
        first_days=_nth(days, 1),
        third_days=_nth(days, THIRD),
        horizon_days=days_until(offer.horizon(location)[1]),
    )


def apart(starts: Sequence[int], length: int) -> list[int]:
    """The first three slots that do not overlap one another: a hole of one hour holds four of a
    quarter, not nine. `starts` ascending, all in milliseconds.
    """
    found: list[int] = []
    for start in starts:
        if not found or start >= found[-1] + length:
            found.append(start)
        if len(found) == THIRD:
            break
    return found


async def keep_daily(
    store: Store, agenda: Agenda, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Looks each working day at nine, or as soon after as the host is there; never ends."""
    done: dict[str, date] = {}
    while True:
        for location in agenda.settings.locations:
            with suppress(StoreBusy, Refused):
                await _keep_once(store, agenda, location, done)
        await sleep(LOOK_SECONDS)


async def _keep_once(store: Store, agenda: Agenda, location: str, done: dict[str, date]) -> None:
    settings, now = agenda.settings, agenda.clock()
    zone = settings.zone(location)
    today = _day(zone, now)
    if done.get(location) == today or now < moment(zone, today, LOOKED_AT):
        return
    day = today.isoformat()
    known = await store.ask(partial(rows.of_period, location=location, day_from=day, day_to=day))
    if not known and is_working_day(settings, location, today, "local"):
        found = await measure(agenda, location)
        await store.change_soon(partial(rows.add, found=found))
        log.info("access_time_kept", location=location, services=len(found))
    done[location] = today


def _nth(found: Sequence[int], number: int) -> int | None:
    return found[number - 1] if len(found) >= number else None


def _day(zone: ZoneInfo, at: int) -> date:
    return datetime.fromtimestamp(at / 1000, zone).date()
