"""A cancellation that is taken back finds its time again, or is refused."""

from tests.builders import GREETER
from tests.test_core_agenda import a_day, book, refusal, say
from wire import commands as said


def test_a_cancellation_is_taken_back_only_while_its_time_is_free():
    hall = a_day()
    visit = book(hall, "9:30")
    hall.open(hall.day.draft)
    say(hall, said.CancelAppointment, visit=visit)
    step = hall.entries[-1].id
    hall.say(GREETER, "8:00:30", said.Undo(id=hall.new_id(), step=step))
    assert hall.day.visits[visit].stage == "expected"
    say(hall, said.CancelAppointment, "8:01", visit=visit)
    step = hall.entries[-1].id
    book(hall, "9:30", at_clock="8:01:10")
    word = refusal(hall.say, GREETER, "8:01:20", said.Undo(id=hall.new_id(), step=step))
    assert word == "undo_changed_since"


def test_an_appointment_that_stood_beside_the_desks_can_be_cancelled_and_come_back():
    hall = a_day()
    book(hall, "9:30")
    crowded = book(hall, "9:30", channel="import")
    hall.open(hall.day.draft)
    say(hall, said.CancelAppointment, visit=crowded)
    step = hall.entries[-1].id
    hall.say(GREETER, "8:00:30", said.Undo(id=hall.new_id(), step=step))
    assert hall.day.visits[crowded].stage == "expected"
