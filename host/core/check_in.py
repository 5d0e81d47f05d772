"""Who arrives: with an appointment, or without one. Numbers are given here."""

from typing import Literal

from host.core import events as ev
from host.core.day import Day, Visit
from host.core.entry import Sender
from host.core.expect import expected_wait
from host.core.guards import is_hospitality, known_services, plan_of
from host.core.hours import takes_walk_ins
from host.core.plan import Plan
from host.core.room import must_wait_outside
from host.core.slips import ask_slip
from wire.commands import CheckIn, TakeTicket
from wire.refusals import Refused

COMES_BACK = ("left", "missed")
"""Who checks in again at one of these stages has not been helped: telling them that they are here
already would let them wait for ever."""

Judgement = Literal[
    "on_time", "early", "late", "too_early", "too_late", "already_here", "cancelled"
]


def judge(day: Day, visit: Visit, now: int) -> Judgement:
    """What checking in now would mean for an appointment of this day.

    Early: before the appointment's time. Late: past the grace, in line as a walk-in. Too early and
    too late are words for a kiosk; a greeter checks in anyone at any time of the day.

    Somebody who went away or missed the call and checks in again is late too, and stands in line
    again.
    """
    plan = plan_of(day)
    assert visit.appointed is not None
    if visit.stage == "cancelled":
        return "cancelled"
    if visit.stage in COMES_BACK:
        return "late"
    if visit.stage not in ("expected", "no_show"):
        return "already_here"
    if now < visit.appointed - plan.check_in_early:
        return "too_early"
    if now > visit.appointed + plan.too_late:
        return "too_late"
    if now > visit.appointed + plan.late_grace:
        return "late"
    return "early" if now < visit.appointed else "on_time"


def opens_at(plan: Plan, visit: Visit) -> int:
    """From when a kiosk checks this appointment in."""
    assert visit.appointed is not None
    return visit.appointed - plan.check_in_early


def check_in(day: Day, command: CheckIn, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """Refuses code_unknown, visit_unknown, move_not_possible (no appointment),
    appointment_cancelled, already_here, too_early and too_late (a kiosk only), service_unknown.
    """
    plan = plan_of(day)
    visit = _meant(day, command)
    word = judge(day, visit, now)
    if word == "cancelled":
        raise Refused("appointment_cancelled")
    if word == "already_here":
        raise Refused("already_here", ticket=visit.ticket, visit=visit.visit)
    if word == "too_early" and sender.role == "kiosk":
        raise Refused("too_early", opens_at=opens_at(plan, visit))
    if word == "too_late" and sender.role == "kiosk":
        raise Refused("too_late", appointed=visit.appointed or 0)
    known_services(plan, visit.services)
    if visit.stage in COMES_BACK:
        front = visit.stage == "missed"
        return [ev.PutBackInLine(at=now, visit=visit.visit, front=front)]
    return arrive(day, visit, command, sender, now)


def arrive(day: Day, visit: Visit, command: CheckIn, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """The expected visitor is here: in line, with a number unless the house has none.

    Only a kiosk knows which language the visitor reads; a greeter's screen does not ask, so the
    booking's stays.
    """
    plan = plan_of(day)
    assert visit.appointed is not None
    ticket = visit.ticket or next_ticket(day, plan, visit.services)
    late = now > visit.appointed + plan.late_grace
    told = expected_wait(day, visit.services, now, None if late else visit.appointed)
    persons = command.persons or visit.persons
    event = ev.CheckedIn(
        at=now,
        visit=visit.visit,
        ticket=ticket,
        late=late,
        persons=persons,
        language=command.language if sender.role == "kiosk" else visit.language,
        needs=command.needs,
        told_from=told[0] if told else None,
        told_to=told[1] if told else None,
        outside=must_wait_outside(day, persons, now),
    )
    return [event, *_slip(visit.visit, visit.slips, ticket, command.slip, sender, now)]


def take_ticket(day: Day, command: TakeTicket, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """Refuses service_unknown, and closed_now to a kiosk; a greeter or desk decides for itself.

    Several services make one visit. Where no desk can do all of them it stands in line for the
    first, and that desk hands over: nobody is sent back to a machine because of how the desks are
    divided.
    """
    plan = plan_of(day)
    assert command.id not in day.visits
    services = tuple(dict.fromkeys(command.services))
    known_services(plan, services)
    if sender.role == "kiosk":
        for service in services:
            if not takes_walk_ins(plan, service, now):
                raise Refused("closed_now", service=service)
    ticket = next_ticket(day, plan, services)
    told = expected_wait(day, services, now)
    event = ev.WalkedIn(
        at=now,
        visit=command.id,
        ticket=ticket,
        services=services,
        persons=command.persons,
        language=command.language,
        needs=command.needs,
        told_from=told[0] if told else None,
        told_to=told[1] if told else None,
        outside=must_wait_outside(day, command.persons, now),
    )
    return [event, *_slip(command.id, 0, ticket, command.slip, sender, now)]


def next_ticket(day: Day, plan: Plan, services: tuple[str, ...]) -> str:
    """The next number of the first service's letter, "A042"; after A999 comes A1000. Empty in
    hospitality.
    """
    if is_hospitality(plan, services):
        return ""
    letter = plan.services[services[0]].letter
    return f"{letter}{day.series.get(letter, 0) + 1:03d}"


def _meant(day: Day, command: CheckIn) -> Visit:
    if command.visit is not None:
        found = day.visits.get(command.visit)
        if found is None:
            raise Refused("visit_unknown")
        if not found.by_appointment:
            raise Refused("move_not_possible", stage=found.stage)
        return found
    visit = day.codes.get(command.code or "")
    if visit is None:
        raise Refused("code_unknown")
    return day.visits[visit]


def _slip(
    visit: str, printed: int, ticket: str, wanted: bool, sender: Sender, now: int
) -> list[ev.AnyEvent]:
    if not (wanted and ticket):
        return []
    return [ask_slip(visit, printed + 1, sender, now)]
