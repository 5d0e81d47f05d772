"""Settings of appointments: names that lead nowhere, days in the wrong order and promises outside
the opening hours are faults; home delivery has its dates.
"""

from datetime import date

import pytest

from host.settings import Faulty, plan_of, read
from tests.town import SETTINGS, settings_file

HALL = '[locations.hall]\nname = "Grote Hal"'
PASSPORT = 'group = "A"'
ANNEX = 'name = "Bijkantoor"'
CLOSING = "valid_until = 2026-12-31"


def changed(tmp_path, *changes):
    text = SETTINGS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return settings_file(tmp_path, text=text)


def faults(tmp_path, *changes):
    file = changed(tmp_path, *changes)
    with pytest.raises(Faulty) as faulty:
        read(file)
    lines = file.read_text().split("\n")
    return [(lines[fault.line - 1], fault.text) for fault in faulty.value.faults]


def booking(said):
    return (
        "[locations.hall.walk_in]",
        f"[locations.hall.booking]\n{said}\n[locations.hall.walk_in]",
    )


def hours(said):
    return booking(f"[locations.hall.booking.hours]\n{said}")


def with_hall(said):
    return HALL, f"{HALL}\n{said}"


def with_passport(said):
    return PASSPORT, f"{PASSPORT}\n{said}"


@pytest.mark.parametrize(
    ("changes", "line", "text"),
    [
        ([with_passport('collect_with = "colect"')], "colect", "there is no service"),
        ([with_passport('collect_with = "talk"')], "collect_with", "is no pick-up"),
        ([("collect = true", 'collect = true\ncollect_with = "collect"')], "collect_with", "this"),
        ([with_passport('digital_url = "testdam.example"')], "digital_url", "no address"),
        ([with_passport('promise = { nl = "Vandaag." }')], "promise", 'no promise in "en"'),
        ([with_passport('bookable = "sometimes"')], "bookable", "'public', 'staff' or 'never'"),
        ([with_passport("persons_max = 0")], "persons_max", "greater than or equal"),
        (
            [with_hall("valid_from = 2026-12-31\nvalid_until = 2026-12-30")],
            "valid_until",
            "2026-12-30 is before valid_from, 2026-12-31",
        ),
        ([with_hall('successor = "annex"')], "successor", "nothing without valid_until"),
        ([with_hall(f'{CLOSING}\nsuccessor = "anex"')], "anex", "there is no location"),
        ([with_hall(f'{CLOSING}\nsuccessor = "hall"')], "successor", "this location itself"),
        (
            [with_hall(f'{CLOSING}\nsuccessor = "annex"'), (ANNEX, f"{ANNEX}\n{CLOSING}")],
            "successor",
            "not longer than this location",
        ),
        ([with_hall("delivery_until = 2026-12-31")], "delivery_until", "without delivery_from"),
        (
            [with_hall("delivery_from = 2026-12-31\ndelivery_until = 2026-12-30")],
            "delivery_until",
            "is before delivery_from",
        ),
        ([hours('monday = ["08:30-12:00"]')], "monday", "not within the opening hours 09:00-17:00"),
        ([hours('friday = ["13:00-17:05"]')], "friday", "not within the opening hours"),
        ([hours('tuesday = ["09:00-12:00"]')], "tuesday", "doors stay closed"),
        ([hours('monday = ["09:00-12:00", "11:55-13:00"]')], "monday", "overlap"),
        ([booking("walk_in_desks = 2")], "walk_in_desks", "2 of 2 desks"),
        ([booking("horizon_days = 1\nnotice_minutes = 1440")], "notice_minutes", "1 days"),
        ([booking('urgent_windows = ["10:00-10:40"]')], "urgent_windows", "no urgent service"),
        ([booking("grid_minutes = 0")], "grid_minutes", "greater than or equal"),
    ],
)
def test_a_fault_of_appointments_names_the_line_and_what_is_wrong(tmp_path, changes, line, text):
    found = faults(tmp_path, *changes)
    assert any(line in at and text in what for at, what in found), found


def test_what_fits_together_has_no_faults(tmp_path):
    file = changed(
        tmp_path,
        with_passport(
            'collect_with = "collect"\nurgent = true\ndigital_url = "https://testdam.example/pas"'
        ),
        with_hall(f'{CLOSING}\nsuccessor = "annex"\nvalid_from = 2026-12-31'),
        booking(
            'walk_in_desks = 1\nurgent_windows = ["10:00-10:40"]\n[locations.hall.booking.hours]\n'
            'monday = ["13:00-17:00", "09:00-12:00", "12:00-13:00"]'
        ),
        (ANNEX, f'{ANNEX}\nvalid_from = 2027-01-01\naddress = {{ city = "Testdam" }}'),
    )
    settings = read(file)
    assert settings.services["passport"].collect_with == "collect"
    assert settings.locations["annex"].address.country == "Nederland"
    assert settings.locations["hall"].booking.walk_in_desks == 1


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("delivery_from = 2026-11-20", ["no", "yes", "yes", "yes"]),
        ("delivery_from = 2026-11-20\ndelivery_until = 2026-11-22", ["no", "yes", "yes", "no"]),
        ("delivery_from = 2026-11-22\ndelivery_until = 2026-11-22", ["no", "no", "yes", "no"]),
        ("", ["no", "no", "no", "no"]),
    ],
)
def test_documents_are_delivered_at_home_between_the_dates_of_the_location(tmp_path, said, days):
    settings = read(changed(tmp_path, with_hall(said)))
    asked = [date(2026, 11, day) for day in (19, 20, 22, 23)]
    hall, annex = settings.locations["hall"], settings.locations["annex"]
    assert [hall.delivers(day) for day in asked] == [day == "yes" for day in days]
    assert not any(annex.delivers(day) for day in asked)


def test_a_location_has_no_hours_before_its_first_day_and_after_its_last(tmp_path):
    said = "valid_from = 2026-11-20\nvalid_until = 2026-11-23"
    settings = read(changed(tmp_path, with_hall(said)))
    days = [date(2026, 11, day) for day in (16, 20, 23, 27)]
    assert [plan_of(settings, "hall", day).opens is not None for day in days] == [
        False,
        True,
        True,
        False,
    ]
