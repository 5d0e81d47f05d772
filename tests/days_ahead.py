"""What happens to the agenda on a day at random: times held, booked, moved, given back, desks that
nobody serves at, and appointments that travel to another day and back.
"""

from random import Random
from typing import Any

from host.core import events as ev
from host.core import rounds
from host.core.booking import move_between
from host.core.day import Day
from host.core.decide import decide
from host.core.entry import Entry
from host.core.handout import may_plan
from host.core.keep import keep
from host.core.plan import MINUTE
from tests.builders import HOUR, SYSTEM, Hall, a_plan, at
from wire import commands as said
from wire.refusals import Refused

WASTE = "waste"
ROUTES = ("north", "south", "nowhere")
ROUNDS = {WASTE: {"north": 2, "south": 1}}
CHANNELS = ("import", "web", "desk", "api")


class OtherDay:
    """The day after, where appointments of this day go to and come back from."""

    def __init__(self, chance: Random) -> None:
        self.chance: Any = chance
        self.day = Day("hall", "2026-06-09")
        later = 24 * HOUR
        opens, closes = at("9:00") + later, at("17:00") + later
        self.day.draft = a_plan(opens=opens, closes=closes, rounds=ROUNDS)

    def travel(self, hall: Hall, name: str, now: int) -> None:
        """One appointment goes there or comes back, as the host does it; a refusal changes
        nothing.
        """
        away, here = (hall.day, self.day) if self.chance.random() < 0.6 else (self.day, hall.day)
        expected = list(away.expected)
        if not expected:
            return
        plan = here.plan or here.draft
        assert plan is not None
        assert plan.opens is not None
        start = plan.opens + self.chance.randrange(48) * 10 * MINUTE
        command = said.MoveAppointment(
            id=name, visit=self.chance.choice(expected), appointed=start, channel="greeter"
        )
        try:
            left, booked = move_between(away, here, command, now)
        except Refused:
            return
        self._keep(hall, name, command.kind, now, ((away, left), (here, booked)))

    def drive(self, hall: Hall, name: str, now: int) -> None:
        """One round goes there or comes back."""
        standing = [name for name, each in hall.day.rounds.items() if not each.cancelled]
        away, here = (hall.day, self.day) if standing else (self.day, hall.day)
        wish = said.MoveRound(
            id=name, round=self.chance.choice(standing or [*away.rounds, "no-round-0"])
        )
        try:
            left, booked = rounds.move_between(away, here, wish, now)
        except Refused:
            return
        self._keep(hall, name, wish.kind, now, ((away, left), (here, booked)))

    def collect(self, hall: Hall, name: str, now: int) -> None:
        """A document of this day is collected there, or not any more."""
        for visit, found in hall.day.pick_ups.items():
            if self.chance.random() < 0.3:
                gone = [ev.PickUpDropped(at=now, visit=visit)]
                hall.keep(name, "follow_pick_up", SYSTEM, now, [*gone])
                self._say(said.CancelAppointment(id=name, visit=found.pick_up), now)
                return
        assert self.day.draft is not None
        assert self.day.draft.opens is not None
        wish = said.BookAppointment(
            id=name,
            services=("licence",),
            appointed=self.day.draft.opens + self.chance.randrange(48) * 10 * MINUTE,
            code=f"P{len(hall.entries)}",
            collects=self.chance.choice([*hall.day.visits, "nobody-00"]),
        )
        try:
            may_plan(hall.day, wish)
        except Refused:
            return
        for booked in self._say(wish, now):
            assert isinstance(booked, ev.Booked)
            planned = ev.PickUpPlanned(
                at=now,
                visit=str(wish.collects),
                pick_up=booked.visit,
                to_location=self.day.location,
                to_day=self.day.day,
                appointed=booked.appointed,
            )
            hall.keep(name, "follow_pick_up", SYSTEM, now, [planned])

    def _say(self, wish: Any, now: int) -> list[ev.AnyEvent]:
        """To the other day; nothing when it refuses."""
        try:
            found = decide(self.day, wish, SYSTEM, now)
        except Refused:
            return []
        keep(self.day, Entry(wish.id, wish.kind, SYSTEM.device, now, tuple(found)))
        return found

    def _keep(self, hall: Hall, name: str, what: str, now: int, facts: Any) -> None:
        for day, events in facts:
            if day is hall.day:
                hall.keep(name, what, SYSTEM, now, events)
            else:
                keep(day, Entry(name, what, SYSTEM.device, now, tuple(events)))


def agenda_wish(chance: Any, day: Day, name: str, services: tuple[str, ...], now: int) -> Any:
    """Anything that somebody may want of the agenda, mostly possible."""
    start = at("9:00") + chance.randrange(96) * 5 * MINUTE + chance.choice((0, 0, 0, MINUTE))
    appointed = start if chance.random() < 0.4 else max(start, now)
    expected = list(day.expected) or ["nobody-00"]
    desk = chance.choice("1234")
    starts = chance.choice((None, appointed))
    hold = chance.choice([*day.holds, "no-hold-0"])
    held = day.holds.get(hold)
    channel = chance.choice(CHANNELS)
    wish: dict[str, Any] = {
        "id": name,
        "services": held.services if held else services,
        "appointed": held.appointed if held else appointed,
        "persons": chance.randint(1, 3),
        "channel": channel,
    }
    return chance.choice(
        (
            said.HoldSlot(**wish | {"services": services, "appointed": appointed}),
            said.BookAppointment(**wish, hold=hold, code=f"CODE{chance.randrange(400)}"),
            said.BookAppointment(**wish, amounts=(2,), code=f"CODE{chance.randrange(400)}"),
            said.ReleaseHold(id=name, hold=hold),
            said.MoveAppointment(
                id=name, visit=chance.choice(expected), appointed=appointed, channel=channel
            ),
            said.CancelAppointment(id=name, visit=chance.choice(expected), channel=channel),
            said.ShutDesk(id=name, desk=desk, starts=starts),
            said.ReopenDesk(id=name, desk=chance.choice([*day.shut, desk])),
            a_round(name, chance),
            said.CancelRound(id=name, round=chance.choice([*day.rounds, "no-round-0"])),
        )
    )


def a_round(name: str, chance: Any) -> said.BookRound:
    """On any route, also one that there is not."""
    route, code = chance.choice(ROUTES), f"R{chance.randrange(999)}"
    return said.BookRound(id=name, service=WASTE, route=route, code=code)
