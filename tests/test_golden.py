"""The indicators on fifteen visits worked out by hand, and on the waits that municipal reports
print.
"""

import csv
import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from host.core import indicators as ind
from host.core.indicators import Ratio, Record
from host.core.printing import count, mark, minutes_seconds, percent

DATA = Path(__file__).parent / "data"
STAGES = {"served": "done", "left": "left", "noshow": "no_show", "cancelled": "cancelled"}
EXPECTED = json.loads((DATA / "golden_expected.json").read_text())
SEED_WAITS = json.loads((DATA / "seed_waits.json").read_text())


def moment(text: str) -> int | None:
    if not text:
        return None
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    return int(local.timestamp() * 1000)


def golden() -> list[Record]:
    with (DATA / "golden_visits.csv").open(encoding="utf-8") as file:
        return [
            Record(
                stage=STAGES[row["outcome"]],  # type: ignore[arg-type]
                appointed=moment(row["appointed"]),
                arrived=moment(row["arrived"]),
                first_called=moment(row["first_called"]),
                met=moment(row["started"]),
                ended=moment(row["ended"]),
                persons=int(row["persons"]),
                transactions=int(row["transactions"]),
            )
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize(("population", "limit"), [("appointment", 300), ("walkin", 900)])
def test_the_waits_of_the_golden_visits_are_those_worked_out_by_hand(population, limit):
    choose = ind.appointments if population == "appointment" else ind.walk_ins
    waits = ind.waits(choose(golden()))
    hand = EXPECTED[population]
    assert waits == hand["waits"]
    assert len(waits) == hand["n"]
    assert round(ind.mean(waits) or 0, 3) == hand["mean_s"]
    assert round(ind.within(waits, limit).value or 0, 4) == hand["share_within"]


def test_the_counts_of_the_golden_visits_are_those_worked_out_by_hand():
    records = golden()
    no_show, gone = EXPECTED["no_show_rate"], EXPECTED["abandonment"]
    assert ind.no_show_rate(records) == Ratio(no_show["num"], no_show["den"])
    assert ind.abandonment(records) == Ratio(gone["num"], gone["den"])
    assert ind.visits(records) == EXPECTED["visits"]
    assert ind.persons(records) == EXPECTED["persons"]
    assert ind.transactions(records) == EXPECTED["transactions"]
    assert ind.mean(ind.service_times(records)) == EXPECTED["service_mean_s"]


def test_the_felt_wait_counts_an_early_visitors_own_earliness():
    early = ind.appointments(golden())[:1]
    assert ind.waits(early) == [240.0]
    assert ind.felt_waits(early) == [720.0]


@pytest.mark.parametrize("series", [name for name in SEED_WAITS if "mean_s" in SEED_WAITS[name]])
def test_the_mean_waits_of_groningen_print_as_groningen_printed_them(series):
    facts = SEED_WAITS[series]
    mean = ind.mean(facts["waits_s"]) or 0
    assert mean == facts["mean_s"]
    assert minutes_seconds(mean) == facts["display"]
    limit = 300 if "appointment" in series else 900
    assert ind.keeps("mean", facts["waits_s"], limit) == (mean <= limit)


@pytest.mark.parametrize(
    ("series", "kept"), [("leiderdorp_95_pass", True), ("leiderdorp_95_fail", False)]
)
def test_leiderdorp_helps_95_percent_within_five_minutes_or_does_not(series, kept):
    facts = SEED_WAITS[series]
    share = ind.within(facts["waits_s"], 300)
    assert share.value == facts["share"]
    assert ind.keeps("share", facts["waits_s"], 300, 0.95) is kept


def test_nineteen_of_twenty_with_one_at_301_seconds_is_exactly_95_percent():
    waits = [300.0] * 19 + [301.0]
    assert ind.within(waits, 300) == Ratio(19, 20)
    assert ind.keeps("share", waits, 300, 0.95) is True
    assert ind.keeps("share", [*waits[1:], 301.0], 300, 0.95) is False


def test_eighteen_of_nineteen_is_not_rounded_to_the_target():
    assert percent(18 / 19, 0.95, language="nl") == "94,7"


@pytest.mark.parametrize(
    ("share", "target", "printed"),
    [
        (0.9496, 0.95, "94,9"),
        (0.9496, None, "95,0"),
        (0.95, 0.95, "95,0"),
        (0.9996, 0.95, "100,0"),
        (0.714286, 0.95, "71,4"),
        (0.0, None, "0,0"),
    ],
)
def test_a_share_below_its_target_is_never_printed_as_the_target(share, target, printed):
    assert percent(share, target, language="nl") == printed


@pytest.mark.parametrize(
    ("seconds", "printed"),
    [
        (0, "0:00"),
        (59.5, "1:00"),
        (300.4, "5:00"),
        (300.5, "5:01"),
        (389.499, "6:29"),
        (3600, "60:00"),
    ],
)
def test_minutes_and_seconds_are_rounded_half_up(seconds, printed):
    assert minutes_seconds(seconds) == printed


def test_a_mean_of_300_4_seconds_prints_5_00_and_is_not_met():
    assert ind.keeps("mean", [300.4], 300) is False
    assert minutes_seconds(300.4) == "5:00"
    assert ind.keeps("mean", [300.0], 300) is True


def test_a_maximum_is_broken_by_one_visitor():
    assert ind.keeps("max", [10, 300], 300) is True
    assert ind.keeps("max", [10, 301], 300) is False


def test_of_nothing_no_figure_is_known():
    assert ind.mean([]) is None
    assert ind.percentile([], 90) is None
    assert ind.keeps("mean", [], 300) is None
    assert ind.no_show_rate([]).value is None


def test_the_ninetieth_percentile_is_a_wait_that_somebody_had():
    assert ind.percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90) == 9
    assert ind.percentile([7], 90) == 7
    assert ind.percentile(list(range(1, 12)), 90) == 10


