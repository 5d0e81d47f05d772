"""What happens to the agenda on a day at random: times held, booked, moved, given back, desks that
nobody serves at, and appointments that travel to another day and back.
"""

from random import Random
from typing import Any

from host.core.booking import move_between
from host.core.day import Day
from host.core.entry import Entry
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
        self.day.draft = a_plan(opens=at("9:00") + later, closes=at("17:00") + later)

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
        for day, events in ((away, left), (here, booked)):
            if day is hall.day:
                hall.keep(name, command.kind, SYSTEM, now, events)
            else:
                keep(day, Entry(name, command.kind, SYSTEM.device, now, tuple(events)))


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
            said.BookRound(
                id=name,
                service=WASTE,
                route=chance.choice(ROUTES),
                code=f"R{chance.randrange(999)}",
            ),
            said.CancelRound(id=name, round=chance.choice([*day.rounds, "no-round-0"])),
        )
    )
