"""How a bench says what it found, and the small parts by which it measures."""

import pytest

from bench.__main__ import BENCHES, load, main
from bench.displays import Group
from bench.house import morning_zone
from bench.sockets import frame, masked, take_frame
from bench.table import Result, percentile, ratio


def test_a_closing_line_is_five_words():
    line = Result("P1_commands", 0.6789, "ratio", ">=0.6", "how it was").closing_line
    assert line == "P1_commands 0.679 ratio >=0.6 ok"


def test_a_figure_that_misses_its_goal_is_short():
    assert Result("P2", 1.51, "ratio", "<=1.5").closing_line.endswith(" short")
    assert Result("P2", 1.5, "ratio", "<=1.5").is_ok
    assert not Result("R1", 1, "violations", "==0").is_ok


def test_a_figure_without_a_goal_is_only_told():
    assert Result("P1_bare", 6500, "commands/s").closing_line == "P1_bare 6500 commands/s - ok"


def test_a_ratio_is_the_middle_of_the_rounds_not_of_the_sums():
    result = ratio("P1", [6, 1, 8], [10, 10, 10], ">=0.6")
    assert result.value == 0.6
    assert "min 0.10, max 0.80, best against best 0.80" in result.note


def test_a_percentile_is_one_of_the_values():
    assert percentile([5.0, 1.0, 3.0], 0.5) == 3.0
    assert percentile([1.0, 2.0], 0.95) == 2.0


@pytest.mark.parametrize("identity", BENCHES)
def test_every_bench_says_what_it_measures_and_can_be_run(identity):
    module = load(identity)
    assert module.__doc__
    assert module.__doc__.lower().startswith(identity + ":")
    assert callable(module.run)


def test_an_unknown_bench_is_named_with_those_that_there_are(capsys):
    assert main(["p99"]) == 2
    assert "p1, p2" in capsys.readouterr().err


def test_without_a_word_the_benches_are_listed(capsys):
    assert main([]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == list(BENCHES)


@pytest.mark.parametrize("hour", range(24))
def test_the_doors_of_a_bench_are_open_at_any_hour(hour):
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    now = datetime(2026, 11, 21, hour, 30, tzinfo=UTC)
    assert now.astimezone(ZoneInfo(morning_zone(now.timestamp()))).hour == 10


@pytest.mark.parametrize("size", [0, 125, 126, 5000])
def test_a_display_takes_frames_apart_as_they_were_put_together(size):
    payload = b"x" * size
    data = frame(payload) + b"next"
    assert take_frame(data) == (0x81, payload, b"next")
    assert take_frame(data[: len(data) - 5]) is None or size == 0


def test_a_client_frame_is_masked_with_zeros():
    assert masked(0x81, b"hi") == b"\x81\x82\0\0\0\0hi"


def test_a_ring_counts_as_shown_when_the_last_display_has_it(capsys):
    group = Group("product", 2)
    group.shown(4, 100, 1.0)
    assert capsys.readouterr().out == ""
    group.shown(4, 100, 2.5)
    assert capsys.readouterr().out == "product 4 100 2.5\n"
