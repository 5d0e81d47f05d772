"""Who will be called when, as things stand: the next minutes played through in the order of the
house, by today's pace. Looks at a bounded number of visits; decides and changes nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace, merge
from itertools import islice

from host.core.absence import is_shut
from host.core.away import back_at, is_away
from host.core.day import Day
from host.core.expect import usual_millis
from host.core.lines import Key, Line, Place, Rank, counts_each, limit_of
from host.core.next import by_least_time_left
from host.core.plan import MINUTE, Plan

HORIZON = 10 * MINUTE
"""So far ahead anybody's promise is looked at."""
LOOKED_AT = 40
"""So many of those who go first, and of those whose promise ends soon."""
LEAST_LEFT = 0.25
"""Of a visit that takes longer than usual at least this share of the usual time is left."""


@dataclass(slots=True)
class Turn:
    """One visit that a desk will call. `call`: when, None: not within the horizon."""

    place: Place
    """Nobody is late before its start; who is not here yet cannot be called before it."""
    deadline: int
    """The end of the promise."""
    millis: float
    """How long serving will take."""
    desks: frozenset[str]
    rank: Rank = "booked"
    here: bool = True
    back_at: int = 0
    """Waits outside until then, and is not called before."""
    for_this_desk: bool = False
    """Handed over to one desk."""
    promised: bool = True
    """False: its first wait is over, or it is not here yet; no promise runs."""
    at_stake: bool = True
    """False: being late breaks nothing that the calling order looks at."""
    call: int | None = None

    @property
    def visit(self) -> str:
        return self.place[2]

    @property
    def starts(self) -> int:
        """From when on a desk may call it."""
        return self.back_at if self.here else self.place[0]

    def broken_at(self, now: float) -> int:
        return int(self.at_stake and now > self.deadline)

    def is_late(self, until: int) -> bool:
        """Whether its promise ends by `until` and will be broken."""
        if not self.promised or self.deadline > until:
            return False
        return self.call is None or self.call > self.deadline


Usual = Callable[[str], float]
Able = Callable[[Key], frozenset[str]]
Free = dict[str, float]
"""When each desk that serves is free."""


def turns(day: Day, plan: Plan, now: int) -> list[Turn]:
    """Those who compete for the desks until the horizon, by the end of their promise."""
    until = now + HORIZON
    chosen = dict.fromkeys(day.lines.first(plan, LOOKED_AT))
    for key, line in day.lines.by_need.items():
        chosen.update(dict.fromkeys(_ending(plan, key, line, now, until)))
    usual, able = _usual(day, plan), _able(plan)
    found = [_turn(day, plan, visit, usual, able, now) for visit in chosen]
    found += _expected(day, plan, now, usual, able)
    found.sort(key=lambda turn: turn.deadline)
    return found


def free_at(day: Day, plan: Plan, now: int) -> Free:
    """When each open desk is free: now, or when its visitor will have been helped."""
    found: Free = {}
    for name in plan.desks:
        desk = day.desks.get(name)
        if desk is None or desk.state != "open" or is_shut(day, name, now):
            continue
        found[name] = now
        if desk.visit is not None:
            visit = day.visits[desk.visit]
            whole = usual_millis(day, plan, visit.services[0])
            since = now - (visit.met or visit.called or now)
            found[name] = now + max(whole - since, whole * LEAST_LEFT)
    return found


def play(
    turns: Sequence[Turn],
    free: Free,
    until: int,
    max_wait: int,
    swap: tuple[Turn, Turn] | None = None,
) -> None:
    """Writes in each turn when it is called by the rule of `host.core.next`. `swap`: the first of
    the two is called when the second would have been, by the same desk.
    """
    for turn in turns:
        turn.call = None
    left = list(turns)
    desks = [(at, name) for name, at in sorted(free.items())]
    heapify(desks)
    while desks and desks[0][0] <= until:
        at, name = desks[0]
        called = _next([turn for turn in left if name in turn.desks], at, max_wait)
        if called is None:
            heapreplace(desks, (_later(left, name, at, until), name))
            continue
        if swap is not None and called is swap[1] and name in swap[0].desks and swap[0] in left:
            called = swap[0]
        left.remove(called)
        called.call = int(at)
        heapreplace(desks, (at + called.millis, name))


