"""Who is next at a desk: the rule of the house, as one plain function behind a name, and why it
chose so.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol, TypeVar

from host.core.away import away, without
from host.core.day import Day
from host.core.lines import Key, Line, Place, Rank, counts_each, limit_of
from host.core.plan import MINUTE, Plan

EARLY = 2 * MINUTE
"""So long before its time an appointment counts as due: a call and the walk to the desk take part
of that, and it costs a walk-in one turn at most."""
BEFORE_MAXIMUM = 5 * MINUTE
"""So long before the set maximum somebody whose promise is broken is due again."""
TOO_MANY_BROKEN = 2
"""With so many broken promises waiting for a desk, not all that are left can be kept."""

Why = Literal[
    "least_time_left",
    "over_the_norm",
    "priority",
    "came_back",
    "for_this_desk",
    "desk_idle",
    "waited_longest",
]


class Waiting(Protocol):
    """What the rule looks at. After `deadline` the promise is broken."""

    @property
    def place(self) -> Place: ...
    @property
    def rank(self) -> Rank: ...
    @property
    def deadline(self) -> int: ...
    @property
    def at_stake(self) -> bool: ...
    @property
    def for_this_desk(self) -> bool: ...
    def broken_at(self, now: float) -> int:
        """How many promises that this one stands for are broken then."""


W = TypeVar("W", bound=Waiting)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The first of one part of a line, or the first there whose promise can still be kept."""

    place: Place
    rank: Rank
    limit: int
    key: Key
    at_stake: bool = True
    """False: was called before, or only a mean is promised; being late then breaks nothing."""
    broken: int = 0
    """How many promises of its part of the line are broken; told with the first of it."""

    @property
    def for_this_desk(self) -> bool:
        return self.key[1] is not None

    @property
    def deadline(self) -> int:
        return self.place[0] + self.limit

    def broken_at(self, _: float) -> int:
        return self.broken


@dataclass(frozen=True, slots=True)
class Next:
    """Who is next and why. Minutes as the screen says them: whole, rounded towards the past."""

    visit: str
    why: Why
    minutes_left: int
    limit_minutes: int


_BY_TIME: tuple[Why, ...] = ("least_time_left", "over_the_norm", "waited_longest")
"""Of somebody back from parking the screen says that instead: the promise of the first wait was
kept, or broken, before.
"""

Order = Callable[[Day, list[Candidate], int], tuple[Candidate, Why]]
"""Chooses among the firsts of the lines; there is at least one."""


