"""Who waits outside and was told when to be back keeps the place until then: where no text reaches
them, nobody asks them in or calls them before.
"""

from typing import Any

import pytest

from host.core.away import back_at
from host.core.coming import HORIZON, free_at, play, turns
from host.core.events import AskedIn
from host.core.next import next_visit
from host.core.plan import MINUTE
from host.core.ticks import due
from tests.builders import SYSTEM, Hall, a_hall, a_plan, at, refuses
from wire import commands as said


def a_hall_without_texts(most: int = 2, **more: Any) -> tuple[Hall, Any, int]:
    """A full room, the first who waits outside, and when they were told to be back."""
    hall = a_hall("1", plan=a_plan(room_max=most, **more))
    hall.day.reached = lambda visit: False
    for number in range(most):
        hall.walk_in(at("9:00") + number * 1000)
    late = hall.walk_in("9:01")
    assert late.outside
    back = back_at(late)
    assert back is not None
    assert back == at("9:01") + late.told_from * MINUTE
    assert back > at("9:10")
    return hall, late, back


def helped(hall: Hall, clock: str) -> Any:
    """The next one is called, helped and gone."""
    called = hall.call_next(clock)
    hall.meet(clock)
    hall.desk_says(clock, said.EndVisit)
    return called


def asked_in(hall: Hall, now: int) -> list[str]:
    if (due(hall.day, now) or 0) > now:
        return []
    events = hall.say(SYSTEM, now, said.Tick(id=hall.new_id()))
    return [event.visit for event in events if isinstance(event, AskedIn)]


def test_who_cannot_be_told_that_there_is_room_is_asked_in_when_they_were_told_to_be_back():
    hall, late, back = a_hall_without_texts()
    helped(hall, "9:02")
    helped(hall, "9:03")
    assert hall.day.room_persons == 0
    assert asked_in(hall, back - 1) == []
    assert hall.next_ticket("9:04") == ""
    with refuses("nobody_waiting"):
        hall.call_next("9:04")
    assert asked_in(hall, back) == [late.visit]
    assert hall.call_next(back) is late
    assert hall.is_sound()


def test_whoever_comes_meanwhile_goes_in_and_is_called_and_does_not_take_the_place():
    hall, late, back = a_hall_without_texts()
    helped(hall, "9:02")
    second = hall.walk_in("9:03")
    assert not second.outside
    helped(hall, "9:04")
    assert hall.call_next("9:05") is second
    hall.meet("9:05")
    third = hall.walk_in("9:06")
    hall.desk_says("9:10", said.EndVisit)
    assert hall.next_ticket("9:10") == third.ticket
    assert asked_in(hall, back) == [late.visit]
    assert hall.call_next(back) is late


def test_whoever_comes_after_somebody_who_was_only_told_to_ask_waits_outside_too():
    hall, late, _ = a_hall_without_texts()
    late.told_from = None
    hall.call_next("9:02")
    assert hall.walk_in("9:02").outside
    assert asked_in(hall, at("9:02:01")) == [late.visit]


def test_who_is_back_before_the_time_is_asked_in_by_the_greeter_and_called():
    hall, late, _ = a_hall_without_texts()
    helped(hall, "9:02")
    helped(hall, "9:03")
    hall.greeter_says("9:04", said.AskIn, late)
    assert hall.call_next("9:05") is late


def test_a_desk_that_picks_somebody_who_is_back_asks_them_in_with_the_call():
    hall, late, _ = a_hall_without_texts()
    events = hall.desk_says("9:04", said.CallVisit, visit=late.visit)
    assert [event.kind for event in events] == ["asked_in", "called"]


def test_whom_a_text_reaches_is_asked_in_as_soon_as_there_is_room():
    hall, late, _ = a_hall_without_texts()
    texted = hall.walk_in("9:01:30")
    hall.day.reached = lambda visit: visit == texted.visit
    helped(hall, "9:02")
    assert asked_in(hall, at("9:02:01")) == [texted.visit]
    helped(hall, "9:03")
    assert hall.next("9:03").visit == texted.visit
    assert late.outside


@pytest.mark.parametrize("minutes", [0, 2, 5, 9, 14, 15, 20])
def test_the_forecast_calls_nobody_before_they_are_back(minutes):
    hall, late, back = a_hall_without_texts()
    helped(hall, "9:02")
    helped(hall, "9:03")
    hall.walk_in("9:03:30")
    now = at("9:04") + minutes * MINUTE
    plan = hall.day.plan
    row = turns(hall.day, plan, now)
    play(row, free_at(hall.day, plan, now), now + HORIZON, plan.max_wait)
    first = min((each.call, each.visit) for each in row if each.call is not None)
    chosen = next_visit(hall.day, "1", now)
    assert chosen is not None
    assert first == (now, chosen.visit)
    assert all(each.call >= back for each in row if each.visit == late.visit and each.call)
