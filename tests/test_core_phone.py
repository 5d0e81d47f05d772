"""What visitors may say on the page of their own visit: ten minutes more, back, leaving, language;
and that none of it costs anybody else a turn.
"""

from typing import Any

import pytest

from host.core.coming import turns
from host.core.entry import Sender
from host.core.lines import place_of, start_of
from host.core.plan import MINUTE
from host.core.waits import felt_millis, wait_millis
from tests.builders import Hall, a_hall, at, refuses
from wire.commands import (
    AskTime,
    CallNext,
    CallVisit,
    ChooseLanguage,
    ComeBack,
    EndVisit,
    Leave,
    MarkLeft,
    Park,
    PutBack,
    Undo,
)


def page_of(visit: Any) -> Sender:
    return Sender(f"page-{visit.visit}", "visitor", visit=visit.visit)


def says(hall: Hall, clock: str | int, command: Any, visit: Any, **more: Any) -> Any:
    return hall.say(page_of(visit), clock, command(id=hall.new_id(), visit=visit.visit, **more))


def test_who_asks_ten_minutes_is_not_called_for_ten_minutes_and_then_stands_where_it_stood():
    hall = a_hall("1")
    first, second, third = (hall.walk_in(clock) for clock in ("9:00", "9:01", "9:02"))
    says(hall, "9:03", AskTime, first)
    assert (first.stage, first.until) == ("parked", at("9:13"))
    assert hall.call_next("9:04") is second
    hall.tick("9:13")
    assert first.stage == "waiting"
    assert hall.call_next("9:14") is first
    assert third.stage == "waiting"
    assert hall.is_sound()


def test_the_ten_minutes_are_no_waiting_since_the_visitor_asked_for_them():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    says(hall, "9:03", AskTime, visit)
    hall.tick("9:13")
    assert start_of(visit) == at("9:10")
    hall.call_next("9:15")
    assert wait_millis(visit) == felt_millis(visit) == 5 * MINUTE


def test_a_promise_that_looks_broken_because_of_the_pause_makes_no_room_for_others():
    hall = a_hall("1")
    first = hall.walk_in("9:00", visit="mine-001")
    says(hall, "9:08", AskTime, first)
    hall.tick("9:18")
    hall.walk_in("9:17")
    assert hall.next("9:19").visit == first.visit
    assert hall.day.plan is not None
    turn = next(
        one for one in turns(hall.day, hall.day.plan, at("9:19")) if one.visit == "mine-001"
    )
    assert (turn.promised, turn.at_stake) == (False, False)


def test_ten_minutes_are_asked_once_per_visit():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    says(hall, "9:01", AskTime, visit)
    with refuses("move_not_possible"):
        says(hall, "9:02", AskTime, visit)
    hall.tick("9:11")
    with refuses("asked_before"):
        says(hall, "9:12", AskTime, visit)


def test_who_is_called_and_asks_goes_back_without_a_miss_and_the_desk_is_free():
    hall = a_hall("1")
    visit, other = hall.walk_in("9:00"), hall.walk_in("9:01")
    hall.call_next("9:05")
    says(hall, "9:06", AskTime, visit)
    assert (visit.stage, visit.desk, hall.day.desks["1"].visit) == ("parked", "1", None)
    assert hall.call_next("9:06") is other
    hall.tick("9:16")
    assert hall.call_next("9:17") is visit
    assert (visit.calls, visit.in_vain, visit.away) == (1, 0, 0)
    assert wait_millis(visit) == 5 * MINUTE, "its first wait ended with its first call"
    assert hall.is_sound()


def test_ten_minutes_that_do_not_fit_into_the_day_are_not_given():
    hall = a_hall("1")
    visit = hall.walk_in("10:59")
    with refuses("too_far"):
        says(hall, "27:55", AskTime, visit)


def test_who_is_back_earlier_says_so_and_stands_where_it_stood():
    hall = a_hall("1")
    first, second = hall.walk_in("9:00"), hall.walk_in("9:01")
    says(hall, "9:02", AskTime, first)
    says(hall, "9:06", ComeBack, first)
    assert (first.stage, first.away, first.kept) == ("waiting", 4 * MINUTE, 4 * MINUTE)
    assert hall.call_next("9:07") is first
    with refuses("move_not_possible"):
        says(hall, "9:08", ComeBack, second)


def test_whom_a_desk_calls_out_of_the_ten_minutes_has_not_waited_them():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    says(hall, "9:02", AskTime, visit)
    hall.desk_says("9:06", CallVisit, visit=visit.visit)
    assert wait_millis(visit) == 2 * MINUTE


def test_whom_a_desk_has_set_aside_does_not_let_itself_in():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    says(hall, "9:01", AskTime, visit)
    says(hall, "9:02", ComeBack, visit)
    hall.call_next("9:03")
    hall.meet("9:04")
    hall.desk_says("9:05", Park, until=at("10:00"))
    with refuses("move_not_possible"):
        says(hall, "9:06", ComeBack, visit)


