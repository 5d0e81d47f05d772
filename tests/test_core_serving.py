"""At the desk: ending, parking, handing over, serving at once; and the desk itself."""

from host.core.invariants import violations
from tests.builders import a_hall, a_plan, at, desk_screen, refuses
from wire.commands import (
    CallNext,
    ChangeVisit,
    CloseDesk,
    EndVisit,
    HandOver,
    MarkLeft,
    MarkTimesWrong,
    OpenDesk,
    Park,
    PauseDesk,
    PutBack,
    ServeNow,
)


def kinds(events):
    return [event.kind for event in events]


def test_end_ends_and_calls_nobody():
    hall = a_hall("1")
    visit, other = hall.walk_in("9:00"), hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:05", EndVisit, outcome="sent_on")
    assert (visit.outcome, other.stage, hall.day.desks["1"].last) == (
        "sent_on",
        "waiting",
        visit.visit,
    )


def test_parking_is_for_later_today():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    for until in (at("9:05"), at("28:00")):
        with refuses("too_far"):
            hall.desk_says("9:05", Park, until=until)
    hall.desk_says("9:05", Park, until=at("9:30"), asked_by_visitor=False)
    assert (visit.stage, hall.day.parked[visit.visit], visit.parked_by_visitor) == (
        "parked",
        at("9:30"),
        False,
    )
    assert hall.day.persons_inside == 0


def test_a_parked_visitor_returns_by_hand_or_by_itself():
    hall = a_hall("1", "2")
    by_hand, by_itself = hall.walk_in("9:00"), hall.walk_in("9:00")
    for desk in ("1", "2"):
        hall.call_next("9:01", desk)
        hall.meet("9:02", desk)
        hall.desk_says("9:05", Park, desk, until=at("9:30"))
    hall.greeter_says("9:10", PutBack, by_hand)
    assert hall.tick("9:29:59") == []
    assert kinds(hall.tick("9:30")) == ["put_back_in_line"]
    assert {by_hand.stage, by_itself.stage} == {"waiting"}
    assert (by_itself.served, by_itself.met) == (180_000, None)


def test_a_hand_over_keeps_the_first_arrival_and_the_first_wait():
    hall = a_hall("1", "3")
    visit = hall.walk_in("9:00", "passport")
    hall.call_next("9:04")
    hall.meet("9:05")
    hall.desk_says("9:10", HandOver, services=("moving",))
    assert (visit.stage, visit.arrived, visit.services) == ("waiting", at("9:00"), ("moving",))
    hall.call_next("9:20", "3")
    hall.meet("9:21", "3")
    hall.desk_says("9:26", EndVisit, "3")
    assert (visit.first_called, visit.waited_for) == (at("9:04"), "passport")
    assert hall.day.tally.waits["wt_w", "passport"].ordered == [4 * 60_000]
    assert hall.day.tally.paces["moving"].total == 10 * 60_000
    assert hall.is_sound()


def test_a_hand_over_needs_somewhere_to_go():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    for wish, word in (
        ({}, "nothing_changes"),
        ({"services": ("passport",)}, "nothing_changes"),
        ({"services": ("nonsense",)}, "service_unknown"),
        ({"to_desk": "9"}, "desk_unknown"),
        ({"to_desk": "3"}, "desk_cannot"),
        ({"to_desk": "2", "services": ("moving",)}, "desk_cannot"),
    ):
        with refuses(word):
            hall.desk_says("9:02", HandOver, **wish)


def test_a_service_that_no_desk_does_cannot_be_handed_over_to():
    hall = a_hall("1", plan=a_plan(desks={"1": ("passport",), "2": ("licence",)}))
    hall.walk_in("9:00")
    hall.call_next("9:01")
    with refuses("desk_cannot"):
        hall.desk_says("9:02", HandOver, services=("birth",))
    hall.desk_says("9:02", HandOver, services=("licence", "birth"))


def test_somebody_without_a_ticket_is_served_here_and_now_and_has_no_wait():
    hall = a_hall("1")
    hall.desk_says("9:00", ServeNow, services=("passport",), persons=2)
    (visit,) = hall.day.visits.values()
    assert (visit.stage, visit.arrived, visit.first_called) == ("serving", at("9:00"), None)
    with refuses("desk_busy"):
        hall.desk_says("9:01", ServeNow, services=("passport",))
    hall.desk_says("9:05", EndVisit)
    assert hall.day.tally.waits == {}
    assert (hall.day.tally.walk_ins.visits, hall.day.tally.walk_ins.persons) == (1, 2)


def test_a_wait_after_serving_at_once_is_no_first_wait():
    hall = a_hall("1", "3")
    hall.desk_says("9:00", ServeNow, services=("passport",))
    hall.desk_says("9:05", HandOver, services=("moving",))
    visit = hall.call_next("9:20", "3")
    hall.desk_says("9:30", EndVisit, "3")
    assert visit.first_called is None
    assert hall.day.tally.waits == {}


def test_who_began_at_a_desk_gets_a_number_and_a_slip_when_handed_over():
    hall = a_hall("1", "3")
    hall.walk_in("9:00", "moving")
    hall.desk_says("9:01", ServeNow, services=("passport",))
    assert kinds(hall.desk_says("9:05", HandOver, services=("moving",))) == [
        "handed_over",
        "slip_asked",
    ]
    visit = list(hall.day.visits.values())[-1]
    assert (visit.ticket, visit.slips, hall.walk_in("9:06").ticket) == ("A002", 1, "A003")
    hall.call_next("9:07", "3")
    assert kinds(hall.desk_says("9:08", HandOver, "3", services=("licence",))) == ["handed_over"]
    assert hall.is_sound()


