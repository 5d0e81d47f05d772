"""Builds days for tests in the words of the house: a day, who came, what somebody says, what
o'clock it is.

Times are written as on the wall ("9:05"); a `Hall` keeps every entry, so that any test can ask the
auditor and replay.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest

from host.core.day import Day
from host.core.decide import decide
from host.core.entry import Entry, Sender
from host.core.events import AnyEvent
from host.core.invariants import violations
from host.core.keep import keep
from host.core.next import next_visit
from host.core.opening import change_plan, open_day
from host.core.plan import MINUTE, DeskPlan, Plan, ServicePlan
from wire import commands as said
from wire.refusals import Refused

MIDNIGHT = 1_780_869_600_000
"""Monday 8 June 2026, 00:00 in Groningen."""
HOUR = 60 * MINUTE

KIOSK = Sender("kiosk-hall", "kiosk")
GREETER = Sender("greeter-door", "greeter")
SYSTEM = Sender("host", "system")
PRINTER = Sender("printer-hall", "printer")


def at(clock: str) -> int:
    """The moment of "9:05" or "9:05:30" that day; "28:00" is 04:00 the next morning."""
    parts = [int(part) for part in clock.split(":")]
    return MIDNIGHT + parts[0] * HOUR + parts[1] * MINUTE + (parts[2] if parts[2:] else 0) * 1000


def desk_screen(desk: str = "1", *rights: str) -> Sender:
    return Sender(f"screen-{desk}", "desk", desk, frozenset(rights))


def service(name: str, letter: str = "A", **more: Any) -> ServicePlan:
    more.setdefault("walk_in", ((at("9:00"), at("17:00")),))
    return ServicePlan.model_validate({"service": name, "letter": letter, **more})


SERVICES = (
    service("passport", "A", collect_with="licence"),
    service("licence", "B", walk_in=((at("9:00"), at("11:00")),)),
    service("birth", "C", urgent=True, walk_in=()),
    service("welfare", "D", hospitality=True),
    service("moving", "A"),
)


def a_plan(
    services: tuple[ServicePlan, ...] = SERVICES,
    desks: dict[str, tuple[str, ...]] | None = None,
    **more: Any,
) -> Plan:
    """Three desks: 1 and 2 do everything but moving, 3 does only moving; open from 9 to 17."""
    if desks is None:
        most = tuple(s.service for s in services if s.service != "moving")
        desks = {"1": most, "2": most, "3": ("moving",)}
    values: dict[str, Any] = {
        "location": "hall",
        "day": "2026-06-08",
        "opens": at("9:00"),
        "closes": at("17:00"),
        "ends": at("28:00"),
        "services": {s.service: s for s in services},
        "delivers": True,
        "desks": {
            name: DeskPlan(desk=name, label=name, services=frozenset(able))
            for name, able in desks.items()
        },
    }
    return Plan(**(values | more))


@dataclass
class Hall:
    """A day with its log, and everybody who may speak."""

    day: Any = field(default_factory=lambda: Day("hall", "2026-06-08"))
    """A `Day`; loosely typed, since a test knows what is not None."""
    entries: list[Entry] = field(default_factory=list)

    def say(self, sender: Sender, clock: str | int, command: said.Command) -> Any:
        """Decides and keeps, as the host does."""
        now = at(clock) if isinstance(clock, str) else clock
        events = decide(self.day, command, sender, now)  # type: ignore[arg-type]
        if events:
            self.keep(command.id, command.kind, sender, now, events)  # type: ignore[attr-defined]
        return events

    def keep(self, name: str, what: str, sender: Sender, now: int, events: list[AnyEvent]) -> None:
        entry = Entry(name, what, sender.device, now, tuple(events), sender.desk)
        keep(self.day, entry)
        self.entries.append(entry)

    def new_id(self) -> str:
        return f"command-{len(self.entries):06d}"

    def open(self, plan: Plan, clock: str = "8:00") -> None:
        events = open_day(self.day, plan, at(clock))
        self.keep(self.new_id(), "open_day", SYSTEM, at(clock), events)

    def change(self, plan: Plan, clock: str) -> Any:
        events = change_plan(self.day, plan, at(clock))
        if events:
            self.keep(self.new_id(), "change_plan", SYSTEM, at(clock), events)
        return events

    # -- what people say --------------------------------------------------------------------------

    def walk_in(
        self, clock: str | int, *services: str, sender: Sender = KIOSK, visit: str = "", **more: Any
    ) -> Any:
        visit = visit or f"visit-{len(self.entries):06d}"
        services = services or ("passport",)
        self.say(sender, clock, said.TakeTicket(id=visit, services=services, **more))
        return self.day.visits[visit]

    def book(self, appointed: str, *services: str, code: str = "", **more: Any) -> Any:
        visit = f"visit-{len(self.entries):06d}"
        command = said.BookAppointment(
            id=visit,
            code=code or f"CODE{len(self.entries)}",
            services=services or ("passport",),
            appointed=at(appointed),
            **more,
        )
        self.say(SYSTEM, "7:00", command)
        return self.day.visits[visit]

    def arrive(self, visit: Any, clock: str, sender: Sender = GREETER, **more: Any) -> Any:
        return self.say(sender, clock, said.CheckIn(id=self.new_id(), visit=visit.visit, **more))

    def appointment(self, appointed: str, *services: str, came: str, **more: Any) -> Any:
        visit = self.book(appointed, *services, **more)
        self.arrive(visit, came)
        return visit

    def open_desk(self, desk: str = "1", clock: str = "8:30", staff: str = "jan") -> Any:
        command = said.OpenDesk(id=self.new_id(), desk=desk, staff=staff)
        self.say(desk_screen(desk), clock, command)
        return self.day.desks[desk]

    def desk_says(
        self, clock: str | int, command: type[said.DeskCommand], desk: str = "1", **more: Any
    ) -> Any:
        wish = command(id=self.new_id(), desk=desk, **more)
        return self.say(desk_screen(desk, "pick"), clock, wish)

    def call_next(self, clock: str | int, desk: str = "1") -> Any:
        """Presses the one key; the visit that was called."""
        self.desk_says(clock, said.CallNext, desk)
        called = self.day.desks[desk].visit
        return self.day.visits[called] if called else None

    def meet(self, clock: str | int, desk: str = "1") -> None:
        self.desk_says(clock, said.Meet, desk)

    def greeter_says(self, clock: str, command: type[said.Command], visit: Any, **more: Any) -> Any:
        wish = command.model_validate({"id": self.new_id(), "visit": visit.visit, **more})
        return self.say(GREETER, clock, wish)

    def tick(self, clock: str) -> Any:
        return self.say(SYSTEM, clock, said.Tick(id=self.new_id()))

    def undo_last(self, clock: str | int, sender: Sender) -> Any:
        step = self.entries[-1].id
        return self.say(sender, clock, said.Undo(id=self.new_id(), step=step))

    # -- what tests ask ---------------------------------------------------------------------------

    def next(self, clock: str, desk: str = "1") -> Any:
        return next_visit(self.day, desk, at(clock))

    def next_ticket(self, clock: str, desk: str = "1") -> str:
        found = self.next(clock, desk)
        return "" if found is None else self.day.visits[found.visit].ticket

    def is_sound(self) -> bool:
        assert violations(self.entries, self.day) == []
        return True


def a_hall(*open_desks: str, plan: Plan | None = None) -> Hall:
    """A hall on its day, doors opening at nine, with these desks open."""
    hall = Hall()
    hall.open(plan or a_plan())
    for desk in open_desks:
        hall.open_desk(desk)
    return hall


class refuses:
    """`with refuses("desk_busy") as no:` the house says no, with this word; `no.detail` has the
    rest.
    """

    def __init__(self, word: str) -> None:
        self.word = word
        self.detail: dict[str, int | str] = {}
        self._raises = pytest.raises(Refused)

    def __enter__(self) -> "refuses":
        self._caught = self._raises.__enter__()
        return self

    def __exit__(self, *fault: Any) -> bool:
        if not self._raises.__exit__(*fault):
            return False
        assert self._caught.value.word == self.word
        self.detail = self._caught.value.detail
        return True
