"""Undo and what happened since: what stands in its way, what does not, and several steps back."""

from tests.builders import GREETER, desk_screen, refuses
from tests.test_core_undo import a_busy_hall, as_seen, of
from wire.commands import (
    Annotate,
    CallForHelp,
    CallNext,
    ChangeVisit,
    EndVisit,
    MarkLeft,
    Meet,
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
