"""Periods of whole days: how they are written, read and named."""

from datetime import date

import pytest

from host.measures.span import Period, date_of


@pytest.mark.parametrize(
    ("written", "first", "last", "label"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31), "2018"),
        ("2018-H1", date(2018, 1, 1), date(2018, 6, 30), "eerste halfjaar van 2018"),
        ("2018-H2", date(2018, 7, 1), date(2018, 12, 31), "tweede halfjaar van 2018"),
        ("2018-Q2", date(2018, 4, 1), date(2018, 6, 30), "tweede kwartaal van 2018"),
        ("2018-W12", date(2018, 3, 19), date(2018, 3, 25), "week 12 van 2018"),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3), "week 53 van 2020"),
        ("2018-06", date(2018, 6, 1), date(2018, 6, 30), "juni 2018"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "februari 2024"),
        ("2018-06-08", date(2018, 6, 8), date(2018, 6, 8), "8 juni 2018"),
    ],
)
def test_a_period_is_read_as_it_is_written_and_named_as_people_say_it(written, first, last, label):
    period = Period.read(written)
    assert (period.first, period.last) == (first, last)
    assert period.written == written
    assert period.label("nl") == label


def test_any_other_period_is_told_by_its_first_and_last_day():
    period = Period(date(2018, 1, 3), date(2018, 2, 1))
    assert period.written == "2018-01-03..2018-02-01"
    assert period.label("de") == "3. Januar 2018 bis 1. Februar 2018"
    assert Period.day(date(2018, 6, 8)).label("en") == "8 June 2018"
    assert len(list(period.days())) == 30


@pytest.mark.parametrize("written", ["", "18", "2018-13", "2018-W53", "2018-H3", "2018-02-30", "x"])
def test_what_is_no_period_is_refused_with_a_sentence(written):
    with pytest.raises(ValueError, match=r"period"):
        Period.read(written)


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="before"):
        Period(date(2018, 6, 8), date(2018, 6, 7))
    with pytest.raises(ValueError, match="not a date"):
        date_of("gisteren")
