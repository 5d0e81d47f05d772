"""Working days, by two calendars: the law's and a location's own. Terms, access times and promises
to call back count in them. When the doors are open is `host.settings.days`'s.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal

from host.settings.days import moment, opening, public_holidays
from host.settings.models import Settings

Calendar = Literal["legal", "local"]
"""legal: Monday to Friday without the days of the Algemene termijnenwet, article 3: Good Friday and
every fifth of May are free. local: Monday to Friday without the holidays and closures of the
location: Good Friday is worked, the fifth of May is free in lustrum years.
"""
OFFICE_OPENS = time(9, 0)
"""When a working day begins on which the doors stay closed ..."""
OFFICE_CLOSES = time(17, 0)
"""... and when it ends."""
MINUTE = 60_000


def is_working_day(settings: Settings, location: str, day: date, calendar: Calendar) -> bool:
    """Whether a calendar counts that day. A special opening on a holiday makes it a local one."""
    if day.weekday() > 4:
        return False
    if calendar == "legal":
        return day not in _free_by_law(day.year)
    place = settings.locations[location]
    if any(closure.date == day for closure in place.closures):
        return False
    if day in place.special_hours:
        return True
    return not (place.public_holidays and day in public_holidays(day.year))


def following(
    settings: Settings, location: str, day: date, count: int, calendar: Calendar = "local"
) -> date:
    """The working day of that number after a day. 0: the day itself, or the next if it is none."""
    found = day
    while count == 0 and not is_working_day(settings, location, found, calendar):
        found += timedelta(days=1)
    while count:
        found += timedelta(days=1)
        count -= is_working_day(settings, location, found, calendar)
    return found


def between(
    settings: Settings, location: str, first: date, last: date, calendar: Calendar = "local"
) -> int:
    """Working days after the first day, up to the last: tomorrow is 1, today is 0."""
    days = (first + timedelta(days=ahead) for ahead in range(1, (last - first).days + 1))
    return sum(is_working_day(settings, location, day, calendar) for day in days)


def due(
    settings: Settings, location: str, created: int, count: int, calendar: Calendar = "local"
) -> int:
    """The end of office hours of the working day of this number after a moment, milliseconds UTC.

    What comes after closing, or on a day that is none, counts as of the next opening. One working
    day is not 24 hours.
    """
    zone = settings.zone(location)
    day = datetime.fromtimestamp(created / 1000, zone).date()
    working = is_working_day(settings, location, day, calendar)
    late = working and created >= _closing(settings, location, day)
    start = following(settings, location, day, 1 if late else 0, calendar)
    return _closing(settings, location, following(settings, location, start, count, calendar))


def office_time_before(
    settings: Settings, location: str, until: int, minutes: int, calendar: Calendar = "local"
) -> int:
    """The moment at which so many minutes of office time are left until another one, milliseconds
    UTC: due at 17:00, two hours before is 15:00; of a day that is open for one hour only, it is an
    hour before the closing of the working day before.
    """
    left = minutes * MINUTE
    day = datetime.fromtimestamp(until / 1000, settings.zone(location)).date()
    while True:
        first, last = _office(settings, location, day)
        room = max(0, min(until, last) - first)
        if room >= left:
            return min(until, last) - left
        left -= room
        day -= timedelta(days=1)
        while not is_working_day(settings, location, day, calendar):
            day -= timedelta(days=1)


def _closing(settings: Settings, location: str, day: date) -> int:
    return _office(settings, location, day)[1]


def _office(settings: Settings, location: str, day: date) -> tuple[int, int]:
    hours = opening(settings, location, day) or (OFFICE_OPENS, OFFICE_CLOSES)
    zone = settings.zone(location)
    return moment(zone, day, hours[0]), moment(zone, day, hours[1])


@cache
def _free_by_law(year: int) -> frozenset[date]:
    from holidays import country_holidays  # slow to import, and not needed where nobody asks

    return frozenset(country_holidays("NL", years=year, categories=("public", "optional")))
