"""Tells the log once a day which norms are not kept, and since when: whoever watches it hears of it
before the report of the half year does.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import partial

import structlog

from host.agenda.agenda import Agenda
from host.measures.span import Period
from host.norms.breaches import breaches
from host.settings import Settings, moment
from host.store import Store, StoreBusy

log = structlog.get_logger()
TOLD_AT = time(9, 30)
"""After the access times of the day were looked at."""
LOOK_SECONDS = 60.0
LOOKED_BACK_DAYS = 366


def not_kept(
    settings: Settings, store: Store, location: str, today: date
) -> list[tuple[str, int, str]]:
    """Id, version and since when, of each norm that is not kept now. Raises StoreBusy."""
    period = Period(today - timedelta(days=LOOKED_BACK_DAYS), today)
    return [
        (norm.id, norm.version, each.since)
        for norm, found in breaches(settings, store, location, period)
        for each in found
        if each.until is None
    ]


async def tell_daily(
    store: Store, agenda: Agenda, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """Each day at half past nine, or as soon after as the host is there; never ends."""
    told: dict[str, date] = {}
    while True:
        for location in agenda.settings.locations:
            with suppress(StoreBusy):
                await _tell_once(store, agenda, location, told)
        await sleep(LOOK_SECONDS)


async def _tell_once(store: Store, agenda: Agenda, location: str, told: dict[str, date]) -> None:
    settings, now = agenda.settings, agenda.clock()
    zone = settings.zone(location)
    today = datetime.fromtimestamp(now / 1000, zone).date()
    if told.get(location) == today or now < moment(zone, today, TOLD_AT):
        return
    work = partial(not_kept, settings, store, location, today)
    for norm, version, since in await asyncio.to_thread(work):
        log.warning("norm_not_kept", location=location, norm=norm, version=version, since=since)
    told[location] = today