def test_who_leaves_is_out_of_the_line_and_can_take_it_back_for_a_minute():
    hall = a_hall("1")
    first, second = hall.walk_in("9:00"), hall.walk_in("9:01")
    says(hall, "9:02", Leave, first)
    assert first.stage == "left"
    hall.undo_last("9:02:40", page_of(first))
    first = hall.day.visits[first.visit]
    assert (first.stage, first.away) == ("waiting", 0)
    assert hall.call_next("9:03") is first
    assert second.stage == "waiting"
    says(hall, "9:03", Leave, second)
    with refuses("undo_too_late"):
        hall.undo_last("9:04:01", page_of(second))


def test_who_leaves_when_called_sets_the_desk_free_and_may_still_come_back():
    hall = a_hall("1")
    first, second = hall.walk_in("9:00"), hall.walk_in("9:01")
    hall.call_next("9:02")
    says(hall, "9:03", Leave, first)
    step = hall.entries[-1].id
    assert (first.stage, hall.day.desks["1"].visit) == ("left", None)
    assert hall.call_next("9:03:10") is second
    with refuses("undo_changed_since"):
        says_undo(hall, "9:03:20", first, step)
    with refuses("move_not_possible"):
        says(hall, "9:04:01", ComeBack, first)
    says(hall, "9:03:30", ComeBack, first)
    assert first.stage == "waiting"
    assert hall.is_sound()


def says_undo(hall: Hall, clock: str, visit: Any, step: str) -> None:
    hall.say(page_of(visit), clock, Undo(id=hall.new_id(), step=step))


def test_who_was_marked_as_gone_by_the_greeter_does_not_come_back_by_the_page():
    hall = a_hall("1")
    visit, other = hall.walk_in("9:00"), hall.walk_in("9:01")
    says(hall, "9:02", Leave, other)
    hall.greeter_says("9:02", MarkLeft, visit)
    with refuses("move_not_possible"):
        says(hall, "9:02:10", ComeBack, visit)


def test_who_left_during_the_ten_minutes_and_is_let_in_again_has_waited_neither():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    says(hall, "9:02", AskTime, visit)
    says(hall, "9:05", Leave, visit)
    hall.greeter_says("9:07", PutBack, visit)
    assert (visit.away, visit.kept) == (5 * MINUTE, 5 * MINUTE)
    hall.call_next("9:08")
    assert wait_millis(visit) == 3 * MINUTE


def test_whoever_left_and_is_let_in_long_after_kept_the_place_for_the_ten_minutes_only():
    hall = a_hall("1")
    left = hall.walk_in("9:00")
    says(hall, "9:01", AskTime, left)
    says(hall, "9:05", Leave, left)
    hall.greeter_says("9:59", PutBack, left)
    assert (left.away, left.kept) == (58 * MINUTE, 10 * MINUTE)
    assert place_of(left)[0] == at("9:48")
    assert hall.is_sound()


@pytest.mark.parametrize("command", [AskTime, Leave])
def test_who_is_served_can_neither_ask_time_nor_leave(command):
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.meet("9:02")
    with refuses("move_not_possible"):
        says(hall, "9:03", command, visit)


def test_a_page_speaks_for_its_own_visit_only():
    hall = a_hall("1")
    own, other = hall.walk_in("9:00"), hall.walk_in("9:01")
    wishes: tuple[tuple[Any, dict[str, str]], ...] = (
        (AskTime, {}),
        (Leave, {}),
        (ComeBack, {}),
        (ChooseLanguage, {"language": "de"}),
    )
    for command, more in wishes:
        wish = command(id=hall.new_id(), visit=other.visit, **more)
        with refuses("visit_unknown"):
            hall.say(page_of(own), "9:02", wish)
    says(hall, "9:02", Leave, own)
    with refuses("other_desk"):
        hall.undo_last("9:02:30", page_of(other))


def test_a_language_that_is_chosen_stays_with_the_visit():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    says(hall, "9:01", ChooseLanguage, visit, language="de")
    assert visit.language == "de"
    with refuses("nothing_changes"):
        says(hall, "9:02", ChooseLanguage, visit, language="de")
    hall.call_next("9:03")
    says(hall, "9:03", ChooseLanguage, visit, language="en")
    assert (visit.language, hall.day.desks["1"].visit) == ("en", visit.visit)
    hall.desk_says("9:04", EndVisit)
    with refuses("move_not_possible"):
        says(hall, "9:05", ChooseLanguage, visit, language="nl")
    assert hall.is_sound()


def test_taking_back_the_ten_minutes_gives_them_back():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    says(hall, "9:01", AskTime, visit)
    hall.undo_last("9:01:30", page_of(visit))
    visit = hall.day.visits[visit.visit]
    assert (visit.stage, visit.time_asked, visit.away) == ("waiting", None, 0)
    says(hall, "9:02", AskTime, visit)
    assert visit.stage == "parked"


def test_ten_minutes_taken_back_when_called_stand_at_the_desk_again():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    says(hall, "9:02", AskTime, visit)
    hall.undo_last("9:02:20", page_of(visit))
    visit = hall.day.visits[visit.visit]
    assert (visit.stage, hall.day.desks["1"].visit) == ("called", visit.visit)
    hall.desk_says("9:04", CallNext)
    assert visit.stage == "done"
    assert hall.is_sound()
