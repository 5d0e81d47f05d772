"""The waiting room holds so many persons: who comes when it is full waits outside, and is asked in
first come, first in.
"""

from typing import Any

import pytest

from host.core.entry import Sender
from host.core.events import AskedIn, CheckedIn
from host.core.plan import MINUTE
from host.core.ticks import due
from tests.builders import (
    GREETER,
    KIOSK,
    SERVICES,
    Hall,
    a_hall,
    a_plan,
    at,
    desk_screen,
    refuses,
    service,
)
from wire import commands as said


def a_full_room(most: int = 3, *desks: str, **more: Any) -> Hall:
    """As many walk-ins of one person as there is room for."""
    hall = a_hall(*(desks or ("1",)), plan=a_plan(room_max=most, **more))
    for number in range(most):
        hall.walk_in(at("9:00") + number * 1000)
    return hall


def outside(hall: Hall) -> list[str]:
    return list(hall.day.outside)


def ids(events: Any) -> list[str]:
    return [event.visit for event in events if isinstance(event, AskedIn)]


def test_the_thirteenth_of_a_room_for_twelve_waits_outside_with_a_number_of_its_own():
    hall = a_full_room(12)
    assert not any(visit.outside for visit in hall.day.visits.values())
    late = hall.walk_in("9:05")
    assert (late.outside, late.ticket, late.stage) == (True, "A013", "waiting")
    assert hall.day.room_persons == 12
    assert hall.is_sound()


def test_a_town_without_a_limit_sends_nobody_outside():
    hall = a_hall("1")
    assert not any(hall.walk_in("9:00").outside for _ in range(40))
    assert due(hall.day) == at("28:00")


def test_whoever_is_called_makes_room_for_the_first_who_came():
    hall = a_full_room()
    first, second = hall.walk_in("9:05"), hall.walk_in("9:06")
    hall.call_next("9:10")
    assert due(hall.day) == 0
    assert ids(hall.tick("9:10:01")) == [first.visit]
    assert outside(hall) == [second.visit]
    assert hall.day.room_persons == 3
    assert hall.is_sound()


def test_whoever_comes_between_a_call_and_the_next_moment_does_not_go_before_those_outside():
    hall = a_full_room()
    first = hall.walk_in("9:05")
    hall.call_next("9:10")
    assert hall.walk_in("9:10").outside
    assert ids(hall.tick("9:10:01")) == [first.visit]


def test_a_large_party_is_not_passed_by_a_small_one_that_came_later():
    hall = a_full_room()
    family, alone = hall.walk_in("9:05", persons=3), hall.walk_in("9:06")
    hall.call_next("9:10")
    assert hall.tick("9:10:01") == []
    assert alone.outside
    for clock in ("9:11", "9:12"):
        hall.call_next(clock)
    assert ids(hall.tick("9:12:01")) == [family.visit]


def test_a_party_larger_than_the_room_comes_in_when_nobody_else_is_there():
    hall = a_hall("1", plan=a_plan(room_max=2))
    assert not hall.walk_in("9:00", persons=5).outside
    family = hall.walk_in("9:01", persons=4)
    assert family.outside
    hall.call_next("9:05")
    assert ids(hall.tick("9:05:01")) == [family.visit]


def test_several_come_in_at_once_when_a_family_is_called():
    hall = a_hall("1", plan=a_plan(room_max=4))
    hall.walk_in("9:00", persons=4)
    late = [hall.walk_in(f"9:0{n}").visit for n in range(1, 7)]
    hall.call_next("9:10")
    assert ids(hall.tick("9:10:01")) == late[:4]


def test_the_order_of_calling_and_the_norm_are_as_without_a_limit():
    def day(most: int | None) -> list[tuple[str, int | None]]:
        hall = a_hall("1", "2", plan=a_plan(room_max=most))
        for number in range(8):
            hall.walk_in(at("9:00") + number * 1000)
        hall.appointment("9:10", came="9:02")
        called = []
        for number in range(9):
            hall.tick("9:04")
            visit = hall.call_next(at("9:05") + number * MINUTE, "12"[number % 2])
            called.append((visit.ticket, visit.first_called))
        assert hall.is_sound()
        return called

    assert day(2) == day(None)


def test_an_appointment_that_is_next_is_asked_in_though_the_room_is_full():
    hall = a_full_room()
    booked = hall.appointment("9:05", came="9:03")
    assert booked.outside
    assert ids(hall.tick("9:05")) == [booked.visit]
    assert hall.day.room_persons == 4


