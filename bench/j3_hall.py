"""One day in the hall, lived through the product's own day with one rule for who is next: people
arrive, free desks press the one key, and whom the rule chooses is called.

Tells how long everybody waited. Knows no statistics; what happens beside the waiting (slips, texts,
the agenda) is left out.
"""

import heapq
import math
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.scenarios import CHANGEOVER_SECONDS, Scene
from demo.crowd import Person
from host.core.after import after
from host.core.day import Day, Visit
from host.core.decide import decide
from host.core.entry import Sender
from host.core.events import Booked
from host.core.lines import start_of
from host.core.next import next_visit
from host.core.opening import open_day
from host.core.plan import MINUTE
from host.core.waits import felt_millis, wait_millis
from wire import commands as said

GREETER = Sender("greeter-door", "greeter")
RECALL_SECONDS = 60
PRODUCT = "least_time_left"
"""The rule that `call_next` uses. By any other name a visit is picked, and called by hand."""


@dataclass(frozen=True, slots=True)
class Wait:
    """How one visit fared. Seconds."""

    by_appointment: bool
    seconds: float
    """By the norm's clock, until the first call or until the visitor left."""
    felt_seconds: float
    left: bool = False


@dataclass
class Lived:
    """A day that is over."""

    waits: list[Wait] = field(default_factory=list)
    starved: set[str] = field(default_factory=set)
    """Visits that waited past the set maximum while a later one was called by a desk that could
    have helped them."""
    calls: list[tuple[int, str, str]] = field(default_factory=list)
    """Moment, desk and visit of each call, in order."""


def live(scene: Scene, order: str) -> Lived:
    """A day by one of `host.core.next.ORDERS`, until nobody waits and nobody is served."""
    return Hall(scene, order).live()


