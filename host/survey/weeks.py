"""The weeks that answers are kept by. A week is known by its first day: a Monday, or the first of a
month that begins within it; so weeks, months, quarters and years are made of whole ones.
"""

from calendar import monthrange
from datetime import date, timedelta


def week_of(day: date) -> date:
    """The first day of the week, or of the part of it that lies in the day's own month."""
    return max(day - timedelta(days=day.weekday()), day.replace(day=1))


def is_of_whole_weeks(first: date, last: date) -> bool:
    """Whether a period begins and ends where such weeks do. A single day does not: what was
    answered about one day is not known.
    """
    begins = first == week_of(first)
    ends = last.weekday() == 6 or last.day == monthrange(last.year, last.month)[1]
    return begins and ends


def last_of_whole_weeks(first: date, last: date) -> date | None:
    """The last day up to `last` on which such a week ends; None: no week that began on `first` or
    later has ended by then.
    """
    while last >= first:
        if is_of_whole_weeks(first, last):
            return last
        last -= timedelta(days=1)
    return None


def last_day(day: date, open_days: int) -> date:
    """The last day on which a visit of that day can be answered about."""
    return day + timedelta(days=open_days)


def erased_on(day: date, open_days: int) -> date:
    """When the note that a visit has answered is removed: one day for all visits of a week, so that
    it does not tell which day a visit was.
    """
    monday = day - timedelta(days=day.weekday())
    return last_day(monday + timedelta(days=6), open_days) + timedelta(days=1)
