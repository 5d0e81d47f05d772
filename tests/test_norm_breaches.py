"""Norms over a period: each version over the days on which it held, and the log of when a norm was
not kept and since when it is again.
"""

from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from host.core.norms import Judged
from host.measures.span import Period
from host.norms.breaches import Breach, breaches, intervals
from host.norms.cli import print_breaches
from host.norms.judged import judged
from host.store import Store
from host.store import access_times as access
from host.store.access_times import AccessTime
from host.store.tables import VISIT
from tests.callbacks_stage import TEXT, Office, moment
from tests.norm_files import MEAN, settings_of

pytest_plugins = ["tests.stores"]

YEAR = Period.year(2021)
ACCESS = """
[[norms]]
id = "access"
definition = "at1"
statistic = "max"
limit_days = 5
period = "PERIOD"
decided_by = "Raad"
"""
OLD = """
[[norms]]
id = "waiting"
definition = "wt_a"
limit_minutes = 10
target = 1.0
valid_until = 2020-12-31
decided_by = "Raad"
"""
NEW = """
[[norms]]
id = "waiting"
version = 2
definition = "wt_a"
limit_minutes = 5
target = 0.95
valid_from = 2021-01-01
decided_by = "Raad"
"""


def working_days(first, last):
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        if day.weekday() < 5:
            yield day.isoformat()
        day += timedelta(days=1)


def look(store, first, last, days, service="passport"):
    """The access time of each working day of a stretch; None: beyond the horizon."""
    found = [
        AccessTime("hall", day, service, 0, None, None, days, days, 40)
        for day in working_days(first, last)
    ]
    store.change(lambda line: access.add(line, found))


def helped(store, day, *seconds, by_appointment=True, service="passport", **more):
    """Visits of a day that waited so long."""
    values = {
        "location": "hall",
        "day": day,
        "by_appointment": by_appointment,
        "stage": "done",
        "outcome": "served",
        "ticket": "A001",
        "language": "nl",
        "persons": 1,
        "transactions": 1,
        "waited_for": service,
        "late": False,
        "auto": False,
        "times_wrong": False,
        "served_seconds": 0.0,
        "away_seconds": 0.0,
    }
    visits = [
        {**values, "visit": f"{day}-{service}-{by_appointment}-{n}", "wait_seconds": wait} | more
        for n, wait in enumerate(seconds)
    ]
    store.change(lambda line: line.execute(insert(VISIT), visits))


# -- the log ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("period", ["day", "week", "month"])
def test_access_over_the_norm_from_september_and_within_again_since_december(
    store: Store, tmp_path, period
):
    """As a town had to tell its council: from when, until when, and since when it is well again."""
    settings = settings_of(tmp_path, ACCESS.replace("PERIOD", period))
    look(store, "2021-06-01", "2021-08-31", 5)
    look(store, "2021-09-01", "2021-11-30", 6)
    look(store, "2021-12-01", "2021-12-31", 4)
    ((norm, log),) = breaches(settings, store, "hall", YEAR)
    assert norm.id == "access"
    if period == "week":
        assert log == [Breach("2021-08-30", "2021-12-05", "2021-12-06")]
    else:
        assert log == [Breach("2021-09-01", "2021-11-30", "2021-12-01")]


def test_waits_that_are_over_the_norm_stand_in_the_same_log(store: Store, tmp_path):
    settings = settings_of(tmp_path, NEW.replace("target", 'period = "day"\ntarget'))
    helped(store, "2021-03-01", *[300.0] * 19, 301.0)
    helped(store, "2021-03-02", *[300.0] * 18, 301.0)
    helped(store, "2021-03-04", *[10.0] * 19, 301.0, 301.0)
    helped(store, "2021-03-05", 300.0)
    ((_, log),) = breaches(settings, store, "hall", YEAR)
    assert log == [Breach("2021-03-02", "2021-03-04", "2021-03-05")]


def test_a_norm_that_is_still_broken_has_no_end_in_the_log(store: Store, tmp_path, capsys):
    settings = settings_of(tmp_path, ACCESS.replace("PERIOD", "day"))
    look(store, "2021-11-01", "2021-12-31", None)
    ((_, log),) = breaches(settings, store, "hall", YEAR)
    assert log == [Breach("2021-11-01", None, None)]
    print_breaches(settings, store, "hall", YEAR)
    assert capsys.readouterr().out.splitlines() == [
        "Grote Hal, 2021",
        "  access version 1: 5 working days to the first free slot at most (at1), per day",
        "    not kept since 2021-11-01",
    ]


def test_a_norm_that_ends_while_it_is_broken_ends_in_the_log_too(store: Store, tmp_path):
    ending = ACCESS.replace("PERIOD", "day").replace(
        "decided_by", "valid_until = 2021-11-15\ndecided_by"
    )
    look(store, "2021-11-01", "2021-12-31", 9)
    ((_, log),) = breaches(settings_of(tmp_path, ending), store, "hall", YEAR)
    assert log == [Breach("2021-11-01", "2021-11-15", None)]


