"""When nobody serves at a desk on one day: the parts of the day, and what is added to them. Knows
no reason and no appointment.
"""

from host.core import events as ev
from host.core.day import Away, Day


def desk_shut(day: Day, event: ev.DeskShut) -> None:
    before = day.shut.get(event.desk, ()) if event.adds else ()
    day.shut[event.desk] = joined(before, event.starts, event.ends)


def desk_reopened(day: Day, event: ev.DeskReopened) -> None:
    day.shut.pop(event.desk, None)


def is_shut(day: Day, desk: str, at: int) -> bool:
    """Whether nobody serves at this desk then: its people are absent."""
    return any(starts <= at < ends for starts, ends in day.shut.get(desk, ()))


def joined(parts: Away, starts: int, ends: int) -> Away:
    """These parts and one more, ascending; what touches or overlaps becomes one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted((*parts, (starts, ends))):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return tuple(found)