def next_visit(day: Day, desk: str, now: int, order: str = "least_time_left") -> Next | None:
    """Whom this desk calls now, or None. Looks only at a few of each line, so 10,000 waiting cost
    what 10 cost.
    """
    plan = day.plan
    if plan is None:
        return None
    candidates = list(_candidates(day, plan, desk, now))
    if not candidates:
        return None
    chosen, why = ORDERS[order](day, candidates, now)
    if why in _BY_TIME and day.visits[chosen.place[2]].returned:
        why = "came_back"
    left = (chosen.deadline - now) // MINUTE
    if why == "least_time_left":
        left = min(left, chosen.limit // MINUTE)
    return Next(chosen.place[2], why, left, chosen.limit // MINUTE)


def least_time_left(day: Day, candidates: list[Candidate], now: int) -> tuple[Candidate, Why]:
    """The rule of the house, `by_least_time_left`, with a greeter's reason where there is one."""
    assert day.plan is not None
    chosen, why = by_least_time_left(candidates, now, day.plan.max_wait)
    if why == "priority" and not day.visits[chosen.place[2]].priority:
        why = "came_back"
    return chosen, why


def by_least_time_left(waiting: Sequence[W], now: float, max_wait: int) -> tuple[W, Why]:
    """The rule: whoever's promise ends first goes first. In order:

    1. Who waits longer than the set maximum, longest first. Above everything, so that nobody past
       it ever sees somebody who came later go first, whatever the reason.
    2. Who is at the front: a greeter's priority with its reason, or back after a missed call. First
       come first.
    3. Who was handed over to this very desk: nobody else can help them, and they were helped here
       or told to come.
    4. The least time left until the norm's limit. Five minutes with an appointment and fifteen
       without make one scale, on which a walk-in after eleven minutes goes before an appointment of
       this moment: that is the ageing which stops appointments from starving walk-ins. Of two with
       the same time left the appointment goes first. `_least_time_left` says what changes once
       promises are broken.
    5. Nobody but early appointments: the desk would stand idle, so the earliest comes now. While
       anybody else waits an early appointment waits until shortly before its time; calling it would
       let somebody's promise run out for none made yet.

    A late appointment (beyond the grace) stands among the walk-ins from its arrival. A desk is not
    kept free for an appointment that is due soon: at most one visit stands between it and the next
    desk, and with several desks one comes free in a share of that; idle desks cost every visitor
    more. Nor is an all-round desk kept for what only it can do: that was tried and won nothing.
    """
    longest = min(waiting, key=_by_start)
    if now - longest.place[0] > max_wait:
        return longest, "waited_longest"
    front = [one for one in waiting if one.rank == "front"]
    if front:
        return min(front, key=_by_start), "priority"
    due = [one for one in waiting if one.place[0] <= now + EARLY]
    sent = [one for one in due if one.for_this_desk]
    if sent:
        return min(sent, key=_by_deadline), "for_this_desk"
    if due:
        first = _least_time_left(due, now, max_wait - BEFORE_MAXIMUM)
        return first, "least_time_left" if now <= first.deadline else "over_the_norm"
    return longest, "desk_idle"


def _can_be_kept(one: Waiting, now: float) -> bool:
    return not one.at_stake or now <= one.deadline


def _least_time_left(due: list[W], now: float, second_limit: int) -> W:
    """The fourth point of the rule, while not every promise can be kept as well.

    A promise that is broken cannot be broken again, so it makes room for those that can still be
    kept: it is due again `second_limit` after its start, shortly before the set maximum. Without
    this one long visit makes everybody after it late in turn. Who was called before, and whoever
    was promised a mean only, keeps the old deadline.

    With too many broken promises waiting there is more work than time, and the five minutes break
    before the fifteen: appointments whose promise can be kept then go before all others.
    """
    if sum(one.broken_at(now) for one in due) >= TOO_MANY_BROKEN:
        booked = [one for one in due if one.rank == "booked" and _can_be_kept(one, now)]
        if booked:
            return min(booked, key=_by_deadline)

    def urgency(one: W) -> tuple[int, bool, Place]:
        if _can_be_kept(one, now):
            return _by_deadline(one)
        return one.place[0] + second_limit, one.rank == "walk_in", one.place

    return min(due, key=urgency)


def first_come(day: Day, candidates: list[Candidate], now: int) -> tuple[Candidate, Why]:
    """For comparison: by arrival, appointments unknown. Walks all who wait for the desk."""
    everybody = [
        replace(first, place=place)
        for first in {(c.key, c.rank): c for c in candidates}.values()
        for place in day.lines.by_need[first.key].places(first.rank)
    ]
    return min(everybody, key=lambda c: (c.place[1], c.place[2])), "waited_longest"


def appointments_first(day: Day, candidates: list[Candidate], now: int) -> tuple[Candidate, Why]:
    """For comparison: every appointment that is due goes before every walk-in."""
    ranks = {"front": 0, "booked": 1, "walk_in": 2}
    due = [c for c in candidates if c.place[0] <= now] or candidates
    return min(due, key=lambda c: (ranks[c.rank], *_by_start(c))), "least_time_left"


def by_planned_time(day: Day, candidates: list[Candidate], now: int) -> tuple[Candidate, Why]:
    """For comparison: appointments by their hour and walk-ins by their arrival, merged in one line
    without limits.
    """
    return min(candidates, key=lambda c: (c.rank != "front", *_by_start(c))), "waited_longest"


def due_first(day: Day, candidates: list[Candidate], now: int) -> tuple[Candidate, Why]:
    """For comparison: appointments from two minutes before their time, then walk-ins, then early
    appointments. So calls ZMS, the public queue system of several German cities.
    """
    due = [c for c in candidates if c.rank != "walk_in" and c.place[0] <= now + 2 * MINUTE]
    walk_ins = [c for c in candidates if c.rank == "walk_in"]
    chosen = due or walk_ins or candidates
    return min(chosen, key=lambda c: (c.rank != "front", *_by_start(c))), "least_time_left"


ORDERS: dict[str, Order] = {
    "least_time_left": least_time_left,
    "first_come": first_come,
    "appointments_first": appointments_first,
    "by_planned_time": by_planned_time,
    "due_first": due_first,
}


def _candidates(day: Day, plan: Plan, desk: str, now: int) -> Iterator[Candidate]:
    """Of each part of each line at most three: the first, the first whose promise can still be
    kept, and the first who was called before.
    """
    ranks: tuple[Rank, ...] = ("booked", "walk_in")
    gone = away(day, now)
    for key, whole in day.lines.of_desk(plan, desk):
        line = without(whole, gone) if gone else whole
        if line.front:
            limit = _limit(day, plan, key[0], line.front[0])
            yield Candidate(line.front[0], "front", limit, key, at_stake=False)
        for rank in ranks:
            if line.places(rank):
                yield from _of_part(plan, key, line, rank, now)


def _of_part(plan: Plan, key: Key, line: Line, rank: Rank, now: int) -> Iterator[Candidate]:
    places, again, limit = line.places(rank), line.again(rank), limit_of(plan, key[0], rank)
    if not counts_each(plan, key[0]):
        yield Candidate(places[0], rank, limit, key, at_stake=False)
        return
    over = bisect_left(places, (now - limit,))
    broken = over - bisect_left(again, (now - limit,))
    yield Candidate(places[0], rank, limit, key, places[0] not in again[:1], broken)
    if 0 < over < len(places):
        yield Candidate(places[over], rank, limit, key)
    if again and again[0] != places[0]:
        yield Candidate(again[0], rank, limit, key, at_stake=False)


def _limit(day: Day, plan: Plan, need: frozenset[str], place: Place) -> int:
    visit = day.visits[place[2]]
    return limit_of(plan, need, "booked" if visit.by_appointment and not visit.late else "walk_in")


def _by_start(one: Waiting) -> Place:
    return one.place


def _by_deadline(one: Waiting) -> tuple[int, bool, Place]:
    return one.deadline, one.rank == "walk_in", one.place
