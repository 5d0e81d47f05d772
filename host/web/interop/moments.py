"""Moments as other booking systems say them: local, without an offset. Only moments that such a
time names without doubt are told or taken.
"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = "Europe/Amsterdam"
"""The one time zone in which these systems work: their clients read a bare time as one of their own
computer, so that an office elsewhere would get shifted times.
"""

YEARS = range(1971, 9999)
"""Beyond these a date cannot be counted with."""


def local(moment: int, zone: ZoneInfo) -> datetime:
    """A moment (milliseconds UTC) as local time, without an offset."""
    return datetime.fromtimestamp(moment / 1000, zone).replace(tzinfo=None)


def is_plain(time: datetime, zone: ZoneInfo) -> bool:
    """Whether a local time happens exactly once: not in the hour that a change of the clock skips
    or repeats.
    """
    first, second = (time.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first == second


def told(moments: Iterable[int], zone: ZoneInfo) -> list[datetime]:
    """Ascending local times, without those that would be read in two ways."""
    times = (local(moment, zone) for moment in sorted(moments))
    return [time for time in times if is_plain(time, zone)]


def moment_of(time: datetime, zone: ZoneInfo) -> int | None:
    """Milliseconds UTC of a local time, or of one with an offset. None when it means no moment, or
    two, or one in no calendar of ours.
    """
    if time.year not in YEARS:
        return None
    if time.tzinfo is None:
        if not is_plain(time, zone):
            return None
        time = time.replace(tzinfo=zone)
    return round(time.timestamp() * 1000)
