"""What a norm is: whom it counts, by which clock, and whether it is kept. Compared unrounded,
limits inclusive, and printed never better than it is.
"""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from host.core.norms import (
    Judged,
    Norm,
    in_turn,
    judge,
    judge_mean,
    judge_share,
    may_still_miss,
    seconds_to_spend,
)
from host.core.printing import minutes_seconds, percent


def a_norm(**changes):
    values: dict[str, Any] = {
        "id": "wait",
        "version": 1,
        "definition": "wt_a",
        "statistic": "share",
        "limit": 300.0,
        "target": 0.95,
        "period": "year",
        "valid_from": "",
        "valid_until": None,
        "decided_by": "Raad",
        "decided_on": None,
    }
    return Norm(**values | changes)


def realised(found: Judged) -> float:
    assert found.realised is not None
    return found.realised


SHARE = a_norm()
MEAN = a_norm(statistic="mean", target=None)
LONGEST = a_norm(statistic="max", target=None)
NINETIETH = a_norm(statistic="p90", target=None)


# -- the towns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "mean", "printed", "kept"),
    [
        (300, 390.0, "6:30", False),
        (300, 346.0, "5:46", False),
        (300, 300.0, "5:00", True),
        (300, 300.4, "5:00", False),
        (900, 456.0, "7:36", True),
        (900, 328.0, "5:28", True),
    ],
)
def test_groningen_promises_a_mean_which_misses_by_a_fraction_that_is_not_printed(
    limit, mean, printed, kept
):
    found = judge(replace(MEAN, limit=limit), [mean - 10, mean + 10])
    assert minutes_seconds(realised(found)) == printed
    assert found.kept is kept


@pytest.mark.parametrize(
    ("within", "late", "kept", "printed"),
    [(19, 1, True, "95,0"), (18, 2, False, "90,0"), (18, 1, False, "94,7")],
)
def test_leiderdorp_promises_that_95_of_100_appointments_are_helped_within_five_minutes(
    within, late, kept, printed
):
    found = judge(SHARE, [300.0] * within + [301.0] * late)
    assert found.kept is kept
    assert percent(realised(found), SHARE.target, language="nl") == printed


def test_a_share_that_misses_by_a_hair_prints_below_its_target():
    found = judge_share(SHARE, 9496, 10_000)
    assert percent(realised(found), SHARE.target, language="nl") == "94,9"
    assert found.kept is False


def test_katwijk_promises_a_maximum_that_one_visitor_breaks():
    assert judge(LONGEST, [12.0, 300.0]) == Judged(2, 300.0, True, 2)
    assert judge(LONGEST, [12.0, 300.1]) == Judged(2, 300.1, False, 1)


def test_tilburg_promises_an_appointment_within_two_working_days_to_nine_of_ten():
    access = a_norm(definition="at1", statistic="share", limit=2, target=0.9)
    assert access.unit == "days"
    assert judge(access, [0, 1, 1, 2, 2, 2, 0, 1, 2, 9]).kept is True
    assert judge(access, [0, 1, 1, 2, 2, 2, 0, 1, 3, 9]).kept is False


def test_a_mark_of_7_96_prints_as_eight_and_does_not_keep_a_promise_of_eight():
    mark = a_norm(definition="sat", statistic="mean", limit=8.0, target=None)
    assert mark.unit == "mark"
    assert judge(mark, [7.96]).kept is False
    assert judge(mark, [8.0]).kept is True


# -- statistics ------------------------------------------------------------------------------------


def test_the_limit_itself_is_within():
    assert judge(SHARE, [300.0]).kept is True
    assert judge(SHARE, [300.001]).kept is False


def test_nothing_to_judge_is_neither_kept_nor_broken():
    for norm in (SHARE, MEAN, LONGEST, NINETIETH):
        assert judge(norm, []) == Judged(0, None, None)
    assert judge_mean(MEAN, 0.0, 0).kept is None


