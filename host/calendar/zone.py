"""A time zone as VTIMEZONE (RFC 5545, 3.6.5), so that a calendar needs no table of its own to know
when the clock changes.

`icalendar` makes these too, but gives the onset of summer time in the new offset; by the RFC it
stands in the offset before it.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Onset:
    """The clock changes: at this local time, as it was before the change."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


def vtimezone(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """Good for every moment between two moments with a zone, both included.

    A rule that is the same each year ("the last Sunday of March") is said as a rule, because there
    are calendars that understand no other; any other change is said by its date.
    """
    found = Timezone()
    found.add("TZID", zone.key)
    years = range(first.astimezone(zone).year - 1, last.astimezone(zone).year + 2)
    told = [list(onsets_of(zone, year)) for year in years]
    yearly = all(map(_is_last, told[0])) and all(
        [_rule(onset) for onset in onsets] == [_rule(onset) for onset in told[0]] for onsets in told
    )
    onsets = told[0] if yearly else list(chain.from_iterable(told))
    if not (yearly and onsets):
        found.add_component(_part(_standing(zone, years[0]), yearly=False))
    for onset in onsets:
        found.add_component(_part(onset, yearly=yearly))
    return found


def onsets_of(zone: ZoneInfo, year: int) -> Iterator[Onset]:
    """Every change of the clock in a year, in order."""
    moment = datetime(year, 1, 1, tzinfo=UTC)
    end = datetime(year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        later = moment + timedelta(days=1)
        if _offset(zone, moment) != _offset(zone, later):
            yield _onset(zone, _first_after(zone, moment, later))
        moment = later


def _first_after(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second at which the clock is as it is at `high` and not as at `low`."""
    new = _offset(zone, high)
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        middle -= timedelta(microseconds=middle.microsecond)
        if _offset(zone, middle) == new:
            high = middle
        else:
            low = middle
    return high


def _onset(zone: ZoneInfo, at: datetime) -> Onset:
    before, after = _offset(zone, at - _SECOND), _offset(zone, at)
    local = at.astimezone(zone)
    return Onset(
        at=(at + before).replace(tzinfo=None),
        before=before,
        after=after,
        name=local.tzname() or zone.key,
        summer=bool(local.dst()),
    )


def _standing(zone: ZoneInfo, year: int) -> Onset:
    """What the clock says before the first change that is told."""
    at = datetime(year, 1, 1, tzinfo=UTC)
    local, offset = at.astimezone(zone), _offset(zone, at)
    name = local.tzname() or zone.key
    return Onset(datetime(1970, 1, 1), offset, offset, name, summer=bool(local.dst()))  # noqa: DTZ001


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    found = at.astimezone(zone).utcoffset()
    assert found is not None
    return found


def _is_last(onset: Onset) -> bool:
    """Whether it is the last such weekday of its month."""
    return onset.at.day + 7 > calendar.monthrange(onset.at.year, onset.at.month)[1]


def _rule(onset: Onset) -> tuple[object, ...]:
    at = onset.at
    return at.month, at.weekday(), at.time(), onset.before, onset.after


def _part(onset: Onset, *, yearly: bool) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if onset.summer else TimezoneStandard()
    part.add("DTSTART", onset.at)
    if yearly:
        day = f"-1{WEEKDAYS[onset.at.weekday()]}"
        part.add("RRULE", vRecur(freq="yearly", bymonth=onset.at.month, byday=day))
    part.add("TZOFFSETFROM", onset.before)
    part.add("TZOFFSETTO", onset.after)
    part.add("TZNAME", onset.name)
    return part
