"""Who is next at a desk: the rule of the house, as one plain function behind a name, and why it
chose so.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from host.core.day import Day
from host.core.lines import Key, Place, Rank, limit_of
from host.core.plan import MINUTE, Plan

Why = Literal[
    "least_time_left",
    "over_the_norm",
    "priority",
    "came_back",
    "for_this_desk",
    "desk_idle",
    "waited_longest",
]


@dataclass(frozen=True, slots=True)
class Candidate:
    """The first of one line. After `deadline` the promise is broken."""

    place: Place
    rank: Rank
    limit: int
    key: Key

    @property
    def for_this_desk(self) -> bool:
        return self.key[1] is not None

    @property
    def start(self) -> int:
        return self.place[0]

    @property
    def deadline(self) -> int:
        return self.place[0] + self.limit


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
    """Whom this desk calls now, or None. Looks only at the first of each line, so 10,000 waiting
    cost what 10 cost.
    """
    plan = day.plan
    if plan is None:
        return None
    candidates = _candidates(day, plan, desk)
    if not candidates:
        return None
    chosen, why = ORDERS[order](day, candidates, now)
    if why in _BY_TIME and day.visits[chosen.place[2]].returned:
        why = "came_back"
    left = (chosen.deadline - now) // MINUTE
    return Next(chosen.place[2], why, left, chosen.limit // MINUTE)


def least_time_left(day: Day, candidates: list[Candidate], now: int) -> tuple[Candidate, Why]:
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
       the same time left the appointment goes first.
    5. Nobody but early appointments: the desk would stand idle, so the earliest comes now. While
       anybody else waits an early appointment waits for its time; calling it would let somebody's
       promise run out for none made yet.

    A late appointment (beyond the grace) stands among the walk-ins from its arrival. A desk is not
    kept free for an appointment that is due soon: at most one visit stands between it and the next
    desk, and with several desks one comes free in a share of that; idle desks cost every visitor
    more.
    """
    longest = min(candidates, key=_by_start)
    assert day.plan is not None
    if now - longest.start > day.plan.max_wait:
        return longest, "waited_longest"
    front = [c for c in candidates if c.rank == "front"]
    if front:
        first = min(front, key=_by_start)
        return first, "priority" if day.visits[first.place[2]].priority else "came_back"
    due = [c for c in candidates if c.start <= now]
    sent = [c for c in due if c.for_this_desk]
    if sent:
        return min(sent, key=_by_deadline), "for_this_desk"
    if due:
        first = min(due, key=_by_deadline)
        return first, "least_time_left" if now <= first.deadline else "over_the_norm"
    return min(candidates, key=_by_start), "desk_idle"


def first_come(day: Day, candidates: list[Candidate], now: int) -> tuple[Candidate, Why]:
    """For comparison: by arrival, appointments unknown. Walks all who wait for the desk."""
    everybody = [
        replace(first, place=place)
        for first in candidates
        for place in day.lines.by_need[first.key].places(first.rank)
    ]
    return min(everybody, key=lambda c: (c.place[1], c.place[2])), "waited_longest"


def appointments_first(day: Day, candidates: list[Candidate], now: int) -> tuple[Candidate, Why]:
    """For comparison: every appointment that is due goes before every walk-in."""
    ranks = {"front": 0, "booked": 1, "walk_in": 2}
    due = [c for c in candidates if c.start <= now] or candidates
    return min(due, key=lambda c: (ranks[c.rank], *_by_start(c))), "least_time_left"


def by_planned_time(day: Day, candidates: list[Candidate], now: int) -> tuple[Candidate, Why]:
    """For comparison: appointments by their hour and walk-ins by their arrival, merged in one line
    without limits.
    """
    return min(candidates, key=lambda c: (c.rank != "front", *_by_start(c))), "waited_longest"


ORDERS: dict[str, Order] = {
    "least_time_left": least_time_left,
    "first_come": first_come,
    "appointments_first": appointments_first,
    "by_planned_time": by_planned_time,
}


def _candidates(day: Day, plan: Plan, desk: str) -> list[Candidate]:
    found: list[Candidate] = []
    ranks: tuple[Rank, ...] = ("front", "booked", "walk_in")
    for key, line in day.lines.of_desk(plan, desk):
        for rank in ranks:
            places = line.places(rank)
            if places:
                limit = _limit(day, plan, key[0], rank, places[0])
                found.append(Candidate(places[0], rank, limit, key))
    return found


def _limit(day: Day, plan: Plan, need: frozenset[str], rank: Rank, place: Place) -> int:
    if rank == "front":
        visit = day.visits[place[2]]
        rank = "booked" if visit.by_appointment and not visit.late else "walk_in"
    return limit_of(plan, need, rank)


def _by_start(candidate: Candidate) -> Place:
    return candidate.place


def _by_deadline(candidate: Candidate) -> tuple[int, bool, Place]:
    return candidate.deadline, candidate.rank == "walk_in", candidate.place
