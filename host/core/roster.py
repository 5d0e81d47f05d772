"""Who is not there to serve: desks that give no appointments for some hours of one day."""

from host.core import events as ev
from host.core.absence import joined
from host.core.booking import plan_ahead
from host.core.day import Day
from host.core.entry import Sender
from wire.commands import ReopenDesk, ShutDesk
from wire.refusals import Refused

Events = list[ev.AnyEvent]


def shut_desk(day: Day, command: ShutDesk, sender: Sender, now: int) -> Events:
    """Nobody is sick by this system's leave: what was promised stays promised, and is looked for
    room elsewhere. Comes beside what was said of this desk and day before. Refuses day_closed,
    desk_unknown, nothing_changes.
    """
    plan = plan_ahead(day)
    if command.desk not in plan.desks:
        raise Refused("desk_unknown")
    assert plan.opens is not None
    assert plan.closes is not None
    starts = plan.opens if command.starts is None else command.starts
    ends = plan.closes if command.ends is None else command.ends
    before = day.shut.get(command.desk, ())
    if starts >= ends or joined(before, starts, ends) == before:
        raise Refused("nothing_changes")
    shut = ev.DeskShut(
        at=now, desk=command.desk, starts=starts, ends=ends, reason=command.reason, adds=True
    )
    return [shut]


def reopen_desk(day: Day, command: ReopenDesk, sender: Sender, now: int) -> Events:
    """All of the day, whatever was said of its parts. Refuses day_closed, nothing_changes."""
    plan_ahead(day)
    if command.desk not in day.shut:
        raise Refused("nothing_changes")
    return [ev.DeskReopened(at=now, desk=command.desk)]
