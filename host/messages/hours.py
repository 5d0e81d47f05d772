"""When a message may go out: local hours in which nobody is woken by it, and the day before an
appointment.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from host.settings import moment
from host.settings.parts import Window


def local(zone: ZoneInfo, at: int) -> datetime:
    """A moment (milliseconds UTC) as the clock on the wall says it."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone)


def next_within(zone: ZoneInfo, hours: Window, at: int) -> int:
    """The first moment from `at` on that lies in these local hours; the closing time is outside."""
    clock = local(zone, at)
    if clock.time() < hours[0]:
        return moment(zone, clock.date(), hours[0])
    if clock.time() >= hours[1]:
        return moment(zone, clock.date() + timedelta(days=1), hours[0])
    return at


def days_before(zone: ZoneInfo, hours: Window, days: int, appointed: int) -> int:
    """The same time on the clock so many days earlier, or the nearest within the hours."""
    clock = local(zone, appointed)
    day: date = clock.date() - timedelta(days=days)
    wall = clock.time().replace(second=0, microsecond=0)
    if wall < hours[0]:
        return moment(zone, day, hours[0])
    last = (datetime.combine(day, hours[1]) - timedelta(minutes=1)).time()
    return moment(zone, day, min(wall, last))
