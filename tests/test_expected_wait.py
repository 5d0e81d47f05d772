"""What a visitor is told at the door, and what is kept of it."""

import orjson

from host.core.day import Day
from host.core.events import EVENT, WalkedIn
from host.core.expect import expected_wait, in_fives, kept, people_ahead, until_called, until_free
from host.core.indicators import Record, told_hits
from host.core.keep import replay
from host.core.pace_learned import Learned
from tests.builders import GREETER, SERVICES, a_hall, a_plan, at
from wire.commands import HandOver, MarkLeft

MINUTE = 60_000
MINUTES_15 = tuple(
    each.model_copy(update={"first_minutes": 15}) if each.service == "passport" else each
    for each in SERVICES
)


def told(hall, clock, *services, **more):
    return expected_wait(hall.day, services or ("passport",), at(clock), **more)


# -- who is at the desk ----------------------------------------------------------------------------


def test_a_visit_that_is_almost_over_is_waited_for_less_than_one_that_began():
    hall = a_hall("1", plan=a_plan(MINUTES_15))
    hall.walk_in("9:00")
    hall.call_next("9:00")
    hall.meet("9:00")
    assert told(hall, "9:01") == (10, 20)
    assert told(hall, "9:12") == (0, 5)


def test_a_visit_that_takes_longer_than_usual_is_not_over_at_once():
    hall = a_hall("1", plan=a_plan(MINUTES_15))
    hall.walk_in("9:00")
    hall.call_next("9:00")
    hall.meet("9:00")
    assert told(hall, "9:50") == (0, 5)
    assert hall.day.desks["1"].visit
    hall.walk_in("9:50")
    assert told(hall, "9:51") == (10, 20), "a quarter of its time is left, and the one ahead"


def test_with_one_desk_free_nobody_waits_for_the_other():
    hall = a_hall("1", "2")
    hall.walk_in("9:00")
    hall.call_next("9:00")
    assert told(hall, "9:01") == (0, 5)


def test_two_desks_that_end_one_after_the_other_help_sooner_than_both_at_once():
    assert until_free(0, [4.0, 9.0], 10.0) == 4
    assert until_free(10, [5.0, 10.0], 10.0) == 10
    assert until_free(10, [0.0, 50.0], 10.0) == 10, "the other desk is no help yet"


def test_a_desk_whose_people_are_absent_does_not_help():
    hall = a_hall("1", "2")
    hall.day.shut["2"] = ((at("9:00"), at("12:00")),)
    for _ in range(4):
        hall.walk_in("9:00")
    alone = told(hall, "9:01")
    hall.day.shut["2"] = ((at("14:00"), at("15:00")),)
    assert told(hall, "9:01")[1] < alone[1]


# -- appointments still to come --------------------------------------------------------------------


def test_an_appointment_that_goes_first_is_waited_for_though_it_is_not_here_yet():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:00")
    before = told(hall, "9:01")
    hall.book("9:05")
    assert told(hall, "9:01")[1] > before[1]


def test_an_appointment_to_come_is_not_in_the_way_of_a_desk_that_is_free_now():
    hall = a_hall("1")
    hall.book("9:05")
    assert told(hall, "9:00") == (0, 5)


def test_an_appointment_that_comes_later_or_needs_another_desk_is_not():
    hall = a_hall("1")
    before = told(hall, "9:00")
    hall.book("9:14")
    hall.book("9:05", "moving")
    assert told(hall, "9:00") == before


# -- the order of calling --------------------------------------------------------------------------


def test_whose_promise_is_broken_makes_room_for_whoever_comes_now():
    hall = a_hall("1")
    hall.walk_in("9:18")
    hall.call_next("9:18")
    before = told(hall, "9:20")
    for _ in range(6):
        hall.walk_in("9:00", sender=GREETER)
    assert told(hall, "9:14")[1] > before[1], "their promise can still be kept"
    assert told(hall, "9:20") == before


def test_who_was_called_before_makes_no_room():
    hall = a_hall("1", "2")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", HandOver, services=("licence",))
    alone = told(hall, "9:20")
    hall.walk_in("9:03")
    assert told(hall, "9:20") == alone


def test_who_would_be_late_by_more_than_a_little_is_told_when_the_rule_calls_them_again():
    hall = a_hall("1")
    for _ in range(2):
        hall.walk_in("9:00")
    assert told(hall, "9:01") == (10, 20), "the least time left goes first"
    hall.walk_in("9:00")
    assert told(hall, "9:01") == (35, 50)


