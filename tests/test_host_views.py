"""What each screen shows of a day: the wall, the desk, the greeter, the slip; no line needed."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from host.core.expect import expected_wait
from host.hall import Hall
from host.settings import read
from host.views import view_of
from tests.builders import GREETER, KIOSK, a_hall, at, desk_screen
from tests.town import settings_file
from wire.commands import (
    Annotate,
    CallForHelp,
    CallNext,
    EndVisit,
    Meet,
    NotHere,
    Park,
    PrintAgain,
    Prioritise,
    Recall,
    TakeTicket,
    Undo,
)


@pytest.fixture
def shown(tmp_path):
    """`shown(hall, "9:05", "desk", "1")`: the view of a day made with the builders."""
    settings = read(settings_file(tmp_path))

    def view(hall: Any, clock: str, *key: str) -> Any:
        known = Hall("hall", settings, day=hall.day, signed_in={"1": "anna", "2": "bram"})
        return json.loads(
            view_of(known, key, at(clock)), object_hook=lambda part: SimpleNamespace(**part)
        )

    return view


def told(hall: Any, clock: str, appointed: int | None = None) -> tuple[int, int]:
    """What the kiosk tells who comes for a passport."""
    wait = expected_wait(hall.day, ("passport",), at(clock), appointed=appointed)
    assert wait is not None
    return wait


def calls_of(board):
    return [(call.ticket, call.desk) for call in board.calls]


# -- the wall --------------------------------------------------------------------------------------


def test_the_wall_shows_the_newest_call_of_each_desk_and_no_older_one(shown):
    hall = a_hall("1", "2")
    for _ in range(3):
        hall.walk_in("9:00")
    hall.call_next("9:01", "1")
    hall.call_next("9:01", "2")
    assert calls_of(shown(hall, "9:01", "board")) == [("A002", "2"), ("A001", "1")]
    hall.call_next("9:02", "1")
    assert calls_of(shown(hall, "9:02", "board")) == [("A003", "1"), ("A002", "2")]
    hall.undo_last("9:02:10", desk_screen("1"))
    assert calls_of(shown(hall, "9:02:10", "board")) == [("A002", "2"), ("A001", "1")]


def test_the_wall_tells_the_wait_that_the_kiosk_tells_once_a_promise_is_broken(shown):
    hall = a_hall("1")
    for _ in range(4):
        hall.walk_in("9:00")
    assert not hasattr(shown(hall, "9:10", "board"), "wait_minutes_walk_in")
    hall.call_next("9:10")
    board = shown(hall, "9:16", "board")
    assert board.over_promise
    assert board.wait_minutes_walk_in == told(hall, "9:16")[1]
    assert board.wait_minutes_appointment == told(hall, "9:16", appointed=at("9:16"))[1]
    assert board.wait_from_minutes_walk_in == told(hall, "9:16")[0]
    assert board.wait_minutes_walk_in % 5 == 0
    assert shown(hall, "9:21", "board").wait_minutes_walk_in == board.wait_minutes_walk_in


def test_with_no_open_desk_the_wall_says_sorry_and_no_figure(shown):
    hall = a_hall()
    hall.walk_in("9:00")
    board = shown(hall, "9:30", "board")
    assert board.over_promise
    assert not hasattr(board, "wait_minutes_walk_in")


@pytest.mark.parametrize("ahead", range(14))
def test_a_wait_is_told_as_a_range_around_it_of_at_most_fifteen_minutes_up_to_an_hour(ahead):
    hall = a_hall("1")
    for _ in range(ahead):
        hall.walk_in("9:00")
    minutes = 40 if ahead == 3 else ahead * 10  # too late to be kept: due again after forty
    low, high = told(hall, "9:01")
    assert low % 5 == high % 5 == 0
    assert low <= minutes <= high
    assert high - low >= 5
    assert minutes > 60 or high - low <= 15


# -- the desk --------------------------------------------------------------------------------------


def test_i_am_coming_is_a_key_for_who_is_fetched_and_recall_for_who_has_a_number(shown):
    hall = a_hall("1", "2")
    hall.walk_in("9:00")
    hall.walk_in("9:00", needs=("hearing",))
    hall.call_next("9:01", "1")
    hall.call_next("9:01", "2")
    numbered, fetched = shown(hall, "9:02", "desk", "1"), shown(hall, "9:02", "desk", "2")
    assert "recall" in numbered.can
    assert "come_to_fetch" not in numbered.can
    assert "come_to_fetch" in fetched.can


def test_the_keys_that_end_stay_on_in_the_moment_after_a_call(shown):
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    assert {"call_next", "end_visit"} <= set(shown(hall, "9:01:01", "desk", "1").can)


def test_the_desk_sees_from_when_nobody_came_whatever_was_sounded_by_hand(shown):
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:01:30", Recall)
    view = shown(hall, "9:01:40", "desk", "1")
    assert (view.recall_at, view.recalls_left) == (at("9:02"), 2)
    assert view.sound_at == at("9:01:35")
    hall.desk_says("9:02", NotHere)
    view = shown(hall, "9:02", "desk", "1")
    assert (view.recall_at, view.recalls_left) == (at("9:03"), 1)


def test_undo_names_who_goes_back_in_line_and_who_comes_back_to_the_desk(shown):
    hall = a_hall("1")
    for _ in range(2):
        hall.walk_in("9:00")
    hall.call_next("9:01")
    step = shown(hall, "9:01", "desk", "1").undo
    assert (step.what, step.ticket, step.ended) == ("call_next", "A001", "")
    hall.call_next("9:05")
    step = shown(hall, "9:05", "desk", "1").undo
    assert (step.ticket, step.ended) == ("A002", "A001")
    hall.desk_says("9:10", CallNext)
    step = shown(hall, "9:10", "desk", "1").undo
    assert (step.what, step.ticket, step.ended) == ("call_next", "", "A002")


def test_undo_of_an_end_names_who_comes_back(shown):
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.meet("9:02")
    hall.desk_says("9:05", EndVisit)
    step = shown(hall, "9:05", "desk", "1").undo
    assert (step.what, step.ticket, step.ended) == ("end_visit", "A001", "A001")


def test_undo_is_offered_only_while_the_rules_would_accept_it(shown):
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:01:20", Recall)
    view = shown(hall, "9:01:30", "desk", "1")
    assert not hasattr(view, "undo")
    assert "undo" not in view.can
    hall.desk_says("9:01:40", Meet)
    assert shown(hall, "9:01:40", "desk", "1").undo.what == "meet"
    assert not hasattr(shown(hall, "9:02:41", "desk", "1"), "undo")


def test_when_the_newest_step_was_overtaken_the_one_before_it_is_offered(shown):
    hall = a_hall("1")
    first = hall.walk_in("9:00", sender=GREETER)
    second = hall.walk_in("9:00")
    hall.greeter_says("9:00:10", Prioritise, second, reason="baby")
    assert shown(hall, "9:00:10", "greeter", "greeter-door").undo.ticket == second.ticket
    hall.call_next("9:00:20")
    assert shown(hall, "9:00:20", "greeter", "greeter-door").undo.ticket == first.ticket


def test_after_a_note_and_an_undo_the_step_before_is_offered(shown):
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    call = hall.entries[-1].id
    hall.greeter_says("9:01:05", Annotate, visit, seat="window")
    hall.desk_says("9:01:10", Meet)
    hall.undo_last("9:01:20", desk_screen("1"))
    assert shown(hall, "9:01:20", "desk", "1").undo.step == call
    hall.say(desk_screen("1"), "9:01:30", Undo(id="undo-0001", step=call))
    assert not hasattr(shown(hall, "9:01:30", "desk", "1"), "visit")


def test_who_is_back_from_parking_is_next_because_of_that(shown):
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", Park, until=at("9:10"))
    hall.tick("9:10")
    assert shown(hall, "9:10", "desk", "1").next.why == "came_back"


def test_whom_a_desk_parked_it_sees_whatever_it_can_help_with(shown):
    hall = a_hall("1", "2")
    hall.walk_in("9:00")
    hall.call_next("9:01", "1")
    hall.desk_says("9:02", Park, until=at("10:00"))
    own, other = shown(hall, "9:03", "desk", "1").aside, shown(hall, "9:03", "desk", "2").aside
    assert [row.desk for row in own] == ["1"]
    assert [row.desk for row in other] == ["1"]


def test_whom_a_desk_parked_it_sees_first(shown):
    hall = a_hall("1", "2")
    hall.walk_in("9:00")
    hall.walk_in("9:00")
    for desk in ("1", "2"):
        hall.call_next("9:01", desk)
        hall.desk_says("9:02", Park, desk, until=at("10:00"))
    assert shown(hall, "9:03", "desk", "1").desks_open == ["1", "2"]
    assert [row.desk for row in shown(hall, "9:03", "desk", "1").aside] == ["1", "2"]
    assert [row.desk for row in shown(hall, "9:03", "desk", "2").aside] == ["2", "1"]


# -- the greeter -----------------------------------------------------------------------------------


def test_a_busy_desk_is_timed_by_its_visitor_and_a_free_one_from_when_it_came_free(shown):
    hall = a_hall("1")
    hall.walk_in("9:00")

    def since(clock):
        return shown(hall, clock, "greeter", "greeter-door").desks[0].since

    assert since("9:00") == at("8:30")
    hall.call_next("9:01")
    assert since("9:01") == at("9:01")
    hall.meet("9:02")
    assert since("9:03") == at("9:02")
    hall.desk_says("9:08", EndVisit)
    assert since("9:09") == at("9:08")


def test_a_call_for_help_tells_the_language_and_the_page(shown):
    hall = a_hall()
    hall.say(KIOSK, "9:01", CallForHelp(id="help-0001", language="de", page="code"))
    (row,) = shown(hall, "9:01", "greeter", "greeter-door").help
    assert (row.language, row.page) == ("de", "code")


def test_a_priority_can_be_changed_as_long_as_the_visit_waits(shown):
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.greeter_says("9:01", Prioritise, visit, reason="other")
    (row,) = shown(hall, "9:01", "greeter", "greeter-door").waiting
    assert "prioritise" in row.can


def test_who_did_not_come_in_time_can_be_checked_in_and_is_not_put_back_as_well(shown):
    hall = a_hall("1")
    visit = hall.book("10:00")
    hall.tick("10:15")
    (row,) = [
        each
        for each in shown(hall, "10:20", "greeter", "greeter-door").aside
        if each.visit == visit.visit
    ]
    assert "check_in" in row.can
    assert "put_back" not in row.can


# -- the slip --------------------------------------------------------------------------------------


def test_a_copy_of_a_slip_does_not_repeat_the_wait_of_then(tmp_path):
    hall = a_hall("1")
    hall.say(GREETER, "9:00", TakeTicket(id="visit-001", services=("passport",), language="en"))
    hall.greeter_says("9:30", PrintAgain, hall.day.visits["visit-001"])
    known = Hall("hall", read(settings_file(tmp_path)), day=hall.day)
    assert known.day is not None
    visit = known.day.visits["visit-001"]
    visit.told_from, visit.told_to = 10, 15
    first, copy = json.loads(view_of(known, ("printer",), at("9:30")))["slips"]
    waits = [[line["text"] for line in job["document"]["lines"]] for job in (first, copy)]
    assert any("10" in text for text in waits[0])
    assert not any("10" in text for text in waits[1])
    assert copy["document"]["copy_mark"]
