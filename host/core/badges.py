"""Badges for visitors who go upstairs: numbered by the day, printed once, and back at the exit."""

from hashlib import sha256

from host.core import events as ev
from host.core.day import Day
from host.core.entry import Sender
from host.core.guards import can_move, known_visit, plan_of
from wire.commands.care import GiveBadge, PrintInside, TakeBadge
from wire.refusals import Refused

Events = list[ev.AnyEvent]


def give_badge(day: Day, command: GiveBadge, sender: Sender, now: int) -> Events:
    """The next number of the day. Who has a badge gets another print of it, which says that it is a
    copy. Refuses not_offered, visit_unknown, move_not_possible, nothing_changes (a copy without a
    printer).
    """
    plan = plan_of(day)
    if not plan.badges:
        raise Refused("not_offered")
    visit = known_visit(day, command.visit)
    can_move(ev.BadgeGiven, visit)
    if visit.badge is not None and not plan.prints:
        raise Refused("nothing_changes")
    badge = visit.badge if visit.badge is not None else day.badge_series + 1
    number = visit.badge_slips + 1
    slip = _slip_id(visit.visit, badge, number) if plan.prints else None
    return [
        ev.BadgeGiven(
            at=now, visit=visit.visit, badge=badge, number=number, slip=slip, device=sender.device
        )
    ]


def take_badge(day: Day, command: TakeBadge, sender: Sender, now: int) -> Events:
    """Refuses visit_unknown, nothing_changes (has none)."""
    plan_of(day)
    visit = known_visit(day, command.visit)
    if visit.badge is None:
        raise Refused("nothing_changes")
    return [ev.BadgeReturned(at=now, visit=visit.visit)]


def print_inside(day: Day, command: PrintInside, sender: Sender, now: int) -> Events:
    """Each wish is a new list, as it is at that moment: never a copy. Refuses not_offered (there is
    no printer).
    """
    if not plan_of(day).prints:
        raise Refused("not_offered")
    name = sha256(command.id.encode()).hexdigest()[:32]
    return [ev.InsideAsked(at=now, slip=f"inside-{name}", device=sender.device)]


def _slip_id(visit: str, badge: int, number: int) -> str:
    """Of one print of a badge; no other visit and no other badge has it."""
    return f"badge-{sha256(visit.encode()).hexdigest()[:32]}-{badge}-{number}"
