"""What a kiosk hears of the appointment of a code, at each stage of its visit."""

from host.questions import _found
from tests.builders import a_hall, at
from wire.commands import EndVisit


def test_an_appointment_that_was_helped_is_here_already_and_over():
    hall = a_hall("1")
    visit = hall.book("9:05")
    hall.arrive(visit, "9:00")
    assert not _found(hall.day, visit, "question-1", at("9:01")).over
    hall.call_next("9:02")
    hall.meet("9:03")
    assert not _found(hall.day, visit, "question-2", at("9:04")).over
    hall.desk_says("9:10", EndVisit)
    told = _found(hall.day, visit, "question-3", at("9:11"))
    assert (told.word, told.over) == ("already_here", True)
