"""The time zone that an .ics carries says what the clock says, by the letter of RFC 5545."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from host.calendar.zone import onsets_of
from host.calendar.zone import vtimezone as made

YEAR = 2026


def vtimezone(zone: ZoneInfo, first: datetime, last: datetime) -> Any:
    return made(zone, first, last)


def offset_by(zone: Any, moment: datetime) -> timedelta:
    """What a calendar reads from the VTIMEZONE: the part with the latest onset not after the
    moment. An onset stands in the local time of the offset before it.
    """
    best: tuple[datetime, timedelta] | None = None
    for part in zone.subcomponents:
        before, after = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
        first = part["DTSTART"].dt
        years = [first.year]
        if "RRULE" in part:
            years = list(range(first.year, moment.year + 1))
        for year in years:
            onset = (_last(first, year) if "RRULE" in part else first) - before
            if onset <= moment.replace(tzinfo=None) and (best is None or onset >= best[0]):
                best = onset, after
    assert best is not None
    return best[1]


def _last(first: datetime, year: int) -> datetime:
    """The last such weekday of the month in another year."""
    found = first.replace(year=year, day=31 if first.month in (3, 10) else 30)
    return found - timedelta(days=(found.weekday() - first.weekday()) % 7)


@pytest.mark.parametrize(
    "name", ["Europe/Amsterdam", "America/Curacao", "Africa/Casablanca", "UTC"]
)
def test_every_hour_of_three_years_is_as_the_zone_says(name):
    zone = ZoneInfo(name)
    moment = datetime(YEAR, 1, 1, 0, 30, tzinfo=UTC)
    told = vtimezone(zone, moment, moment.replace(year=YEAR + 2))
    while moment.year < YEAR + 3:
        assert offset_by(told, moment) == moment.astimezone(zone).utcoffset(), moment
        moment += timedelta(hours=7)


def test_the_hours_around_a_change_of_the_clock_are_right_to_the_second():
    zone = ZoneInfo("Europe/Amsterdam")
    told = vtimezone(zone, *[datetime(YEAR, 6, 1, tzinfo=UTC)] * 2)
    for onset in onsets_of(zone, YEAR):
        moment = (onset.at - onset.before).replace(tzinfo=UTC)
        assert offset_by(told, moment - timedelta(seconds=1)) == onset.before
        assert offset_by(told, moment) == onset.after


def test_summer_time_begins_at_two_by_the_clock_of_before():
    spring, autumn = onsets_of(ZoneInfo("Europe/Amsterdam"), YEAR)
    assert (spring.at, spring.name, spring.summer) == (datetime(2026, 3, 29, 2), "CEST", True)
    assert (autumn.at, autumn.name, autumn.summer) == (datetime(2026, 10, 25, 3), "CET", False)


def test_our_zone_is_told_as_a_rule_for_every_year():
    told = vtimezone(ZoneInfo("Europe/Amsterdam"), *[datetime(YEAR, 6, 1, tzinfo=UTC)] * 2)
    rules = [part["RRULE"].to_ical().decode() for part in told.subcomponents]
    assert rules == ["FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"]


def test_a_clock_that_never_changes_is_told_by_one_part():
    told = vtimezone(ZoneInfo("America/Curacao"), *[datetime(YEAR, 6, 1, tzinfo=UTC)] * 2)
    (part,) = told.subcomponents
    assert part.name == "STANDARD"
    assert part["TZOFFSETTO"].td == timedelta(hours=-4)
