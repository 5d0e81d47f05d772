"""Who waits outside, was told when to be back, and cannot be told anything else: nobody asks them
in or calls them before that moment, for they are not there.
"""

from host.core.day import Day, Visit
from host.core.lines import Line, Place
from host.core.plan import MINUTE


def back_at(visit: Visit) -> int | None:
    """The moment at which somebody who waits outside was told to be back; None: was told to ask,
    or is not outside.
    """
    if not visit.outside or visit.arrived is None or not visit.told_from:
        return None
    return visit.arrived + visit.told_from * MINUTE


def is_away(day: Day, visit: str, now: float) -> bool:
    """Whether that moment is still to come, and no text reaches them."""
    at = back_at(day.visits[visit])
    return at is not None and now < at and not (day.reached is None or day.reached(visit))


def away(day: Day, now: int) -> set[Place]:
    """The places in line of those who are away. Walks who wait outside."""
    return {day.lines.where[name][2] for name in day.outside if is_away(day, name, now)}


def without(line: Line, gone: set[Place]) -> Line:
    """A line as if these did not stand in it."""
    parts = (line.front, line.booked, line.walk_in, line.booked_again, line.walk_in_again)
    return Line(*([place for place in part if place not in gone] for part in parts))
