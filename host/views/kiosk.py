"""What a kiosk offers now: services for visitors without an appointment, and how its printer is."""

from functools import cache

import orjson

from host.core.day import Day
from host.core.entry import Sender
from host.core.expect import expected_wait
from host.core.hours import takes_walk_ins_from, took_walk_ins
from host.core.room import must_wait_outside
from host.hall import Hall
from host.paper_watch import not_coming
from host.views.hours import is_open, next_opening
from host.views.possible import TRIAL, why_not
from host.views.rows import encoded, without_nothing
from wire.commands import TakeTicket
from wire.rows import Choice

PRINTER_STATES = {"ok": "ready", "near_end": "near_end"}


def kiosk(hall: Hall, device: str, now: int) -> dict[str, object]:
    """The `KioskView` of one kiosk."""
    day = hall.day
    assert day is not None
    assert day.plan is not None
    opened = is_open(day, now)
    return without_nothing(
        kind="kiosk",
        open=opened,
        opens_at=None if opened else next_opening(hall, now),
        closes_at=day.plan.closes if opened else None,
        choices=_choices(hall, day, now),
        printer=_printer(hall, device),
        slips=encoded(*not_coming(hall, device, now)) or None,
        room_full=must_wait_outside(day, 1, now) or None,
        help_called=any(call.device == device and not call.ticket for call in day.helps.values()),
        help_heard=hall.greeters > 0,
    )


def _choices(hall: Hall, day: Day, now: int) -> list[orjson.Fragment]:
    """The same for every kiosk, so made once for all that ask at this moment."""
    assert day.plan is not None
    if hall.choices[0] != (day.seq, now):
        made = encoded(*(_choice(day, service, now) for service in day.plan.services))
        hall.choices = (day.seq, now), made
    return hall.choices[1]


@cache
def _trial(service: str) -> TakeTicket:
    return TakeTicket.model_construct(id=TRIAL, services=(service,))


def _choice(day: Day, service: str, now: int) -> Choice:
    assert day.plan is not None
    sender = Sender(device="kiosk", role="kiosk")
    taken = why_not(day, _trial(service), sender, now) is None
    wait = expected_wait(day, (service,), now) if taken else None
    return Choice(
        service=service,
        open=taken,
        opens_at=None if taken else takes_walk_ins_from(day.plan, service, now),
        over=not taken and took_walk_ins(day.plan, service, now),
        wait_from_minutes=wait[0] if wait else None,
        wait_to_minutes=wait[1] if wait else None,
    )


def _printer(hall: Hall, device: str) -> str:
    """How the best printer is of those that print for this kiosk; without an assignment, of all."""
    place = hall.settings.locations[hall.location]
    if not place.printers:
        return "none"
    mine = place.printers_of(device) or place.printers
    states = [hall.health[name].state for name in mine if name in hall.health]
    known = [PRINTER_STATES[state] for state in states if state in PRINTER_STATES]
    return "ready" if "ready" in known else (known[0] if known else "out")
