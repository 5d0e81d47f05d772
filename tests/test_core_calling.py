"""The desk: one key for the work of the day, and everything that goes differently."""

import pytest

from host.core.calling import not_here_at, recalls_left
from host.core.guards import is_fetched
from tests.builders import a_hall, a_plan, at, desk_screen, refuses
from wire.commands import (
    CallNext,
    CallVisit,
    ComeToFetch,
    EndVisit,
    HandOver,
    Meet,
    NotHere,
    Park,
    PauseDesk,
    PutBack,
    Recall,
)


def kinds(events):
    return [event.kind for event in events]


def test_one_key_ends_the_visit_at_the_desk_and_calls_the_next():
    hall = a_hall("1")
    first, second = hall.walk_in("9:00"), hall.walk_in("9:01")
    hall.call_next("9:02")
    hall.meet("9:03")
    events = hall.desk_says("9:10", CallNext, outcome="papers_missing")
    assert kinds(events) == ["ended", "called"]
    assert (first.stage, first.outcome, first.ended) == ("done", "papers_missing", at("9:10"))
    assert (second.stage, second.desk, second.first_called) == ("called", "1", at("9:10"))
    assert hall.is_sound()


def test_the_key_ends_a_visit_for_whom_nobody_pressed_here():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    assert kinds(hall.desk_says("9:09", CallNext)) == ["ended"]
    assert (visit.stage, visit.met) == ("done", None)
    assert hall.day.tally.paces == {}


def test_with_nobody_waiting_and_nobody_at_the_desk_the_key_says_so():
    with refuses("nobody_waiting"):
        a_hall("1").desk_says("9:00", CallNext)


def test_a_desk_that_is_closed_or_paused_calls_nobody():
    hall = a_hall()
    hall.walk_in("9:00")
    with refuses("desk_not_open"):
        hall.call_next("9:01")
    hall.open_desk()
    hall.desk_says("9:02", PauseDesk)
    with refuses("desk_not_open"):
        hall.call_next("9:03")


def test_a_screen_speaks_for_its_own_desk_only():
    hall = a_hall("1", "2")
    with refuses("other_desk"):
        hall.say(desk_screen("2"), "9:00", CallNext(id="wrong-desk", desk="1"))
    with refuses("desk_unknown"):
        hall.desk_says("9:00", CallNext, "9")


def test_each_call_of_the_day_rings_higher_than_all_before():
    hall = a_hall("1", "2")
    hall.walk_in("9:00")
    hall.walk_in("9:00")
    first, second = hall.call_next("9:01", "1"), hall.call_next("9:01", "2")
    hall.desk_says("9:02", Recall, "1")
    assert (second.ring, first.ring, hall.day.ring) == (2, 3, 3)
    assert hall.day.calls == [first.visit, second.visit]


def test_the_board_keeps_the_twelve_newest_calls():
    hall = a_hall("1", plan=a_plan(call_stands=0))
    visits = [hall.walk_in("9:00") for _ in range(14)]
    for _ in visits:
        hall.call_next("9:01")
    assert hall.day.calls == [visit.visit for visit in visits[2:]]


def test_sounding_a_call_again_at_once_is_a_bounce_of_the_key():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    with refuses("recall_too_soon") as no:
        hall.desk_says("9:01:04", Recall)
    assert no.detail == {"again_at": at("9:01:05")}
    hall.desk_says("9:01:05", Recall)


def test_who_does_not_come_is_called_twice_more_a_minute_apart_and_then_missed():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    with refuses("recall_too_soon"):
        hall.desk_says("9:01:59", NotHere)
    assert kinds(hall.desk_says("9:02", NotHere)) == ["recalled"]
    assert kinds(hall.desk_says("9:03", NotHere)) == ["recalled"]
    assert (visit.calls, recalls_left(hall.day.plan, visit)) == (3, 0)
    assert not_here_at(hall.day.plan, visit) == at("9:04")
    with refuses("recall_too_soon"):
        hall.desk_says("9:03:59", NotHere)
    assert kinds(hall.desk_says("9:04", NotHere)) == ["missed"]
    assert (visit.stage, hall.day.desks["1"].visit, list(hall.day.missed)) == (
        "missed",
        None,
        [visit.visit],
    )


def test_calls_sounded_by_hand_do_not_cost_a_visitor_the_turn():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    for clock in ("9:01:10", "9:01:20", "9:01:30"):
        hall.desk_says(clock, Recall)
    assert (visit.calls, recalls_left(hall.day.plan, visit)) == (4, 2)
    assert kinds(hall.desk_says("9:02:30", NotHere)) == ["recalled"]


def test_a_call_sounded_by_hand_does_not_move_the_minute_after_which_nobody_came():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:01:50", Recall)
    assert not_here_at(hall.day.plan, visit) == at("9:02")
    hall.desk_says("9:02", NotHere)
    hall.desk_says("9:02:50", Recall)
    assert not_here_at(hall.day.plan, visit) == at("9:03")
    hall.greeter_says("9:02:55", PutBack, visit)
    hall.call_next("9:10")
    assert not_here_at(hall.day.plan, visit) == at("9:11")


