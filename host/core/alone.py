"""Takes over the numbers that a kiosk gave by itself while the host was away. The number on the
paper stands, and the place in line is that of the moment at which it was taken.

No number is refused but on a closed day: what does not fit becomes a mark for the greeter, since
somebody may be standing in the hall with that number.
"""

from host.core import events as ev
from host.core.check_in import next_ticket
from host.core.day import Day, Visit
from host.core.entry import Sender
from host.core.guards import plan_of
from host.core.plan import Plan
from host.core.slips import slip_id
from wire.commands import BringTicket
from wire.refusals import Refused

NOT_HERE_YET = ("expected", "no_show")


def bring_ticket(day: Day, command: BringTicket, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """A number of another service day, or for services that are not there any more, makes no visit:
    the greeter is told of it. So is a code that is not that of an appointment who may still come
    in; its holder waits without one. Refuses day_closed, and visit_unknown where the wish that was
    not heard is the visit of another device.
    """
    plan = plan_of(day)
    unheard = _unheard(day, command, sender)
    services = tuple(s for s in dict.fromkeys(command.services) if s in plan.services)
    if command.day != day.day:
        return [_mark(command, sender, "alone_day", now)]
    booked = _appointment(day, command)
    if booked is None and not services:
        return [_mark(command, sender, "alone_service", now)]
    came = came_at(plan, command.taken_at, now)
    events: list[ev.AnyEvent] = []
    if unheard is not None and unheard.stage == "waiting":
        events.append(ev.Left(at=now, visit=unheard.visit))
    taken = is_taken(day, command.ticket)
    wanted = booked.services if booked is not None else services
    ticket = next_ticket(day, plan, wanted) if taken else command.ticket
    if booked is not None:
        events.append(_checked_in(plan, booked, command, ticket, came, now))
    else:
        events.append(_walked_in(command, services, ticket, came, now))
    if taken:
        events.append(_mark(command, sender, "alone_twice", now))
    elif command.code is not None and booked is None:
        events.append(_mark(command, sender, "alone_code", now))
    if command.paper != "none" and ticket:
        events += _slip(booked, command, sender, now)
    return events


def _unheard(day: Day, command: BringTicket, sender: Sender) -> Visit | None:
    """The visit of the kiosk's own wish that the host had kept after all."""
    found = day.visits.get(command.unheard or "")
    if found is not None and day.takers.get(found.visit) != sender.device:
        raise Refused("visit_unknown")
    return found


def came_at(plan: Plan, taken_at: int, now: int) -> int:
    """The arrival: as the kiosk says, but never before the doors opened nor in the future. A kiosk
    may have a clock that went astray.
    """
    return min(now, max(taken_at, plan.opens or taken_at))


def is_taken(day: Day, ticket: str) -> bool:
    """Whether somebody has this number already: a kiosk that lost its memory may begin again."""
    if int(ticket[1:]) > day.series.get(ticket[0], 0):
        return False
    return any(visit.ticket == ticket for visit in day.visits.values())


def _appointment(day: Day, command: BringTicket) -> Visit | None:
    """The appointment of the code, where its visitor is not here yet and has no number."""
    found = day.visits.get(day.codes.get(command.code or "", ""))
    if found is None or found.ticket or found.stage not in NOT_HERE_YET:
        return None
    return found


def _checked_in(
    plan: Plan, visit: Visit, command: BringTicket, ticket: str, came: int, now: int
) -> ev.CheckedIn:
    assert visit.appointed is not None
    return ev.CheckedIn(
        at=now,
        arrived=came,
        visit=visit.visit,
        ticket=ticket,
        late=came > visit.appointed + plan.late_grace,
        persons=command.persons or visit.persons,
        language=command.language,
        needs=command.needs,
    )


def _walked_in(
    command: BringTicket, services: tuple[str, ...], ticket: str, came: int, now: int
) -> ev.WalkedIn:
    return ev.WalkedIn(
        at=now,
        arrived=came,
        visit=command.id,
        ticket=ticket,
        services=services,
        persons=command.persons or 1,
        language=command.language,
        needs=command.needs,
    )


def _mark(command: BringTicket, sender: Sender, reason: str, now: int) -> ev.HelpCalled:
    """For the greeter's list, until somebody has gone to look."""
    return ev.HelpCalled(
        at=now,
        help=command.id,
        device=sender.device,
        reason=reason,
        language=command.language,
        ticket=command.ticket,
    )


def _slip(
    booked: Visit | None, command: BringTicket, sender: Sender, now: int
) -> list[ev.AnyEvent]:
    """The paper that is out already: any other of this visit says that it is a copy."""
    assert command.paper != "none"
    visit = command.id if booked is None else booked.visit
    number = 1 if booked is None else booked.slips + 1
    slip = slip_id(visit, number)
    return [
        ev.SlipAsked(
            at=now, visit=visit, slip=slip, number=number, device=sender.device, role=sender.role
        ),
        ev.SlipMoved(at=now, slip=slip, state=command.paper),
    ]
