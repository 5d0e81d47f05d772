"""Every figure that is made of visits is the same from the plain tables and from the log, on days
on which everybody does anything; and no desk is busier than it is open.
"""

import pytest

from host.measures.behind import JUDGES, figure_of, visits_behind
from host.measures.busy import loads_of, together
from host.measures.period import Period, measure
from host.measures.tally import PlaceDay
from tests.builders import a_hall, at, desk_screen
from tests.measured_town import DAY, keep_day, opened, town
from tests.test_days_at_random import RandomDay
from wire.commands import CallNext, CloseDesk, EndVisit, HandOver, MarkLeft, PauseDesk

PERIOD = Period.read(DAY)


@pytest.mark.parametrize("seed", range(8))
def test_on_a_day_at_random_report_and_log_tell_the_same_figures(tmp_path, seed):
    day = RandomDay(seed)
    day.run()
    settings = town(tmp_path)
    store = opened(settings)
    keep_day(store, day.hall.entries)
    found = measure(store, settings, PERIOD)
    for definition in JUDGES:
        behind = visits_behind(settings, store, definition, PERIOD)
        told, again = found.cell(definition), figure_of(definition, behind)
        assert (told.gap, told.n, told.part, told.whole) == (
            again.gap,
            again.n,
            again.part,
            again.whole,
        ), definition
        assert told.value == pytest.approx(again.value), definition
    store.close()


@pytest.mark.parametrize("seed", range(8, 14))
def test_on_a_day_at_random_no_desk_is_busier_than_it_is_open(tmp_path, seed):
    day = RandomDay(seed)
    day.run()
    settings = town(tmp_path)
    store = opened(settings)
    keep_day(store, day.hall.entries)
    cell = measure(store, settings, PERIOD).cell("oc")
    assert cell.value is None or 0 <= cell.value <= 1
    store.close()


def measured(hall, tmp_path):
    settings = town(tmp_path)
    store = opened(settings)
    keep_day(store, hall.entries)
    found = measure(store, settings, PERIOD)
    store.close()
    return found


def test_a_desk_is_busy_with_visitors_and_short_changes_and_idle_in_long_ones(tmp_path):
    hall = a_hall("1")
    for clock in ("9:00", "9:01", "9:02"):
        hall.walk_in(clock)
    hall.call_next("9:10")
    hall.meet("9:10")
    hall.call_next("9:20")
    hall.meet("9:21")
    hall.desk_says("9:30", EndVisit)
    hall.call_next("9:40")
    hall.meet("9:40")
    hall.desk_says("9:50", EndVisit)
    hall.desk_says("9:50", PauseDesk, reason="break")
    hall.open_desk("1", "10:20")
    hall.desk_says("10:30", CloseDesk)
    found = measured(hall, tmp_path)
    minutes = 10 + 1 + 9 + 10
    open_minutes = 80 + 10
    assert found.cell("oc").value == pytest.approx(minutes / open_minutes)
    assert together(loads_of(found).values()).paused == {"break": 30 * 60_000}


def test_a_pause_that_is_taken_back_was_one_until_then_and_a_forgotten_desk_closes_with_the_doors(
    tmp_path,
):
    hall = a_hall("1")
    hall.desk_says("9:00", PauseDesk, reason="break")
    hall.undo_last(at("9:00:30"), desk_screen("1"))
    hall.tick("28:00")
    found = measured(hall, tmp_path)
    (own,) = found.found.desk_days.values()
    spans = own.open_spans(PlaceDay())
    assert sum(until - since for _, since, until in spans) == (8.5 * 3600 - 30) * 1000


def test_the_wait_after_a_hand_over_is_told_apart_and_the_first_wait_stays(tmp_path):
    hall = a_hall("1", "2")
    hall.walk_in("9:00")
    hall.call_next("9:05")
    hall.meet("9:05")
    hall.desk_says("9:10", HandOver, services=("licence",))
    hall.desk_says("9:17", CallNext, "2")
    hall.meet("9:17", "2")
    hall.desk_says("9:20", EndVisit, "2")
    found = measured(hall, tmp_path)
    assert found.cell("wt_w").value == 300
    assert (found.cell("wt_2").value, found.cell("wt_2").n) == (420, 1)
    assert found.cell("vi").value == 1
    assert found.cell("st").value == 480


def test_a_hand_over_that_is_taken_back_has_no_wait_of_its_own(tmp_path):
    hall = a_hall("1", "2")
    hall.walk_in("9:00")
    hall.call_next("9:05")
    hall.meet("9:05")
    hall.desk_says("9:10", HandOver, services=("licence",))
    hall.undo_last(at("9:10:10"), desk_screen("1"))
    hall.desk_says("9:15", HandOver, services=("licence",))
    hall.desk_says("9:20", CallNext, "2")
    hall.meet("9:20", "2")
    hall.desk_says("9:25", EndVisit, "2")
    cell = measured(hall, tmp_path).cell("wt_2")
    assert (cell.value, cell.n) == (300, 1)


def test_who_leaves_within_a_minute_is_counted_apart_and_who_waited_past_the_norm_in_its_line(
    tmp_path,
):
    hall = a_hall("1")
    soon = hall.walk_in("9:00")
    hall.greeter_says("9:00:59", MarkLeft, soon)
    late = hall.walk_in("9:05")
    hall.greeter_says("9:20:01", MarkLeft, late)
    hall.walk_in("9:30")
    hall.call_next("9:30")
    hall.meet("9:30")
    hall.desk_says("9:40", EndVisit)
    found = measured(hall, tmp_path)
    assert (found.cell("ab").part, found.cell("ab").whole) == (2, 3)
    assert found.cell("bounced").value == 1
    assert (found.cell("sl_w").part, found.cell("sl_w").whole) == (1, 1)
    assert (found.cell("sl_w_left").part, found.cell("sl_w_left").whole) == (1, 2)
