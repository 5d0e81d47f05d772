"""Undo and what happened since: what stands in its way, what does not, and several steps back."""

from host.core.day import Day
from host.core.keep import replay
from tests.builders import GREETER, a_hall, at, desk_screen, refuses
from tests.test_core_phone import says
from tests.test_core_undo import a_busy_hall, as_seen, of
from wire.commands import (
    Annotate,
    CallForHelp,
    CallNext,
    ChangeVisit,
    ChooseLanguage,
    EndVisit,
    MarkLeft,
    Meet,
    Park,
    PrintAgain,
    Prioritise,
    PutBack,
    ReportSlip,
    Undo,
)


def test_a_step_is_not_undone_after_something_else_happened_to_the_same_visit():
    hall = a_busy_hall()
    hall.greeter_says("9:10", MarkLeft, hall.day.visits[of(hall, "waiting")])
    step = hall.entries[-1].id
    hall.greeter_says("9:10:10", PutBack, hall.day.visits[of(hall, "left")])
    with refuses("undo_changed_since"):
        hall.say(GREETER, "9:10:20", Undo(id="undo-0001", step=step))


def test_a_step_is_not_undone_after_something_else_happened_at_the_same_desk():
    hall = a_busy_hall()
    hall.desk_says("9:10", EndVisit)
    step = hall.entries[-1].id
    hall.desk_says("9:10:10", CallNext)
    with refuses("undo_changed_since"):
        hall.say(desk_screen("1"), "9:10:20", Undo(id="undo-0001", step=step))


def test_a_copy_a_note_and_a_call_for_help_leave_the_step_before_them_undoable():
    hall = a_busy_hall()
    hall.desk_says("9:10", CallNext)
    step = hall.entries[-1].id
    visit = hall.day.visits[hall.day.desks["1"].visit]
    hall.greeter_says("9:10:10", PrintAgain, visit)
    slip = f"{visit.visit}-{visit.slips}"
    hall.say(GREETER, "9:10:11", ReportSlip(id="report-01", slip=slip, state="sending"))
    hall.greeter_says("9:10:20", Annotate, visit, seat="at the window")
    hall.say(desk_screen("1"), "9:10:30", CallForHelp(id="help-0001", visit=visit.visit))
    hall.say(desk_screen("1"), "9:10:40", Undo(id="undo-0001", step=step))
    assert hall.day.visits[visit.visit].stage == "waiting"
    assert hall.is_sound()


def test_after_an_undo_the_step_before_it_can_be_undone_too():
    hall = a_busy_hall()
    before = as_seen(hall.day)
    hall.desk_says("9:10", EndVisit)
    first = hall.entries[-1].id
    hall.desk_says("9:10:10", CallNext)
    second = hall.entries[-1].id
    hall.desk_says("9:10:20", Meet)
    hall.undo_last("9:10:30", desk_screen("1"))
    for number, step in enumerate((second, first)):
        undo = Undo(id=f"undo-00{number}0", step=step)
        hall.say(desk_screen("1"), "9:10:40", undo)
    assert as_seen(hall.day) == before
    assert hall.is_sound()


def test_an_undo_does_not_open_the_way_past_what_another_did_in_between():
    hall = a_busy_hall()
    visit = hall.day.visits[of(hall, "waiting")]
    hall.greeter_says("9:10", Prioritise, visit, reason="baby")
    first = hall.entries[-1].id
    hall.say(desk_screen("2"), "9:10:10", ChangeVisit(id="change-01", visit=visit.visit, persons=3))
    hall.greeter_says("9:10:20", MarkLeft, visit)
    hall.undo_last("9:10:30", GREETER)
    with refuses("undo_changed_since"):
        hall.say(GREETER, "9:10:40", Undo(id="undo-0001", step=first))


def test_a_language_chosen_after_a_call_leaves_the_call_undoable_and_stays():
    hall = a_hall("1")
    hall.walk_in("9:00")
    hall.call_next("9:01")
    hall.meet("9:02")
    hall.walk_in("9:03")
    called = hall.call_next("9:04")
    step = hall.entries[-1].id
    says(hall, "9:04:10", ChooseLanguage, called, language="ar")
    hall.meet("9:04:20")
    meeting = hall.entries[-1].id
    says(hall, "9:04:30", ChooseLanguage, called, language="uk")
    for number, back in enumerate((meeting, step)):
        undo = Undo(id=f"undo-00{number}0", step=back)
        hall.say(desk_screen("1"), "9:04:40", undo)
    former = hall.day.visits[called.visit]
    assert (former.stage, former.language) == ("waiting", "uk")
    assert hall.is_sound()
    assert replay(Day("hall", "2026-06-08"), hall.entries) == hall.day


def test_a_language_chosen_opens_no_way_past_what_else_happened():
    hall = a_hall("1")
    visit = hall.walk_in("9:00")
    hall.call_next("9:01")
    step = hall.entries[-1].id
    hall.desk_says("9:01:10", Park, until=at("10:00"))
    says(hall, "9:01:20", ChooseLanguage, visit, language="de")
    with refuses("undo_changed_since"):
        hall.say(desk_screen("1"), "9:01:30", Undo(id="undo-0001", step=step))
