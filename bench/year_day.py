"""One day of a year, lived through the rules: arrivals, calls, services, pauses, and the end of the
day. What it makes is what the store is handed.
"""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bench.caller import new_id
from host.core.day import Day
from host.core.decide import decide
from host.core.entry import Entry, Sender
from host.core.events import AnyEvent
from host.core.keep import keep
from host.core.opening import open_day
from host.core.plan import MINUTE, Plan
from host.store import Kept
from wire.commands import (
    AnyCommand,
    BookAppointment,
    CallNext,
    CheckIn,
    ChooseHandout,
    CloseDesk,
    MarkLeft,
    Meet,
    OpenDesk,
    PauseDesk,
    TakeTicket,
    Tick,
)
from wire.refusals import Refused

SYSTEM = Sender("system", "system")
KIOSK = Sender("kiosk-0", "kiosk")
GREETER = Sender("greeter-0", "greeter")
WALK_MILLIS = 20_000
PATIENCE_MILLIS = 16 * MINUTE
LUNCH_MILLIS = 30 * MINUTE
SLOT_MILLIS = 5 * MINUTE
DAY_MILLIS = 24 * 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Arrival:
    """One party. Seconds since the opening."""

    service: str
    at: float
    """When it comes; with an appointment: its time."""
    appointed: bool
    comes: bool
    persons: int
    minutes: float
    leaves: bool
    door: str
    days_ahead: int
    """How long before its day it books."""
    delivery: bool


