"""Visitors who are fetched: whom each desk is asked to fetch, when somebody says to come, and who
steps in when nobody does.
"""

from typing import Any

import pytest
from pydantic import ValidationError

from host.core.fetching import LOOKED_AT, alerts, steps_in
from host.core.plan import MINUTE
from host.core.ticks import due
from tests.builders import Hall, a_hall, a_plan, at, refuses
from wire import commands as said

AFTER = 4 * MINUTE


def a_house(*desks: str, **more: Any) -> Hall:
    """Without numbers; after four minutes a colleague is alerted."""
    plan: dict[str, Any] = {"mode": "hospitality", "escalate_after": AFTER, "coming_minutes": 2}
    return a_hall(*(desks or ("1", "2", "3")), plan=a_plan(**(plan | more)))


def asked(hall: Hall, desk: str = "1") -> list[str]:
    return [visit.visit for visit in alerts(hall.day, desk)]


def escalated(events: Any) -> list[str]:
    return [event.visit for event in events if event.kind == "escalated"]


def test_a_desk_is_asked_to_fetch_those_whom_it_can_help_and_no_others():
    hall = a_house()
    passport, moving = hall.walk_in("9:00"), hall.walk_in("9:01", "moving")
    assert asked(hall) == [passport.visit]
    assert asked(hall, "3") == [moving.visit]


def test_a_closed_desk_and_one_that_is_not_there_are_asked_nothing():
    hall = a_house("1")
    hall.walk_in("9:00")
    assert asked(hall, "2") == []
    assert asked(hall, "9") == []


def test_where_numbers_are_called_only_who_cannot_hear_or_see_the_call_is_fetched():
    hall = a_hall("1", plan=a_plan(escalate_after=AFTER))
    hall.walk_in("9:00")
    deaf = hall.walk_in("9:01", needs=("hearing",))
    assert asked(hall) == [deaf.visit]
    assert list(hall.day.to_answer) == [deaf.visit]


def test_whoever_is_called_is_asked_for_no_more():
    hall = a_house()
    hall.walk_in("9:00")
    hall.call_next("9:01")
    assert asked(hall) == []
    assert len(hall.day.to_answer) == 0


def test_after_so_long_a_colleague_is_asked_too_once():
    hall = a_house()
    visit = hall.walk_in("9:00")
    assert due(hall.day) == at("9:04")
    assert escalated(hall.tick("9:03:59")) == []
    assert escalated(hall.tick("9:04")) == [visit.visit]
    assert visit.escalated == at("9:04")
    assert escalated(hall.tick("9:30")) == []
    assert asked(hall, "3") == [visit.visit], "a desk of another service steps in"
    assert hall.is_sound()


def test_the_town_names_who_steps_in():
    hall = a_house(escalate_to=("3",))
    hall.walk_in("9:00")
    hall.tick("9:04")
    assert [steps_in(hall.day, desk) for desk in "123"] == [False, False, True]
    assert len(asked(hall, "3")) == 1
    assert len(asked(hall, "1")) == 1, "its own line stays its own"


def test_the_one_for_whom_nobody_came_stands_first():
    hall = a_house()
    moving = hall.walk_in("9:00", "moving")
    later = hall.walk_in("9:03")
    hall.tick("9:04")
    assert asked(hall) == [moving.visit, later.visit]


def test_without_a_number_of_minutes_nobody_else_is_asked():
    hall = a_house(escalate_after=None)
    hall.walk_in("9:00")
    assert escalated(hall.tick("12:00")) == []


def test_early_for_an_appointment_the_minutes_count_from_its_time():
    hall = a_house()
    hall.appointment("9:30", came="9:20")
    assert hall.day.to_answer.first() == at("9:34")


def test_who_waits_outside_is_asked_for_from_when_they_came_in():
    hall = a_house(room_max=1)
    first, late = hall.walk_in("9:00"), hall.walk_in("9:01")
    assert asked(hall) == [first.visit]
    hall.call_next("9:10")
    hall.tick("9:10:01")
    assert asked(hall) == [late.visit]
    assert hall.day.to_answer.first() == at("9:14:01")


def test_put_back_in_line_the_minutes_begin_anew():
    hall = a_house()
    visit = hall.walk_in("9:00")
    hall.tick("9:04")
    hall.call_next("9:05")
    hall.greeter_says("9:06", said.PutBack, visit)
    assert visit.escalated is None
    assert hall.day.to_answer.first() == at("9:10")


