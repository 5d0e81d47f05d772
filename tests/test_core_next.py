"""Who is next at a desk, and why. Each test is a line of the house rules on the wall."""

import pytest

from host.core.day import Day
from host.core.next import next_visit
from tests.builders import GREETER, SERVICES, a_hall, a_plan, at, service
from wire.commands import HandOver, NotHere, Park, Prioritise, PutBack


def why(hall, clock, desk="1"):
    found = hall.next(clock, desk)
    return (hall.day.visits[found.visit].ticket, found.why) if found else None


def test_nobody_waits():
    assert why(a_hall("1"), "9:00") is None
    assert next_visit(Day("hall", "2026-06-08"), "1", at("9:00")) is None


def test_walk_ins_go_in_the_order_in_which_they_came():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.walk_in("9:01")
    hall.walk_in("9:02")
    assert [hall.call_next(clock).ticket for clock in ("9:03", "9:04", "9:05")] == [
        "A001",
        "A002",
        "A003",
    ]


def test_an_appointment_goes_before_a_walk_in_who_came_ten_minutes_earlier():
    hall = a_hall("1")
    hall.walk_in("9:00:01")
    hall.appointment("9:10", came="9:10")
    assert why(hall, "9:10") == ("A002", "least_time_left")


def test_a_walk_in_who_came_more_than_ten_minutes_earlier_goes_before_the_appointment():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.appointment("9:10", came="9:10:01")
    assert why(hall, "9:11") == ("A001", "least_time_left")


def test_with_the_same_time_left_the_appointment_goes_first():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.appointment("9:10", came="9:05")
    assert why(hall, "9:10") == ("A002", "least_time_left")


def test_an_early_appointment_waits_until_shortly_before_its_time_while_anybody_else_waits():
    hall = a_hall("1")
    hall.appointment("9:30", came="9:16")
    hall.walk_in("9:25")
    assert why(hall, "9:27:59") == ("A002", "least_time_left")
    assert why(hall, "9:28") == ("A001", "least_time_left")


def test_the_screen_never_says_that_more_is_left_than_was_promised():
    hall = a_hall("1")
    hall.appointment("9:30", came="9:16")
    hall.walk_in("9:25")
    found = hall.next("9:28")
    assert (found.minutes_left, found.limit_minutes) == (5, 5)


def test_a_walk_in_whose_promise_ends_sooner_goes_before_an_appointment_that_is_nearly_due():
    hall = a_hall("1")
    hall.appointment("9:30", came="9:16")
    hall.walk_in("9:19")
    assert why(hall, "9:28") == ("A002", "least_time_left")


def test_an_early_appointment_is_called_before_a_desk_stands_idle():
    hall = a_hall("1")
    hall.appointment("9:40", came="9:26")
    hall.appointment("9:35", came="9:27")
    found = hall.next("9:28")
    assert why(hall, "9:28") == ("A002", "desk_idle")
    assert (found.minutes_left, found.limit_minutes) == (12, 5)


def test_a_late_appointment_keeps_only_its_place_as_a_walk_in():
    hall = a_hall("1")
    hall.walk_in("9:10")
    hall.appointment("9:00", came="9:11")
    assert why(hall, "9:12") == ("A001", "least_time_left")
    assert hall.next("9:12").limit_minutes == 15


def test_an_appointment_within_the_grace_counts_from_its_arrival():
    hall = a_hall("1")
    hall.appointment("9:00", came="9:10")
    hall.appointment("9:09", came="9:08")
    assert why(hall, "9:12") == ("A002", "least_time_left")


def test_the_screen_says_how_many_minutes_of_the_promise_are_left():
    hall = a_hall("1")
    hall.appointment("9:00", came="8:55")
    for clock, left, word in (
        ("9:01", 4, "least_time_left"),
        ("9:05", 0, "least_time_left"),
        ("9:05:01", -1, "over_the_norm"),
    ):
        found = hall.next(clock)
        assert (found.minutes_left, found.limit_minutes, found.why) == (left, 5, word)


def test_a_greeters_priority_goes_first_with_its_reason():
    hall = a_hall("1")
    hall.appointment("9:00", came="8:55")
    chair = hall.walk_in("9:04")
    hall.greeter_says("9:04", Prioritise, chair, reason="wheelchair")
    assert why(hall, "9:05") == ("A002", "priority")
    assert hall.next("9:05").limit_minutes == 15


def test_a_prioritised_appointment_keeps_its_own_promise():
    hall = a_hall("1")
    booked = hall.appointment("9:00", came="8:55")
    hall.greeter_says("8:56", Prioritise, booked, reason="baby")
    assert hall.next("9:01").limit_minutes == 5


def test_who_was_missed_and_came_back_is_at_the_front():
    hall = a_hall("1")
    missed = hall.walk_in("9:00")
    hall.call_next("9:00")
    for clock in ("9:01", "9:02", "9:03"):
        hall.desk_says(clock, NotHere)
    hall.appointment("9:00", came="8:59")
    hall.greeter_says("9:04", PutBack, missed)
    assert why(hall, "9:04") == ("A001", "came_back")


def test_nobody_past_the_maximum_sees_somebody_who_came_later_go_first():
    hall = a_hall("1")
    hall.walk_in("9:00")
    chair = hall.walk_in("9:40")
    hall.greeter_says("9:40", Prioritise, chair, reason="wheelchair")
    hall.appointment("9:40", came="9:40")
    assert why(hall, "9:45") == ("A002", "priority")
    assert why(hall, "9:45:01") == ("A001", "waited_longest")


