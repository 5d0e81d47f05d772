"""The mark that visitors give: a mean with its n, never of too few, and a rise that is more than
chance.
"""

from datetime import date, timedelta

import pytest

from host.core.cells import Cell, text
from host.survey import figures
from host.survey.weeks import erased_on, is_of_whole_weeks, last_day, week_of


def spread(mean_tenths: int, n: int) -> dict[int, int]:
    """`n` marks whose mean is so many tenths: sevens, eights and their like around it."""
    low, rest = divmod(mean_tenths, 10)
    high = n * rest // 10
    return {low: n - high, low + 1: high}


def test_the_mean_of_whole_marks_is_told_with_its_n():
    cell = figures.mean({7: 20, 8: 20})
    assert cell == Cell("mark", 7.5, n=40)
    assert text(cell, "nl") == "7,5"


def test_a_mean_of_fewer_than_thirty_is_a_star_and_of_none_a_dash():
    assert figures.mean({8: 29}) == Cell("mark", gap="few", n=29)
    assert text(figures.mean({8: 29}), "nl") == "*"
    assert figures.mean({8: 30}).value == 8
    assert text(figures.mean({}), "nl") == "-"


def test_a_mean_just_below_its_target_is_printed_and_still_falls_short():
    cell = figures.mean({8: 96, 7: 4})
    assert cell.value == 7.96
    assert text(cell, "nl", target=8) == "8,0"
    assert cell.value < 8


def test_the_share_of_answers_is_of_visits_that_could_be_answered_about():
    cell = figures.response(30, 120)
    assert (cell.value, cell.part, cell.whole) == (0.25, 30, 120)
    assert figures.response(0, 0).gap == "none"


def test_a_rise_from_7_6_to_7_9_shows_with_n_and_its_interval():
    found = figures.trend(spread(76, 400), spread(79, 400))
    assert (text(found.before, "nl"), text(found.after, "nl")) == ("7,6", "7,9")
    assert (found.before.n, found.after.n) == (400, 400)
    assert found.change == pytest.approx(0.3)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(0.3 - 1.96 * ((0.24 + 0.09) / 399) ** 0.5)
    assert found.interval.low > 0
    assert found.word == "up"
    assert figures.trend(spread(79, 400), spread(76, 400)).word == "down"


def test_a_rise_that_may_be_chance_is_level_and_one_of_too_few_is_unknown():
    wide = dict.fromkeys(figures.MARKS, 4)
    assert figures.trend(wide, wide | {10: 6}).word == "level"
    found = figures.trend({8: 29}, {9: 400})
    assert (found.word, found.change, found.interval) == ("unknown", None, None)


def test_the_interval_of_a_mean_stays_within_the_marks():
    found = figures.interval({10: 39, 1: 1})
    assert found is not None
    assert found.high == 10
    assert figures.interval({8: 29}) is None
    found = figures.interval({6: 50, 8: 50})
    assert found is not None
    assert (found.low, found.high) == pytest.approx((7 - 1.96 * 0.1005, 7 + 1.96 * 0.1005), 1e-3)


def test_a_group_of_fewer_than_ten_is_hidden_with_its_n():
    found = figures.groups({"a": {8: 40}, "b": {9: 9}, "c": {7: 50}, "d": {6: 9}})
    assert found["b"] == found["d"] == Cell("mark", gap="few")
    assert found["a"] == Cell("mark", 8, n=40)


def test_one_hidden_group_hides_another_so_that_the_total_does_not_tell_it():
    found = figures.groups({"a": {8: 40}, "b": {9: 9}, "c": {7: 50}})
    assert found["b"] == found["a"] == Cell("mark", gap="few")
    assert found["c"].value == 7


def test_hidden_groups_are_ten_visitors_together_at_least():
    found = figures.groups({"a": {8: 40}, "b": {9: 2}, "c": {7: 50}, "d": {6: 3}})
    assert found["b"] == found["d"] == found["a"] == Cell("mark", gap="few")
    assert found["c"].value == 7


def test_a_group_of_ten_to_thirty_tells_its_n_but_no_mean():
    found = figures.groups({"a": {8: 40}, "b": {9: 10}})
    assert found["b"] == Cell("mark", gap="few", n=10)


def test_answers_to_the_town_s_question_are_shares_of_thirty_and_more():
    found = figures.shares({"tijd": 10, "uitleg": 30})
    assert found["uitleg"].value == 0.75
    assert figures.shares({"tijd": 10, "uitleg": 19})["uitleg"].gap == "few"


def test_a_week_begins_on_monday_or_where_its_month_does():
    assert week_of(date(2026, 11, 20)) == date(2026, 11, 16)
    assert week_of(date(2026, 11, 16)) == date(2026, 11, 16)
    assert week_of(date(2026, 12, 1)) == date(2026, 12, 1)
    assert week_of(date(2026, 12, 6)) == date(2026, 12, 1)
    assert week_of(date(2026, 12, 7)) == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 16), date(2026, 11, 22)),
        (date(2026, 11, 30), date(2026, 12, 6)),
        (date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 7, 1), date(2026, 12, 31)),
    ],
)
def test_weeks_months_and_years_are_made_of_whole_weeks(first: date, last: date):
    assert is_of_whole_weeks(first, last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    inside = {week_of(day) for day in days}
    assert all(first <= week <= last for week in inside)
    outside = {week_of(first - timedelta(days=1)), week_of(last + timedelta(days=1))}
    assert not inside & outside


def test_one_day_is_not_made_of_whole_weeks():
    for day in (date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 22)):
        assert not is_of_whole_weeks(day, day)


def test_the_note_that_a_visit_has_answered_goes_with_its_week_and_not_before_its_last_day():
    monday = date(2026, 11, 16)
    gone = {erased_on(monday + timedelta(days=n), 14) for n in range(7)}
    assert gone == {date(2026, 12, 7)}
    assert last_day(monday + timedelta(days=6), 14) < date(2026, 12, 7)