def test_a_call_that_is_taken_back_leaves_the_colleague_alerted():
    hall = a_house()
    visit = hall.walk_in("9:00")
    hall.tick("9:04")
    hall.call_next("9:05")
    hall.undo_last("9:05:10", hall_desk())
    assert list(hall.day.escalated) == [visit.visit]


def hall_desk() -> Any:
    from tests.builders import desk_screen

    return desk_screen("1")


def test_i_am_coming_says_when_as_the_town_has_set_or_as_was_said():
    hall = a_house()
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", said.ComeToFetch)
    assert (visit.coming, visit.coming_at) == (True, at("9:04"))
    with refuses("nothing_changes"):
        hall.desk_says("9:03", said.ComeToFetch)
    hall.desk_says("9:03", said.ComeToFetch, minutes=5)
    assert visit.coming_at == at("9:08")
    hall.desk_says("9:08", said.ComeToFetch, minutes=0)
    assert (visit.coming, visit.coming_at) == (True, None)


def test_a_free_desk_that_says_i_am_coming_calls_the_one_it_is_asked_to_fetch():
    hall = a_house("1")
    first, second = hall.walk_in("9:00"), hall.walk_in("9:01")
    hall.desk_says("9:02", said.ComeToFetch, visit=second.visit)
    assert (second.stage, second.desk, second.coming_at) == ("called", "1", at("9:04"))
    assert first.stage == "waiting"
    hall.undo_last("9:02:30", hall_desk())
    again = hall.day.visits[second.visit]
    assert (again.stage, again.coming) == ("waiting", False)


def test_without_a_name_the_most_urgent_is_fetched_and_in_so_many_minutes_as_is_said():
    hall = a_house("1")
    first, _ = hall.walk_in("9:00"), hall.walk_in("9:01")
    hall.desk_says("9:02", said.ComeToFetch, minutes=7)
    assert (first.stage, first.coming_at) == ("called", at("9:09"))


def test_a_desk_fetches_nobody_whom_it_is_not_asked_to_fetch():
    hall = a_house()
    passport, moving = hall.walk_in("9:00"), hall.walk_in("9:00", "moving")
    with refuses("desk_cannot"):
        hall.desk_says("9:01", said.ComeToFetch, visit=moving.visit)
    with refuses("visit_unknown"):
        hall.desk_says("9:01", said.ComeToFetch, visit="nobody-00")
    hall.desk_says("9:01", said.ComeToFetch, visit=passport.visit)
    with refuses("move_not_possible"):
        hall.desk_says("9:01", said.ComeToFetch, "2", visit=passport.visit)
    late = hall.walk_in("9:02")
    with refuses("desk_busy"):
        hall.desk_says("9:03", said.ComeToFetch, visit=late.visit)


def test_a_desk_that_steps_in_for_what_it_cannot_do_calls_nobody():
    hall = a_house("3")
    visit = hall.walk_in("9:00")
    hall.tick("9:04")
    assert asked(hall, "3") == [visit.visit]
    with refuses("desk_cannot"):
        hall.desk_says("9:05", said.ComeToFetch, "3", visit=visit.visit)
    with refuses("desk_cannot"):
        hall.desk_says("9:05", said.ComeToFetch, "3")


def test_a_desk_on_a_break_opens_first_and_then_fetches():
    hall = a_house("1")
    visit = hall.walk_in("9:00")
    hall.desk_says("9:01", said.PauseDesk, reason="break")
    with refuses("desk_not_open"):
        hall.desk_says("9:02", said.ComeToFetch, visit=visit.visit)


def test_after_a_new_call_nobody_is_coming_yet():
    hall = a_house()
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", said.ComeToFetch)
    hall.greeter_says("9:03", said.PutBack, visit)
    assert (visit.coming, visit.coming_at) == (False, None)


def test_nobody_says_to_come_in_more_than_an_hour():
    with pytest.raises(ValidationError):
        said.ComeToFetch(id="command-1", desk="1", minutes=61)


def test_a_day_without_a_plan_asks_nobody():
    assert alerts(Hall().day, "1") == []


def test_however_many_nobody_came_for_a_desk_looks_at_no_more_than_the_first():
    hall = a_house("1", "3")
    waiting = [hall.walk_in("9:00", "moving") for _ in range(LOOKED_AT + 20)]
    hall.tick("9:10")
    assert len(hall.day.escalated) == len(waiting)
    assert asked(hall) == [visit.visit for visit in waiting[:LOOKED_AT]]