def test_an_early_appointments_maximum_runs_from_its_time():
    hall = a_hall("1")
    hall.appointment("11:00", came="9:00")
    hall.walk_in("9:30")
    assert why(hall, "10:00") == ("A002", "over_the_norm")


def test_a_desk_calls_only_for_what_it_can_do():
    hall = a_hall("1", "3")
    hall.walk_in("9:00", "moving")
    hall.walk_in("9:01", "passport")
    assert why(hall, "9:02", "1") == ("A002", "least_time_left")
    assert why(hall, "9:02", "3") == ("A001", "least_time_left")
    assert why(hall, "9:02", "9") is None


def test_two_services_wait_for_a_desk_that_can_do_both():
    hall = a_hall("1", "3")
    hall.walk_in("9:00", "passport", "licence")
    assert why(hall, "9:01", "1") == ("A001", "least_time_left")
    assert why(hall, "9:01", "3") is None


def test_two_services_that_no_desk_can_do_wait_for_the_first():
    hall = a_hall("1", "3")
    hall.walk_in("9:00", "moving", "passport")
    assert why(hall, "9:01", "1") is None
    assert why(hall, "9:01", "3") == ("A001", "least_time_left")


def test_who_was_handed_to_this_desk_is_first_here_and_nowhere_else():
    hall = a_hall("1", "2")
    hall.walk_in("9:00")
    hall.call_next("9:01", "1")
    hall.desk_says("9:02", HandOver, to_desk="2")
    hall.appointment("9:00", came="8:59")
    assert why(hall, "9:03", "2") == ("A001", "for_this_desk")
    assert why(hall, "9:03", "1") == ("A002", "least_time_left")


def test_a_parked_visitor_comes_back_with_the_first_arrival_and_the_screen_says_so():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", Park, until=at("9:10"))
    hall.walk_in("9:03")
    hall.tick("9:10")
    assert why(hall, "9:10") == ("A001", "came_back")
    hall.call_next("9:10")
    hall.desk_says("9:11", HandOver, to_desk="1")
    assert why(hall, "9:12") == ("A001", "for_this_desk")


@pytest.mark.parametrize("clock", ["9:10", "9:20", "9:50"])
def test_who_is_back_from_parking_is_not_said_to_be_over_the_norm_once_more(clock):
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", Park, until=at("9:10"))
    hall.tick("9:10")
    assert why(hall, clock) == ("A001", "came_back")


def test_the_strictest_promise_of_several_services_counts():
    strict = service("extract", "B", walk_in_limit=300_000, appointment_limit=120_000)
    hall = a_hall("1", plan=a_plan(services=(*SERVICES, strict)))
    hall.walk_in("9:00", "passport")
    hall.walk_in("9:05", "passport", "extract")
    assert why(hall, "9:06") == ("A002", "least_time_left")


def test_a_service_that_left_the_plan_has_the_common_promise():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    from host.core.lines import limit_of

    assert limit_of(hall.day.plan, frozenset({"gone"}), "walk_in") == 900_000
    assert limit_of(hall.day.plan, frozenset({"gone"}), "booked") == 300_000
    assert visit.ticket == "A001"


def test_of_two_lines_with_early_appointments_the_earlier_hour_comes_first():
    hall = a_hall("1")
    hall.appointment("9:40", "licence", came="9:20")
    hall.appointment("9:35", "passport", came="9:21")
    assert why(hall, "9:22") == ("A001", "desk_idle")
    hall.appointment("9:30", "licence", came="9:22")
    assert why(hall, "9:22") == ("B002", "desk_idle")


def test_of_two_at_the_front_of_their_lines_the_longest_here_goes_first():
    hall = a_hall("1")
    first, second = hall.walk_in("9:00", "licence"), hall.walk_in("9:01", "passport")
    for visit in (second, first):
        hall.greeter_says("9:02", Prioritise, visit, reason="baby")
    assert why(hall, "9:03") == ("B001", "priority")


def test_of_two_handed_to_one_desk_the_promise_that_ends_first_goes_first():
    hall = a_hall("1", "2")
    for clock, name in (("9:00", "licence"), ("9:01", "passport")):
        hall.walk_in(clock, name)
    for _ in range(2):
        hall.call_next("9:02")
        hall.desk_says("9:03", HandOver, to_desk="2")
    assert why(hall, "9:04", "2") == ("B001", "for_this_desk")


def test_the_strictest_promise_counts_for_appointments_too():
    strict = service("extract", "B", appointment_limit=120_000)
    hall = a_hall("1", plan=a_plan(services=(*SERVICES, strict)))
    hall.appointment("9:00", "passport", came="8:50")
    hall.appointment("9:02", "passport", "extract", came="8:50")
    assert why(hall, "9:02") == ("A002", "least_time_left")


def test_a_priority_is_used_up_when_the_visit_is_handed_over():
    hall = a_hall("1", "2")
    visit = hall.walk_in("9:01")
    hall.greeter_says("9:01", Prioritise, visit, reason="baby")
    hall.call_next("9:02")
    hall.desk_says("9:03", HandOver, services=("licence",))
    hall.walk_in("9:00", sender=GREETER)
    assert why(hall, "9:04") == ("A002", "least_time_left")
