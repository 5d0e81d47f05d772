"""A cell is a figure or one of four kinds of none, and is never printed better than it is."""

from math import inf

import pytest

from host.core.cells import Cell, counted, hidden, share, text

NONES = {
    "none": ("-", "-", "-"),
    "few": ("*", "*", "*"),
    "not_measured": ("n.b.", "n/a", "k. A."),
    "not_offered": ("niet aangeboden", "not offered", "nicht angeboten"),
}


@pytest.mark.parametrize("gap", NONES)
def test_the_four_kinds_of_none_are_four_different_signs_in_each_language(gap):
    cell = Cell("share", gap=gap)
    assert tuple(text(cell, language) for language in ("nl", "en", "de")) == NONES[gap]
    for column in zip(*NONES.values(), strict=True):
        assert len(set(column)) == 4


def test_a_cell_has_a_value_or_a_gap_and_never_both_or_neither():
    with pytest.raises(AssertionError):
        Cell("count")
    with pytest.raises(AssertionError):
        Cell("count", 3, gap="few")


@pytest.mark.parametrize(
    ("cell", "target", "printed"),
    [
        (Cell("seconds", 390.0), None, "6:30"),
        (Cell("seconds", 300.0), 300, "5:00"),
        (Cell("seconds", 300.4), 300, "5:00+"),
        (Cell("seconds", 300.4), None, "5:00"),
        (Cell("seconds", -125.0), None, "-2:05"),
        (Cell("share", 0.9496), 0.95, "94,9 %"),
        (Cell("share", 18 / 19), 0.95, "94,7 %"),
        (Cell("share", 0.95), 0.95, "95,0 %"),
        (Cell("count", 121_000), None, "121.000"),
        (Cell("count", 6.36), None, "6,4"),
        (Cell("mark", 8.0), 8, "8"),
        (Cell("mark", 8.5), 8, "8,5"),
        (Cell("mark", 7.96), 8, "8,0"),
        (Cell("mark", 7.96), None, "8"),
        (Cell("days", 3), None, "3"),
        (Cell("days", inf, whole=40), None, "> 40"),
        (Cell("percent_points", 30.5), None, "+30,5"),
        (Cell("percent_points", -9.1), None, "-9,1"),
        (Cell("percent_points", -0.04), None, "0,0"),
        (Cell("percent_points", -0.96), None, "-1,0"),
    ],
)
def test_a_figure_is_printed_as_in_the_netherlands_and_never_as_a_target_that_it_missed(
    cell, target, printed
):
    assert text(cell, "nl", target) == printed
    assert text(cell, "de", target) == printed


@pytest.mark.parametrize(
    ("cell", "target", "printed"),
    [
        (Cell("share", 0.9496), 0.95, "94.9 %"),
        (Cell("count", 121_000), None, "121,000"),
        (Cell("count", 1206.36), None, "1,206.4"),
        (Cell("mark", 8.5), 8, "8.5"),
        (Cell("mark", 7.96), 8, "8.0"),
        (Cell("percent_points", -1206.5), None, "-1,206.5"),
        (Cell("percent_points", -0.04), None, "0.0"),
    ],
)
def test_english_reads_a_point_before_decimals_and_a_comma_in_thousands(cell, target, printed):
    assert text(cell, "en", target) == printed


def test_of_nothing_there_is_no_share_and_of_something_none_of_it_is_zero():
    assert share(0, 0).gap == "none"
    assert text(share(0, 7), "nl") == "0,0 %"
    assert (share(2, 3).part, share(2, 3).whole, share(2, 3).n) == (2, 3, 3)


def test_what_is_taken_of_fewer_than_ten_is_hidden_with_all_that_gives_it_away():
    seven = hidden(share(6, 7))
    assert seven == Cell("share", gap="few")
    assert hidden(share(6, 10)) == share(6, 10)
    assert hidden(share(6, 29), least=30).gap == "few"
    assert hidden(counted(9)).gap == "few"
    assert hidden(counted(0)) == counted(0)


def test_what_is_not_known_stays_what_it_is_when_it_is_hidden():
    for gap in NONES:
        assert hidden(Cell("mark", gap=gap)).gap == gap  # type: ignore[arg-type]
