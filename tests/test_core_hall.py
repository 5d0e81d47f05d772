"""The greeter's wishes, calls for help, slips: what happens in the hall and not at a desk."""

import pytest

from host.core.slips import slip_id
from tests.builders import GREETER, KIOSK, PRINTER, Hall, a_hall, a_plan, at, refuses
from wire.commands import (
    Annotate,
    AnswerHelp,
    CallForHelp,
    CancelAppointment,
    ChangeVisit,
    EndVisit,
    MarkLeft,
    NotHere,
    PrintAgain,
    Prioritise,
    PutBack,
    ReportSlip,
)


def kinds(events):
    return [event.kind for event in events]


def test_priority_is_given_for_one_reason_at_a_time_and_only_to_who_waits():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.greeter_says("9:01", Prioritise, visit, reason="bereaved")
    with refuses("already_first"):
        hall.greeter_says("9:01", Prioritise, visit, reason="bereaved")
    hall.greeter_says("9:01", Prioritise, visit, reason="baby")
    assert visit.priority == "baby"
    hall.call_next("9:02")
    with refuses("move_not_possible") as no:
        hall.greeter_says("9:03", Prioritise, visit, reason="baby")
    assert no.detail == {"stage": "called"}


def test_priority_can_be_taken_back_and_the_visit_stands_in_its_old_place():
    hall = a_hall("1")
    hall.walk_in("9:00")
    visit = hall.walk_in("9:01")
    with refuses("nothing_changes"):
        hall.greeter_says("9:02", Prioritise, visit, reason="none")
    hall.greeter_says("9:02", Prioritise, visit, reason="baby")
    assert hall.next_ticket("9:03") == "A002"
    hall.greeter_says("9:03", Prioritise, visit, reason="none")
    assert (visit.priority, hall.next_ticket("9:03")) == ("", "A001")
    assert hall.is_sound()


def test_a_visit_is_changed_while_it_is_not_over():
    hall = a_hall("1")
    visit = hall.walk_in("9:00", persons=2)
    hall.greeter_says("9:01", ChangeVisit, visit, services=("moving",))
    assert (visit.services, visit.persons, hall.next("9:01")) == (("moving",), 2, None)
    hall.greeter_says("9:01", ChangeVisit, visit, services=("licence",), persons=3)
    assert (hall.next("9:01").visit, hall.day.persons_inside) == (visit.visit, 3)
    with refuses("nothing_changes"):
        hall.greeter_says("9:01", ChangeVisit, visit, persons=3)
    with refuses("service_unknown"):
        hall.greeter_says("9:01", ChangeVisit, visit, services=("nonsense",))
    hall.greeter_says("9:02", MarkLeft, visit)
    with refuses("move_not_possible"):
        hall.greeter_says("9:02", ChangeVisit, visit, persons=4)


def test_persons_can_be_changed_of_a_booking_whose_service_is_gone():
    hall = Hall()
    visit = hall.book("10:00", "abolished")
    hall.open(a_plan())
    hall.greeter_says("9:00", ChangeVisit, visit, persons=3)
    assert visit.persons == 3
    with refuses("service_unknown"):
        hall.greeter_says("9:00", ChangeVisit, visit, services=("abolished", "passport"))
    hall.greeter_says("9:00", ChangeVisit, visit, services=("passport",))
    hall.arrive(visit, "9:50")
    assert visit.ticket == "A001"


def test_who_was_called_is_put_back_in_the_old_place():
    hall = a_hall("1")
    first = hall.walk_in("9:00")
    hall.walk_in("9:01")
    hall.call_next("9:02")
    hall.greeter_says("9:03", PutBack, first)
    assert (first.front, first.calls, first.called) == (False, 0, None)
    assert hall.next("9:03").visit == first.visit


def test_who_left_and_returns_does_not_gain_from_the_time_away():
    hall = a_hall("1")
    left = hall.walk_in("9:00")
    stayed = hall.walk_in("9:05")
    hall.greeter_says("9:01", MarkLeft, left)
    assert hall.day.tally.walk_ins.left == 1
    hall.greeter_says("9:11", PutBack, left)
    assert hall.day.tally.walk_ins.left == 0
    assert hall.next("9:12").visit == stayed.visit
    hall.call_next("9:12")
    hall.call_next("9:13")
    hall.desk_says("9:20", EndVisit)
    assert hall.day.tally.waits["wt_w", None].ordered == [3 * 60_000, 7 * 60_000]


def test_who_left_after_a_missed_call_returns_with_the_wait_of_then():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    for clock in ("9:02", "9:03", "9:04"):
        hall.desk_says(clock, NotHere)
    hall.greeter_says("9:05", MarkLeft, visit)
    hall.greeter_says("9:30", PutBack, visit)
    assert (visit.away, visit.first_called) == (0, at("9:01"))


def test_a_no_show_who_stands_here_is_put_in_line_with_a_number():
    hall = a_hall("1")
    visit = hall.book("10:00")
    hall.tick("10:15")
    assert kinds(hall.greeter_says("10:20", PutBack, visit)) == ["checked_in", "slip_asked"]
    assert (visit.stage, visit.ticket, visit.late) == ("waiting", "A001", True)
    gone = Hall()
    booked = gone.book("10:00", "abolished")
    gone.open(a_plan())
    gone.tick("10:15")
    with refuses("service_unknown"):
        gone.greeter_says("10:20", PutBack, booked)