def test_a_hand_over_prints_nothing_where_there_is_no_printer_and_gives_no_number_without_numbers():
    hall = a_hall("1", "3", plan=a_plan(prints=False))
    hall.desk_says("9:01", ServeNow, services=("passport",))
    assert kinds(hall.desk_says("9:05", HandOver, services=("moving",))) == ["handed_over"]
    (visit,) = hall.day.visits.values()
    assert visit.ticket == "A001"
    hall = a_hall("1", "3", plan=a_plan(mode="hospitality"))
    hall.desk_says("9:01", ServeNow, services=("passport",))
    hall.desk_says("9:05", HandOver, services=("moving",))
    (visit,) = hall.day.visits.values()
    assert (visit.ticket, visit.slips) == ("", 0)


def test_a_desk_is_free_since_its_visitor_went_whichever_way():
    hall = a_hall("1")
    for _ in range(2):
        hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.meet("9:02")
    hall.desk_says("9:05", Park, until=at("9:30"))
    assert hall.day.desks["1"].since == at("9:05")
    hall.undo_last("9:05:30", desk_screen("1"))
    assert hall.day.desks["1"].since == at("8:30")
    hall.desk_says("9:10", CallNext)
    hall.desk_says("9:12", EndVisit)
    assert hall.day.desks["1"].since == at("9:12")


def test_serving_at_once_is_for_what_this_desk_can_do():
    hall = a_hall("1")
    with refuses("desk_cannot"):
        hall.desk_says("9:00", ServeNow, services=("moving",))
    with refuses("service_unknown"):
        hall.desk_says("9:00", ServeNow, services=("nonsense",))


def test_wrong_times_are_marked_on_the_visit_here_or_else_on_the_last():
    hall = a_hall("1")
    with refuses("desk_empty"):
        hall.desk_says("9:00", MarkTimesWrong)
    last = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:05", EndVisit)
    hall.desk_says("9:06", MarkTimesWrong)
    assert (last.times_wrong, hall.day.tally.waits) == (True, {})
    assert hall.day.tally.walk_ins.visits == 1
    with refuses("nothing_changes"):
        hall.desk_says("9:06", MarkTimesWrong)
    here = hall.walk_in("9:07")
    hall.call_next("9:07")
    hall.desk_says("9:08", MarkTimesWrong)
    assert here.times_wrong


def test_the_times_of_a_last_visit_that_waits_again_cannot_be_marked():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", EndVisit)
    hall.undo_last("9:02:10", desk_screen("1"))
    hall.desk_says("9:02:20", MarkTimesWrong)
    assert hall.day.visits[hall.day.desks["1"].visit].times_wrong


# -- the desk itself -------------------------------------------------------------------------------


def test_a_desk_opens_for_whoever_signed_in_and_for_nobody_else():
    hall = a_hall()
    with refuses("not_signed_in"):
        hall.desk_says("8:30", OpenDesk)
    hall.open_desk("1", staff="jan")
    with refuses("desk_in_use"):
        hall.desk_says("8:31", OpenDesk, staff="els")
    with refuses("nothing_changes"):
        hall.desk_says("8:31", OpenDesk, staff="jan")
    hall.desk_says("8:32", PauseDesk, reason="meeting")
    with refuses("desk_in_use"):
        hall.desk_says("8:33", OpenDesk, staff="els")
    hall.desk_says("8:33", OpenDesk, staff="jan")
    assert (hall.day.desks["1"].state, hall.day.desks["1"].reason) == ("open", "")


def test_a_desk_is_not_paused_or_closed_while_a_visitor_is_there():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    for wish in (PauseDesk, CloseDesk):
        with refuses("desk_busy"):
            hall.desk_says("9:02", wish)
    hall.desk_says("9:03", EndVisit)
    hall.desk_says("9:04", PauseDesk)
    with refuses("nothing_changes"):
        hall.desk_says("9:04", PauseDesk)
    hall.desk_says("9:05", PauseDesk, reason="meeting")
    hall.desk_says("9:06", CloseDesk)
    assert (hall.day.desks["1"].state, hall.day.desks["1"].staff) == ("closed", "")
    with refuses("nothing_changes"):
        hall.desk_says("9:06", CloseDesk)
    with refuses("desk_not_open"):
        hall.desk_says("9:06", PauseDesk)


def test_a_desk_leaves_alone_whom_another_desk_has_called():
    hall = a_hall("1", "2")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01", "1")
    with refuses("other_desk"):
        hall.say(desk_screen("2"), "9:02", PutBack(id="put-back-1", visit=visit.visit))
    with refuses("other_desk"):
        hall.say(
            desk_screen("2"), "9:02", ChangeVisit(id="change-01", visit=visit.visit, persons=2)
        )
    hall.say(desk_screen("1"), "9:02", PutBack(id="put-back-1", visit=visit.visit))
    assert (visit.stage, hall.day.desks["1"].visit) == ("waiting", None)
    hall.say(desk_screen("1"), "9:02", MarkLeft(id="left-0001", visit=visit.visit))
    with refuses("nobody_waiting"):
        hall.call_next("9:03", "1")


def test_eight_desks_call_from_ten_thousand_tickets_and_nobody_is_called_twice():
    plan = a_plan(desks={str(number): ("passport", "licence") for number in range(1, 9)})
    plan = plan.model_copy(update={"call_stands": 0})
    hall = a_hall(*plan.desks, plan=plan)
    for number in range(10_000):
        hall.walk_in("9:00", ("passport", "licence")[number % 2], slip=False)
    called = []
    for number in range(10_000):
        visit = hall.call_next("10:00", str(number % 8 + 1))
        called.append(visit.ticket)
    assert len(set(called)) == 10_000
    assert violations(hall.entries) == []
    hall.desk_says("10:01", EndVisit)
    with refuses("nobody_waiting"):
        hall.desk_says("10:01", CallNext)
