"""Lets each location learn from its finished days how long serving and waiting take: read from the
store when the host starts and after each roll-over, kept in memory only.
"""

import asyncio
from datetime import date, timedelta
from functools import partial
from typing import Any

import structlog

from host.core.lines import Rank, limit_of
from host.core.pace_learned import Learned
from host.core.pace_past import Past, learn_day
from host.core.plan import Plan
from host.hall import Hall
from host.office import Office
from host.settings import Settings, plan_of
from host.store import Store, StoreBusy
from host.store.past import days_between, who_came

log = structlog.get_logger()
DAYS = 56
"""So many calendar days are looked back on."""
PAUSE_SECONDS = 0.05
"""Between two days: who is at a desk goes first."""
LOOK_SECONDS = 60.0


async def keep_learning(office: Office) -> None:
    """At the start, and once a service day. A store that is busy is asked again a minute later."""
    learned: dict[str, date] = {}
    while True:
        for hall in list(office.halls.values()):
            today = hall.today(office.clock())
            if learned.get(hall.location) == today:
                continue
            try:
                found = await learn(office.store, office.settings, hall.location, today)
            except StoreBusy:
                continue
            learned[hall.location] = today
            give(hall, found)
            log.info("waits_learned", location=hall.location, waits=found.n)
        await asyncio.sleep(LOOK_SECONDS)


def give(hall: Hall, learned: Learned) -> None:
    """From now on whoever comes is told by it. What was told before stands in the log."""
    hall.learned = learned
    if hall.day is not None:
        hall.day.learned = learned


async def learn(store: Store, settings: Settings, location: str, today: date) -> Learned:
    """From the days before today, the oldest first. Raises StoreBusy."""
    learned = Learned()
    first = (today - timedelta(days=DAYS)).isoformat()
    between = partial(days_between, location=location, first=first, last=today.isoformat())
    for day in await store.ask(between):
        plan = plan_of(settings, location, date.fromisoformat(day))
        rows = await store.ask(partial(who_came, location=location, day=day))
        await asyncio.to_thread(learn_day, learned, plan, [_past(plan, row) for row in rows])
        await asyncio.sleep(PAUSE_SECONDS)
    return learned


def _past(plan: Plan, row: Any) -> Past:
    rank: Rank = "booked" if row.by_appointment and not row.late else "walk_in"
    start = max(row.arrived, row.appointed or 0) if rank == "booked" else row.arrived
    known = row.service_seconds is not None and not row.auto
    return Past(
        service=row.waited_for,
        start=start,
        arrived=row.arrived,
        deadline=start + limit_of(plan, frozenset((row.waited_for,)), rank),
        called=row.first_called,
        met=row.met,
        ended=row.ended,
        desk=row.desk,
        served=round(row.service_seconds * 1000) if known else None,
    )
