"""The waiting room and how many persons it holds: who waits outside, and who is asked in.

Where somebody waits changes neither the norm's clock nor the order of calling. Nothing here walks
all who wait.
"""

from collections.abc import Iterator
from itertools import islice
from typing import get_args

from host.core import events as ev
from host.core.away import is_away
from host.core.day import Day
from host.core.entry import Sender
from host.core.expect import people_ahead
from host.core.guards import known_visit, plan_of
from host.core.lines import Rank
from wire.commands.care import AskIn, LeavePhone
from wire.refusals import Refused

Events = list[ev.AnyEvent]


def must_wait_outside(day: Day, persons: int, now: int) -> bool:
    """Whether somebody who comes now waits outside (Hilversum, 2021: people a metre and a half
    apart).

    Whoever comes after somebody who is outside waits outside too, however small the party: first
    come, first in. Who was told to be back later is not there to go in first.
    """
    assert day.plan is not None
    if day.plan.room_max is None:
        return False
    there = any(not is_away(day, name, now) for name in day.outside)
    return there or not _fits(day, day.plan.room_max, persons)


def to_ask_in(day: Day, now: int) -> list[str]:
    """The visits outside for which there is room now, in the order in which they came; then those
    who are nearly called, for whom the room is not the place to wait for long. None of those whom
    no text reaches before the moment at which they were told to be back.
    """
    if not day.outside:
        return []
    assert day.plan is not None
    there = [name for name in day.outside if not is_away(day, name, now)]
    found = list(_with_room(day, day.plan.room_max, there))
    near = (name for name in _nearly_called(day) if name in there and name not in found)
    return [*found, *near]


def asked_in(day: Day, now: int) -> Events:
    """What follows for those outside, by now."""
    return [ev.AskedIn(at=now, visit=visit) for visit in to_ask_in(day, now)]


def come_in(day: Day, visit: str, now: int) -> Events:
    """Somebody who is called comes in, whether or not there is room."""
    return [ev.AskedIn(at=now, visit=visit)] if visit in day.outside else []


def ask_in(day: Day, command: AskIn, sender: Sender, now: int) -> Events:
    """The greeter lets somebody in before there is room. Refuses visit_unknown, nothing_changes
    (is not outside).
    """
    plan_of(day)
    visit = known_visit(day, command.visit)
    if visit.visit not in day.outside:
        raise Refused("nothing_changes")
    return [ev.AskedIn(at=now, visit=visit.visit)]


def leave_phone(day: Day, command: LeavePhone, sender: Sender, now: int) -> Events:
    """The number itself is kept apart by the host. A kiosk takes one of those who wait outside
    only. Refuses visit_unknown, move_not_possible.
    """
    plan_of(day)
    visit = known_visit(day, command.visit)
    if sender.role == "kiosk" and visit.visit not in day.outside:
        raise Refused("move_not_possible", stage=visit.stage)
    return [ev.Noted(at=now, visit=visit.visit)]


def _fits(day: Day, most: int, persons: int, more: int = 0) -> bool:
    """A party that is larger than the room comes in when nobody else is there."""
    inside = day.room_persons + more
    return inside == 0 or inside + persons <= most


def _with_room(day: Day, most: int | None, there: list[str]) -> Iterator[str]:
    """Without a limit any more: all of them."""
    more = 0
    for name in there:
        persons = day.visits[name].persons
        if most is not None and not _fits(day, most, persons, more):
            return
        more += persons
        yield name


def _nearly_called(day: Day) -> Iterator[str]:
    """Looks at the heads of the lines only."""
    assert day.plan is not None
    ahead = day.plan.room_ahead
    for line in day.lines.by_need.values():
        for rank in get_args(Rank):
            for _, _, name in islice(line.places(rank), ahead + 1):
                if name in day.outside and (people_ahead(day, name) or 0) <= ahead:
                    yield name
