"""The judge of expected waits: what it calls the truth, and that nobody is told the future."""

import argparse
import csv
import gzip

import pytest

from bench import j1_wait
from bench.j1_peers import Peers
from bench.j1_rows import BoardRow, read_rows, truths
from bench.table import Skipped

HEAD = (
    "office,queue_id,queue_name,at,waiting,open_desks,serving_number,official_minutes_per_visitor"
)


def line(minute, number, waiting, day="2020-01-09", queue="7", letter="R"):
    shown = f"{letter}{number:03}" if number is not None else ""
    at = f"{day}T{8 + minute // 60:02}:{minute % 60:02}"
    return f"here,{queue},Cars,{at},{waiting},2,{shown},10"


def a_day(day="2020-01-09", people=40, minutes=5, waiting=3, queue="7"):
    """One number is called every so many minutes; always as many wait."""
    return [line(minutes * n, n + 1, waiting, day, queue) for n in range(people)]


def boards(folder, lines, name="boards.csv.gz"):
    file = folder / name
    file.write_bytes(gzip.compress("\n".join([HEAD, *lines]).encode()))
    return file


def rows_of(folder, lines):
    return read_rows(boards(folder, lines))


def judge(folder, lines, learn=None):
    """The results by name, and what was written by queue and moment."""
    out = folder / "out.csv"
    args = argparse.Namespace(judge=boards(folder, lines), learn=learn, predictions=out)
    results = {result.name: result for result in j1_wait.run(args)}
    with out.open(encoding="utf-8") as found:
        told = {
            (row["queue_id"], row["at"]): tuple(float(row[name]) for name in ("p10", "p50", "p90"))
            for row in csv.DictReader(found)
        }
    return results, told


DAYS = [f"2020-01-{day:02}" for day in (7, 8, 9, 10)]


def town(minutes=(5, 6, 5, 7)):
    """Several queues on four days, enough to train on."""
    return [
        row
        for day, each in zip(DAYS, minutes, strict=True)
        for queue in ("7", "8", "9", "10")
        for row in a_day(day, minutes=each, queue=queue, people=60)
    ]


# -- the truth -------------------------------------------------------------------------------------


def test_the_wait_ends_when_the_board_reaches_todays_number_plus_those_who_wait(tmp_path):
    rows = rows_of(tmp_path, a_day())
    found = truths(rows)
    assert found[rows[0]] == 15
    assert len(found) == 40 - 3, "the turn of the last three never came"


def test_a_board_that_jumps_past_the_number_has_reached_it(tmp_path):
    rows = rows_of(tmp_path, [line(n, 1 if n < 20 else 30, 5) for n in range(40)])
    assert truths(rows)[rows[0]] == 20