def test_it_is_looked_again_who_comes_up_until_the_call_and_not_for_ever():
    looks: list[float] = []

    def work(within: float) -> float:
        looks.append(within)
        return within

    assert until_called(work, lambda done: done + MINUTE) == len(looks) * 3 * MINUTE
    assert len(looks) == 8


def test_who_has_lost_the_promise_is_told_of_the_second_turn():
    hall = a_hall("1")
    mine = hall.walk_in("9:00")
    hall.walk_in("9:10")
    assert people_ahead(hall.day, mine.visit, at("9:14")) == 0
    assert people_ahead(hall.day, mine.visit, at("9:20")) == 1
    assert told(hall, "9:20", since=at("9:00"))[0] >= 5


def test_an_early_appointment_comes_at_once_when_nobody_else_waits():
    hall = a_hall("1")
    assert told(hall, "9:00", appointed=at("9:20")) == (0, 5)
    hall.walk_in("9:00")
    assert told(hall, "9:00", appointed=at("9:20")) == (10, 25)


# -- the range -------------------------------------------------------------------------------------


def test_ranges_are_in_fives_and_within_an_hour_at_most_three_steps_wide_around_the_middle():
    assert in_fives(11.0, 14.0, 12.0) == (10, 15)
    assert in_fives(0.0, 0.0, 0.0) == (0, 5)
    assert in_fives(3.0, 48.0, 12.0) == (5, 20)
    assert in_fives(3.0, 48.0, 45.0) == (35, 50)
    assert in_fives(40.0, 120.0, 80.0) == (40, 120)


def test_what_was_told_stands_until_the_new_middle_leaves_it():
    before = 100, 200
    assert kept(before, (90, 150)) == before
    assert kept(before, (150, 260)) == (150, 260)
    assert kept(None, (1, 2)) == (1, 2)


# -- what is kept of it ----------------------------------------------------------------------------


def test_what_was_told_stands_in_the_event_and_on_the_visit():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:00")
    walk_in = hall.walk_in("9:01")
    booked = hall.appointment("9:30", came="9:20")
    assert (walk_in.told_from, walk_in.told_to) == (5, 15)
    assert booked.told_to >= 10
    hall.is_sound()


def test_with_nobody_to_help_nothing_was_told():
    visit = a_hall().walk_in("9:00")
    assert (visit.told_from, visit.told_to) == (None, None)


def learned():
    """Serving took three minutes, and waiting twice as long as worked out."""
    found = Learned()
    for _ in range(50):
        found.durations.see("passport", 0, 9 * 60, 3 * MINUTE)
        found.see("passport", 9 * 60, 10.0, 20.0)
    return found


def test_a_replay_gives_the_same_day_whatever_was_learned_since():
    hall = a_hall("1")
    hall.day.learned = learned()
    for _ in range(3):
        hall.walk_in("9:00")
    again = replay(Day("hall", "2026-06-08"), hall.entries)
    assert again == hall.day
    assert [v.told_to for v in again.visits.values()] == [
        v.told_to for v in hall.day.visits.values()
    ]


def test_an_event_of_before_there_was_anything_told_is_read():
    said = {"kind": "walked_in", "at": 1, "visit": "visit-001", "services": ["passport"]}
    event = EVENT.validate_json(orjson.dumps(said))
    assert isinstance(event, WalkedIn)
    assert event.told_from is None


def test_who_is_put_back_by_an_undo_keeps_what_was_told():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.greeter_says("9:01", MarkLeft, visit)
    hall.undo_last("9:01:10", GREETER)
    assert hall.day.visits[visit.visit].told_to == visit.told_to == 5


# -- the own hit rate ------------------------------------------------------------------------------


def record(told, waited_minutes, **more):
    start = at("9:00")
    called = None if waited_minutes is None else start + round(waited_minutes * MINUTE)
    return Record(
        "done", arrived=start, first_called=called, told_from=told[0], told_to=told[1], **more
    )


def test_a_hit_is_a_call_within_what_was_told_ends_included():
    records = [record((5, 10), waited) for waited in (4.99, 5, 7, 10, 10.01)]
    found = told_hits(records)
    assert (found.part, found.whole) == (3, 5)


def test_who_was_told_nothing_or_never_called_is_in_no_hit_rate():
    records = [
        record((None, None), 5),
        record((0, 5), None),
        record((0, 5), 1, times_wrong=True),
    ]
    assert told_hits(records).value is None


def test_the_visitor_counts_from_the_arrival_also_with_an_appointment():
    early = record((15, 20), 16, appointed=at("9:15"))
    assert told_hits([early]).part == 1
