"""The room of a day: how long an appointment takes, which desk has time for it, and what does not
fit any more.
"""

import pytest

from host.core.agenda import Room, minutes_of
from host.core.booking import length
from host.core.day import Day
from tests.builders import GREETER, SYSTEM, Hall, a_plan, at, service
from wire import commands as said
from wire.refusals import Refused

PASSPORT = ("passport",)
FAMILY = service("passport", first_minutes=10, further_minutes=8)
LICENCE = service("licence", "B", first_minutes=10)
BIRTH = service("birth", "C", urgent=True, first_minutes=20, walk_in=())


def a_day(*services, desks=None, **more):
    """A day that is not open yet, from nine to eleven."""
    services = services or (FAMILY, LICENCE, BIRTH)
    every = tuple(s.service for s in services)
    fields = {"opens": at("9:00"), "closes": at("11:00")} | more
    plan = a_plan(services, desks or {"1": every}, **fields)
    return Hall(Day("hall", "2026-06-08", draft=plan))


def room(hall, clock="8:00", without=""):
    return Room(hall.day, hall.day.draft, at(clock), without)


def starts(hall, services=PASSPORT, minutes=10, clock="8:00"):
    return room(hall, clock).starts(services, minutes, at(clock))


def book(hall, clock, services=PASSPORT, channel="web", at_clock="8:00", **more):
    name = hall.new_id()
    fields = {"id": name, "code": name.upper(), "services": services, "appointed": at(clock)}
    hall.say(SYSTEM, at_clock, said.BookAppointment(**fields, channel=channel, **more))
    return name


def say(hall, command, clock="8:00", sender=GREETER, **fields):
    return hall.say(sender, clock, command(id=hall.new_id(), **fields))


def refusal(work, *args, **more):
    with pytest.raises(Refused) as no:
        work(*args, **more)
    return no.value.word


@pytest.mark.parametrize(
    ("services", "amounts", "minutes"),
    [
        (("passport",), (1,), 10),
        (("passport",), (4,), 35),
        (("passport", "licence"), (2, 1), 30),
    ],
    ids=["one", "family of four: 34 minutes", "two passports and a licence: 28 minutes"],
)
def test_a_length_is_the_sum_rounded_up_to_the_grid(services, amounts, minutes):
    assert minutes_of(a_day().day.draft, services, amounts) == minutes


def test_a_service_takes_no_more_persons_than_it_says():
    plan = a_day().day.draft
    most = plan.services["passport"].persons_max
    assert length(plan, PASSPORT, (), most) == minutes_of(plan, PASSPORT, (most,))
    assert refusal(length, plan, PASSPORT, (), most + 1) == "too_many_persons"


def test_a_day_without_bookings_is_free_until_the_last_whole_appointment():
    found = starts(a_day())
    assert (found[0], found[-1], len(found)) == (at("9:00"), at("10:50"), 23)


def test_a_moment_off_the_grid_or_outside_the_day_has_no_desk():
    hall = a_day()
    for clock in ("9:02", "8:55", "11:00"):
        assert room(hall).desk_for(PASSPORT, 10, at(clock)) is None


def test_a_booking_takes_its_own_time_and_no_more():
    hall = a_day()
    book(hall, "9:30")
    gone = {at(clock) for clock in ("9:25", "9:30", "9:35")}
    assert set(starts(a_day())) - set(starts(hall)) == gone


def test_the_desk_that_can_do_the_least_else_is_taken_first():
    hall = a_day(desks={"1": ("passport", "licence", "birth"), "2": ("passport",)})
    assert hall.day.promises[book(hall, "9:00")].desk == "2"
    assert hall.day.promises[book(hall, "9:00")].desk == "1"
    assert refusal(book, hall, "9:00") == "slot_taken"


def test_of_desks_alike_the_one_without_a_gap_before_is_taken():
    hall = a_day(FAMILY, desks={"1": PASSPORT, "2": PASSPORT})
    book(hall, "9:00")
    hall.day.promises[book(hall, "9:30")].desk = "2"
    assert room(hall).desk_for(PASSPORT, 10, at("9:40")) == "2"
    assert room(hall).desk_for(PASSPORT, 10, at("9:10")) == "1"


def test_services_go_together_only_where_one_desk_can_do_all():
    hall = a_day(FAMILY, LICENCE, desks={"1": PASSPORT, "2": ("licence",)})
    assert refusal(book, hall, "9:00", ("passport", "licence")) == "not_together"


