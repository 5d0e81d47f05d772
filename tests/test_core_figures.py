"""Today's figures by each definition, what is told at the door, and what stands in no figure."""

import pytest

from host.core.day import Day
from host.core.expect import expected_wait, people_ahead, usual_millis
from host.core.figures import figures
from host.core.waits import felt_millis, wait_millis
from tests.builders import GREETER, SERVICES, a_hall, a_plan, at, service
from wire.commands import EndVisit, HandOver, MarkLeft, PauseDesk, Prioritise

MINUTE = 60_000


def figure(hall, definition, name=None):
    return next(
        row for row in figures(hall.day) if (row.definition, row.service) == (definition, name)
    )


def served(hall, visit, called, ended="17:00"):
    assert hall.call_next(called) is visit
    hall.meet(called)
    hall.desk_says(ended, EndVisit)


def test_without_visits_the_figures_say_what_is_promised_and_nothing_more():
    rows = figures(a_hall().day)
    assert [(row.definition, row.n, row.met) for row in rows] == [
        ("wt_a", 0, None),
        ("wt_a_felt", 0, None),
        ("wt_w", 0, None),
    ]
    assert [row.limit_seconds for row in figures(Day("hall", "2026-06-08"))] == [300, 300, 900]


def test_exactly_five_minutes_is_within_and_a_millisecond_more_is_not():
    hall = a_hall("1")
    first = hall.appointment("9:00", came="8:52")
    served(hall, first, "9:05", "9:06")
    assert figure(hall, "wt_a").within == 1.0
    second = hall.appointment("9:30", came="9:25")
    assert hall.call_next(at("9:35") + 1) is second
    hall.desk_says("9:40", EndVisit)
    row = figure(hall, "wt_a")
    assert (row.n, row.within, row.met, row.target) == (2, 0.5, False, 0.95)


def test_the_felt_wait_stands_beside_the_wait_of_appointments_only():
    hall = a_hall("1")
    served(hall, hall.appointment("9:00", came="8:52"), "9:04", "9:05")
    served(hall, hall.walk_in("9:10"), "9:12", "9:15")
    assert figure(hall, "wt_a", "passport").mean_seconds == 240
    assert figure(hall, "wt_a_felt", "passport").mean_seconds == 720
    assert figure(hall, "wt_w", "passport").mean_seconds == 120


def test_called_before_the_appointments_time_is_a_wait_of_nothing():
    hall = a_hall("1")
    visit = hall.appointment("9:10", came="9:02")
    served(hall, visit, "9:05", "9:15")
    assert (wait_millis(visit), felt_millis(visit)) == (0, 3 * MINUTE)


def test_a_late_appointment_counts_as_an_appointment_from_its_arrival():
    hall = a_hall("1")
    served(hall, hall.appointment("9:00", came="9:20"), "9:24", "9:30")
    assert figure(hall, "wt_a").mean_seconds == 240
    assert figure(hall, "wt_w").n == 0


def test_who_is_still_served_or_left_stands_in_no_wait():
    hall = a_hall("1")
    hall.walk_in("9:00")
    left = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.greeter_says("9:02", MarkLeft, left)
    assert figure(hall, "wt_w").n == 0
    counts = hall.day.tally.walk_ins
    assert (counts.visits, counts.left, counts.bounced) == (0, 1, 0)
    assert wait_millis(left) is None
    assert felt_millis(left) is None


def test_who_is_gone_within_a_minute_has_bounced():
    hall = a_hall()
    hall.greeter_says("9:00:59", MarkLeft, hall.walk_in("9:00"))
    hall.greeter_says("9:01", MarkLeft, hall.walk_in("9:00"))
    assert (hall.day.tally.walk_ins.left, hall.day.tally.walk_ins.bounced) == (2, 1)


def test_visits_persons_and_transactions_are_three_counts():
    hall = a_hall("1")
    served(hall, hall.walk_in("9:00", persons=4), "9:01", "9:10")
    served(hall, hall.walk_in("9:10", "passport", "licence"), "9:11", "9:20")
    counts = hall.day.tally.walk_ins
    assert (counts.visits, counts.persons, counts.transactions) == (2, 5, 6)


def test_a_mean_is_promised_where_the_town_promises_a_mean():
    plan = a_plan(services=(service("passport", target=None),), desks={"1": ("passport",)})
    hall = a_hall("1", plan=plan)
    served(hall, hall.walk_in("9:00"), "9:20", "9:21")
    served(hall, hall.walk_in("9:30"), "9:40", "9:41")
    for name in (None, "passport"):
        row = figure(hall, "wt_w", name)
        assert (row.mean_seconds, row.target, row.met) == (900, None, True)
    served(hall, hall.walk_in("10:00"), at("10:15") + 1, "10:41")
    assert figure(hall, "wt_w").met is False


def test_each_wait_is_judged_by_the_promise_of_its_own_service():
    quick = service("extract", "B", walk_in_limit=2 * MINUTE)
    hall = a_hall("1", plan=a_plan(services=(*SERVICES, quick)))
    served(hall, hall.walk_in("9:00", "passport"), "9:10", "9:11")
    served(hall, hall.walk_in("9:20", "extract"), "9:23", "9:24")
    served(hall, hall.walk_in("9:30", "extract"), "9:31", "9:32")
    assert figure(hall, "wt_w", "extract").within == 0.5
    assert figure(hall, "wt_w", "passport").within == 1.0
    row = figure(hall, "wt_w")
    assert (row.within, row.limit_seconds) == (pytest.approx(2 / 3), 120)


