"""How the norms stand today at one location: what came of them so far, how many may still wait too
long, who is about to, and what would prevent it. A pure function of the day; nothing walks all who
wait.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from host.core import advice
from host.core.advice import Advice
from host.core.coming import HORIZON, Turn, free_at, late, play, turns
from host.core.day import Day, Visit
from host.core.demand import Arrivals, HalfHour, half_hours, rate_of
from host.core.figures import Waits
from host.core.lines import Rank
from host.core.norms import (
    Judged,
    Norm,
    judge_mean,
    judge_share,
    may_still_miss,
    seconds_to_spend,
)
from host.core.plan import Plan
from host.core.waits import felt_millis, wait_millis
from host.norms import in_force

LIVE = ("wt_a", "wt_a_felt", "wt_w")
"""Definitions that today's visits tell of."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One norm today."""

    norm: Norm
    judged: Judged
    """Of the visits that are over, as the reports will say it."""
    over_now: int
    """Who wait and are over the limit already."""
    to_come: int
    """Who wait within the limit, or are still to come: an estimate."""
    may_miss: int | None
    """How many of these may wait longer than the limit; None: it cannot be kept today any more, or
    it promises a mean."""
    mean_left: float | None
    """Of a mean: what those to come may wait on average, in seconds; None: nobody is to come, or it
    promises no mean."""
    lost: bool
    """It cannot be kept today any more, whatever comes."""


@dataclass(frozen=True, slots=True)
class Late:
    """Somebody who will be called too late as things stand."""

    visit: str
    deadline: int
    call: int | None
    """When, as things stand; None: not within ten minutes."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """All of it, at one moment."""

    now: int
    norms: tuple[Standing, ...] = ()
    late: tuple[Late, ...] = ()
    """Whose promise is still whole and will be broken within ten minutes, the soonest first."""
    advice: Advice | None = None
    halves: tuple[HalfHour, ...] = ()
    """The next two hours."""


def outlook(day: Day, norms: Iterable[Norm], now: int, arrivals: Arrivals | None = None) -> Outlook:
    """The day's norms at a moment; `arrivals` tells how many walk-ins come, else today's rate
    does.
    """
    if day.plan is None:
        return Outlook(now)
    found, told = coming(day, now, arrivals)
    return Outlook(
        now=now,
        norms=standings(day, norms, now, arrivals),
        late=found,
        advice=told,
        halves=half_hours(day, now, arrivals=arrivals),
    )


def coming(
    day: Day, now: int, arrivals: Arrivals | None = None
) -> tuple[tuple[Late, ...], Advice | None]:
    """Who will be called too late within ten minutes, and what to do: about them, else about the
    half hour to come.
    """
    plan = day.plan
    if plan is None or day.ended:
        return (), None
    row = turns(day, plan, now)
    free = free_at(day, plan, now)
    play(row, free, now + HORIZON, plan.max_wait)
    found = tuple(_late(turn) for turn in late(row, now))
    told = advice.prevent(day, plan, row, free, now) if found else None
    return found, told or advice.ahead(day, plan, now, arrivals)


def standings(
    day: Day, norms: Iterable[Norm], now: int, arrivals: Arrivals | None = None
) -> tuple[Standing, ...]:
    """Each norm that today's visits tell of."""
    plan = day.plan
    if plan is None:
        return ()
    held = [norm for norm in in_force(norms, day.day) if norm.definition in LIVE]
    here = [norm for norm in held if norm.counts(day.location)]
    to_come = _counter(day, plan, now, arrivals)
    return tuple(_standing(day, plan, norm, now, to_come(norm)) for norm in here)


def _late(turn: Turn) -> Late:
    return Late(turn.visit, turn.deadline, turn.call)


def _standing(day: Day, plan: Plan, norm: Norm, now: int, still: int) -> Standing:
    n, total, within = _so_far(day, norm)
    judged = _judged(day, norm, total, within, n)
    here = _at_desks(day, norm)
    too_long, waiting = _waiting(day, norm, now)
    over = len(too_long)
    known = n + len(here) + over
    to_come = waiting + still
    if norm.statistic == "mean":
        spent = (total + sum(here) + sum(too_long)) / 1000
        left = seconds_to_spend(norm, spent, known, to_come)
        mean = max(0.0, left / to_come) if to_come else None
        return Standing(norm, judged, over, to_come, None, mean, known > 0 and left < 0)
    good = within + sum(wait <= _limit(norm) for wait in here)
    may = may_still_miss(norm, good, known, to_come)
    return Standing(norm, judged, over, to_come, may, None, may is None and known + to_come > 0)


