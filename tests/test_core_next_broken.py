"""Who is next when promises are broken: whom they make room for, and for how long. Each test is a
line of the house rules on the wall.
"""

from tests.builders import SERVICES, a_hall, a_plan
from wire.commands import HandOver


def why(hall, clock, desk="1"):
    found = hall.next(clock, desk)
    return (hall.day.visits[found.visit].ticket, found.why) if found else None


def test_a_broken_promise_makes_room_for_one_that_can_still_be_kept():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.walk_in("9:10")
    assert why(hall, "9:15") == ("A001", "least_time_left")
    assert why(hall, "9:15:01") == ("A002", "least_time_left")


def test_a_promise_is_broken_after_its_last_moment_and_not_in_it():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.walk_in("9:00", "licence")
    hall.appointment("9:15", came="9:10")
    assert why(hall, "9:15") == ("A001", "least_time_left")
    assert why(hall, "9:15:01") == ("A002", "least_time_left")


def test_of_two_broken_promises_of_one_moment_the_appointment_goes_first():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.appointment("9:00", came="9:00")
    assert why(hall, "9:30") == ("A002", "over_the_norm")


def test_a_broken_promise_comes_first_again_five_minutes_before_the_maximum():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.walk_in("9:25")
    assert why(hall, "9:39") == ("A001", "over_the_norm")
    hall.walk_in("9:24:59")
    assert why(hall, "9:39") == ("A003", "least_time_left")


def test_of_broken_promises_only_the_longest_waiting_goes_first():
    hall = a_hall("1")
    hall.walk_in("9:01")
    hall.walk_in("9:00", "licence")
    hall.appointment("9:05", came="9:04")
    assert why(hall, "9:30") == ("B001", "over_the_norm")


def test_with_two_broken_promises_appointments_that_can_be_kept_go_before_all_others():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.walk_in("9:06")
    hall.appointment("9:20", came="9:15")
    assert why(hall, "9:20") == ("A002", "least_time_left")
    hall.walk_in("9:00", "licence")
    assert why(hall, "9:20") == ("A003", "least_time_left")


def test_of_the_appointments_that_can_be_kept_then_the_least_time_left_goes_first():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.walk_in("9:00", "licence")
    hall.appointment("9:20", came="9:15")
    hall.appointment("9:18", "licence", came="9:10")
    assert why(hall, "9:20") == ("B002", "least_time_left")


def test_broken_promises_that_this_desk_cannot_mend_do_not_count_here():
    hall = a_hall("1", "3")
    hall.walk_in("9:00", "moving")
    hall.walk_in("9:00", "moving")
    hall.walk_in("9:06")
    hall.appointment("9:20", came="9:15")
    assert why(hall, "9:20") == ("A003", "least_time_left")


def test_who_was_called_before_does_not_make_room_and_counts_as_no_broken_promise():
    hall = a_hall("1", "2")
    for desk in ("1", "2"):
        hall.walk_in("9:00", "passport")
        hall.call_next("9:02", desk)
    for desk in ("1", "2"):
        hall.desk_says("9:03", HandOver, desk, services=("licence",))
    hall.walk_in("9:06")
    hall.appointment("9:20", "licence", came="9:15")
    assert why(hall, "9:20") == ("A001", "over_the_norm")


def test_who_was_called_before_is_found_behind_those_whose_promise_is_broken():
    hall = a_hall("1")
    handed = hall.walk_in("9:02")
    hall.call_next("9:02")
    hall.walk_in("9:00", "licence")
    hall.desk_says("9:03", HandOver, services=("licence",))
    hall.walk_in("9:25", "licence")
    assert why(hall, "9:30") == (handed.ticket, "over_the_norm")


def test_where_only_a_mean_is_promised_being_late_makes_no_room():
    services = tuple(each.model_copy(update={"target": None}) for each in SERVICES)
    hall = a_hall("1", plan=a_plan(services))
    for clock in ("9:00", "9:01", "9:10"):
        hall.walk_in(clock)
    hall.appointment("9:20", came="9:15")
    assert why(hall, "9:20") == ("A001", "over_the_norm")


def test_a_visit_for_several_services_has_a_limit_when_one_of_them_has():
    passport, *others = SERVICES
    services = (passport.model_copy(update={"target": None}), *others)
    hall = a_hall("1", plan=a_plan(services))
    hall.walk_in("9:00", "passport", "licence")
    hall.walk_in("9:10", "passport", "licence")
    assert why(hall, "9:16") == ("A002", "least_time_left")


def test_who_was_called_a_second_time_is_out_of_the_line():
    hall = a_hall("1", "2")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", HandOver, services=("licence",))
    hall.walk_in("9:03", "licence")
    assert hall.call_next("9:04").ticket == "A001"
    assert why(hall, "9:05", "2") == ("B001", "least_time_left")
