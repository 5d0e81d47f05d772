"""The checks that many rules begin with, each one refusal. Also small facts of a visit that follow
from the plan.
"""

from host.core.day import Day, Desk, Visit
from host.core.entry import Sender
from host.core.events import Event
from host.core.moves import may
from host.core.plan import Plan
from wire.refusals import Refused


def plan_of(day: Day) -> Plan:
    """The plan of a day on which something may happen. Refuses `day_closed`."""
    if day.plan is None or day.ended:
        raise Refused("day_closed")
    return day.plan


def known_visit(day: Day, visit: str) -> Visit:
    found = day.visits.get(visit)
    if found is None:
        raise Refused("visit_unknown")
    return found


def known_services(plan: Plan, services: tuple[str, ...]) -> None:
    for service in services:
        if service not in plan.services:
            raise Refused("service_unknown", service=service)


def own_desk(day: Day, desk: str, sender: Sender) -> Desk:
    """The desk that a command names: it exists, and a desk's screen speaks for its own only."""
    found = day.desks.get(desk)
    if found is None:
        raise Refused("desk_unknown")
    if sender.role == "desk" and sender.desk != desk:
        raise Refused("other_desk")
    return found


def open_desk(day: Day, desk: str, sender: Sender) -> Desk:
    """The same, and it is open."""
    found = own_desk(day, desk, sender)
    if found.state != "open":
        raise Refused("desk_not_open")
    return found


def visit_at(day: Day, desk: str, sender: Sender) -> Visit:
    """The visit that is called to or served at this desk."""
    found = own_desk(day, desk, sender)
    if found.visit is None:
        raise Refused("desk_empty")
    return day.visits[found.visit]


def not_elsewhere(visit: Visit, sender: Sender) -> None:
    """A desk leaves alone whom another desk has called."""
    if visit.stage in ("called", "serving") and sender.role == "desk" and visit.desk != sender.desk:
        raise Refused("other_desk")


def can_move(event: type[Event], visit: Visit) -> None:
    if not may(event, visit.stage):
        raise Refused("move_not_possible", stage=visit.stage)


def desk_does(plan: Plan, desk: str, need: frozenset[str]) -> bool:
    return desk in plan.desks and need <= plan.desks[desk].services


def is_hospitality(plan: Plan, services: tuple[str, ...]) -> bool:
    """Whether this visit has no number: the location, or one of its services, works without."""
    if plan.mode == "hospitality":
        return True
    return any(plan.services[s].hospitality for s in services if s in plan.services)


def is_fetched(visit: Visit) -> bool:
    """Whether somebody comes to get this visitor: there is no number, or the gong or the display
    does not reach them.
    """
    return not visit.ticket or "hearing" in visit.needs or "sight" in visit.needs