def _judged(day: Day, norm: Norm, total: int, within: int, n: int) -> Judged:
    if norm.statistic == "mean":
        return judge_mean(norm, total / 1000, n, within)
    share = judge_share(norm, within, n)
    if norm.statistic == "share" or not n:
        return share
    reached = _reached(day, norm, n if norm.statistic == "max" else -(-9 * n // 10))
    return Judged(n, reached / 1000, share.kept, within)


def _reached(day: Day, norm: Norm, place: int) -> int:
    """The wait of that place from the shortest, in milliseconds: the least that so many did not
    exceed.
    """
    rows = [waits.ordered for waits in _waits(day, norm)]
    low, high = 0, max(row[-1] for row in rows)
    while low < high:
        middle = (low + high) // 2
        if sum(bisect_right(row, middle) for row in rows) >= place:
            high = middle
        else:
            low = middle + 1
    return low


def _so_far(day: Day, norm: Norm) -> tuple[int, int, int]:
    """How many waits are counted, their sum in milliseconds, and how many were within the limit."""
    limit = _limit(norm)
    n = total = within = 0
    for waits in _waits(day, norm):
        n += len(waits.ordered)
        total += waits.total
        within += bisect_right(waits.ordered, limit)
    return n, total, within


def _waits(day: Day, norm: Norm) -> list[Waits]:
    kept = day.tally.waits
    names = norm.services or (None,)
    found = (kept.get((norm.definition, name)) for name in names)  # type: ignore[arg-type]
    return [waits for waits in found if waits is not None]


def _at_desks(day: Day, norm: Norm) -> list[int]:
    """Waits that are over though the visits are not, in milliseconds."""
    found = []
    for desk in day.desks.values():
        visit = day.visits[desk.visit] if desk.visit else None
        if visit is None or not _counted(visit, norm):
            continue
        wait = felt_millis(visit) if norm.definition == "wt_a_felt" else wait_millis(visit)
        if wait is not None:
            found.append(wait)
    return found


def _counted(visit: Visit, norm: Norm) -> bool:
    service = visit.waited_for or visit.services[0]
    return visit.by_appointment == (norm.definition != "wt_w") and (
        not norm.services or service in norm.services
    )


def _waiting(day: Day, norm: Norm, now: int) -> tuple[list[int], int]:
    """How long those wait who are over the limit of the norm already, in milliseconds, and how many
    are not.
    """
    rank: Rank = "walk_in" if norm.definition == "wt_w" else "booked"
    over: list[int] = []
    within = 0
    for (need, _), line in day.lines.by_need.items():
        if norm.services and not need.intersection(norm.services):
            continue
        places = line.places(rank)
        late = bisect_left(places, (now - _limit(norm),))
        over += [now - place[0] for place in places[:late]]
        within += len(places) - late
    return over, within


def _counter(day: Day, plan: Plan, now: int, arrivals: Arrivals | None) -> Callable[[Norm], int]:
    """How many are still to come, per norm: appointments that are not here yet, or walk-ins at the
    rate of the day.
    """
    known: dict[tuple[str, ...], int] = {}

    def booked(services: tuple[str, ...]) -> int:
        if not services:
            return len(day.expected)
        if services not in known:
            rows = (day.visits[name].services[0] for name in day.expected)
            known[services] = sum(service in services for service in rows)
        return known[services]

    def to_come(norm: Norm) -> int:
        if norm.definition != "wt_w":
            return booked(norm.services)
        if plan.closes is None or plan.closes <= now:
            return 0
        expected = (arrivals or rate_of(day, plan, now))(now, plan.closes)
        return int(expected * _part(day, norm))

    return to_come


def _part(day: Day, norm: Norm) -> float:
    """Which share of today's walk-ins the norm counts."""
    waits = day.tally.waits
    whole = waits.get(("wt_w", None))
    if not norm.services or whole is None:
        return 1.0
    return sum(len(each.ordered) for each in _waits(day, norm)) / len(whole.ordered)


def _limit(norm: Norm) -> int:
    return round(norm.limit * 1000)
