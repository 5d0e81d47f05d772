"""Whether the doors are open, and when they open next."""

from datetime import timedelta

from host.core.day import Day
from host.hall import Hall
from host.settings.days import moment, opening

DAYS_LOOKED_AHEAD = 31


def is_open(day: Day, now: int) -> bool:
    plan = day.plan
    if plan is None or plan.opens is None or plan.closes is None or day.ended:
        return False
    return plan.opens <= now < plan.closes


def next_opening(hall: Hall, now: int) -> int | None:
    """The next moment at which the doors open, within a month; worked out once for each day and
    hour of the answer.
    """
    if hall.opens_next is not None and hall.opens_next > now:
        return hall.opens_next
    zone = hall.settings.zone(hall.location)
    today = hall.today(now)
    for days in range(DAYS_LOOKED_AHEAD):
        date = today + timedelta(days=days)
        hours = opening(hall.settings, hall.location, date)
        if hours is not None and (opens := moment(zone, date, hours[0])) > now:
            hall.opens_next = opens
            return opens
    return None
