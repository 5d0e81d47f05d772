"""Today's figures in words: never rounded up to the promise, both clocks, the number of visits."""

import pytest

from kiosk.pen import Pen
from kiosk.staff.choose import time_today
from kiosk.staff.figures import figure_lines, minutes_text, share_text
from tests.staff_rows import NOW, at, the_figures
from wire.rows import Figure


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.95, "95"), (0.9496, "94,9"), (0.94999, "94,9"), (0.9537, "95,4"), (1.0, "100"), (0.0, "0")],
)
def test_a_share_is_never_rounded_up_to_its_target(share, shown):
    assert share_text(share, 0.95, "nl") == shown


def test_english_has_a_decimal_point():
    assert share_text(0.857, None, "en") == "85.7"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(390.0, "6:30"), (346.0, "5:46"), (300.4, "5:00"), (299.5, "5:00"), (59.4, "0:59")],
)
def test_a_mean_is_shown_as_minutes_and_seconds_rounded_half_up(seconds, shown):
    assert minutes_text(seconds) == shown


def test_a_mean_that_misses_by_less_than_a_second_is_marked_as_missed():
    figure = Figure(definition="wt_a", n=9, mean_seconds=300.4, limit_seconds=300, met=False)
    line = figure_lines([figure], Pen("en"), 160).plain
    assert "✗ mean 5:00" in line
    assert "not kept" in line


def test_the_wait_that_is_felt_stands_beside_the_wait_by_the_norm():
    first, second = figure_lines(the_figures(), Pen("en"), 160).plain.split("\n")
    assert "mean 2:10" in first
    assert "from arrival 6:44" in first
    assert "32 visits" in first
    assert "kept  ·  17 visits" in second


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_the_figures_fit_a_small_screen_in_each_language(language):
    lines = figure_lines(the_figures(), Pen(language), 80).plain.split("\n")
    assert max(map(len, lines)) <= 78


def test_no_visits_yet_is_said_in_words():
    figure = Figure(definition="wt_w", n=0, limit_seconds=900, target=0.95)
    assert "no visits yet" in figure_lines([figure], Pen("en"), 80).plain


@pytest.mark.parametrize("typed", ["14:30", "1430", "14.30", " 14:30 "])
def test_a_time_of_day_is_read_as_people_type_it(typed):
    assert time_today(typed, NOW, "Europe/Amsterdam") == at("14:30")


@pytest.mark.parametrize("typed", ["", "25:00", "14:70", "half drie", "9:15", "10:30"])
def test_what_is_no_later_time_today_is_none(typed):
    assert time_today(typed, NOW, "Europe/Amsterdam") is None
