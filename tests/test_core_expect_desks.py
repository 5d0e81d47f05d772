"""Which desks count for what a visitor is told: those that pause, those that leave later today."""

import pytest

from host.core.expect import PAUSE, expected_wait, until_free_while_there
from host.core.plan import MINUTE
from tests.builders import SYSTEM, a_hall, at
from wire import commands as said
from wire.commands import PauseDesk

PASSPORT = ("passport",)


def with_a_line(*desks, people=6):
    hall = a_hall(*desks)
    for _ in range(people):
        hall.walk_in("9:00")
    return hall


def away(hall, starts, ends):
    wish = said.ShutDesk(id=hall.new_id(), desk="2", starts=at(starts), ends=at(ends))
    hall.say(SYSTEM, "9:00", wish)


def test_a_desk_that_pauses_is_counted_on_for_its_usual_pause():
    hall = a_hall("1")
    hall.desk_says("9:00", PauseDesk)
    assert expected_wait(hall.day, PASSPORT, at("9:00")) == (10, 20)
    assert expected_wait(hall.day, PASSPORT, at("9:10")) == (0, 10)


def test_a_pause_that_lasts_is_about_to_end_until_twice_the_usual_is_over():
    hall = a_hall("1")
    hall.desk_says("9:00", PauseDesk)
    assert expected_wait(hall.day, PASSPORT, at("9:29")) == (0, 5)
    assert expected_wait(hall.day, PASSPORT, at("9:00") + 2 * PAUSE) is None


def test_beside_a_desk_that_pauses_a_long_line_is_shorter_than_with_one_desk_alone():
    alone, both = with_a_line("1"), with_a_line("1", "2")
    both.desk_says("9:00", PauseDesk, desk="2")
    without, with_it = (expected_wait(one.day, PASSPORT, at("9:02")) for one in (alone, both))
    assert without is not None
    assert with_it is not None
    assert with_it[1] < without[1]


def test_a_desk_whose_people_leave_soon_leaves_its_work_to_the_other():
    stays, leaves = with_a_line("1", "2"), with_a_line("1", "2")
    away(leaves, "9:10", "12:00")
    whole, less = (expected_wait(one.day, PASSPORT, at("9:02")) for one in (stays, leaves))
    assert whole is not None
    assert less is not None
    assert less[0] > whole[0]


def test_who_leaves_after_the_work_is_done_changes_nothing():
    stays, leaves = with_a_line("1", "2"), with_a_line("1", "2")
    away(leaves, "15:00", "16:00")
    assert expected_wait(leaves.day, PASSPORT, at("9:02")) == expected_wait(
        stays.day, PASSPORT, at("9:02")
    )


@pytest.mark.parametrize(
    ("work", "turns", "minutes"),
    [
        (20, [(0, None), (0, None)], 7.5),
        (20, [(0, None), (0, 4)], 16),
        (20, [(0, None), (6, 4)], 20),
        (20, [(0, 4), (0, 5)], 7.5),
        (0, [(8, None), (3, None)], 3),
    ],
    ids=["both stay", "one leaves", "one leaves before it is free", "all leave", "no work"],
)
def test_what_a_desk_cannot_do_before_it_leaves_falls_to_the_others(work, turns, minutes):
    moments = [(busy * MINUTE, None if ends is None else ends * MINUTE) for busy, ends in turns]
    level = until_free_while_there(work * MINUTE, moments, 10 * MINUTE)
    assert level == pytest.approx(minutes * MINUTE)