def test_only_who_is_not_in_line_is_put_back():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    with refuses("move_not_possible"):
        hall.greeter_says("9:01", PutBack, visit)
    hall.call_next("9:01")
    hall.meet("9:02")
    with refuses("move_not_possible"):
        hall.greeter_says("9:03", PutBack, visit)


def test_leaving_is_for_who_waits_is_parked_or_was_missed():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    with refuses("move_not_possible"):
        hall.greeter_says("9:02", MarkLeft, visit)
    with refuses("visit_unknown"):
        hall.say(GREETER, "9:02", MarkLeft(id="mark-left", visit="nobody-at-all"))


def test_only_an_expected_visit_is_cancelled():
    hall = a_hall()
    visit = hall.book("10:00")
    hall.arrive(visit, "9:50")
    with refuses("move_not_possible"):
        hall.greeter_says("9:51", CancelAppointment, visit)
    other = hall.book("10:00")
    hall.greeter_says("9:51", CancelAppointment, other)
    assert (other.stage, len(hall.day.expected)) == ("cancelled", 0)


def test_a_note_is_a_fact_without_its_text():
    hall = a_hall()
    visit = hall.walk_in("9:00")
    (event,) = hall.greeter_says("9:01", Annotate, visit, name="Mevrouw Jansen", look="red coat")
    assert "Jansen" not in event.model_dump_json()
    assert "red" not in event.model_dump_json()
    with refuses("nothing_changes"):
        hall.greeter_says("9:01", Annotate, visit)


def test_a_call_for_help_stands_until_somebody_goes():
    hall = a_hall()
    visit = hall.walk_in("9:00")
    hall.say(KIOSK, "9:01", CallForHelp(id="help-0001", reason="code", visit=visit.visit))
    (call,) = hall.day.helps.values()
    assert (call.device, call.reason, call.since) == ("kiosk-hall", "code", at("9:01"))
    hall.say(GREETER, "9:02", AnswerHelp(id="answer-01", help="help-0001"))
    assert hall.day.helps == {}
    with refuses("help_unknown"):
        hall.say(GREETER, "9:02", AnswerHelp(id="answer-02", help="help-0001"))
    with refuses("visit_unknown"):
        hall.say(KIOSK, "9:01", CallForHelp(id="help-0002", visit="nobody-at-all"))
    hall.say(KIOSK, "9:03", CallForHelp(id="help-0003", language="de", page="code"))
    (call,) = hall.day.helps.values()
    assert (call.language, call.page) == ("de", "code")


# -- slips -----------------------------------------------------------------------------------------


def test_the_second_slip_of_a_ticket_is_number_two():
    hall = a_hall()
    visit = hall.walk_in("9:00")
    (event,) = hall.greeter_says("9:01", PrintAgain, visit)
    assert (event.number, event.device, visit.slips) == (2, GREETER.device, 2)


def test_there_is_no_slip_without_a_number_and_none_for_who_is_not_here():
    hall = a_hall()
    with refuses("no_ticket"):
        hall.greeter_says("9:01", PrintAgain, hall.walk_in("9:00", "welfare"))
    with refuses("move_not_possible"):
        hall.greeter_says("9:01", PrintAgain, hall.book("10:00"))


def test_a_slip_only_goes_forward():
    hall = a_hall()
    hall.walk_in("9:00")
    (slip,) = hall.day.slips

    def report(state):
        wish = ReportSlip(id=hall.new_id(), slip=slip, state=state)
        return kinds(hall.say(PRINTER, "9:01", wish))

    assert report("sending") == ["slip_moved"]
    with refuses("move_not_possible"):
        report("sending")
    assert report("printed") == ["slip_moved"]
    assert hall.day.slips == {}
    assert report("printed") == []
    for backwards in ("sending", "unknown"):
        with refuses("move_not_possible"):
            report(backwards)


def test_a_slip_in_doubt_stays_until_a_printer_has_it_on_paper():
    hall = a_hall()
    hall.walk_in("9:00")
    (slip,) = hall.day.slips

    def report(state):
        wish = ReportSlip(id=hall.new_id(), slip=slip, state=state)
        return kinds(hall.say(PRINTER, "9:01", wish))

    assert report("sending") == report("unknown") == ["slip_moved"]
    assert report("unknown") == []
    assert hall.day.slips[slip].state == "unknown"
    assert hall.day.slips[slip].by == PRINTER.device
    with refuses("move_not_possible"):
        report("sending")
    assert report("printed") == ["slip_moved"]
    assert hall.day.slips == {}
    with refuses("move_not_possible"):
        report("unknown")


def test_a_slip_that_nobody_asked_for_is_unknown():
    with refuses("slip_unknown"):
        a_hall().say(PRINTER, "9:01", ReportSlip(id="report-01", slip="nothing-1", state="printed"))


@pytest.mark.parametrize("length", [8, 48, 49, 64])
def test_slips_of_long_visit_ids_never_share_an_id(length):
    first, second = "a" * length, "a" * (length - 1) + "b"
    assert slip_id(first, 1) != slip_id(second, 1)
    assert len(slip_id(first, 9999)) <= 64
