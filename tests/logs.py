"""Days as they come to the store: real commands, decided by the real rules, as entries to keep."""

from collections.abc import Iterable
from typing import Any

from host.core.day import Day
from host.core.decide import decide
from host.core.entry import Entry, Sender
from host.core.keep import keep
from host.core.opening import open_day
from host.core.plan import MINUTE, DeskPlan, Plan, ServicePlan
from host.store import Kept, PersonChange
from wire import commands as say

DAY = "2026-11-20"
OPENS = 1_795_161_600_000  # 2026-11-20 08:00 UTC, 09:00 in Groningen
KIOSK = Sender("kiosk-1", "kiosk")
GREETER = Sender("greeter-1", "greeter")
SYSTEM = Sender("host", "system")


def plan(location: str = "centrum") -> Plan:
    window = ((OPENS, OPENS + 480 * MINUTE),)
    services = {
        "paspoort": ServicePlan(service="paspoort", letter="A", walk_in=window),
        "verhuizing": ServicePlan(service="verhuizing", letter="B", walk_in=window),
    }
    desks = {
        name: DeskPlan(desk=name, label=f"Balie {name}", services=frozenset(services))
        for name in ("1", "2")
    }
    return Plan(
        location=location,
        day=DAY,
        opens=OPENS,
        closes=OPENS + 480 * MINUTE,
        ends=OPENS + 1200 * MINUTE,
        services=services,
        desks=desks,
    )


class Hall:
    """One location's day. Each wish is decided and applied; `kept` waits for the store."""

    def __init__(self, location: str = "centrum", prefix: str = "command") -> None:
        self.day = Day(location, DAY, draft=plan(location))
        self.prefix = prefix
        self.said = 0
        self.kept: list[Kept] = []

    def new_id(self) -> str:
        self.said += 1
        return f"{self.prefix}-{self.said:06d}"

    def book(self, code: str, minute: int, **fields: Any) -> str:
        wish: dict[str, Any] = {
            "code": code,
            "services": ("paspoort",),
            "appointed": OPENS + minute * MINUTE,
        }
        return self.say(
            say.BookAppointment(id=self.new_id(), **(wish | fields)), SYSTEM, at=OPENS - 60 * MINUTE
        )

    def open(self) -> str:
        facts = open_day(self.day, plan(self.day.location), OPENS - 30 * MINUTE)
        return self._apply(self.new_id(), "open_day", SYSTEM, OPENS - 30 * MINUTE, facts)

    def open_desk(self, desk: str = "1") -> str:
        return self.at_desk(say.OpenDesk(id=self.new_id(), desk=desk, staff="anja"), minute=0)

    def take(self, minute: int, **fields: Any) -> str:
        """A walk-in; the visit's id."""
        wish: dict[str, Any] = {"services": ("paspoort",)} | fields
        return self.say(say.TakeTicket(id=self.new_id(), **wish), KIOSK, at=OPENS + minute * MINUTE)

    def at_desk(self, wish: Any, minute: float) -> str:
        sender = Sender(f"desk-{wish.desk}", "desk", wish.desk, frozenset({"pick"}))
        return self.say(wish, sender, at=OPENS + int(minute * MINUTE))

    def call_next(self, minute: float, desk: str = "1") -> str:
        return self.at_desk(say.CallNext(id=self.new_id(), desk=desk), minute)

    def say(self, wish: Any, sender: Sender, at: int, *, person: PersonChange | None = None) -> str:
        facts = decide(self.day, wish, sender, at)
        return self._apply(wish.id, wish.kind, sender, at, facts, person)

    def tick(self, minute: int) -> str:
        return self.say(say.Tick(id=self.new_id()), SYSTEM, at=OPENS + minute * MINUTE)

    def undo(self, step: str, minute: float, desk: str = "1") -> str:
        wish = say.Undo(id=self.new_id(), step=step)
        sender = Sender(f"desk-{desk}", "desk", desk)
        return self.say(wish, sender, at=OPENS + int(minute * MINUTE))

    def _apply(
        self,
        name: str,
        what: str,
        sender: Sender,
        at: int,
        facts: Iterable[Any],
        person: PersonChange | None = None,
    ) -> str:
        entry = Entry(name, what, sender.device, at, tuple(facts), sender.desk, "d" * 16)
        seq = self.day.seq + 1
        keep(self.day, entry)
        names = {visit for fact in entry.events for visit in visits_of(fact)}
        touched = [self.day.visits[visit] for visit in sorted(names)]
        self.kept.append(Kept(self.day.location, DAY, seq, entry, touched, person))
        return name

    def hand_out(self) -> list[Kept]:
        """What has not been handed to the store yet."""
        kept, self.kept = self.kept, []
        return kept


def visits_of(fact: Any) -> set[str]:
    """The visits that a fact is about."""
    named = {fact.visit} if getattr(fact, "visit", None) else set()
    return named | {str(visit["visit"]) for visit in getattr(fact, "visits", ())}


def an_open_hall(location: str = "centrum", prefix: str = "command") -> Hall:
    """Doors and desk 1 are open; nobody is here."""
    hall = Hall(location, prefix)
    hall.open()
    hall.open_desk()
    return hall


def a_whole_day(location: str = "centrum", prefix: str = "command") -> Hall:
    """Appointments, walk-ins, a hand-over, a pause, an undone step, a no-show and the end of the
    day.
    """
    hall = Hall(location, prefix)
    hall.book("CODE-ON-TIME", 30, persons=2, channel="web")
    hall.book("CODE-NOT-COMING", 40)
    cancelled = hall.book("CODE-CANCELLED", 50)
    hall.open()
    hall.open_desk("1")
    hall.open_desk("2")
    hall.say(say.CancelAppointment(id=hall.new_id(), visit=cancelled), SYSTEM, at=OPENS)
    first = hall.take(1, services=("paspoort", "verhuizing"), persons=3)
    hall.take(2)
    left = hall.take(3)
    hall.call_next(5)
    hall.at_desk(say.Meet(id=hall.new_id(), desk="1"), 6)
    hall.at_desk(
        say.HandOver(id=hall.new_id(), desk="1", services=("verhuizing",), to_desk="2"), 12
    )
    hall.say(say.MarkLeft(id=hall.new_id(), visit=left), GREETER, at=OPENS + 13 * MINUTE)
    hall.call_next(14, desk="2")
    hall.at_desk(say.Meet(id=hall.new_id(), desk="2"), 15)
    until = OPENS + 60 * MINUTE
    hall.at_desk(say.Park(id=hall.new_id(), desk="2", until=until), 20)
    hall.say(say.CheckIn(id=hall.new_id(), code="CODE-ON-TIME"), KIOSK, at=OPENS + 25 * MINUTE)
    step = hall.call_next(31)
    hall.undo(step, 31.5)
    hall.call_next(32)
    hall.tick(61)
    hall.call_next(62, desk="2")
    hall.tick(1201)
    assert first in hall.day.visits
    return hall