def test_who_gave_up_after_the_limit_counts_against_the_second_share_only():
    gave_up = Record("left", arrived=0 + 1, ended=901_002)
    gone_at_once = Record("left", arrived=1, ended=20_001)
    served = Record("done", arrived=0, first_called=60_000)
    records = [served, gave_up, gone_at_once]
    assert ind.within(ind.waits(records), 900) == Ratio(1, 1)
    assert ind.within_counting_left(records, 900) == Ratio(1, 2)
    assert ind.bounced(records) == 1


def test_wrong_times_the_systems_closing_and_slips_of_the_finger_have_no_service_time():
    fine = Record("done", arrived=0, first_called=1, met=0, ended=600_000)
    records = [
        fine,
        Record("done", met=0, ended=600_000, auto=True),
        Record("done", arrived=0, first_called=500, met=0, ended=600_000, times_wrong=True),
        Record("done", met=0, ended=9_999),
        Record("done", ended=600_000),
        Record("left", arrived=1, ended=5),
    ]
    assert ind.service_times(records) == [600.0]
    assert ind.waits(records) == [0.001]
    assert ind.visits(records) == 5


def test_time_served_at_two_desks_is_one_service_time():
    assert ind.service_times([Record("done", met=0, ended=300_000, served=200_000)]) == [500.0]


def test_marks_and_counts_print_as_in_the_netherlands():
    assert [mark(each, language="nl") for each in (8.0, 8.5, 7.96)] == ["8", "8,5", "8"]
    assert count(121_000, language="nl") == "121.000"


def test_english_writes_a_point_before_decimals_and_a_comma_in_thousands():
    assert percent(0.9496, 0.95, language="en") == "94.9"
    assert [mark(each, language="en") for each in (8.0, 8.5)] == ["8", "8.5"]
    assert count(121_000, language="en") == "121,000"