def test_nine_of_ten_is_taken_by_nearest_rank():
    assert judge(NINETIETH, [*[100.0] * 8, 300.0, 900.0]) == Judged(10, 300.0, True, 9)
    assert judge(NINETIETH, [*[100.0] * 8, 301.0, 900.0]) == Judged(10, 301.0, False, 8)


def test_a_ninetieth_percentile_is_kept_exactly_when_nine_of_ten_are_within():
    chance = Random(4)
    for _ in range(500):
        waits = [
            chance.choice((120.0, 299.9, 300.0, 300.1, 800.0))
            for _ in range(chance.randrange(1, 40))
        ]
        within = sum(wait <= 300 for wait in waits)
        assert judge(NINETIETH, waits).kept is (10 * within >= 9 * len(waits))


# -- how many may still miss -----------------------------------------------------------------------


def test_of_a_share_so_many_may_still_wait_too_long():
    assert may_still_miss(SHARE, within=36, n=39, to_come=61) == 2
    assert may_still_miss(SHARE, within=38, n=40, to_come=0) == 0
    assert may_still_miss(SHARE, within=0, n=0, to_come=20) == 1


def test_no_more_may_miss_than_are_to_come():
    assert may_still_miss(SHARE, within=100, n=100, to_come=2) == 2


def test_a_share_that_cannot_be_kept_any_more_says_so():
    assert may_still_miss(SHARE, within=30, n=39, to_come=61) is None


def test_of_a_maximum_nobody_may_miss_and_after_the_first_it_is_lost():
    assert may_still_miss(LONGEST, within=8, n=8, to_come=5) == 0
    assert may_still_miss(LONGEST, within=7, n=8, to_come=5) is None


def test_a_mean_has_seconds_to_spend_and_counts_nobody():
    assert may_still_miss(MEAN, within=3, n=4, to_come=6) is None
    assert seconds_to_spend(MEAN, total=1500.0, n=4, to_come=6) == 1500.0
    assert seconds_to_spend(MEAN, total=4000.0, n=4, to_come=6) < 0


def test_the_number_that_may_miss_is_the_largest_with_which_the_norm_is_kept():
    chance = Random(95)
    for _ in range(2000):
        norm = replace(SHARE, target=chance.choice((0.5, 0.8, 0.9, 0.95, 0.98, 1.0)))
        n, to_come = chance.randrange(60), chance.randrange(1, 60)
        within = chance.randrange(n + 1)
        told = may_still_miss(norm, within, n, to_come)
        kept = [
            miss
            for miss in range(to_come + 1)
            if judge_share(norm, within + to_come - miss, n + to_come).kept
        ]
        assert told == (max(kept) if kept else None)


# -- versions --------------------------------------------------------------------------------------


def test_of_several_versions_the_newest_that_has_begun_holds():
    old = a_norm(limit=600.0, target=1.0, valid_from="2015-01-01")
    new = a_norm(version=2, valid_from="2020-01-01")
    assert in_turn([old, new], "2014-12-31") == []
    assert in_turn([old, new], "2019-12-31") == [old]
    assert in_turn([new, old], "2020-01-01") == [new]


def test_a_norm_that_has_ended_holds_no_more_and_its_former_version_does_not_come_back():
    old = a_norm()
    new = a_norm(version=2, valid_from="2020-01-01", valid_until="2020-12-31")
    assert in_turn([old, new], "2020-12-31") == [new]
    assert in_turn([old, new], "2021-01-01") == []


def test_a_norm_counts_the_places_and_services_it_names():
    assert SHARE.counts("hall", "passport")
    here = a_norm(locations=("hall",), services=("passport",))
    assert here.counts("hall")
    assert here.counts("hall", "passport")
    assert not here.counts("annex")
    assert not here.counts("hall", "licence")


def test_a_norm_without_a_name_is_called_by_its_id():
    assert SHARE.name("nl") == "wait"
    assert a_norm(names=(("nl", "Met afspraak"),)).name("nl") == "Met afspraak"
