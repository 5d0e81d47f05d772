"""What would keep a promise that is about to be broken: somebody called before another, or desks
opened in time. Tried out on the next minutes; decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from host.core.absence import is_shut
from host.core.coming import HORIZON, Free, Turn, late, play
from host.core.day import Day
from host.core.demand import Arrivals, demand, serving
from host.core.plan import MINUTE, Plan

AHEAD = 15 * MINUTE
"""So long before a busy half hour its desks are asked for."""
DESKS_MAX = 3
"""More desks than this are not asked for at once."""
CROWD = 8
"""Of more than so many late nobody is helped by another order; that asks for desks."""
LATE_TRIED = 3
"""Of those who would be late, so many are tried earlier ..."""
BEFORE_TRIED = 5
"""... before so many others each."""
STEP = 5 * MINUTE
"""Desks are asked for at whole five minutes."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to do."""

    kind: Literal["open_desks", "call_before", "too_few_desks"]
    desks: int = 0
    """So many more than are open; of too_few_desks, how many are missing."""
    at: int = 0
    """When, at the latest."""
    visit: str = ""
    """Call this visit ..."""
    before: str = ""
    """... before this one."""
    helps: int = 0
    """How many would be called in time by it; 0: it is for those who are still to come."""


def prevent(day: Day, plan: Plan, turns: Sequence[Turn], free: Free, now: int) -> Advice | None:
    """What keeps most promises of those who would be called too late; there is somebody. Calling
    somebody earlier costs nothing, so it goes before a desk when it helps as many.
    """
    base = len(late(turns, now))
    assert base
    swap = _swap(plan, turns, free, now, base) if base <= CROWD else None
    if swap is not None and swap.helps == base:
        return swap
    desks = _desks(day, plan, turns, free, now, base)
    if desks is None or (swap is not None and swap.helps >= desks.helps):
        return swap
    return desks


def ahead(day: Day, plan: Plan, now: int, arrivals: Arrivals | None = None) -> Advice | None:
    """Desks for the half hour that begins in a quarter of an hour, by a rule of thumb: its work,
    spread over the time, with a desk at work four fifths of it.
    """
    if plan.opens is None or plan.closes is None or day.ended:
        return None
    first = max(now + AHEAD, plan.opens)
    last = min(first + 30 * MINUTE, plan.closes)
    if last - first < STEP:
        return None
    half = demand(day, plan, now, first, last, arrivals)
    missing = half.desks_needed - half.desks
    if missing <= 0:
        return None
    closed = [name for name in plan.desks if name not in serving(day, plan, now, first)]
    can_open = sum(not is_shut(day, name, first) for name in closed)
    moment = _whole(first)
    if can_open:
        return Advice("open_desks", min(missing, can_open, DESKS_MAX), moment)
    return Advice("too_few_desks", missing, moment)


def _swap(plan: Plan, turns: Sequence[Turn], free: Free, now: int, base: int) -> Advice | None:
    """Somebody who would be late, called before somebody who has time."""
    best: Advice | None = None
    in_order = sorted((turn for turn in turns if turn.here and turn.call is not None), key=_call)
    calls = {turn.visit: _call(turn) for turn in in_order}
    for turn in late(turns, now)[:LATE_TRIED]:
        end = calls.get(turn.visit, now + HORIZON)
        others = [
            each
            for each in in_order
            if calls[each.visit] < end and each.rank != "front" and each.desks & turn.desks
        ]
        for other in others[-BEFORE_TRIED:]:
            play(turns, free, now + HORIZON, plan.max_wait, swap=(turn, other))
            helps = base - len(late(turns, now))
            if helps > (best.helps if best else 0):
                best = Advice("call_before", visit=turn.visit, before=other.visit, helps=helps)
        play(turns, free, now + HORIZON, plan.max_wait)
    return best


def _call(turn: Turn) -> int:
    assert turn.call is not None
    return turn.call


def _desks(
    day: Day, plan: Plan, turns: Sequence[Turn], free: Free, now: int, base: int
) -> Advice | None:
    """The fewest more desks that help most, and the last five minutes at which they still do."""
    wanted = [turn.desks for turn in late(turns, now)]
    closed = [name for name in plan.desks if name not in free and not is_shut(day, name, now)]
    useful = sorted(closed, key=lambda name: -sum(name in desks for desks in wanted))
    useful = [name for name in useful if any(name in desks for desks in wanted)][:DESKS_MAX]
    best = 0
    number = 0
    for count in range(1, len(useful) + 1):
        helps = base - _late_with(plan, turns, free, useful[:count], now, now)
        if helps > best:
            best, number = helps, count
        if best == base:
            break
    if not number:
        return None
    at = now
    moment = _whole(now + 1)
    while moment <= now + HORIZON:
        if base - _late_with(plan, turns, free, useful[:number], moment, now) < best:
            break
        at, moment = moment, moment + STEP
    return Advice("open_desks", number, at, helps=best)


def _late_with(
    plan: Plan, turns: Sequence[Turn], free: Free, desks: Sequence[str], opened: int, now: int
) -> int:
    more = dict.fromkeys(desks, float(opened))
    play(turns, {**free, **more}, now + HORIZON, plan.max_wait)
    return len(late(turns, now))


def _whole(moment: int) -> int:
    """The next whole five minutes."""
    return -(-moment // STEP) * STEP
