"""What a visitor is told at the door: how long it will take, as an honest range. Learns only from
today.
"""

from host.core.day import Day
from host.core.lines import Key, Rank, limit_of, need_of
from host.core.plan import MINUTE, Plan

STEP_MINUTES = 5
"""Ranges are told in fives: "10 to 15 minutes" promises no more than is known."""
STEPS_MAX = 3
"""Wider than this a range of less than an hour says nothing."""
TRUST = 3
"""So many visits of today weigh as much as the slot length, which is the guess before the first of
them.
"""


def expected_wait(
    day: Day, services: tuple[str, ...], now: int, appointed: int | None = None
) -> tuple[int, int] | None:
    """Minutes (from, to) until somebody who arrives now is called; None when no open desk can help.

    The work of those ahead, by today's pace, shared by the open desks that can do it, and half a
    visit for each desk that is busy now. With an appointment: from now too, and not before its
    time.
    """
    plan = day.plan
    if plan is None:
        return None
    need = need_of(plan, services)
    able = _open_desks(day, (need, None))
    if not able:
        return None
    rank: Rank = "walk_in" if appointed is None else "booked"
    deadline = max(now, appointed or 0) + limit_of(plan, need, rank)
    millis = _work_ahead(day, plan, able, deadline) / len(able)
    if millis or all(day.desks[desk].visit for desk in able):
        millis += _rest_of_visits(day, plan, able) / len(able)
    return _range(max(millis, (appointed or now) - now))


def people_ahead(day: Day, visit: str) -> int | None:
    """How many go before a waiting visit at the desks that can help it; None: it does not wait."""
    if visit not in day.lines or day.plan is None:
        return None
    key, rank, place = day.lines.where[visit]
    line = day.lines.by_need[key]
    if rank == "front":
        return line.front.index(place)
    able = _able_desks(day, key)
    deadline = place[0] + limit_of(day.plan, key[0], rank)
    counts = day.lines.ahead(day.plan, deadline)
    return sum(number for other, number in counts if able & _able_desks(day, other))


def usual_millis(day: Day, plan: Plan, service: str) -> float:
    """How long serving takes today: the slot length at first, then what was seen."""
    first = (
        plan.services[service].first_minutes * MINUTE if service in plan.services else 10 * MINUTE
    )
    pace = day.tally.paces.get(service)
    if pace is None:
        return first
    return (first * TRUST + pace.total) / (TRUST + pace.n)


def _work_ahead(day: Day, plan: Plan, able: set[str], deadline: int) -> float:
    """Milliseconds of serving, before the deadline's turn, that fall to these desks."""
    work = 0.0
    for key, number in day.lines.ahead(plan, deadline):
        desks = _open_desks(day, key)
        if number and desks & able:
            each = sum(usual_millis(day, plan, service) for service in key[0])
            work += number * each * len(desks & able) / len(desks)
    return work


def _rest_of_visits(day: Day, plan: Plan, able: set[str]) -> float:
    """Half a usual visit for each desk that is busy: on average that is what is left of one."""
    visits = [day.visits[visit] for desk in able if (visit := day.desks[desk].visit)]
    return sum(usual_millis(day, plan, visit.services[0]) / 2 for visit in visits)


def _open_desks(day: Day, key: Key) -> set[str]:
    return {desk for desk in _able_desks(day, key) if day.desks[desk].state == "open"}


def _able_desks(day: Day, key: Key) -> frozenset[str]:
    need, to_desk = key
    if to_desk is not None:
        return frozenset((to_desk,))
    known = day.able.get(need)
    if known is None:
        assert day.plan is not None
        desks = day.plan.desks.items()
        known = day.able[need] = frozenset(name for name, desk in desks if need <= desk.services)
    return known


def _range(millis: float) -> tuple[int, int]:
    """From a fifth less to a fifth more, outwards to whole fives; at least one step wide, and up to
    an hour at most three.
    """
    low = int(millis * 4 // (5 * MINUTE * STEP_MINUTES)) * STEP_MINUTES
    high = -int(-millis * 6 // (5 * MINUTE * STEP_MINUTES)) * STEP_MINUTES
    high = max(high, low + STEP_MINUTES)
    steps = (high - low) // STEP_MINUTES - STEPS_MAX if millis <= 60 * MINUTE else 0
    if steps > 0:
        low += (steps - steps // 2) * STEP_MINUTES
        high -= steps // 2 * STEP_MINUTES
    return low, high