class Hall:
    """The day while it is lived. What is to do stands in the order of time, then of making."""

    def __init__(self, scene: Scene, order: str) -> None:
        self.scene = scene
        self.order = order
        self.number = 0
        self.todo: list[tuple[int, int, Callable[[], None]]] = []
        self.idle: dict[str, None] = {}
        """Free desks, the one that is free longest first."""
        self.party: dict[str, Person] = {}
        self.lived = Lived()
        plan = scene.plan
        assert plan.opens is not None
        self.now = plan.opens - 30 * MINUTE
        self.day = Day(plan.location, plan.day)
        for event in open_day(self.day, plan, self.now):
            after(self.day, event)
        self.screens = {
            desk: Sender(f"screen-{desk}", "desk", desk, frozenset({"pick"})) for desk in plan.desks
        }

    def live(self) -> Lived:
        for person in self.scene.people:
            self._expect(person)
        for desk in self.scene.open_desks:
            self._say(said.OpenDesk(id=self._id(), desk=desk, staff="jan"), self.screens[desk])
            self.idle[desk] = None
        for _, ends in self.scene.deaf:
            self._at(ends, self._look_up)
        while self.todo:
            self.now, _, act = heapq.heappop(self.todo)
            act()
        visits = self.day.visits.values()
        self.lived.waits = [_wait(visit) for visit in visits if visit.arrived is not None]
        return self.lived

    # -- who comes --------------------------------------------------------------------------------

    def _expect(self, person: Person) -> None:
        """An appointment stands in the day before it opens; a desk for it was found long ago."""
        visit = self._id()
        self.party[visit] = person
        if person.appointed is not None:
            booked = Booked(
                at=self.now,
                visit=visit,
                code=visit.upper(),
                services=(person.service,),
                appointed=person.appointed,
                persons=person.persons,
            )
            after(self.day, booked)
        self._at(person.arrives, lambda: self._arrive(visit, person))

    def _arrive(self, visit: str, person: Person) -> None:
        if person.appointed is not None:
            self._say(said.CheckIn(id=self._id(), visit=visit, slip=False), GREETER)
        else:
            wish = said.TakeTicket(
                id=visit, services=(person.service,), persons=person.persons, slip=False
            )
            self._say(wish, GREETER)
            if math.isfinite(person.patience_minutes):
                gives_up = self.now + round(person.patience_minutes * MINUTE)
                self._at(gives_up, lambda: self._lose_patience(visit))
        self._look_up()

    def _lose_patience(self, visit: str) -> None:
        if self.day.visits[visit].stage == "waiting":
            self._say(said.MarkLeft(id=self._id(), visit=visit), GREETER)

    # -- who calls --------------------------------------------------------------------------------

    def _look_up(self) -> None:
        """Desks that stand idle see that somebody came, or that calling is possible again."""
        for desk in list(self.idle):
            if len(self.day.lines):
                self._press(desk)

    def _become_free(self, desk: str) -> None:
        self.idle[desk] = None
        self._press(desk)

    def _press(self, desk: str) -> None:
        """The one key of a free desk: the visit there is over, and somebody is called."""
        if any(starts <= self.now < ends for starts, ends in self.scene.deaf):
            return
        if not self._may_call(desk):
            if self.day.desks[desk].visit is not None:
                self._say(said.EndVisit(id=self._id(), desk=desk), self.screens[desk])
            return
        late = past_the_maximum(self.day, desk, self.now)
        self._call(desk)
        visit = self.day.desks[desk].visit
        assert visit is not None
        start = start_of(self.day.visits[visit])
        self.lived.starved.update(name for name, since in late.items() if since < start)
        self.lived.calls.append((self.now, desk, visit))
        del self.idle[desk]
        self._await(desk, visit, self.party[visit].answers)

    def _may_call(self, desk: str) -> bool:
        return self.day.lines.count(self.scene.plan, desk) > 0

    def _call(self, desk: str) -> None:
        if self.order == PRODUCT:
            self._say(said.CallNext(id=self._id(), desk=desk), self.screens[desk])
            return
        chosen = next_visit(self.day, desk, self.now, self.order)
        assert chosen is not None
        wish = said.CallVisit(id=self._id(), desk=desk, visit=chosen.visit)
        self._say(wish, self.screens[desk])

    def _await(self, desk: str, visit: str, answers: int) -> None:
        """At which call the visitor stands up was drawn with the day."""
        if answers > 1:
            again = self.now + RECALL_SECONDS * 1000
            self._at(again, lambda: self._recall(desk, visit, answers - 1))
        else:
            there = self.now + self.scene.walk_seconds * 1000
            self._at(there, lambda: self._meet(desk, visit))

    def _recall(self, desk: str, visit: str, answers: int) -> None:
        self._say(said.NotHere(id=self._id(), desk=desk), self.screens[desk])
        self._await(desk, visit, answers)

    def _meet(self, desk: str, visit: str) -> None:
        self._say(said.Meet(id=self._id(), desk=desk), self.screens[desk])
        lasts = round(self.party[visit].serve_minutes * MINUTE) + CHANGEOVER_SECONDS * 1000
        self._at(self.now + lasts, lambda: self._become_free(desk))

    # -- how --------------------------------------------------------------------------------------

    def _say(self, command: said.AnyCommand, sender: Sender) -> None:
        for event in decide(self.day, command, sender, self.now):
            after(self.day, event)

    def _at(self, moment: int, act: Callable[[], None]) -> None:
        self.number += 1
        heapq.heappush(self.todo, (moment, self.number, act))

    def _id(self) -> str:
        self.number += 1
        return f"said-{self.number:06d}"


def past_the_maximum(day: Day, desk: str, now: int) -> dict[str, int]:
    """The visits that have waited longer than the set maximum and that this desk could help, with
    the moment at which their clock began."""
    assert day.plan is not None
    found = {}
    for _, line in day.lines.of_desk(day.plan, desk):
        for places in (line.front, line.booked, line.walk_in):
            for start, _, visit in places:
                if now - start <= day.plan.max_wait:
                    break
                found[visit] = start
    return found


def _wait(visit: Visit) -> Wait:
    assert visit.arrived is not None
    if visit.stage == "left":
        assert visit.ended is not None
        stayed = (visit.ended - max(visit.appointed or 0, visit.arrived)) / 1000
        return Wait(visit.by_appointment, stayed, (visit.ended - visit.arrived) / 1000, left=True)
    wait, felt = wait_millis(visit), felt_millis(visit)
    assert wait is not None, f"{visit.visit} was never called"
    assert felt is not None
    return Wait(visit.by_appointment, wait / 1000, felt / 1000)
