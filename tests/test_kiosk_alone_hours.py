"""What a kiosk offers that stands alone: the hours that it heard of last."""

from tests.kiosk_alone import a_line
from tests.kiosk_stand_in import MINUTE, NOW, a_choice, a_view, at
from visitor.alone import standing_alone
from visitor.hall import Hall

HOUR = 60 * MINUTE


def a_hall(now="10:07", seen=NOW, **view):
    line = a_line()
    moment = at(now) if isinstance(now, str) else now
    hall = Hall(line.setup, a_view(**view), moment, "Europe/Amsterdam")
    return standing_alone(hall, seen)


def test_what_was_to_open_meanwhile_is_open():
    assert not a_hall("12:59").choice("uittreksel").open
    assert a_hall("13:00").choice("uittreksel").open


def test_what_was_over_stays_over_today_and_is_open_on_a_day_that_nobody_knows():
    assert a_hall().choice("verhuizing").over
    assert a_hall(NOW + 24 * HOUR).choice("verhuizing").open


def test_the_doors_close_as_they_were_to():
    assert a_hall("16:59").view.open
    assert not a_hall("17:00").view.open
    assert a_hall("17:00", closes_at=None).view.open


def test_the_doors_open_as_they_were_to():
    closed = {"open": False, "closes_at": None}
    assert not a_hall("08:59", opens_at=at("9:00"), **closed).view.open
    assert a_hall("09:00", opens_at=at("9:00"), **closed).view.open
    assert not a_hall("09:00", **closed).view.open


def test_on_a_later_day_the_doors_themselves_decide():
    tomorrow = NOW + 24 * HOUR
    assert a_hall(tomorrow).view.open
    assert a_hall(tomorrow, open=False).view.open
    assert not a_hall(tomorrow, open=False, opens_at=tomorrow + HOUR).view.open


def test_a_night_belongs_to_the_day_before_it():
    late = NOW + 17 * HOUR
    assert a_hall(late, closes_at=None).choice("verhuizing").over


def test_no_wait_and_no_printer_of_the_host():
    hall = a_hall(choices=(a_choice("paspoort"),), help_called=True)
    assert (hall.view.printer, hall.view.help_called) == ("none", False)
    assert hall.choice("paspoort").wait_from_minutes is None