class YearDay:
    """The day, and what the store would keep of it."""

    def __init__(self, plan: Plan) -> None:
        assert plan.opens is not None
        assert plan.closes is not None
        self.plan = plan
        self.opens, self.closes = plan.opens, plan.closes
        self.day = Day(location=plan.location, day=plan.day)
        self.kept: list[Kept] = []
        self.day.draft = plan
        self.now = self.opens
        self.served = 0
        self._due: list[tuple[int, int, Callable[[], None]]] = []
        self._parties: dict[str, Arrival] = {}
        self._idle: dict[str, None] = {}
        self._fed: set[str] = set()

    def live(self, arrivals: list[Arrival], chance: random.Random) -> None:
        """The whole day, to its end."""
        for party in sorted(arrivals, key=lambda each: -each.days_ahead):
            if party.appointed:
                self.now = self.opens - party.days_ahead * DAY_MILLIS
                self._book(party, chance)
            else:
                self._at(self.opens + round(party.at * 1000), partial(self._walk_in, party))
        self.now = self.opens - 15 * MINUTE
        self._add(new_id(), "open_day", open_day(self.day, self.plan, self.now), SYSTEM)
        for desk in self.plan.desks:
            self._say(OpenDesk(id=new_id(), desk=desk, staff=f"staff-{desk}"), _desk(desk))
            self._idle[desk] = None
        while self._due:
            self.now, _, work = heapq.heappop(self._due)
            work()
        for desk in self.plan.desks:
            self._say(CloseDesk(id=new_id(), desk=desk), _desk(desk))
        self.now = self.plan.ends
        self._say(Tick(id=new_id()), SYSTEM)
        assert self.day.ended
        self.served = sum(visit.stage == "done" for visit in self.day.visits.values())

    def _book(self, party: Arrival, chance: random.Random) -> None:
        """At the wished time, or the first free one after it; on a full day nobody books."""
        for later in range(0, self.closes - self.opens, SLOT_MILLIS):
            wished = round(party.at * 1000) + later
            appointed = self.opens + wished % (self.closes - self.opens - SLOT_MILLIS)
            visit = new_id()
            try:
                self._say(_booking(visit, party, appointed), SYSTEM)
            except Refused:
                continue
            self._parties[visit] = party
            if party.comes:
                early = max(-15.0, chance.gauss(-6, 5)) * MINUTE
                arrives = max(self.opens, round(appointed + min(early, 9 * MINUTE)))
                self._at(arrives, partial(self._check_in, visit))
            return
        if party.comes:
            self._at(self.opens + round(party.at * 1000), lambda: self._walk_in(party))

    def _at(self, moment: int, work: Callable[[], None]) -> None:
        heapq.heappush(self._due, (moment, len(self.kept) + len(self._due), work))

    def _check_in(self, visit: str) -> None:
        self._say(CheckIn(id=new_id(), visit=visit), GREETER)
        self._offer()

    def _walk_in(self, party: Arrival) -> None:
        visit = new_id()
        self._parties[visit] = party
        services = (party.service,)
        self._say(TakeTicket(id=visit, services=services, persons=party.persons), GREETER)
        if party.leaves:
            self._at(self.now + PATIENCE_MILLIS, lambda: self._leave(visit))
        self._offer()

    def _leave(self, visit: str) -> None:
        if self.day.visits[visit].stage == "waiting":
            self._say(MarkLeft(id=new_id(), visit=visit), GREETER)

    def _offer(self) -> None:
        """An idle desk calls as soon as somebody is there for it."""
        for desk in list(self._idle):
            if self._call(desk):
                return

    def _call(self, desk: str) -> bool:
        try:
            self._say(CallNext(id=new_id(), desk=desk), _desk(desk))
        except Refused:
            return False
        visit = self.day.desks[desk].visit
        if visit is None:
            return False
        self._idle.pop(desk, None)
        self._at(self.now + WALK_MILLIS, lambda: self._meet(desk, visit))
        return True

    def _meet(self, desk: str, visit: str) -> None:
        self._say(Meet(id=new_id(), desk=desk), _desk(desk))
        party = self._parties[visit]
        minutes = party.minutes * (1 + 0.4 * (party.persons - 1))
        self._at(self.now + round(minutes * MINUTE), lambda: self._end(desk, visit))

    def _end(self, desk: str, visit: str) -> None:
        if self._parties[visit].delivery and self._can_be_delivered(visit):
            self._say(ChooseHandout(id=new_id(), desk=desk, how="deliver"), _desk(desk))
        if self._call(desk):
            return
        self._idle[desk] = None
        lunch = self.opens + 3 * 60 * MINUTE + len(self._fed) * LUNCH_MILLIS
        if desk not in self._fed and lunch <= self.now < self.closes - 60 * MINUTE:
            self._fed.add(desk)
            del self._idle[desk]
            self._say(PauseDesk(id=new_id(), desk=desk, reason="break"), _desk(desk))
            self._at(self.now + LUNCH_MILLIS, lambda: self._back(desk))

    def _can_be_delivered(self, visit: str) -> bool:
        service = self.plan.services[self.day.visits[visit].services[0]]
        return self.plan.delivers and bool(service.collect_with)

    def _back(self, desk: str) -> None:
        self._say(OpenDesk(id=new_id(), desk=desk, staff=f"staff-{desk}"), _desk(desk))
        self._idle[desk] = None
        self._call(desk)

    def _say(self, command: AnyCommand, sender: Sender) -> None:
        self._add(command.id, command.kind, decide(self.day, command, sender, self.now), sender)

    def _add(self, identity: str, what: str, events: list[AnyEvent], sender: Sender) -> None:
        by, desk = sender.device, sender.desk
        entry = Entry(identity, what, by, self.now, tuple(events), desk, "0" * 24)
        seq = self.day.seq + 1
        keep(self.day, entry)
        touched = {name: None for event in events if (name := getattr(event, "visit", None))}
        visits = [self.day.visits[name] for name in touched]
        self.kept.append(Kept(self.plan.location, self.plan.day, seq, entry, visits))


def _booking(visit: str, party: Arrival, appointed: int) -> BookAppointment:
    return BookAppointment(
        id=visit,
        code=visit[:8].upper(),
        services=(party.service,),
        appointed=appointed,
        persons=party.persons,
        channel=party.door,  # type: ignore[arg-type]
    )


def _desk(desk: str) -> Sender:
    return Sender(f"desk-{desk}", "desk", desk)
