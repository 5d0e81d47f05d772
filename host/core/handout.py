"""The rules of a document that comes later: collected at an appointment, or brought home."""

from host.core import events as ev
from host.core.day import Day, Visit
from host.core.entry import Sender
from host.core.guards import can_move, known_visit, plan_of, visit_at
from host.core.plan import Plan
from wire.commands import BookAppointment, ChooseHandout
from wire.refusals import Refused

Events = list[ev.AnyEvent]


def choose_handout(day: Day, command: ChooseHandout, sender: Sender, now: int) -> Events:
    """Collected here, or brought home (Helmond: four of ten choose that when it is free): then
    nothing is planned any more. Refuses desk_empty, move_not_possible (not served yet),
    not_offered, nothing_changes.
    """
    plan = plan_of(day)
    visit = visit_at(day, command.desk, sender)
    can_move(ev.HandoutChosen, visit)
    if not collected_with(plan, visit) or (command.how == "deliver" and not plan.delivers):
        raise Refused("not_offered")
    if visit.delivery == (command.how == "deliver"):
        raise Refused("nothing_changes")
    found: Events = [ev.HandoutChosen(at=now, visit=visit.visit, how=command.how)]
    if command.how == "deliver" and visit.visit in day.pick_ups:
        found.append(ev.PickUpDropped(at=now, visit=visit.visit))
    return found


def may_plan(day: Day, command: BookAppointment) -> None:
    """Whether this appointment may be the pick-up of the document of a visit of today. Refuses
    visit_unknown, not_offered (nothing that is collected so), nothing_changes (one is planned).
    """
    assert command.collects is not None
    visit = known_visit(day, command.collects)
    if not set(command.services) & set(collected_with(plan_of(day), visit)):
        raise Refused("not_offered")
    if visit.visit in day.pick_ups:
        raise Refused("nothing_changes")


def collected_with(plan: Plan, visit: Visit) -> tuple[str, ...]:
    """The pick-up services of what this visit applies for, in the order of its services."""
    known = (plan.services[name] for name in visit.services if name in plan.services)
    return tuple(dict.fromkeys(each.collect_with for each in known if each.collect_with))


def whose_pick_up(day: Day, appointment: str) -> str | None:
    """The visit of this day whose document is collected at that appointment."""
    return next((name for name, each in day.pick_ups.items() if each.pick_up == appointment), None)
