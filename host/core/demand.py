"""What is still to come today: work per half hour, the desks that it asks for, and the wait that
follows. An estimate from the appointments of the day and the walk-ins so far; decides nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from math import ceil

from host.core.absence import is_shut
from host.core.day import Day
from host.core.expect import usual_millis
from host.core.plan import MINUTE, Plan

HALF_HOUR = 30 * MINUTE
FULL = 0.8
"""A desk that works more than this share of its time lets visitors wait."""
LOOKED_AT = 500
"""Appointments of one half hour that are looked at, at most."""
RATE_AFTER = 15 * MINUTE
"""Walk-ins say nothing of the day before so long after their first hour began."""

Arrivals = Callable[[int, int], float]
"""How many walk-ins come from one moment to another."""


@dataclass(frozen=True, slots=True)
class HalfHour:
    """One half hour to come. Moments in milliseconds UTC."""

    starts: int
    ends: int
    appointments: int
    walk_ins: float
    work_minutes: float
    """Of serving, that comes in."""
    desks_needed: int
    desks: int
    """That will serve as things stand: open now, or before the doors open all that are not absent.
    """
    wait_minutes: float | None = None
    """How long whoever comes in the middle of it waits; None without a desk."""


def half_hours(
    day: Day, now: int, number: int = 4, arrivals: Arrivals | None = None
) -> tuple[HalfHour, ...]:
    """The next half hours by the clock, the running one first, as far as the doors are open."""
    plan = day.plan
    if plan is None or plan.opens is None or plan.closes is None:
        return ()
    starts = max(now, plan.opens)
    starts -= starts % HALF_HOUR
    found: list[HalfHour] = []
    backlog = _waiting_work(day, plan)
    for place in range(number):
        first, last = starts + place * HALF_HOUR, starts + (place + 1) * HALF_HOUR
        if first >= plan.closes:
            break
        half = demand(day, plan, now, max(first, now), last, arrivals)
        half, backlog = _with_wait(half, backlog)
        found.append(half)
    return tuple(found)


def demand(
    day: Day, plan: Plan, now: int, first: int, last: int, arrivals: Arrivals | None = None
) -> HalfHour:
    """What comes from one moment to another, and how many desks it asks for: the work, spread over
    the time, with a desk at work four fifths of it.
    """
    booked = [day.visits[name] for name in islice(day.expected.between(first, last - 1), LOOKED_AT)]
    work = sum(usual_millis(day, plan, name) for visit in booked for name in visit.services)
    walk_ins = (arrivals or rate_of(day, plan, now))(first, last)
    work += walk_ins * _usual_walk_in(day, plan) if walk_ins else 0
    minutes = work / MINUTE
    return HalfHour(
        starts=first,
        ends=last,
        appointments=len(booked),
        walk_ins=walk_ins,
        work_minutes=minutes,
        desks_needed=ceil(round(work / (last - first) / FULL, 6)),
        desks=len(serving(day, plan, now, first)),
    )


def serving(day: Day, plan: Plan, now: int, at: int) -> list[str]:
    """The desks that serve at a moment as things stand now: the open ones, and before the doors
    open all; but not those whose people are absent.
    """
    if plan.opens is not None and now < plan.opens:
        chosen = list(plan.desks)
    else:
        chosen = [name for name in plan.desks if name in day.desks and is_open(day, name)]
    return [name for name in chosen if not is_shut(day, name, at)]


def is_open(day: Day, desk: str) -> bool:
    return day.desks[desk].state == "open"


def rate_of(day: Day, plan: Plan, now: int) -> Arrivals:
    """Walk-ins at the rate of today so far, in the hours in which they are taken."""
    first = min((start for start, _ in _hours(plan)), default=now)
    so_far = _taken_millis(plan, first, now)
    per_milli = walk_ins_so_far(day) / so_far if so_far >= RATE_AFTER else 0.0
    return lambda starts, ends: per_milli * _taken_millis(plan, starts, ends)


def walk_ins_so_far(day: Day) -> int:
    """Walk-ins that came today, those who wait and are helped now included."""
    counts = day.tally.walk_ins
    waiting = sum(len(line.walk_in) for line in day.lines.by_need.values())
    desks = (day.visits[desk.visit] for desk in day.desks.values() if desk.visit)
    return counts.visits + counts.left + waiting + sum(not v.by_appointment for v in desks)


def _taken_millis(plan: Plan, first: int, last: int) -> int:
    """How much of a stretch of time lies in hours in which walk-ins are taken."""
    total, seen = 0, first
    for starts, ends in sorted(_hours(plan)):
        start, end = max(starts, seen), min(ends, last)
        if end > start:
            total += end - start
            seen = end
    return total


def _hours(plan: Plan) -> Iterable[tuple[int, int]]:
    return {hours for service in plan.services.values() for hours in service.walk_in}


def _usual_walk_in(day: Day, plan: Plan) -> float:
    """The time that a walk-in takes, by what walk-ins came for today; before the first by all
    services that take them.
    """
    counts = {
        name: len(waits.ordered)
        for (definition, name), waits in day.tally.waits.items()
        if definition == "wt_w" and name in plan.services
    }
    if not counts:
        counts = {name: 1 for name, service in plan.services.items() if service.walk_in}
    whole = sum(counts.values())
    if not whole:
        return 0.0
    return sum(n * usual_millis(day, plan, str(name)) for name, n in counts.items()) / whole


def _waiting_work(day: Day, plan: Plan) -> float:
    """Serving that waits now, in milliseconds."""
    work = 0.0
    for (need, _), line in day.lines.by_need.items():
        work += len(line) * sum(usual_millis(day, plan, name) for name in need)
    return work


def _with_wait(half: HalfHour, backlog: float) -> tuple[HalfHour, float]:
    """The half hour with the wait that follows from what waits before it; and what waits after."""
    length = half.ends - half.starts
    work = half.work_minutes * MINUTE
    if not half.desks:
        return half, backlog + work
    middle = max(0.0, backlog + (work - half.desks * length) / 2)
    wait = middle / half.desks / MINUTE
    left = max(0.0, backlog + work - half.desks * length)
    return replace(half, wait_minutes=wait), left