def test_a_buffer_stays_free_after_each_appointment_but_not_after_closing():
    hall = a_day(buffer=5 * 60_000)
    book(hall, "9:30")
    found = starts(hall)
    assert at("9:40") not in found
    assert at("9:45") in found
    assert at("9:15") in found
    assert at("9:20") not in found
    assert found[-1] == at("10:50")


def test_appointments_are_given_only_in_their_hours():
    hall = a_day(appointments=((at("9:30"), at("10:00")),))
    assert starts(hall) == [at(clock) for clock in ("9:30", "9:35", "9:40", "9:45", "9:50")]


def test_the_last_desks_are_kept_for_walk_ins_while_those_are_taken():
    walk_in = ((at("9:00"), at("10:00")),)
    passport = service("passport", first_minutes=10, walk_in=walk_in)
    hall = a_day(passport, desks={"1": PASSPORT, "2": PASSPORT}, walk_in_desks=1)
    book(hall, "9:00")
    assert at("9:00") not in starts(hall)
    book(hall, "10:00")
    assert at("10:00") in starts(hall)


def test_one_desk_is_kept_for_urgent_services_in_their_hours():
    hall = a_day(urgent_windows=((at("10:00"), at("10:40")),))
    assert at("10:00") not in starts(hall)
    assert at("10:00") in starts(hall, ("birth",), 20)
    assert hall.day.promises[book(hall, "10:00", ("birth",))].desk == "1"


def test_an_urgent_service_never_hears_that_there_is_no_room():
    hall = a_day(FAMILY, BIRTH, opens=at("10:00"))
    while free := starts(hall):
        book(hall, f"10:{(free[0] - at('10:00')) // 60_000:02d}")
    assert starts(hall, ("birth",), 20)[0] == at("10:00")
    beside = [book(hall, clock, ("birth",)) for clock in ("10:00", "10:20", "10:40", "10:00")]
    assert {hall.day.promises[name].desk for name in beside} == {""}
    assert room(hall).must_move == []


def test_a_desk_that_nobody_serves_at_gives_no_appointments_and_keeps_its_promises():
    hall = a_day(FAMILY, desks={"1": PASSPORT, "2": PASSPORT})
    first = book(hall, "9:30")
    say(hall, said.ShutDesk, desk="1", starts=at("9:00"), ends=at("10:00"))
    assert room(hall).must_move == []
    assert at("9:30") not in starts(hall)
    second = book(hall, "9:00")
    assert hall.day.promises[second].desk == "2"
    say(hall, said.ShutDesk, desk="2")
    assert room(hall).must_move == [first, second]
    assert refusal(say, hall, said.ShutDesk, desk="2") == "nothing_changes"
    assert refusal(say, hall, said.ShutDesk, desk="7") == "desk_unknown"
    say(hall, said.ReopenDesk, desk="2")
    assert room(hall).must_move == []
    assert refusal(say, hall, said.ReopenDesk, desk="2") == "nothing_changes"


def test_what_is_laid_at_another_desk_never_lies_on_somebody_elses_time():
    hall = a_day(FAMILY, desks={"1": PASSPORT, "2": PASSPORT})
    first, second = book(hall, "9:30"), book(hall, "9:30")
    assert {hall.day.promises[name].desk for name in (first, second)} == {"1", "2"}
    gone = hall.day.promises[first].desk
    say(hall, said.ShutDesk, desk=gone)
    assert room(hall).must_move == [first]


def test_what_lies_outside_new_hours_or_has_no_desk_any_more_must_move():
    hall = a_day(desks={"1": ("passport", "licence", "birth"), "2": PASSPORT})
    late, early = book(hall, "10:50"), book(hall, "9:00", ("licence",))
    hall.day.draft = a_day(closes=at("10:30"), desks={"2": PASSPORT}).day.draft
    assert room(hall).must_move == [late, early]


def test_minutes_free_and_minutes_staffed_are_counted_over_all_desks():
    hall = a_day(FAMILY, desks={"1": PASSPORT, "2": PASSPORT})
    book(hall, "9:00")
    say(hall, said.ShutDesk, desk="2", starts=at("10:00"), ends=at("11:00"))
    assert (room(hall).free_minutes(), room(hall).staffed_minutes()) == (170, 180)