def test_how_near_the_turn_must_be_is_the_towns_to_say():
    for ahead, comes in ((0, False), (1, True)):
        hall = a_full_room(1, room_ahead=ahead)
        late = hall.walk_in("9:05")
        assert (ids(hall.tick("9:05")) == [late.visit]) is comes


def test_whoever_is_called_from_outside_is_asked_in_with_the_call():
    hall = a_full_room()
    late = hall.walk_in("9:05")
    events = hall.desk_says("9:06", said.CallVisit, visit=late.visit)
    assert [event.kind for event in events] == ["asked_in", "called"]
    assert not late.outside
    assert hall.is_sound()


def test_a_call_that_is_taken_back_does_not_send_anybody_outside_again():
    hall = a_full_room()
    late = hall.walk_in("9:05")
    hall.desk_says("9:06", said.CallVisit, visit=late.visit)
    hall.undo_last("9:06:10", desk_screen())
    back = hall.day.visits[late.visit]
    assert (back.stage, back.outside) == ("waiting", False)
    assert hall.day.room_persons == 4


def test_the_greeter_lets_somebody_in_before_there_is_room():
    hall = a_full_room()
    hall.walk_in("9:05")
    pram = hall.walk_in("9:06")
    hall.greeter_says("9:07", said.AskIn, pram)
    assert not pram.outside
    with refuses("nothing_changes"):
        hall.greeter_says("9:08", said.AskIn, pram)
    with refuses("visit_unknown"):
        hall.say(GREETER, "9:08", said.AskIn(id="command-x1", visit="nobody-00"))


def test_who_goes_away_outside_is_not_asked_in_and_keeps_the_place_on_coming_back():
    hall = a_full_room()
    first, second = hall.walk_in("9:05"), hall.walk_in("9:06")
    hall.greeter_says("9:07", said.MarkLeft, first)
    assert outside(hall) == [second.visit]
    hall.greeter_says("9:08", said.PutBack, first)
    assert outside(hall) == [first.visit, second.visit]


def test_without_a_limit_any_more_all_come_in():
    hall = a_full_room()
    late = [hall.walk_in(f"9:0{n}").visit for n in (5, 6)]
    hall.change(a_plan(), "9:10")
    assert ids(hall.tick("9:10:01")) == late


def test_an_appointment_with_more_people_than_booked_is_counted_as_they_came():
    hall = a_hall("1", plan=a_plan(room_max=3, services=(*SERVICES, service("other", "E"))))
    hall.walk_in("9:00")
    visit = hall.book("9:10")
    events = hall.arrive(visit, "9:02", persons=3)
    assert [event.outside for event in events if isinstance(event, CheckedIn)] == [True]


def test_a_kiosk_takes_the_number_of_whoever_waits_outside_and_of_nobody_else():
    hall = a_full_room()
    late, inside = hall.walk_in("9:05"), next(iter(hall.day.visits))
    phone: dict[str, Any] = {"phone": "0612345678"}
    events = hall.say(KIOSK, "9:05", said.LeavePhone(id="command-a1", visit=late.visit, **phone))
    assert [event.kind for event in events] == ["noted"]
    assert "0612345678" not in repr(hall.entries)
    with refuses("move_not_possible"):
        hall.say(KIOSK, "9:06", said.LeavePhone(id="command-a2", visit=inside, **phone))
    assert hall.say(GREETER, "9:06", said.LeavePhone(id="command-a3", visit=inside, **phone))
    with refuses("visit_unknown"):
        hall.say(KIOSK, "9:06", said.LeavePhone(id="command-a4", visit="nobody-00", **phone))


@pytest.mark.parametrize("persons", [1, 2])
def test_other_numbers_of_persons_count_from_then_on(persons):
    hall = a_full_room()
    late = hall.walk_in("9:05")
    hall.greeter_says("9:06", said.ChangeVisit, late, persons=persons + 1)
    hall.call_next("9:07")
    assert ids(hall.tick("9:07:01")) == []
    hall.call_next("9:08")
    assert (ids(hall.tick("9:08:01")) == [late.visit]) is (persons == 1)


def test_who_asked_for_time_outside_and_is_called_out_of_it_is_inside_from_then_on():
    hall = a_full_room()
    away = hall.walk_in("9:05")
    page = Sender(f"page-{away.visit}", "visitor", visit=away.visit)
    hall.say(page, "9:06", said.AskTime(id=hall.new_id(), visit=away.visit))
    pick = said.CallVisit(id=hall.new_id(), desk="1", visit=away.visit)
    hall.say(desk_screen("1", "pick"), "9:08", pick)
    hall.greeter_says("9:09", said.PutBack, away)
    assert (away.stage, away.outside, outside(hall)) == ("waiting", False, [])
    assert hall.is_sound()
