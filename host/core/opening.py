"""Opening the service day with its plan, and changing the plan while the day runs. Asked by the
host, not by a command.
"""

from host.core import events as ev
from host.core.day import Day
from host.core.plan import Plan


def open_day(day: Day, plan: Plan, now: int) -> list[ev.AnyEvent]:
    """The day's first fact, unless it is open already: then what changed. Bookings of earlier weeks
    stand before it.
    """
    assert (plan.location, plan.day) == (day.location, day.day)
    if day.plan is not None:
        return change_plan(day, plan, now)
    return [ev.DayOpened(at=now, plan=plan)]


def change_plan(day: Day, plan: Plan, now: int) -> list[ev.AnyEvent]:
    """The new plan, from now on; nothing when it is the same or the day is over.

    What today still needs stays, whatever the settings say: a service that somebody booked or came
    for, and a desk that is not closed.
    """
    if day.plan is None or day.ended:
        return []
    used = {service for visit in day.visits.values() for service in visit.services}
    services = {s: p for s, p in day.plan.services.items() if s in used} | plan.services
    open_desks = {d for d, desk in day.desks.items() if desk.state != "closed"}
    desks = {d: p for d, p in day.plan.desks.items() if d in open_desks} | plan.desks
    merged = plan.model_copy(update={"services": services, "desks": desks})
    return [] if merged == day.plan else [ev.PlanChanged(at=now, plan=merged)]
