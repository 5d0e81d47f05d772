"""Learns from the finished visits of an earlier day: works the wait of each out as it would have
been told when the visitor came, and holds it against the wait that followed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from host.core.expect import LEAST_LEFT, by_the_promise, until_called, until_free
from host.core.figures import MISCLICK_MILLIS
from host.core.lines import counts_each
from host.core.next import BEFORE_MAXIMUM, EARLY
from host.core.pace_learned import MINUTE, Learned, minute_of, weekday_of
from host.core.plan import Plan

BEFORE_FIRST = 15 * MINUTE
"""A desk is there so long before its first call: in the morning people wait for the doors."""


@dataclass(frozen=True, slots=True)
class Past:
    """A visit of an earlier day. Moments in milliseconds UTC."""

    service: str
    start: int
    """Where its wait began: the arrival, or the appointment when that was later."""
    arrived: int
    deadline: int
    """End of its promise: who has the earlier one goes first."""
    called: int | None
    met: int | None
    ended: int | None
    desk: str | None
    served: int | None
    """Milliseconds; None: not known."""


def learn_day(learned: Learned, plan: Plan, visits: Iterable[Past]) -> None:
    """One day, with the plan that held. Afterwards what was learned before counts a little less."""
    known = sorted(visits, key=lambda visit: visit.arrived)
    weekday = weekday_of(plan.day)
    hours = _desk_hours(known)
    inside: list[Past] = []
    for visit in known:
        inside = [other for other in inside if _gone(other) > visit.arrived]
        if visit.called is not None and plan.services.get(visit.service) is not None:
            _learn(learned, plan, weekday, visit, inside, hours)
        inside.append(visit)
    for visit in known:
        if visit.served is not None and visit.served >= MISCLICK_MILLIS and visit.met is not None:
            minute = minute_of(plan, visit.met)
            learned.durations.see(visit.service, weekday, minute, visit.served)
    learned.age()


def _learn(
    learned: Learned,
    plan: Plan,
    weekday: int,
    visit: Past,
    inside: Sequence[Past],
    hours: dict[str, tuple[int, int]],
) -> None:
    assert visit.called is not None
    now, minute = visit.arrived, minute_of(plan, visit.arrived)
    able = {
        name
        for name, desk in plan.desks.items()
        if visit.service in desk.services
        and name in hours
        and hours[name][0] <= now < hours[name][1]
    }
    if not able:
        return

    def usual(service: str) -> float:
        known = plan.services.get(service)
        slot = (known.first_minutes if known else 10) * MINUTE
        return learned.durations.millis(service, weekday, minute, slot)

    rivals = list(_rivals(plan, visit, inside, able, usual))
    millis = _worked_out(plan, visit, inside, able, rivals, usual)
    if visit.start > now and rivals:
        millis = max(millis, visit.start - EARLY - now)
    learned.see(visit.service, minute, millis / MINUTE, (visit.called - now) / MINUTE)


def _rivals(
    plan: Plan,
    visit: Past,
    inside: Sequence[Past],
    able: set[str],
    usual: Callable[[str], float],
) -> Iterator[tuple[Past, float]]:
    """Who waits for the same desks when it comes, and the milliseconds that fall to these."""
    for other in inside:
        if other.called is None or other.called > visit.arrived:
            share = [n for n, desk in plan.desks.items() if other.service in desk.services]
            if able.intersection(share):
                part = len(able.intersection(share)) / len(share)
                yield other, usual(other.service) * part


def _worked_out(
    plan: Plan,
    visit: Past,
    inside: Sequence[Past],
    able: set[str],
    rivals: Sequence[tuple[Past, float]],
    usual: Callable[[str], float],
) -> float:
    """Milliseconds until it is called: the same sum as `host.core.expect`, but for appointments
    that were still to come.
    """
    now, left = visit.arrived, dict.fromkeys(able, 0.0)
    second_limit = plan.max_wait - BEFORE_MAXIMUM
    for other in inside:
        if other.desk in left and other.called is not None and other.called <= now:
            whole, since = usual(other.service), now - (other.met or other.called)
            left[other.desk] = max(whole - since, whole * LEAST_LEFT)

    def due(other: Past) -> int:
        broken = other.deadline < now and counts_each(plan, frozenset((other.service,)))
        return max(other.deadline, other.start + second_limit) if broken else other.deadline

    first = [(other.start, cost) for other, cost in rivals if due(other) < visit.deadline]
    millis = until_called(
        lambda within: sum(cost for start, cost in first if start <= now + within),
        lambda work: until_free(work, left.values(), usual(visit.service)),
    )
    if not counts_each(plan, frozenset((visit.service,))):
        return millis
    return by_the_promise(millis, visit.deadline - now, visit.start + second_limit - now)


def _desk_hours(visits: Iterable[Past]) -> dict[str, tuple[int, int]]:
    """From just before the first call to the last end of each desk."""
    found: dict[str, tuple[int, int]] = {}
    for visit in visits:
        if visit.desk is not None and visit.called is not None and visit.ended is not None:
            there = visit.called - BEFORE_FIRST
            first, last = found.get(visit.desk, (there, visit.ended))
            found[visit.desk] = min(first, there), max(last, visit.ended)
    return found


def _gone(visit: Past) -> int:
    return visit.ended if visit.ended is not None else visit.called or visit.arrived
