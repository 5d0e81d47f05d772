"""Working days by the law's calendar and by a location's own, and the terms that count in them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from host.settings import read
from host.settings.working_days import between, due, following, is_working_day
from tests.town import SETTINGS, settings_file

ZONE = ZoneInfo("Europe/Amsterdam")
PRINTERS = 'printers = ["roll"]'
ALL_WEEK = (
    'monday = "09:00-17:00"\nfriday = "09:00-17:00"\n\n[locations.hall.walk_in]',
    "".join(
        f'{day} = "09:00-17:00"\n'
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
    )
    + "\n[locations.hall.walk_in]",
)


@pytest.fixture
def town(tmp_path):
    return made(tmp_path)


def made(tmp_path, more="", special=""):
    text = SETTINGS.replace(*ALL_WEEK, 1).replace(PRINTERS, f"{PRINTERS}\n{more}")
    text = text.replace("[locations.hall.walk_in]", f"{special}\n[locations.hall.walk_in]")
    return read(settings_file(tmp_path, text=text))


def days_of(year):
    first = date(year, 1, 1)
    return [first + timedelta(days=ahead) for ahead in range((date(year + 1, 1, 1) - first).days)]


def working(town, year, calendar):
    return sum(is_working_day(town, "hall", day, calendar) for day in days_of(year))


def local(millis):
    return datetime.fromtimestamp(millis / 1000, ZONE).strftime("%a %d %b %Y %H:%M")


def at(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


@pytest.mark.parametrize(
    ("year", "calendar", "days"),
    [
        (2018, "local", 254),  # the fifth of May is a Saturday
        (2018, "legal", 253),
        (2026, "local", 255),
        (2026, "legal", 253),
        (2025, "local", 254),  # liberation day of a lustrum year: free for both
        (2025, "legal", 253),
    ],
)
def test_a_year_has_its_working_days(town, year, calendar, days):
    assert working(town, year, calendar) == days


def test_kings_day_is_the_day_before_when_it_would_be_a_sunday(town):
    assert not is_working_day(town, "hall", date(2026, 4, 27), "legal")
    free = [day for day in days_of(2031) if day.month == 4 and day.weekday() < 5]
    assert all(
        is_working_day(town, "hall", day, "legal") for day in free if 25 <= day.day <= 30
    )  # 27 April 2031 is a Sunday, so the 26th is free: a Saturday
    assert not is_working_day(town, "hall", date(2031, 4, 26), "legal")


@pytest.mark.parametrize(
    ("more", "end"),
    [
        ("", "Tue 30 Mar 2027 17:00"),
        ('closures = [{ date = 2027-03-26, reason = "Goede Vrijdag" }]', "Wed 31 Mar 2027 17:00"),
    ],
)
def test_two_working_days_over_easter_end_on_tuesday_unless_good_friday_is_free(
    tmp_path, more, end
):
    town = made(tmp_path, more)
    assert local(due(town, "hall", at("2027-03-25T16:00"), 2)) == end


def test_by_the_law_good_friday_is_free(town):
    assert local(due(town, "hall", at("2027-03-25T16:00"), 2, "legal")) == "Wed 31 Mar 2027 17:00"


@pytest.mark.parametrize(
    ("created", "end", "why"),
    [
        ("2026-11-20T09:00", "Mon 23 Nov 2026 17:00", "Friday: the next working day is Monday"),
        ("2026-11-20T16:59", "Mon 23 Nov 2026 17:00", "just before closing"),
        ("2026-11-20T17:00", "Tue 24 Nov 2026 17:00", "after closing: as if made on Monday"),
        ("2026-11-21T12:00", "Tue 24 Nov 2026 17:00", "on a Saturday: as if made on Monday"),
        ("2026-11-23T08:00", "Tue 24 Nov 2026 17:00", "before opening: of that day"),
        ("2026-12-24T10:00", "Mon 28 Dec 2026 17:00", "Christmas and a weekend between"),
    ],
)
def test_one_working_day_is_not_24_hours(town, created, end, why):
    assert local(due(town, "hall", at(created), 1)) == end, why


def test_a_promise_ends_with_the_hours_of_its_day(tmp_path):
    evening = '[locations.hall.special_hours]\n2026-11-24 = "09:00-20:00"'
    town = made(tmp_path, special=evening)
    assert local(due(town, "hall", at("2026-11-23T12:00"), 1)) == "Tue 24 Nov 2026 20:00"
    assert local(due(town, "annex", at("2026-11-23T12:00"), 1)) == "Tue 24 Nov 2026 17:00"


def test_a_holiday_on_which_the_doors_open_is_a_working_day_here_and_not_by_the_law(tmp_path):
    town = made(tmp_path, special='[locations.hall.special_hours]\n2027-03-29 = "10:00-12:00"')
    easter_monday = date(2027, 3, 29)
    assert is_working_day(town, "hall", easter_monday, "local")
    assert not is_working_day(town, "annex", easter_monday, "local")
    assert not is_working_day(town, "hall", easter_monday, "legal")


def test_a_location_that_works_on_holidays_counts_them(tmp_path):
    town = made(tmp_path, more="public_holidays = false")
    assert working(town, 2026, "local") == 261
    assert working(town, 2026, "legal") == 253


def test_days_between_count_tomorrow_as_one(town):
    friday = date(2026, 11, 20)
    ahead = {
        days: between(town, "hall", friday, friday + timedelta(days=days)) for days in range(5)
    }
    assert ahead == {0: 0, 1: 0, 2: 0, 3: 1, 4: 2}
    assert between(town, "hall", date(2026, 12, 24), date(2026, 12, 28)) == 1


def test_the_following_working_day_skips_what_is_free(town):
    christmas = date(2026, 12, 25)
    assert following(town, "hall", christmas, 0) == date(2026, 12, 28)
    assert following(town, "hall", christmas, 1) == date(2026, 12, 28)
    assert following(town, "hall", date(2026, 12, 24), 0) == date(2026, 12, 24)
    assert following(town, "hall", date(2026, 12, 24), 5) == date(2027, 1, 4)
    assert between(town, "hall", date(2026, 12, 24), date(2027, 1, 4)) == 5
