"""Where somebody who waits does so, in the waiting room or outside, and until when somebody should
have come to fetch them. Holds no rule; `host.core.after` asks it.
"""

from host.core.day import Day, Visit
from host.core.guards import is_fetched


def leave_room(day: Day, visit: Visit) -> None:
    """Does not wait any more."""
    if visit.outside:
        day.outside.drop(visit.visit)
    else:
        del day.room[visit.visit]
        day.room_persons -= visit.persons
    day.escalated.pop(visit.visit, None)
    if visit.visit in day.to_answer:
        day.to_answer.drop(visit.visit)


def enter_room(day: Day, visit: Visit) -> None:
    """Waits from now on."""
    assert visit.arrived is not None
    if visit.outside:
        day.outside.put(visit.visit, visit.arrived)
    else:
        day.room[visit.visit] = None
        day.room_persons += visit.persons
    if visit.escalated is not None:
        day.escalated[visit.visit] = None
    elif is_fetched(visit) and not visit.outside:
        _should_be_answered(day, visit)


def _should_be_answered(day: Day, visit: Visit) -> None:
    """Counts from the arrival, from the appointment of somebody who is early, and from when whoever
    was outside came in."""
    assert day.plan is not None
    if day.plan.escalate_after is not None and visit.queued is not None:
        since = max(visit.queued, visit.appointed or 0, visit.asked_in or 0)
        day.to_answer.put(visit.visit, since + day.plan.escalate_after)
