"""Who waits, in order: one line per set of services that is needed together, and per desk for those
who are meant for it.

Knows where everybody stands, not who goes first: that is `host.core.next`. Nothing here walks all
who wait.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, Literal

from host.core.plan import Plan

if TYPE_CHECKING:
    from host.core.day import Visit

Rank = Literal["front", "booked", "walk_in"]
Place = tuple[int, int, str]
"""Start of the norm's clock, first arrival, visit: a place in line, comparable."""
Key = tuple[frozenset[str], str | None]

APPOINTMENT_LIMIT = 300_000
WALK_IN_LIMIT = 900_000


def start_of(visit: "Visit") -> int:
    """Where the clock of the norm starts: at the appointment or at the arrival, whichever is later.

    Time that the visitor was away by choice before the first call moves the start (definition WT-A
    and WT-W).
    """
    assert visit.arrived is not None
    return max(visit.appointed or 0, visit.arrived + visit.away)


def place_of(visit: "Visit") -> Place:
    """Where it stands: by the start of its clock, but for time that does not cost its place."""
    assert visit.arrived is not None
    start = max(visit.appointed or 0, visit.arrived + visit.away - visit.kept)
    return start, visit.arrived, visit.visit


def need_of(plan: Plan, services: tuple[str, ...]) -> frozenset[str]:
    """What the next desk must be able to do: everything, or the first service where no desk can do
    all of it.

    The second desk then follows by a hand-over; nobody is refused because the town has no all-round
    desk.
    """
    return frozenset(services if plan.together(services) else services[:1])


def counts_each(plan: Plan, need: frozenset[str]) -> bool:
    """Whether each single visit is promised a limit; not where a mean is all that is promised."""
    known = [plan.services[name] for name in need if name in plan.services]
    return not known or any(service.target is not None for service in known)


def limit_of(plan: Plan, need: frozenset[str], rank: Rank) -> int:
    """The promise in milliseconds to those who stand in this line: the strictest of the services
    needed.
    """
    least = 0
    for name in need:
        service = plan.services.get(name)
        if service is None:
            continue
        limit = service.walk_in_limit if rank == "walk_in" else service.appointment_limit
        if not least or limit < least:
            least = limit
    return least or (WALK_IN_LIMIT if rank == "walk_in" else APPOINTMENT_LIMIT)


@dataclass(frozen=True, slots=True)
class Due:
    """When somebody who is not at the front is due, and what the rule makes of others by then."""

    deadline: int
    """Whose promise ends sooner goes first."""
    second_limit: int
    """Whose promise is broken is due so long after its start."""
    now: int | None = None
    """None: as if no promise were broken yet."""
    until: float = inf
    """Whoever's time comes later is not in the way."""


@dataclass(slots=True)
class Line:
    """Those who need the same. `front`: by a greeter's priority or back after a miss; late
    appointments are walk-ins.
    """

    front: list[Place] = field(default_factory=list)
    booked: list[Place] = field(default_factory=list)
    walk_in: list[Place] = field(default_factory=list)
    booked_again: list[Place] = field(default_factory=list)
    """Those of `booked` who were called before: handed over, parked or put back since. Their first
    wait is over, and with it what was promised. And who asked for ten minutes: by its place it goes
    before its promise ends."""
    walk_in_again: list[Place] = field(default_factory=list)

    def places(self, rank: Rank) -> list[Place]:
        if rank == "front":
            return self.front
        return self.booked if rank == "booked" else self.walk_in

    def again(self, rank: Rank) -> list[Place]:
        """Of a part of the line those who were called before; nobody asks it of the front."""
        return self.booked_again if rank == "booked" else self.walk_in_again

    def before(self, plan: Plan, need: frozenset[str], rank: Rank, due: "Due") -> int:
        """How many of one part go before somebody who is due then: whose promise ends sooner and
        whose time has come, without those who make room because theirs is broken.
        """
        places, limit = self.places(rank), limit_of(plan, need, rank)
        sooner = min(due.deadline - limit, due.until)
        number = bisect_left(places, (sooner,))
        if due.now is None or not counts_each(plan, need):
            return number
        broken = min(sooner, due.now - limit)
        again = min(broken, due.deadline - due.second_limit)
        made_room = bisect_left(places, (broken,)) - bisect_left(places, (again,))
        called = self.again(rank)
        return number - made_room + bisect_left(called, (broken,)) - bisect_left(called, (again,))

    def __len__(self) -> int:
        return len(self.front) + len(self.booked) + len(self.walk_in)


