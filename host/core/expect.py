"""What a visitor is told at the door: how long it will take, as an honest range. From who is ahead,
who is at each desk and since when, the appointments that come first, and what earlier days and
today have taught.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from host.core.absence import is_shut
from host.core.day import Day, Desk, Visit
from host.core.lines import Due, Key, counts_each, limit_of, need_of
from host.core.next import BEFORE_MAXIMUM, EARLY
from host.core.pace_learned import minute_of, weekday_of
from host.core.plan import MINUTE, Plan

STEP_MINUTES = 5
"""Ranges are told in fives: "10 to 15 minutes" promises no more than is known."""
STEPS_MAX = 3
"""Wider than this a range of less than an hour says nothing."""
TRUST = 3
"""So many visits of today weigh as much as what is usual, which is the guess before the first of
them.
"""
LEAST_LEFT = 0.25
"""Of a visit that takes longer than usual at least this share of the usual time is left."""
LOOKED_AT = 60
"""So many appointments that are still to come are looked at."""
NEARLY = 5 * MINUTE
"""Worked out to be late by so little, somebody is called in time after all."""
ROUNDS = 8
"""So often is looked who comes up before somebody is called; two or three times are enough."""
PAUSE = 15 * MINUTE
"""So long a desk is usually away when it pauses. Longer than twice this, nobody counts on it."""


def expected_wait(
    day: Day,
    services: tuple[str, ...],
    now: int,
    appointed: int | None = None,
    since: int | None = None,
) -> tuple[int, int] | None:
    """Minutes (from, to) until somebody who arrives now is called; None when no open desk can help.
    With an appointment: from now too, and not before its time. `since`: it arrived then, and keeps
    its place.
    """
    plan = day.plan
    if plan is None:
        return None
    need = need_of(plan, services)
    able = _staffed(day, (need, None), now)
    if not able:
        return None
    start = since if since is not None else max(now, appointed or 0)
    deadline = start + limit_of(plan, need, "walk_in" if appointed is None else "booked")
    second_limit = plan.max_wait - BEFORE_MAXIMUM
    if counts_each(plan, need) and deadline < now:
        deadline = max(deadline, start + second_limit)
    due = Due(deadline, second_limit, now)
    millis = _until_called(day, plan, able, due, usual_millis(day, plan, services[0], now))
    if counts_each(plan, need):
        millis = by_the_promise(millis, deadline - now, start + second_limit - now)
    if appointed is not None and not _is_alone(day, able, since is not None, now):
        millis = max(millis, appointed - EARLY - now)
    return _told(day, plan, services[0], now, millis)


def people_ahead(day: Day, visit: str, now: int | None = None) -> int | None:
    """How many go before a waiting visit at the desks that can help it; None: it does not wait.
    Without `now` as if no promise were broken.
    """
    if visit not in day.lines or day.plan is None:
        return None
    key, rank, place = day.lines.where[visit]
    line = day.lines.by_need[key]
    if rank == "front":
        return line.front.index(place)
    able = _able_desks(day, key)
    second_limit = day.plan.max_wait - BEFORE_MAXIMUM
    deadline = place[0] + limit_of(day.plan, key[0], rank)
    at_stake = day.visits[visit].first_called is None and counts_each(day.plan, key[0])
    if at_stake and now is not None and deadline < now:
        deadline = max(deadline, place[0] + second_limit)
    counts = day.lines.ahead(day.plan, Due(deadline, second_limit, now))
    return sum(number for other, number in counts if able & _able_desks(day, other))


def usual_millis(day: Day, plan: Plan, service: str, at: int | None = None) -> float:
    """How long serving takes: the slot length at first, what earlier days taught of this weekday
    and hour, and what was seen today.
    """
    known = plan.services.get(service)
    slot = (known.first_minutes if known else 10) * MINUTE
    usual: float = slot
    if day.learned is not None and known is not None:
        minute = minute_of(plan, at if at is not None else plan.opens or plan.ends)
        usual = day.learned.durations.millis(service, weekday_of(plan.day), minute, slot)
    pace = day.tally.paces.get(service)
    if pace is None:
        return usual
    return (usual * TRUST + pace.total) / (TRUST + pace.n)


def until_free(work: float, busy: Iterable[float], each: float) -> float:
    """When a desk is free for whoever comes after `work`, which the desks share. `busy`: for how
    long each has somebody still, 0: it is free. `each`: how long one visit takes; desks end one
    after the other, so the first is free before the work of all is done. Milliseconds.
    """
    ends = sorted(busy)
    if not work:
        return ends[0]
    count = 1
    while count < len(ends) and work + sum(ends[:count]) > ends[count] * count:
        count += 1
    level = (work + sum(ends[:count])) / count
    return max(ends[0], level - each * (count - 1) / (2 * count))


def until_free_while_there(
    work: float, turns: Iterable[tuple[float, float | None]], each: float
) -> float:
    """As `until_free`, with desks that leave: each turn is for how long it is busy still, and after
    how long its people leave, None: they stay. What a desk cannot do before it leaves falls to the
    others. Milliseconds.
    """
    there = list(turns)
    while True:
        level = until_free(max(work, 0.0), [busy for busy, _ in there], each)
        staying = [(busy, ends) for busy, ends in there if ends is None or ends >= level]
        if len(staying) in (0, len(there)):
            return level
        gone = [(busy, ends) for busy, ends in there if ends is not None and ends < level]
        work -= sum(max(0.0, ends - busy) for busy, ends in gone)
        there = staying


def until_called(work: Callable[[float], float], free: Callable[[float], float]) -> float:
    """Milliseconds until a desk is `free` after the work of all who go first. `work` is that of
    those whose time comes within so many milliseconds: whoever's time comes only after the call is
    not in the way, which is why it is looked again who comes up until then.
    """
    millis = 0.0
    for _ in range(ROUNDS):
        later = free(work(millis + EARLY))
        if later <= millis:
            break
        millis = later
    return millis


def by_the_promise(millis: float, left: int, again: int) -> float:
    """What the rule makes of it for somebody who still has the promise for `left` milliseconds. Who
    would be late by little is called just in time, because others have more time left; who would be
    late by more makes room, and is due only then, `again`.
    """
    if millis <= left:
        return millis
    return float(left) if millis <= left + NEARLY else max(millis, float(again))


def kept(told: tuple[int, int] | None, fresh: tuple[int, int]) -> tuple[int, int]:
    """What somebody who waits is told next: what was told before, as long as the middle of what is
    worked out now lies in it. Moments.
    """
    if told is not None and told[0] <= (fresh[0] + fresh[1]) / 2 <= told[1]:
        return told
    return fresh


def _until_called(day: Day, plan: Plan, able: set[str], due: Due, each: float) -> float:
    """Until one of these desks calls somebody who is due then, and whose visit takes `each`."""
    assert due.now is not None
    now = due.now
    turns = [_turn(day, plan, day.desks[desk], now) for desk in sorted(able)]
    costs = {key: _cost(day, plan, able, key, now) for key in day.lines.by_need}
    coming = list(_coming(day, plan, able, due))

    def work(within: float) -> float:
        ahead = day.lines.ahead(plan, replace(due, until=now + within))
        here = sum(number * costs[key] for key, number in ahead)
        return here + sum(cost for appointed, cost in coming if appointed <= now + within)

    return until_called(work, lambda done: until_free_while_there(done, turns, each))


def _is_alone(day: Day, able: set[str], stands: bool, now: int) -> bool:
    """Whether nobody else waits for these desks. `stands`: the one who is meant waits already."""
    waiting = (
        len(line) for key, line in day.lines.by_need.items() if able & _staffed(day, key, now)
    )
    return sum(waiting) == int(stands)


def _cost(day: Day, plan: Plan, able: set[str], key: Key, now: int) -> float:
    """Milliseconds of serving of one such visit that fall to these desks."""
    share = _share(able, _staffed(day, key, now))
    return share and share * sum(usual_millis(day, plan, service, now) for service in key[0])


def _coming(day: Day, plan: Plan, able: set[str], due: Due) -> Iterator[tuple[int, float]]:
    """Appointments that are not here yet and will go first, because their promise ends first: when,
    and what they cost these desks.
    """
    assert due.now is not None
    for name in islice(day.expected.between(due.now, due.deadline), LOOKED_AT):
        visit = day.visits[name]
        need = need_of(plan, visit.services)
        assert visit.appointed is not None
        if visit.appointed + limit_of(plan, need, "booked") < due.deadline:
            share = _share(able, _staffed(day, (need, None), due.now))
            each = sum(usual_millis(day, plan, service, due.now) for service in visit.services)
            yield visit.appointed, share * each


def _share(able: set[str], desks: set[str]) -> float:
    """Of work that any of `desks` may do, how much falls to these."""
    return len(desks & able) / len(desks) if desks else 0.0


def _turn(day: Day, plan: Plan, desk: Desk, now: int) -> tuple[float, float | None]:
    """For how long a desk is not free still, by whom it has and since when, or by its pause; and
    after how long its people leave, None: they stay.
    """
    coming = [starts for starts, _ in day.shut.get(desk.desk, ()) if starts > now]
    leaves = float(min(coming) - now) if coming else None
    if desk.state == "paused":
        assert desk.since is not None
        return max(PAUSE - (now - desk.since), PAUSE * LEAST_LEFT), leaves
    return _rest(day, plan, desk, now), leaves


def _rest(day: Day, plan: Plan, desk: Desk, now: int) -> float:
    if desk.visit is None:
        return 0.0
    visit: Visit = day.visits[desk.visit]
    whole = usual_millis(day, plan, visit.services[0], now)
    since = now - (visit.met or visit.called or now)
    return max(whole - since, whole * LEAST_LEFT)


def _staffed(day: Day, key: Key, now: int) -> set[str]:
    """Those that can do it, and have somebody: also one that pauses, unless it pauses for long."""
    return {
        desk
        for desk in _able_desks(day, key)
        if not is_shut(day, desk, now) and _is_there(day.desks[desk], now)
    }


def _is_there(desk: Desk, now: int) -> bool:
    if desk.state == "paused":
        assert desk.since is not None
        return now - desk.since < 2 * PAUSE
    return desk.state == "open"


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


def _told(day: Day, plan: Plan, service: str, now: int, millis: float) -> tuple[int, int]:
    """The range in minutes. By what was learned, where there is something; else from a fifth less
    to a fifth more.
    """
    minutes = millis / MINUTE
    low, high = minutes * 0.8, minutes * 1.2
    if day.learned is not None and day.learned.n:
        minutes = day.learned.corrected(service, minute_of(plan, now), minutes)
        low, high = day.learned.around(minutes)
    return in_fives(low, high, minutes)


def in_fives(low: float, high: float, middle: float) -> tuple[int, int]:
    """Outwards to whole fives; at least one step wide, and up to an hour at most three, around the
    middle. Minutes.
    """
    first = int(low // STEP_MINUTES) * STEP_MINUTES
    last = max(-int(-high // STEP_MINUTES) * STEP_MINUTES, first + STEP_MINUTES)
    while middle <= 60 and last - first > STEPS_MAX * STEP_MINUTES:
        if middle - first >= last - middle:
            first += STEP_MINUTES
        else:
            last -= STEP_MINUTES
    return first, last
