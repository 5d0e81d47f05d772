"""Opening, pausing and closing a desk. Who is signed in there is settled by the host before these
rules are asked.
"""

from host.core import events as ev
from host.core.day import Day
from host.core.entry import Sender
from host.core.guards import own_desk, plan_of
from wire.commands import CloseDesk, OpenDesk, PauseDesk
from wire.refusals import Refused


def open_desk(day: Day, command: OpenDesk, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """Refuses desk_unknown (also when the plan has lost it), not_signed_in, desk_in_use (open under
    somebody else), nothing_changes.
    """
    plan = plan_of(day)
    desk = own_desk(day, command.desk, sender)
    if desk.desk not in plan.desks:
        raise Refused("desk_unknown")
    if command.staff is None:
        raise Refused("not_signed_in")
    if desk.state != "closed" and desk.staff != command.staff:
        raise Refused("desk_in_use")
    if desk.state == "open":
        raise Refused("nothing_changes")
    return [ev.DeskOpened(at=now, desk=desk.desk, staff=command.staff)]


def pause_desk(day: Day, command: PauseDesk, sender: Sender, now: int) -> list[ev.AnyEvent]:
    plan_of(day)
    desk = own_desk(day, command.desk, sender)
    if desk.state == "closed":
        raise Refused("desk_not_open")
    if desk.visit is not None:
        raise Refused("desk_busy")
    if desk.state == "paused" and desk.reason == command.reason:
        raise Refused("nothing_changes")
    return [ev.DeskPaused(at=now, desk=desk.desk, reason=command.reason)]


def close_desk(day: Day, command: CloseDesk, sender: Sender, now: int) -> list[ev.AnyEvent]:
    plan_of(day)
    desk = own_desk(day, command.desk, sender)
    if desk.state == "closed":
        raise Refused("nothing_changes")
    if desk.visit is not None:
        raise Refused("desk_busy")
    return [ev.DeskClosed(at=now, desk=desk.desk)]
