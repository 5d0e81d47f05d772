"""Numbers that a kiosk gave by itself, brought to the host: the number stands, the place is that of
the moment, and nobody is lost silently."""

import pytest

from host.core.entry import Sender
from tests.builders import GREETER, KIOSK, a_hall, a_plan, at, desk_screen, refuses
from wire.commands import BringTicket, EndVisit, Undo

DAY = "2026-06-08"


def bring(ticket="K001", taken="9:20", name="", **more):
    said = {"day": DAY, "services": ("passport",), **more}
    name = name or f"visit-{ticket}-{taken.replace(':', '')}"
    return BringTicket(id=name, ticket=ticket, taken_at=at(taken), **said)


def brought(hall, clock="10:00", **more):
    wish = bring(**more)
    hall.say(KIOSK, clock, wish)
    return hall.day.visits.get(wish.id)


def marks(hall):
    return [(call.reason, call.ticket) for call in hall.day.helps.values()]


def test_the_number_on_the_paper_stands_and_the_arrival_is_when_it_was_taken():
    hall = a_hall()
    visit = brought(hall, taken="9:20", persons=3, language="de", needs=("hearing",))
    assert (visit.ticket, visit.stage, visit.arrived) == ("K001", "waiting", at("9:20"))
    assert (visit.persons, visit.language, visit.needs) == (3, "de", ("hearing",))
    assert hall.is_sound()


def test_two_kiosks_stand_in_line_in_the_order_in_which_visitors_came():
    hall = a_hall("1")
    hall.walk_in("9:00")
    for ticket, taken in (("K001", "9:10"), ("K002", "9:30"), ("G001", "9:05"), ("G002", "9:20")):
        brought(hall, ticket=ticket, taken=taken)
    hall.walk_in("10:01")
    called = []
    for minute in range(6):
        called.append(hall.call_next(f"10:{10 + 5 * minute}").ticket)
        hall.meet(f"10:{11 + 5 * minute}")
    assert called == ["A001", "G001", "K001", "G002", "K002", "A002"]
    assert hall.is_sound()


@pytest.mark.parametrize(("taken", "arrived"), [("7:00", "9:00"), ("11:00", "10:00")])
def test_an_arrival_is_never_before_the_opening_nor_in_the_future(taken, arrived):
    assert brought(a_hall(), taken=taken).arrived == at(arrived)


def test_on_a_closed_day_the_kiosk_is_believed():
    hall = a_hall(plan=a_plan(opens=None, closes=None))
    assert brought(hall, taken="8:30").arrived == at("8:30")


def test_a_code_that_is_right_checks_its_appointment_in():
    hall = a_hall()
    booked = hall.book("9:30", "licence", code="CODE-A", persons=2)
    assert brought(hall, taken="9:25", code="CODE-A") is None
    assert (booked.ticket, booked.stage, booked.arrived) == ("K001", "waiting", at("9:25"))
    assert (booked.services, booked.persons, booked.late) == (("licence",), 2, False)
    assert marks(hall) == []
    assert hall.is_sound()


def test_whoever_was_marked_as_no_show_meanwhile_was_here_after_all():
    hall = a_hall()
    booked = hall.book("9:30", code="CODE-A")
    hall.tick("9:50")
    assert booked.stage == "no_show"
    brought(hall, taken="9:25", code="CODE-A")
    assert (booked.stage, booked.late) == ("waiting", False)


def test_somebody_later_than_the_grace_keeps_only_the_place_in_line():
    hall = a_hall()
    booked = hall.book("9:30", code="CODE-A")
    brought(hall, taken="9:41", code="CODE-A")
    assert booked.late


def test_a_wrong_code_waits_without_an_appointment_and_the_greeter_is_told():
    hall = a_hall()
    visit = brought(hall, code="NONE-01")
    assert (visit.ticket, visit.by_appointment, visit.persons) == ("K001", False, 1)
    assert marks(hall) == [("alone_code", "K001")]


def test_the_code_of_somebody_who_is_here_already_is_a_wrong_one():
    hall = a_hall()
    hall.appointment("9:30", came="9:20", code="CODE-A")
    assert brought(hall, code="CODE-A").stage == "waiting"
    assert marks(hall) == [("alone_code", "K001")]