def test_a_weekend_is_no_recovery():
    days = [("05", False), ("06", None), ("07", None), ("08", False), ("09", True), ("10", False)]
    stretches = [(f"2021-03-{day}", f"2021-03-{day}", kept) for day, kept in days]
    assert intervals(stretches) == [
        Breach("2021-03-05", "2021-03-08", "2021-03-09"),
        Breach("2021-03-10", None, None),
    ]
    assert intervals([]) == []


# -- judged over a period --------------------------------------------------------------------------


def test_an_old_period_is_judged_by_the_version_that_held_then(store: Store, tmp_path):
    settings = settings_of(tmp_path, OLD, NEW)
    for year in (2020, 2021):
        helped(store, f"{year}-05-04", *[200.0] * 9, 400.0)
    ((old, then),) = judged(settings, store, Period.year(2020), "hall")
    assert (old.version, then) == (1, Judged(10, 1.0, True, 10))
    ((new, now),) = judged(settings, store, YEAR, "hall")
    assert (new.version, now) == (2, Judged(10, 0.9, False, 9))


def test_a_period_with_two_versions_judges_each_over_its_own_days(store: Store, tmp_path):
    settings = settings_of(tmp_path, OLD.replace("valid_until = 2020-12-31\n", ""), NEW)
    helped(store, "2020-12-31", 400.0)
    helped(store, "2021-01-01", 400.0)
    both = Period(date(2020, 7, 1), date(2021, 6, 30))
    found = [(norm.version, told.kept) for norm, told in judged(settings, store, both, "hall")]
    assert found == [(1, True), (2, False)]


def test_what_the_norm_does_not_count_is_not_judged(store: Store, tmp_path):
    settings = settings_of(tmp_path, MEAN)
    helped(store, "2021-05-04", 800.0, 1000.0, by_appointment=False)
    helped(store, "2021-05-04", 9000.0, by_appointment=False, service="talk")
    helped(store, "2021-05-04", 9000.0)
    helped(store, "2021-05-05", 9000.0, by_appointment=False, times_wrong=True)
    helped(store, "2021-05-06", 9000.0, by_appointment=False, stage="left")
    helped(store, "2021-05-07", None, by_appointment=False)
    ((_, told),) = judged(settings, store, YEAR, "hall")
    assert told == Judged(2, 900.0, True, 1)
    ((_, nobody),) = judged(settings, store, YEAR, "annex")
    assert nobody == Judged(0, None, None)


def test_nine_of_ten_over_a_year_is_one_of_its_waits(store: Store, tmp_path):
    text = NEW.replace("target = 0.95", 'statistic = "p90"')
    helped(store, "2021-05-04", *[float(n) for n in range(1, 11)])
    helped(store, "2021-05-05", *[float(n) for n in range(311, 321)])
    ((_, told),) = judged(settings_of(tmp_path, text), store, YEAR, "hall")
    assert told == Judged(20, 318.0, False, 10)


def test_the_felt_wait_is_judged_by_its_own_clock(store: Store, tmp_path):
    text = NEW.replace('"wt_a"', '"wt_a_felt"')
    helped(store, "2021-05-04", 10.0, felt_seconds=700.0)
    ((_, told),) = judged(settings_of(tmp_path, text), store, YEAR, "hall")
    assert told == Judged(1, 0.0, False, 0)


def test_access_of_nine_of_ten_within_two_days_is_a_norm_like_any_other(store: Store, tmp_path):
    tilburg = ACCESS.replace('statistic = "max"', "target = 0.9").replace("= 5", "= 2")
    settings = settings_of(tmp_path, tilburg.replace("PERIOD", "year"))
    look(store, "2021-03-01", "2021-03-11", 2)
    look(store, "2021-03-12", "2021-03-12", None)
    ((_, told),) = judged(settings, store, YEAR, "hall")
    assert told == Judged(10, 0.9, True, 9)


def test_calling_back_is_judged_by_the_working_days_of_the_norm(store: Store, tmp_path):
    promise = """
[[norms]]
id = "calls"
definition = "cb"
limit_days = 1
target = 0.5
decided_by = "Raad"
"""
    office = Office(tmp_path, store, TEXT + promise)
    notes = [office.at("2027-03-22 09:30").made() for _ in range(3)]
    office.made("enforcement")
    office.at("2027-03-23 10:00").done(notes[0])
    office.at("2027-03-24 10:00").done(notes[1])
    march = Period.month(2027, 3)
    ((_, told),) = judged(office.settings, store, march, "hall", moment("2027-03-25 09:00"))
    assert (told.n, told.within, told.kept) == (3, 1, False)
    ((_, early),) = judged(office.settings, store, march, "hall", moment("2027-03-23 09:00"))
    assert early == Judged(0, None, None)


def test_a_promise_without_a_definition_or_a_measure_has_nothing_to_judge(store: Store, tmp_path):
    nobody = NEW.replace('definition = "wt_a"\nlimit_minutes = 5\n', "")
    mark = MEAN.replace('"wt_w"', '"sat"').replace("limit_minutes = 15", "limit_mark = 8")
    found = judged(settings_of(tmp_path, nobody, mark), store, YEAR, "hall")
    assert [told for _, told in found] == [Judged(0, None, None)] * 2
