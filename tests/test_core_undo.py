"""Every step of a desk or greeter can be undone for a minute: an event puts the day back."""

from copy import deepcopy

import pytest

from host.core.day import Day
from host.core.entry import Entry
from host.core.events import EVENT
from host.core.keep import replay
from tests.builders import GREETER, KIOSK, a_hall, at, desk_screen, refuses
from wire.commands import (
    CallNext,
    CancelAppointment,
    ChangeVisit,
    CheckIn,
    ComeToFetch,
    EndVisit,
    HandOver,
    MarkLeft,
    MarkTimesWrong,
    Meet,
    NotHere,
    Park,
    PauseDesk,
    Prioritise,
    PutBack,
    ReportSlip,
    ServeNow,
    TakeTicket,
    Undo,
)

DESK = desk_screen("1", "pick")


def a_busy_hall():
    """One visitor served at desk 1, two waiting, one missed, one expected."""
    hall = a_hall("1", "2")
    missed, serving = hall.walk_in("8:59", sender=GREETER), hall.walk_in("9:00")
    hall.walk_in("9:00")
    hall.walk_in("9:01")
    hall.book("10:00")
    hall.call_next("9:01", "2")
    for clock in ("9:02", "9:03", "9:04"):
        hall.desk_says(clock, NotHere, "2")
    hall.call_next("9:04", "1")
    hall.meet("9:05", "1")
    assert (missed.stage, serving.stage) == ("missed", "serving")
    return hall


def as_seen(day):
    """The day without what may only grow: sequence, rings, versions, steps, numbers given."""
    day = deepcopy(day)
    day.seq = day.ring = 0
    day.steps, day.calls, day.slips_done, day.slips = {}, [], {}, {}
    for thing in (*day.visits.values(), *day.desks.values()):
        thing.version = 0
    for visit in day.visits.values():
        visit.slips, visit.ticket = 0, ""
    return day


STEPS = {
    "call_next": (DESK, lambda hall: CallNext(id="the-step-1", desk="1")),
    "end_visit": (DESK, lambda hall: EndVisit(id="the-step-1", desk="1")),
    "park": (DESK, lambda hall: Park(id="the-step-1", desk="1", until=at("9:30"))),
    "hand_over": (DESK, lambda hall: HandOver(id="the-step-1", desk="1", to_desk="2")),
    "times": (DESK, lambda hall: MarkTimesWrong(id="the-step-1", desk="1")),
    "left": (GREETER, lambda hall: MarkLeft(id="the-step-1", visit=of(hall, "waiting"))),
    "first": (
        GREETER,
        lambda hall: Prioritise(id="the-step-1", visit=of(hall, "waiting"), reason="baby"),
    ),
    "back": (GREETER, lambda hall: PutBack(id="the-step-1", visit=of(hall, "missed"))),
    "change": (
        GREETER,
        lambda hall: ChangeVisit(id="the-step-1", visit=of(hall, "serving"), persons=7),
    ),
    "check_in": (GREETER, lambda hall: CheckIn(id="the-step-1", visit=of(hall, "expected"))),
    "cancel": (
        GREETER,
        lambda hall: CancelAppointment(id="the-step-1", visit=of(hall, "expected")),
    ),
}


def of(hall, stage):
    return next(visit.visit for visit in hall.day.visits.values() if visit.stage == stage)


@pytest.mark.parametrize("step", STEPS)
def test_undoing_puts_the_day_back_figures_included(step):
    sender, command = STEPS[step]
    hall = a_busy_hall()
    before = as_seen(hall.day)
    hall.say(sender, "9:06", command(hall))
    after = as_seen(hall.day)
    assert after != before
    (event,) = hall.undo_last("9:07", sender)
    assert event.kind == "step_undone"
    now = as_seen(hall.day)
    now.series = before.series
    assert now == before
    assert hall.is_sound()


def test_undoing_a_call_brings_back_the_visit_that_it_ended():
    hall = a_hall("1")
    first, second = hall.walk_in("9:00").visit, hall.walk_in("9:01").visit
    hall.call_next("9:02")
    hall.meet("9:02:30")
    hall.call_next("9:08")
    assert hall.day.tally.waits["wt_w", None].ordered == [120_000]
    hall.undo_last("9:08:30", desk_screen("1"))
    visits = hall.day.visits
    assert (visits[first].stage, visits[first].desk, visits[first].ended) == ("serving", "1", None)
    assert (visits[second].stage, visits[second].first_called) == ("waiting", None)
    assert hall.day.desks["1"].visit == first
    assert hall.day.tally.waits == {}
    assert hall.day.calls == [first]
    assert hall.day.ring == 2


def test_a_ring_is_never_heard_twice_after_an_undo():
    hall = a_hall("1")
    visit = hall.walk_in("9:00").visit
    hall.call_next("9:01")
    hall.undo_last("9:01:10", desk_screen("1"))
    hall.call_next("9:02")
    assert hall.day.visits[visit].ring == 2


