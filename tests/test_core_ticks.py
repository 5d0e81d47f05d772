"""What time brings, opening the day, and a plan that changes while the day runs."""

from random import Random

from host.core.day import Day
from host.core.expect import expected_wait
from host.core.keep import replay
from host.core.moments import Moments
from host.core.opening import change_plan, open_day
from host.core.ticks import due
from tests.builders import SERVICES, Hall, a_hall, a_plan, at, refuses, service
from wire.commands import CloseDesk, EndVisit, MarkLeft, NotHere, Park, PauseDesk


def kinds(events):
    return [event.kind for event in events]


def test_an_appointment_is_a_no_show_a_quarter_of_an_hour_after_its_time():
    hall = a_hall()
    visit = hall.book("10:00")
    assert hall.tick("10:14:59") == []
    assert due(hall.day) == at("10:15")
    assert kinds(hall.tick("10:15")) == ["no_show_marked"]
    assert visit.stage == "no_show"
    assert hall.day.tally.appointments.no_show == 1


def test_due_is_the_next_moment_at_which_a_tick_does_something():
    hall = a_hall("1")
    assert due(hall.day) == at("28:00")
    hall.book("10:00")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.desk_says("9:02", Park, until=at("9:30"))
    assert due(hall.day) == at("9:30")
    assert kinds(hall.tick("9:30")) == ["put_back_in_line"]
    assert due(hall.day) == at("10:15")
    assert kinds(hall.tick("28:00"))[-1] == "day_ended"
    assert due(hall.day) is None
    assert due(Day("hall", "2026-06-08")) is None


def test_before_the_day_opens_time_does_nothing():
    hall = Hall()
    hall.book("10:00")
    assert hall.tick("12:00") == []


def test_at_roll_over_the_system_closes_what_is_still_open_and_says_so():
    hall = a_hall("1", "2", "3")
    serving, called, missed = hall.walk_in("9:00"), hall.walk_in("9:00"), hall.walk_in("9:00")
    hall.call_next("9:01", "1")
    hall.meet("9:02", "1")
    hall.call_next("9:02", "2")
    hall.desk_says("9:02:15", EndVisit, "2")
    hall.call_next("9:03", "2")
    for clock in ("9:04", "9:05", "9:06"):
        hall.desk_says(clock, NotHere, "2")
    parked = hall.walk_in("9:07", "moving")
    hall.call_next("9:08", "3")
    hall.desk_says("9:09", Park, "3", until=at("27:00"))
    waiting, expected = hall.walk_in("9:10"), hall.book("16:50")
    hall.tick("28:00")
    assert [v.stage for v in (serving, called, missed, parked, waiting, expected)] == [
        "done",
        "done",
        "left",
        "left",
        "left",
        "no_show",
    ]
    assert (serving.auto, called.auto) == (True, False)
    assert {desk.state for desk in hall.day.desks.values()} == {"closed"}
    assert hall.day.ended
    assert hall.day.tally.paces == {}
    assert hall.is_sound()


def test_a_paused_desk_is_closed_at_roll_over_and_a_closed_one_stays():
    hall = a_hall("1", "2")
    hall.desk_says("9:00", PauseDesk, "1")
    hall.desk_says("9:00", CloseDesk, "2")
    assert kinds(hall.tick("28:00")) == ["desk_closed", "day_ended"]


# -- opening ---------------------------------------------------------------------------------------


def test_a_day_opens_once_and_then_only_changes():
    hall = a_hall()
    assert open_day(hall.day, a_plan(), at("9:00")) == []
    assert kinds(open_day(hall.day, a_plan(recalls=5), at("9:00"))) == ["plan_changed"]


def test_an_unopened_or_ended_day_takes_no_new_plan():
    assert change_plan(Day("hall", "2026-06-08"), a_plan(), at("9:00")) == []
    hall = a_hall()
    hall.tick("28:00")
    assert hall.change(a_plan(recalls=5), "28:00") == []


def test_a_new_plan_moves_those_who_wait_to_the_lines_of_today():
    hall = a_hall("1", "3")
    both = hall.walk_in("9:00", "moving", "passport")
    assert hall.next("9:01", "1") is None
    everything = tuple(s.service for s in SERVICES)
    hall.change(a_plan(desks={"1": everything, "4": everything}), "9:02")
    assert hall.next("9:03", "1").visit == both.visit
    assert set(hall.day.desks) == {"1", "2", "3", "4"}
    assert hall.is_sound()


def test_what_today_still_needs_stays_in_the_plan():
    hall = a_hall("1")
    hall.walk_in("9:00", "licence")
    hall.change(a_plan(services=(service("passport"),), desks={"2": ("passport",)}), "9:01")
    assert set(hall.day.plan.services) == {"passport", "licence"}
    assert set(hall.day.plan.desks) == {"1", "2"}
    assert hall.call_next("9:02").ticket == "B001"
    paused = a_hall("2")
    paused.desk_says("9:00", PauseDesk, "2")
    paused.change(a_plan(desks={"1": ("passport",)}), "9:01")
    assert set(paused.day.plan.desks) == {"1", "2"}


def test_a_desk_that_the_plan_has_lost_is_not_opened():
    hall = a_hall()
    hall.change(a_plan(desks={"1": ("passport",)}), "8:10")
    with refuses("desk_unknown"):
        hall.open_desk("2")


def test_a_day_with_a_changed_plan_replays():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.change(a_plan(recalls=0), "9:01")
    hall.greeter_says("9:02", MarkLeft, visit)
    assert replay(Day("hall", "2026-06-08"), hall.entries) == hall.day


# -- moments ---------------------------------------------------------------------------------------


def test_moments_are_read_in_order_whatever_the_order_they_came_in():
    plain: dict[str, int] = {}
    moments, chance = Moments(), Random(1)
    for number in range(300):
        name = f"visit-{chance.randrange(60)}"
        if name in moments:
            moments.drop(name)
            del plain[name]
        else:
            plain[name] = chance.randrange(40)
            moments.put(name, plain[name])
        ordered = sorted(plain, key=lambda name: (plain[name], name))
        assert list(moments) == ordered
        assert moments.until(20) == [name for name in ordered if plain[name] <= 20]
        assert moments.ahead(3, offset=1) == ordered[1:4]
        assert moments.first() == min(plain.values(), default=None)
        assert len(moments) == len(plain), number
    assert all(moments[name] == plain[name] for name in plain)


def test_who_comes_after_a_new_plan_is_told_what_the_desks_of_that_plan_can_do():
    hall = a_hall("1")
    assert expected_wait(hall.day, ("passport",), at("9:00")) is not None
    hall.change(a_plan(desks={"1": ("moving",)}), "9:02")
    assert expected_wait(hall.day, ("passport",), at("9:03")) is None