@pytest.mark.parametrize("wish", [CallNext, EndVisit])
def test_who_was_called_a_moment_ago_is_not_ended_before_anybody_could_come(wish):
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    with refuses("called_just_now") as no:
        hall.desk_says(at("9:01:15") - 1, wish)
    assert (visit.stage, no.detail) == ("called", {"again_at": at("9:01:15")})
    hall.desk_says("9:01:15", wish)
    assert visit.stage == "done"


def test_who_was_met_can_be_ended_at_once_and_so_can_anybody_where_the_town_says_so():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.meet("9:01:03")
    hall.desk_says("9:01:05", EndVisit)
    assert visit.stage == "done"
    hall = a_hall("1", plan=a_plan(call_stands=0))
    hall.walk_in("9:00")
    hall.call_next("9:01")
    assert kinds(hall.desk_says("9:01", CallNext)) == ["ended"]


def test_the_wait_ends_at_the_first_call_whatever_comes_after():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", NotHere)
    hall.greeter_says("9:02:30", PutBack, visit)
    hall.call_next("9:10")
    assert (visit.first_called, visit.called, visit.calls) == (at("9:01"), at("9:10"), 1)


def test_here_is_said_once():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.meet("9:02")
    assert (visit.stage, visit.met) == ("serving", at("9:02"))
    with refuses("nothing_changes"):
        hall.meet("9:03")
    with refuses("move_not_possible"):
        hall.desk_says("9:03", Recall)
    with refuses("move_not_possible"):
        hall.desk_says("9:03", NotHere)


@pytest.mark.parametrize("wish", [Meet, NotHere, Recall, ComeToFetch, EndVisit])
def test_at_an_empty_desk_there_is_nobody_to_help(wish):
    with refuses("desk_empty"):
        a_hall("1").desk_says("9:00", wish)


def test_i_am_coming_is_said_once():
    hall = a_hall("1", plan=a_plan(mode="hospitality"))
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:01", ComeToFetch)
    assert visit.coming
    with refuses("nothing_changes"):
        hall.desk_says("9:02", ComeToFetch)


def test_i_am_coming_is_for_who_is_fetched():
    hall = a_hall("1", "2")
    hall.walk_in("9:00")
    deaf = hall.walk_in("9:00", needs=("hearing",))
    hall.call_next("9:01", "1")
    with refuses("move_not_possible"):
        hall.desk_says("9:01", ComeToFetch)
    hall.call_next("9:01", "2")
    hall.desk_says("9:01", ComeToFetch, "2")
    assert deaf.coming


def test_the_deaf_the_blind_and_all_guests_of_hospitality_are_fetched():
    hall = a_hall()
    assert is_fetched(hall.walk_in("9:00", needs=("hearing",)))
    assert is_fetched(hall.walk_in("9:00", needs=("sight",)))
    assert is_fetched(hall.walk_in("9:00", "welfare"))
    assert not is_fetched(hall.walk_in("9:00", needs=("wheelchair",)))


# -- a certain visitor -----------------------------------------------------------------------------


def test_calling_a_certain_visitor_is_a_right_of_its_own():
    hall = a_hall("1")
    hall.walk_in("9:00")
    second = hall.walk_in("9:01")
    wish = CallVisit(id="pick-this-one", desk="1", visit=second.visit)
    with refuses("right_missing"):
        hall.say(desk_screen("1"), "9:02", wish)
    hall.say(desk_screen("1", "pick"), "9:02", wish)
    assert second.stage == "called"


def test_a_certain_visitor_may_be_missed_or_parked_but_must_be_somebody_this_desk_can_help():
    hall = a_hall("1", "3")
    parked, moving = hall.walk_in("9:00"), hall.walk_in("9:00", "moving")
    hall.call_next("9:01")
    hall.desk_says("9:02", Park, until=at("10:00"))
    with refuses("desk_cannot"):
        hall.desk_says("9:03", CallVisit, visit=moving.visit)
    assert kinds(hall.desk_says("9:03", CallVisit, visit=parked.visit)) == ["called"]
    assert (parked.until, parked.stage) == (None, "called")
    with refuses("move_not_possible"):
        hall.desk_says("9:04", CallVisit, visit=parked.visit)
    with refuses("visit_unknown"):
        hall.desk_says("9:04", CallVisit, visit="nobody-at-all")


def test_a_visitor_called_anew_counts_calls_anew():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", NotHere)
    hall.desk_says("9:02:30", Park, until=at("10:00"))
    hall.desk_says("9:10", CallVisit, visit=visit.visit)
    assert (visit.calls, visit.in_vain) == (1, 0)


def test_who_was_handed_to_another_desk_cannot_be_picked_here():
    hall = a_hall("1", "2")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", HandOver, to_desk="2")
    with refuses("desk_cannot"):
        hall.desk_says("9:03", CallVisit, visit=visit.visit)
    hall.desk_says("9:03", CallVisit, "2", visit=visit.visit)
    assert visit.desk == "2"