def test_numbers_that_fall_too_few_rows_and_low_numbers_are_no_truth(tmp_path):
    assert not truths(rows_of(tmp_path, [*a_day(people=35), line(230, 2, 1)]))
    assert not truths(rows_of(tmp_path, a_day(people=29)))
    assert not truths(rows_of(tmp_path, [line(n, n // 4, 1) for n in range(40)]))


def test_without_a_number_or_without_anybody_waiting_there_is_nothing_to_judge(tmp_path):
    lines = [*a_day(), line(201, None, 2), line(202, 41, 0), line(203, 60, 0)]
    found = truths(rows_of(tmp_path, lines))
    assert all(row.number is not None and row.waiting for row in found)


# -- what is written -------------------------------------------------------------------------------


def test_every_row_in_which_somebody_waits_gets_a_range_also_where_nothing_can_be_judged(tmp_path):
    odd = [
        line(0, None, 4, DAYS[0], "40"),
        line(5, 3, 2, DAYS[0], "40"),
        line(10, 1, 187, DAYS[0], "40"),
        line(15, 1, 0, DAYS[0], "40"),
    ]
    _, told = judge(tmp_path, town() + odd)
    waiting = {(row.queue_id, row.at) for row in rows_of(tmp_path, town() + odd) if row.waiting}
    assert told.keys() == waiting
    assert all(0 < low <= middle <= high < 10_000 for low, middle, high in told.values())


def test_what_is_told_of_a_row_does_not_depend_on_any_later_row(tmp_path):
    lines = town()
    _, told = judge(tmp_path, lines)
    moment = f"{DAYS[2]}T10:00"
    other = [row for row in lines if row.split(",")[3] <= moment]
    other += a_day(DAYS[3], minutes=1, queue="7", people=60)
    _, again = judge(tmp_path, other)
    earlier = {key for key in told if key[1] <= moment}
    assert earlier
    assert {key: again[key] for key in earlier} == {key: told[key] for key in earlier}


def test_nothing_of_one_queue_is_learned_before_its_own_minute_is_over(tmp_path):
    """Queue 9's wait ends in a minute in which queue 7, read before it or after it, is asked."""
    ends = [line(0, 1, 1, DAYS[0], "9"), line(30, 2, 0, DAYS[0], "9")]
    still = [line(0, 1, 1, DAYS[0], "9"), line(30, 1, 1, DAYS[0], "9")]
    for asked in ("7", "95"):
        told = []
        for others in (ends, still):
            trial = j1_wait.Trial({})
            rows = rows_of(tmp_path, [*others, line(30, 1, 2, DAYS[0], asked)])
            trial.go(rows, judges=True)
            told += [guess for row, guess in trial.said if row.queue_id == asked]
        assert told[0] == told[1]


def test_what_ended_this_morning_is_known_on_the_very_first_day(tmp_path):
    trial = j1_wait.Trial({})
    trial.go(rows_of(tmp_path, a_day(waiting=3, minutes=5)), judges=True)
    first, last = trial.said[0][1], trial.said[-1][1]
    assert first.middle > 25
    assert abs(last.middle - 15) < 4


def test_two_runs_write_the_same(tmp_path):
    assert judge(tmp_path, town())[1] == judge(tmp_path, town())[1]


def test_days_to_learn_from_make_the_first_day_of_the_judge_better(tmp_path):
    early = [row.replace("2020-01-", "2020-02-") for row in town()]
    learn = boards(tmp_path, town(), "learn.csv.gz")
    alone, first = judge(tmp_path, early)
    taught, second = judge(tmp_path, early, learn)
    key = ("7", "2020-02-07T08:10")
    assert abs(second[key][1] - 15) < abs(first[key][1] - 15)
    assert alone.keys() == taught.keys()


def test_what_lies_after_the_first_judged_row_is_not_learned_from(tmp_path):
    later = boards(tmp_path, [row.replace("2020-01-", "2020-03-") for row in town()], "later.gz")
    assert judge(tmp_path, town(), later)[1] == judge(tmp_path, town())[1]


# -- the table -------------------------------------------------------------------------------------


def test_the_table_holds_the_product_beside_every_other_way(tmp_path):
    results, _ = judge(tmp_path, town())
    assert set(results) == {
        "J1_off",
        *(f"J1_off_{name}" for name in j1_wait.NAMES),
        "J1_to_usual",
        "J1_to_usual_weighed",
        "J1_to_office",
        "J1_to_boosting",
        "J2_outside",
        "J2_inside",
    }
    off = results["J1_off"].value
    assert results["J1_to_usual"].value == pytest.approx(off / results["J1_off_usual"].value)
    assert results["J1_off_office"].value == pytest.approx(30 - 16.5, abs=1.5)


def test_peers_know_only_what_they_were_told():
    row = BoardRow("here", "7", "2020-01-09T08:00", 4, 2, 1, 10.0)
    peers = Peers()
    assert peers.guesses(row) == {
        "office": 40.0, "desks": 0.0, "usual": 0.0, "usual_weighed": 0.0, "mean": 0.0,
    }  # fmt: skip
    for _ in range(5):
        peers.learn(row, 20.0)
    assert peers.guesses(row) == {
        "office": 40.0, "desks": 20.0, "usual": 20.0, "usual_weighed": 20.0, "mean": 20.0,
    }  # fmt: skip


def test_without_a_file_or_with_one_day_only_the_bench_says_why_it_is_skipped(tmp_path):
    missing = argparse.Namespace(judge=tmp_path / "no.gz", learn=None, predictions=None)
    with pytest.raises(Skipped, match="is not here"):
        j1_wait.run(missing)
    with pytest.raises(Skipped, match="two days"):
        judge(tmp_path, a_day())
