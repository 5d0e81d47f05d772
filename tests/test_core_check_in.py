"""Who arrives: by appointment, without one, too early, too late, at closed doors. And their
numbers.
"""

import pytest

from host.core.check_in import judge
from tests.builders import (
    GREETER,
    KIOSK,
    Hall,
    a_hall,
    a_plan,
    at,
    refuses,
)
from wire.commands import CancelAppointment, CheckIn, MarkLeft, NotHere


@pytest.mark.parametrize(
    ("clock", "word"),
    [
        ("9:44:59", "too_early"),
        ("9:45", "early"),
        ("9:59:59", "early"),
        ("10:00", "on_time"),
        ("10:10", "on_time"),
        ("10:10:01", "late"),
        ("10:30", "late"),
        ("10:30:01", "too_late"),
    ],
)
def test_an_appointment_at_ten_is_judged_by_the_clock_on_the_wall(clock, word):
    hall = a_hall()
    visit = hall.book("10:00")
    assert judge(hall.day, visit, at(clock)) == word


def test_an_appointment_later_than_the_grace_stands_in_line_as_a_walk_in():
    hall = a_hall("1")
    late = hall.appointment("9:00", came="9:11")
    on_time = hall.appointment("9:01", came="9:11")
    assert late.late
    assert not on_time.late
    assert hall.next("9:12").visit == on_time.visit


def test_a_kiosk_sends_away_who_is_too_early_and_says_from_when():
    hall = a_hall()
    visit = hall.book("10:00", code="ABC123")
    with refuses("too_early") as no:
        hall.say(KIOSK, "9:30", CheckIn(id=hall.new_id(), code="ABC123"))
    assert no.detail == {"opens_at": at("9:45")}
    assert visit.stage == "expected"


def test_a_kiosk_leaves_who_is_too_late_to_the_greeter():
    hall = a_hall()
    visit = hall.book("10:00")
    with refuses("too_late"):
        hall.arrive(visit, "10:31", KIOSK)
    hall.arrive(visit, "10:31", GREETER)
    assert visit.stage == "waiting"
    assert visit.late


def test_a_greeter_checks_in_who_is_hours_early():
    hall = a_hall("1")
    visit = hall.appointment("15:00", came="9:10")
    assert (visit.stage, visit.late) == ("waiting", False)


def test_checking_in_twice_tells_the_number_that_was_given():
    hall = a_hall()
    visit = hall.appointment("10:00", came="9:50")
    with refuses("already_here") as no:
        hall.arrive(visit, "9:51", KIOSK)
    assert no.detail == {"ticket": "A001", "visit": visit.visit}


def test_who_left_and_checks_in_again_is_in_line_again():
    hall = a_hall("1")
    visit = hall.appointment("10:00", came="9:50", code="GONE-1")
    hall.greeter_says("9:55", MarkLeft, visit)
    assert judge(hall.day, visit, at("9:58")) == "late"
    hall.say(KIOSK, "9:58", CheckIn(id=hall.new_id(), code="GONE-1"))
    assert (visit.stage, visit.ticket, visit.front) == ("waiting", "A001", False)


def test_who_missed_the_call_and_checks_in_again_is_at_the_front():
    hall = a_hall("1")
    visit = hall.appointment("10:00", came="9:50")
    hall.call_next("10:00")
    for clock in ("10:01", "10:02", "10:03"):
        hall.desk_says(clock, NotHere)
    hall.arrive(visit, "10:04", KIOSK)
    assert (visit.stage, visit.front) == ("waiting", True)


def test_a_cancelled_appointment_cannot_be_checked_in():
    hall = a_hall()
    visit = hall.book("10:00")
    hall.greeter_says("9:00", CancelAppointment, visit)
    with refuses("appointment_cancelled"):
        hall.arrive(visit, "9:50", KIOSK)
    with refuses("appointment_cancelled"):
        hall.greeter_says("9:01", CancelAppointment, visit)


def test_an_unknown_code_or_no_code_is_code_unknown():
    hall = a_hall()
    for code in ("NOPE", None):
        with refuses("code_unknown"):
            hall.say(KIOSK, "9:00", CheckIn(id=hall.new_id(), code=code))


def test_only_an_appointment_can_be_checked_in():
    hall = a_hall()
    walk_in = hall.walk_in("9:00")
    with refuses("move_not_possible"):
        hall.arrive(walk_in, "9:01")
    with refuses("visit_unknown"):
        hall.say(KIOSK, "9:00", CheckIn(id=hall.new_id(), visit="nobody-at-all"))


def test_an_appointment_for_a_service_that_is_gone_is_changed_by_the_greeter_first():
    hall = Hall()
    visit = hall.book("10:00", "abolished")
    hall.open(a_plan())
    with refuses("service_unknown") as no:
        hall.arrive(visit, "9:50")
    assert no.detail == {"service": "abolished"}


def test_who_was_marked_as_no_show_is_checked_in_late_after_all():
    hall = a_hall()
    visit = hall.book("10:00")
    hall.tick("10:15")
    assert visit.stage == "no_show"
    hall.arrive(visit, "10:20", KIOSK)
    assert (visit.stage, visit.late, hall.day.tally.appointments.no_show) == ("waiting", True, 0)


def test_more_or_fewer_came_than_were_booked():
    hall = a_hall()
    as_booked = hall.appointment("10:00", came="9:50", persons=2)
    more = hall.book("10:00", persons=2)
    hall.arrive(more, "9:50", persons=5)
    assert (as_booked.persons, more.persons) == (2, 5)
    assert hall.day.persons_inside == 7


def test_a_kiosk_knows_the_visitors_language_and_a_greeters_screen_does_not():
    hall = a_hall()
    at_kiosk, at_greeter = hall.book("10:00", language="en"), hall.book("10:00", language="en")
    hall.arrive(at_kiosk, "9:50", KIOSK, language="de")
    hall.arrive(at_greeter, "9:50", GREETER)
    assert (at_kiosk.language, at_greeter.language) == ("de", "en")