@dataclass(slots=True)
class Lines:
    """All lines of a day. Adding and dropping cost O(log n); an empty line is no line."""

    by_need: dict[Key, Line] = field(default_factory=dict)
    where: dict[str, tuple[Key, Rank, Place]] = field(default_factory=dict)

    def add(self, plan: Plan, visit: "Visit") -> None:
        """Puts a visit in its line."""
        assert visit.visit not in self.where
        assert visit.arrived is not None
        key = (need_of(plan, visit.services), visit.to_desk)
        rank = rank_of(visit)
        place = place_of(visit)
        line = self.by_need.setdefault(key, Line())
        insort(line.places(rank), place)
        if rank != "front" and (visit.first_called is not None or visit.kept):
            insort(line.again(rank), place)
        self.where[visit.visit] = (key, rank, place)

    def drop(self, visit: str) -> None:
        """Takes a visit out of its line; it must stand in one."""
        key, rank, place = self.where.pop(visit)
        line = self.by_need[key]
        places, again = line.places(rank), line.again(rank)
        del places[bisect_left(places, place)]
        at = bisect_left(again, place)
        if again[at : at + 1] == [place]:
            del again[at]
        if not len(line):
            del self.by_need[key]

    def of_desk(self, plan: Plan, desk: str) -> Iterator[tuple[Key, Line]]:
        """The lines from which this desk may call."""
        services = plan.desks[desk].services if desk in plan.desks else frozenset[str]()
        for key, line in self.by_need.items():
            need, to_desk = key
            if (to_desk is None or to_desk == desk) and need <= services:
                yield key, line

    def count(self, plan: Plan, desk: str | None = None) -> int:
        """How many wait, at all or for this desk."""
        if desk is None:
            return len(self.where)
        return sum(len(line) for _, line in self.of_desk(plan, desk))

    def first(self, plan: Plan, number: int, offset: int = 0, desk: str | None = None) -> list[str]:
        """The visits by the norm's deadline, those at the front before them; at all or for this
        desk.
        """
        chosen = self.by_need.items() if desk is None else self.of_desk(plan, desk)
        ordered = merge(*(row for key, line in chosen for row in _rows(plan, key, line)))
        return [place[2] for _, _, place in islice(ordered, offset, offset + number)]

    def ahead(self, plan: Plan, due: "Due") -> Iterator[tuple[Key, int]]:
        """Per line, how many go before somebody with this due."""
        for key, line in self.by_need.items():
            number = len(line.front)
            if line.booked:
                number += line.before(plan, key[0], "booked", due)
            if line.walk_in:
                number += line.before(plan, key[0], "walk_in", due)
            yield key, number

    def __len__(self) -> int:
        return len(self.where)

    def __contains__(self, visit: object) -> bool:
        return visit in self.where


def rank_of(visit: "Visit") -> Rank:
    """In which part of its line a visit stands."""
    if visit.priority or visit.front:
        return "front"
    return "booked" if visit.by_appointment and not visit.late else "walk_in"


def _rows(plan: Plan, key: Key, line: Line) -> list[Iterator[tuple[int, int, Place]]]:
    """The parts of one line as (0 at the front else 1, deadline, place), each in order already."""
    booked, walk_in = limit_of(plan, key[0], "booked"), limit_of(plan, key[0], "walk_in")
    return [
        ((0, place[0], place) for place in line.front),
        ((1, place[0] + booked, place) for place in line.booked),
        ((1, place[0] + walk_in, place) for place in line.walk_in),
    ]
