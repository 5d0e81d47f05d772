"""Today by half hour: who came, who was called, and how many of those within the promise. Reads the
day's visits; decides nothing.
"""

from host.core.day import Day, Visit
from host.core.demand import HALF_HOUR
from host.core.lines import Rank, limit_of, need_of
from host.core.plan import Plan
from host.core.waits import wait_millis
from wire.leader import TodayHalf

HALVES_MAX = 48
GONE = frozenset({"left", "no_show", "cancelled"})


def today(day: Day, plan: Plan, now: int) -> list[TodayHalf]:
    """From the first half hour in which something was, or the opening, to the running one. A first
    call counts where it falls; who left afterwards does not count as called, as in the reports.
    """
    arrived: dict[int, int] = {}
    called: dict[int, list[bool]] = {}
    for visit in day.visits.values():
        if visit.arrived is None:
            continue
        half = _half(visit.arrived)
        arrived[half] = arrived.get(half, 0) + 1
        if visit.first_called is not None and visit.stage not in GONE:
            called.setdefault(_half(visit.first_called), []).append(_in_time(plan, visit))
    known = [*arrived, *called]
    if plan.opens is not None and plan.opens <= now:
        known.append(_half(plan.opens))
    if not known:
        return []
    end = _half(max(now, *known))
    begin = max(min(known), end - (HALVES_MAX - 1) * HALF_HOUR)
    return [
        TodayHalf(
            starts=half,
            arrived=arrived.get(half, 0),
            called=len(called.get(half, ())),
            within=sum(called.get(half, ())),
        )
        for half in range(begin, end + 1, HALF_HOUR)
    ]


def _half(at: int) -> int:
    return at - at % HALF_HOUR


def _in_time(plan: Plan, visit: Visit) -> bool:
    """By the promise to the service that was waited for first."""
    services = (visit.waited_for,) if visit.waited_for else visit.services
    rank: Rank = "booked" if visit.by_appointment else "walk_in"
    return (wait_millis(visit) or 0) <= limit_of(plan, need_of(plan, services), rank)