def test_a_check_in_that_was_taken_back_keeps_its_first_number():
    hall = a_hall()
    booked = hall.appointment("9:30", came="9:20", code="CODE-A")
    hall.undo_last("9:20:30", GREETER)
    brought(hall, code="CODE-A")
    booked = hall.day.visits[booked.visit]
    assert (booked.stage, booked.ticket) == ("expected", "A001")
    assert marks(hall) == [("alone_code", "K001")]


def test_a_number_of_another_service_day_is_told_to_the_greeter():
    hall = a_hall()
    assert brought(hall, day="2026-06-07") is None
    assert marks(hall) == [("alone_day", "K001")]
    assert hall.is_sound()


def test_a_number_for_a_service_that_is_gone_is_told_to_the_greeter():
    hall = a_hall()
    assert brought(hall, services=("gone",)) is None
    assert marks(hall) == [("alone_service", "K001")]
    assert brought(hall, ticket="K002", services=("gone", "birth")).services == ("birth",)


def test_an_appointment_needs_no_other_service():
    hall = a_hall()
    booked = hall.book("9:30", code="CODE-A")
    brought(hall, services=("gone",), code="CODE-A")
    assert booked.ticket == "K001"


def test_a_number_that_is_out_already_is_given_to_nobody_else():
    hall = a_hall("1")
    first = brought(hall)
    hall.call_next("10:01")
    hall.meet("10:02")
    hall.desk_says("10:05", EndVisit)
    assert first.stage == "done"
    second = brought(hall, clock="10:10", taken="9:40")
    assert second.ticket == "A001"
    assert marks(hall) == [("alone_twice", "K001")]
    assert hall.is_sound()


def test_a_gap_in_the_numbers_can_be_filled_later():
    hall = a_hall()
    brought(hall, ticket="K003")
    assert brought(hall, ticket="K001", taken="9:10").ticket == "K001"
    assert hall.day.series["K"] == 3
    assert marks(hall) == []
    assert hall.is_sound()


def test_a_slip_that_is_out_makes_every_later_one_a_copy():
    hall = a_hall()
    shown, printed = brought(hall), brought(hall, ticket="K002", paper="printed")
    assert (shown.slips, printed.slips) == (0, 1)
    assert hall.day.slips == {}
    assert list(hall.day.slips_done.values()) == ["printed"]
    booked = hall.book("10:30", code="CODE-A")
    brought(hall, ticket="K003", code="CODE-A", paper="unknown")
    assert booked.slips == 1
    assert hall.is_sound()


def test_a_wish_that_the_host_had_kept_after_all_does_not_wait_beside_it():
    hall = a_hall()
    unheard = hall.walk_in("9:19")
    brought(hall, unheard=unheard.visit)
    assert unheard.stage == "left"
    served = hall.walk_in("9:21", visit="visit-served")
    hall.open_desk()
    hall.call_next("10:01")
    hall.call_next("10:02")
    assert served.stage in ("called", "serving")
    brought(hall, ticket="K002", unheard=served.visit, clock="10:03")
    assert served.stage in ("called", "serving")


@pytest.mark.parametrize("sender", [GREETER, Sender("kiosk-door", "kiosk")])
def test_a_kiosk_lets_nobody_leave_whose_number_another_device_asked_for(sender):
    hall = a_hall()
    other = hall.walk_in("9:19", sender=sender)
    booked = hall.appointment("10:00", came="9:55")
    for visit in (other, booked):
        with refuses("visit_unknown"):
            brought(hall, unheard=visit.visit)
        assert visit.stage == "waiting"
    assert brought(hall, unheard="never-kept-1").stage == "waiting"


def test_where_nobody_has_a_number_the_one_on_the_paper_stands_all_the_same():
    hall = a_hall(plan=a_plan(mode="hospitality"))
    assert brought(hall, paper="printed").ticket == "K001"
    assert brought(hall, taken="9:30", paper="printed").ticket == ""
    assert marks(hall) == [("alone_twice", "K001")]
    assert hall.is_sound()


def test_nothing_is_brought_to_a_day_that_is_over():
    hall = a_hall()
    hall.tick("28:00")
    with refuses("day_closed"):
        brought(hall, clock="28:00")


def test_nobody_takes_back_what_a_kiosk_brought():
    hall = a_hall()
    brought(hall)
    with refuses("step_unknown"):
        hall.say(desk_screen(), "10:01", Undo(id="undo-0001", step="visit-K001-920"))