def test_a_visit_that_a_step_made_is_cancelled_and_its_number_is_not_given_again():
    hall = a_hall("1")
    visit = hall.walk_in("9:00", sender=GREETER)
    (slip,) = hall.day.slips
    hall.undo_last("9:00:30", GREETER)
    again = hall.day.visits[visit.visit]
    assert (again.stage, again.ticket) == ("cancelled", "A001")
    assert (hall.day.slips, hall.day.persons_inside) == ({}, 0)
    with refuses("move_not_possible"):
        hall.say(GREETER, "9:01", ReportSlip(id="report-01", slip=slip, state="printed"))
    assert hall.walk_in("9:01").ticket == "A002"
    assert hall.is_sound()


def test_a_slip_that_a_printer_has_begun_is_printed_to_its_end():
    hall = a_hall("1")
    hall.walk_in("9:00", sender=GREETER)
    step = hall.entries[-1].id
    (slip,) = hall.day.slips
    hall.say(GREETER, "9:00", ReportSlip(id="report-01", slip=slip, state="sending"))
    hall.say(GREETER, "9:00:30", Undo(id="undo-0001", step=step))
    hall.say(GREETER, "9:01", ReportSlip(id="report-02", slip=slip, state="printed"))
    assert hall.day.slips_done == {slip: "printed"}


def test_serving_at_once_can_be_undone():
    hall = a_hall("1")
    hall.desk_says("9:00", ServeNow, services=("passport",))
    hall.undo_last("9:00:20", desk_screen("1"))
    assert hall.day.desks["1"].visit is None
    assert [visit.stage for visit in hall.day.visits.values()] == ["cancelled"]


def test_a_pause_can_be_undone():
    hall = a_hall("1")
    hall.desk_says("9:00", PauseDesk)
    hall.undo_last("9:00:20", desk_screen("1"))
    assert hall.day.desks["1"].state == "open"
    assert hall.is_sound()


def test_a_step_is_undone_for_a_minute():
    hall = a_busy_hall()
    hall.desk_says("9:10", EndVisit)
    with refuses("undo_too_late"):
        hall.undo_last(at("9:11") + 1, desk_screen("1"))
    hall.undo_last("9:11", desk_screen("1"))
    assert hall.day.desks["1"].visit


def test_steps_older_than_a_minute_are_forgotten():
    hall = a_busy_hall()
    hall.desk_says("9:10", EndVisit)
    step = hall.entries[-1].id
    hall.walk_in("9:11:01")
    assert list(hall.day.steps) == [hall.entries[-1].id]
    with refuses("step_unknown"):
        hall.say(desk_screen("1"), "9:11:02", Undo(id="undo-0001", step=step))


def test_one_undoes_ones_own_steps_only():
    hall = a_busy_hall()
    hall.desk_says("9:10", EndVisit)
    for other in (desk_screen("2"), GREETER):
        with refuses("other_desk"):
            hall.undo_last("9:10:10", other)


def test_an_undo_is_not_undone_and_a_sound_is_not_taken_back():
    hall = a_busy_hall()
    hall.desk_says("9:10", EndVisit)
    hall.undo_last("9:10:10", desk_screen("1"))
    with refuses("step_unknown"):
        hall.undo_last("9:10:20", desk_screen("1"))


def test_a_met_visitor_is_only_called_again_after_an_undo():
    hall = a_hall("1")
    hall.walk_in("9:00", needs=("hearing",))
    hall.call_next("9:01")
    hall.desk_says("9:01:10", ComeToFetch)
    hall.desk_says("9:01:20", Meet)
    hall.undo_last("9:01:30", desk_screen("1"))
    visit = hall.day.visits[hall.day.desks["1"].visit]
    assert (visit.stage, visit.met, visit.coming, visit.was_met) == ("called", None, True, False)
    assert hall.day.calls == [visit.visit]


def test_an_undo_replays_the_same_from_the_text_of_the_log():
    hall = a_busy_hall()
    hall.desk_says("9:10", CallNext)
    hall.undo_last("9:10:10", desk_screen("1"))
    from_text = [
        Entry(
            e.id,
            e.what,
            e.by,
            e.at,
            tuple(EVENT.validate_json(x.model_dump_json()) for x in e.events),
            e.desk,
        )
        for e in hall.entries
    ]
    assert replay(Day("hall", "2026-06-08"), from_text) == hall.day


def test_a_row_made_for_one_version_of_a_visit_is_never_good_for_another():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    seen = {visit.version: visit.stage}
    hall.call_next("9:01")
    seen[visit.version] = visit.stage
    hall.undo_last("9:01:10", desk_screen("1"))
    visit = hall.day.visits[visit.visit]
    assert visit.version not in seen


def test_a_kiosk_has_no_key_for_undo_but_its_steps_stay_its_own():
    hall = a_hall("1")
    hall.say(KIOSK, "9:00", TakeTicket(id="visit-one", services=("passport",)))
    with refuses("other_desk"):
        hall.undo_last("9:00:10", GREETER)