def late(turns: Iterable[Turn], now: int) -> list[Turn]:
    """Whose promise is still whole and will be broken within the horizon, the soonest first."""
    found = [turn for turn in turns if turn.deadline >= now and turn.is_late(now + HORIZON)]
    return sorted(found, key=lambda turn: turn.deadline)


def _next(left: list[Turn], at: float, max_wait: int) -> Turn | None:
    """Whom a desk calls of these."""
    able = [turn for turn in left if turn.starts <= at]
    return by_least_time_left(able, at, max_wait)[0] if able else None


def _later(left: list[Turn], desk: str, at: float, until: int) -> float:
    """When somebody for an idle desk arrives; after the horizon when nobody does."""
    starts = [turn.starts for turn in left if desk in turn.desks and turn.starts > at]
    return min(starts, default=until + 1)


def _ending(plan: Plan, key: Key, line: Line, now: int, until: int) -> Iterable[str]:
    """Those of a line whose promise ends between now and then, the soonest first."""
    ranks: tuple[Rank, ...] = ("booked", "walk_in")
    windows = []
    for rank in ranks:
        limit = limit_of(plan, key[0], rank)
        places: list[Place] = line.places(rank)
        first = bisect_left(places, (now - limit,))
        last = bisect_right(places, (until - limit + 1,))
        window = places[first : min(last, first + LOOKED_AT)]
        windows.append([(place[0] + limit, place[2]) for place in window])
    return (visit for _, visit in islice(merge(*windows), LOOKED_AT))


def _turn(day: Day, plan: Plan, name: str, usual: Usual, able: Able, now: int) -> Turn:
    key, rank, place = day.lines.where[name]
    visit = day.visits[name]
    own: Rank = rank
    if rank == "front":
        own = "booked" if visit.by_appointment and not visit.late else "walk_in"
    return Turn(
        place=place,
        deadline=place[0] + limit_of(plan, key[0], own),
        millis=sum(usual(service) for service in key[0]),
        desks=able(key),
        rank=rank,
        back_at=(back_at(visit) or 0) if is_away(day, name, now) else 0,
        for_this_desk=key[1] is not None,
        promised=visit.first_called is None and not visit.kept,
        at_stake=visit.first_called is None and not visit.kept and counts_each(plan, key[0]),
    )


def _expected(day: Day, plan: Plan, now: int, usual: Usual, able: Able) -> list[Turn]:
    """Appointments that will be here: they take a desk too."""
    found = []
    for name in islice(day.expected.between(now, now + HORIZON), LOOKED_AT):
        visit, at = day.visits[name], day.expected[name]
        key: Key = (frozenset(visit.services[:1]), None)
        found.append(
            Turn(
                place=(at, at, name),
                deadline=at + limit_of(plan, key[0], "booked"),
                millis=sum(usual(service) for service in visit.services),
                desks=able(key),
                here=False,
                promised=False,
                at_stake=counts_each(plan, key[0]),
            )
        )
    return found


def _able(plan: Plan) -> Able:
    """The desks that may call from a line, worked out once per line."""
    known: dict[Key, frozenset[str]] = {}

    def able(key: Key) -> frozenset[str]:
        if key not in known:
            need, to_desk = key
            desks = plan.desks.items()
            known[key] = (
                frozenset((to_desk,))
                if to_desk is not None
                else frozenset(name for name, desk in desks if need <= desk.services)
            )
        return known[key]

    return able


def _usual(day: Day, plan: Plan) -> Usual:
    """Today's pace, worked out once per service."""
    known: dict[str, float] = {}

    def usual(service: str) -> float:
        if service not in known:
            known[service] = usual_millis(day, plan, service)
        return known[service]

    return usual