def test_nine_of_ten_did_not_wait_longer_than_the_p90():
    hall = a_hall("1")
    for minute in range(1, 11):
        visit = hall.walk_in(at("9:00") + minute * 20 * MINUTE, sender=GREETER)
        served(hall, visit, visit.arrived + minute * MINUTE, visit.arrived + minute * MINUTE + 1)
    assert figure(hall, "wt_w").p90_seconds == 540


def test_a_press_of_under_ten_seconds_teaches_no_service_time():
    hall = a_hall("1")
    served(hall, hall.walk_in("9:00"), "9:01", "9:01:09")
    assert hall.day.tally.paces == {}
    served(hall, hall.walk_in("9:02"), "9:03", "9:03:10")
    assert hall.day.tally.paces["passport"].total == 10_000


def test_a_figure_of_a_service_that_left_the_plan_has_the_common_promise():
    hall = a_hall("1")
    served(hall, hall.walk_in("9:00"), "9:01", "9:05")
    hall.day.plan = None
    assert figure(hall, "wt_w", "passport").limit_seconds == 900


# -- what is told at the door ----------------------------------------------------------------------


def test_with_no_open_desk_that_can_help_nothing_is_told():
    hall = a_hall("3")
    assert expected_wait(hall.day, ("passport",), at("9:00")) is None
    assert expected_wait(Day("hall", "2026-06-08"), ("passport",), at("9:00")) is None
    hall.open_desk("1")
    hall.desk_says("9:00", PauseDesk)
    assert expected_wait(hall.day, ("passport",), at("9:30")) is None


def test_a_free_desk_and_nobody_ahead_is_at_most_five_minutes():
    assert expected_wait(a_hall("1").day, ("passport",), at("9:00")) == (0, 5)


def test_those_ahead_are_told_as_a_range_in_fives_shared_by_the_desks():
    hall = a_hall("1")
    for _ in range(4):
        hall.walk_in("9:00")
    hall.call_next("9:01")
    assert expected_wait(hall.day, ("passport",), at("9:02")) == (35, 50)
    hall.open_desk("2", "9:02")
    assert expected_wait(hall.day, ("passport",), at("9:02")) == (10, 20)


def test_other_peoples_lines_do_not_count():
    hall = a_hall("1", "3")
    for _ in range(9):
        hall.walk_in("9:00", "moving")
    assert expected_wait(hall.day, ("passport",), at("9:01")) == (0, 5)


def test_the_pace_of_today_is_learned():
    hall = a_hall("1")
    assert usual_millis(hall.day, hall.day.plan, "passport") == 10 * MINUTE
    for number in range(3):
        start = at("9:00") + number * 10 * MINUTE
        served(hall, hall.walk_in(start), start + MINUTE, start + 3 * MINUTE)
    assert usual_millis(hall.day, hall.day.plan, "passport") == 6 * MINUTE
    assert usual_millis(hall.day, hall.day.plan, "gone") == 10 * MINUTE


def test_an_appointment_is_told_no_less_than_the_time_until_it_while_others_wait():
    hall = a_hall("1")
    hall.walk_in("9:00")
    now = at("9:00")
    assert expected_wait(hall.day, ("passport",), now, appointed=now + 15 * MINUTE) == (10, 20)


def test_a_waiting_visitor_can_see_how_many_go_before():
    hall = a_hall("1", "2")
    first, second = hall.walk_in("9:00"), hall.walk_in("9:01", "licence")
    hall.walk_in("9:01", "moving")
    booked = hall.appointment("9:05", came="9:02")
    assert [people_ahead(hall.day, v.visit) for v in (first, second, booked)] == [1, 2, 0]
    hall.greeter_says("9:03", Prioritise, second, reason="baby")
    assert [people_ahead(hall.day, v.visit) for v in (first, second, booked)] == [2, 0, 1]
    hall.call_next("9:03")
    assert people_ahead(hall.day, second.visit) is None


def test_who_is_meant_for_one_desk_waits_for_that_desk_only():
    hall = a_hall("1", "2")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", HandOver, to_desk="2")
    hall.walk_in("8:59:59", sender=GREETER)
    assert people_ahead(hall.day, visit.visit) == 1
    assert hall.day.lines.count(hall.day.plan) == 2
    assert hall.day.lines.count(hall.day.plan, "1") == 1
    assert hall.day.lines.count(hall.day.plan, "2") == 2
    assert hall.day.lines.first(hall.day.plan, 1, desk="2", offset=1) == [visit.visit]


def test_the_first_rows_are_those_whose_promise_ends_first():
    hall = a_hall("1")
    a, b = hall.walk_in("9:00"), hall.appointment("9:05", came="9:02")
    c = hall.walk_in("9:04")
    d = hall.appointment("9:15", came="9:05")
    hall.greeter_says("9:05", Prioritise, c, reason="baby")
    assert hall.day.lines.first(hall.day.plan, 50) == [v.visit for v in (c, b, a, d)]
    assert hall.day.lines.first(hall.day.plan, 2, offset=1) == [b.visit, a.visit]
    assert len(hall.day.lines) == 4
    assert c.visit in hall.day.lines