def test_a_hold_keeps_its_time_until_it_ends_or_is_released():
    hall = a_day()
    say(hall, said.HoldSlot, services=PASSPORT, appointed=at("9:00"))
    hold = next(iter(hall.day.holds))
    assert at("9:00") not in starts(hall)
    assert at("9:00") in starts(hall, clock="8:10")
    assert refusal(book, hall, "9:00", hold="another-hold") == "slot_taken"
    other = {"services": ("licence",), "hold": hold}
    assert refusal(book, hall, "9:00", **other) == "slot_taken", "a hold is for what it was for"
    mine = book(hall, "9:00", hold=hold)
    assert hall.day.promises[mine].desk == "1"
    assert hall.day.holds == {}
    say(hall, said.HoldSlot, services=PASSPORT, appointed=at("9:30"))
    hold = next(iter(hall.day.holds))
    assert refusal(say, hall, said.ReleaseHold, "8:10", hold=hold) == "hold_unknown"
    say(hall, said.ReleaseHold, hold=hold)
    assert at("9:30") in starts(hall)


def test_old_holds_are_forgotten_with_the_next():
    hall = a_day()
    say(hall, said.HoldSlot, services=PASSPORT, appointed=at("9:00"))
    say(hall, said.HoldSlot, "8:30", services=PASSPORT, appointed=at("9:00"))
    assert len(hall.day.holds) == 1


def test_from_outside_the_notice_is_kept_and_at_the_counter_not():
    hall = a_day(notice=60 * 60_000)
    assert refusal(book, hall, "9:00", at_clock="8:30") == "too_soon"
    book(hall, "9:00", channel="desk", at_clock="8:30")


def test_an_import_stands_even_where_there_is_no_room():
    hall = a_day()
    book(hall, "9:00")
    crowded = book(hall, "9:00", channel="import")
    assert hall.day.promises[crowded].desk == ""
    assert hall.day.promises[book(hall, "9:30", channel="import", amounts=(4,))].minutes == 35
    assert refusal(book, hall, "9:00", channel="import", amounts=(1, 2)) == "unreadable"


def test_a_booking_of_an_older_log_takes_as_long_as_its_service_says():
    hall = a_day()
    hall.day.promises[book(hall, "9:00")].minutes = 0
    assert at("9:05") not in starts(hall)
    assert at("9:10") in starts(hall)


def test_whoever_comes_too_late_gives_the_time_back():
    hall = a_day()
    visit = book(hall, "9:00")
    hall.open(hall.day.draft)
    assert at("9:15") in starts(hall, clock="9:15")
    hall.say(GREETER, "9:14", said.CheckIn(id=hall.new_id(), visit=visit))
    assert hall.day.visits[visit].late
    assert at("9:15") in starts(hall, clock="9:15")


def test_a_route_takes_so_many_addresses_a_day_until_the_lorry_leaves():
    hall = a_day(rounds={"waste": {"north": 1}})
    north = {"service": "waste", "route": "north", "code": "R1"}
    say(hall, said.BookRound, **north)
    name = next(iter(hall.day.rounds))
    assert refusal(say, hall, said.BookRound, **north) == "slot_taken"
    assert refusal(say, hall, said.BookRound, **north | {"route": "west"}) == "route_unknown"
    assert refusal(say, hall, said.BookRound, **north | {"service": "no"}) == "service_unknown"
    assert refusal(say, hall, said.CancelRound, "9:00", round=name) == "too_late"
    assert refusal(say, hall, said.CancelRound, round="no-such-round") == "visit_unknown"
    say(hall, said.CancelRound, round=name)
    assert refusal(say, hall, said.CancelRound, round=name) == "appointment_cancelled"
    assert refusal(say, hall, said.BookRound, "9:00", **north) == "too_soon"
    say(hall, said.BookRound, **north)


def test_a_desk_that_is_gone_has_room_for_nobody():
    assert not room(a_day()).has_room("7", at("9:00"), 10)
    assert not room(a_day()).has_room("1", at("8:00"), 10)
    assert room(a_day()).has_room("1", at("9:00"), 10)


def test_a_hall_that_stays_closed_gives_nothing():
    hall = a_day(opens=None, closes=None)
    assert refusal(book, hall, "9:00") == "day_closed"
    assert refusal(book, hall, "9:00", channel="import") == "day_closed"
    assert refusal(say, hall, said.ShutDesk, desk="1") == "day_closed"


def test_from_outside_an_appointment_can_change_until_it_begins():
    hall = a_day()
    visit = book(hall, "9:00")
    hall.open(hall.day.draft)
    move = {"visit": visit, "appointed": at("10:00"), "channel": "web"}
    assert refusal(say, hall, said.MoveAppointment, "9:00", **move) == "too_late"
    assert refusal(say, hall, said.CancelAppointment, "9:00", visit=visit, channel="web") == (
        "too_late"
    )
    say(hall, said.MoveAppointment, "9:00", **move | {"channel": "desk"})
    assert hall.day.visits[visit].appointed == at("10:00")
