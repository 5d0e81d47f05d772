"""How promises to call back were kept: two norms on one note, notes due in the period, exempt
departments with and without, and tries in a column of their own. On both engines.
"""

from datetime import date

import pytest

from host.callbacks.figures import figures, indicator
from host.core.cells import text
from host.settings import read
from tests.callbacks_stage import TEXT, Office
from tests.town import SETTINGS, settings_file

pytest_plugins = ["tests.stores"]
MONDAY, TUESDAY, WEDNESDAY = "2027-03-22", "2027-03-23", "2027-03-24"


@pytest.fixture
def office(tmp_path, store) -> Office:
    return Office(tmp_path, store)


def table(office, first=MONDAY, last="2027-03-26", now="2027-03-27 12:00"):
    office.at(now)
    found = figures(
        office.store,
        office.settings,
        ("hall",),
        date.fromisoformat(first),
        date.fromisoformat(last),
        office.now,
    )
    return found, {(line.term_days, line.exempt, line.department): line for line in found.lines}


def noted(office, count, answered=None, department="desk", **said):
    """So many notes of Monday morning, answered at a moment or not at all."""
    for _ in range(count):
        row = office.at(f"{MONDAY} 10:00").made(department, **said)
        if answered:
            office.at(answered).done(row)


def test_of_100_notes_73_are_kept_in_one_working_day_and_83_in_two(office):
    noted(office, 73, f"{TUESDAY} 17:00")
    noted(office, 10, f"{TUESDAY} 17:01")
    noted(office, 17)
    _, lines = table(office)
    one, two = lines[1, "without", ""], lines[2, "without", ""]
    said = " / ".join(text(line.within, "nl") for line in (one, two))
    assert (one.n, two.n) == (100, 100)
    assert said == "73,0 % / 83,0 %"


def test_exempt_departments_are_told_with_without_and_apart(office):
    noted(office, 4, f"{TUESDAY} 09:30")
    noted(office, 4, department="enforcement")
    _, lines = table(office)
    assert text(lines[1, "without", ""].within, "nl") == "100,0 %"
    assert text(lines[1, "with", ""].within, "nl") == "50,0 %"
    assert lines[1, "only", "enforcement"].within.part == 0
    assert lines[1, "without", "desk"].n == 4


def test_a_note_counts_in_the_period_in_which_its_term_ends(office):
    noted(office, 1, f"{MONDAY} 11:00")
    _, monday = table(office, MONDAY, MONDAY)
    _, tuesday = table(office, TUESDAY, TUESDAY)
    _, wednesday = table(office, WEDNESDAY, WEDNESDAY)
    assert monday[1, "without", ""].n == 0
    assert (tuesday[1, "without", ""].n, tuesday[2, "without", ""].n) == (1, 0)
    assert (wednesday[1, "without", ""].n, wednesday[2, "without", ""].n) == (0, 1)


def test_a_term_that_is_not_over_does_not_count_yet_however_soon_it_was_answered(office):
    noted(office, 1, f"{MONDAY} 11:00")
    _, before = table(office, now=f"{TUESDAY} 16:59")
    _, after = table(office, now=f"{TUESDAY} 17:00")
    assert (before[1, "without", ""].n, after[1, "without", ""].n) == (0, 1)


def test_whoever_was_tried_on_two_half_days_in_time_stands_in_a_column_of_its_own(office):
    row = office.at(f"{MONDAY} 10:00").made()
    office.at(f"{MONDAY} 11:00").tried(row)
    office.at(f"{MONDAY} 14:00").tried(row)
    late = office.at(f"{MONDAY} 10:00").made()
    office.at(f"{MONDAY} 11:00").tried(late)
    office.at(f"{WEDNESDAY} 09:30").tried(late)
    _, lines = table(office)
    one, two = lines[1, "without", ""], lines[2, "without", ""]
    assert (one.n, one.within.part, one.tried.value) == (2, 0, 1)
    assert (two.n, two.within.part, two.tried.value) == (2, 0, 2)


def test_who_promised_ten_days_is_not_measured_by_two(office):
    noted(office, 1, "2027-03-30 10:00", term_days=10)
    _, lines = table(office, MONDAY, "2027-04-30", "2027-05-01 12:00")
    counted = {days: lines[days, "without", ""].n for days in (1, 2, 10)}
    assert counted == {1: 0, 2: 0, 10: 1}


def test_a_note_that_was_handed_over_counts_for_who_has_it_now(office):
    row = office.at(f"{MONDAY} 10:00").made()
    office.handed(row, "enforcement")
    _, lines = table(office)
    assert lines[1, "only", "enforcement"].n == 1
    assert lines[1, "without", ""].n == 0


def test_of_100_calls_10_taken_at_once_are_a_tenth_and_no_promise(office):
    noted(office, 90)
    noted(office, 10, transferred_directly=True)
    found, lines = table(office)
    assert text(found.transferred, "nl") == "10,0 %"
    assert lines[1, "without", ""].n == 90


def test_no_notes_give_no_share_and_no_departments_were_never_measured(office, tmp_path):
    _, lines = table(office)
    assert text(lines[1, "without", ""].within, "nl") == "-"
    bare = Office(tmp_path, office.store, TEXT)
    bare.settings = read(settings_file(tmp_path, text=SETTINGS))
    found, _ = table(bare)
    assert found.lines == ()
    assert text(found.transferred, "nl") == "n.b."


def test_a_note_of_before_good_friday_is_in_time_on_tuesday_by_the_local_calendar(office):
    for department, moment in (("desk", "2027-03-30 16:00"), ("law", "2027-03-31 16:00")):
        row = office.at("2027-03-25 16:00").made(department, term_days=2)
        office.at(moment).done(row)
    _, lines = table(office, "2027-03-25", "2027-04-02", "2027-04-03 12:00")
    assert lines[2, "without", "desk"].within.part == 1
    assert lines[2, "without", "law"].within.part == 1


def test_the_one_indicator_is_of_the_shortest_term_unless_another_is_named(office):
    noted(office, 1, f"{TUESDAY} 17:00")
    noted(office, 1, f"{WEDNESDAY} 17:00")
    days = (date.fromisoformat(MONDAY), date.fromisoformat("2027-03-26"))
    asked = (office.store, office.settings, ("hall",), *days)
    assert text(indicator(*asked), "nl") == "50,0 %"
    assert text(indicator(*asked, term_days=2), "nl") == "100,0 %"
    on_tuesday = office.at(f"{TUESDAY} 17:00").now
    assert indicator(*asked, term_days=2, now=on_tuesday).gap == "none"
