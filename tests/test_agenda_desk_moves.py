"""Moving and cancelling at the counter, key by key."""

import pytest

from tests.staff_agenda import (
    DAY,
    MONDAY,
    SMALL,
    a_full_day,
    a_stage,
    asked_days,
    notice,
    opened,
    picture,
    pressed,
    said,
)
from tests.staff_rows import at


async def test_an_appointment_moves_to_the_free_time_that_is_picked():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "1", "4")
        await pilot.pause(0.2)
        (moved,) = said(stage, "move_appointment")
        assert (moved.visit, moved.day, moved.to_day) == ("appointment-0006", MONDAY, "2026-01-06")
        assert (moved.appointed, moved.channel) == (at("11:40") + DAY, "greeter")
        assert notice(stage) == "De afspraak is nu op di 6 jan om 11:40."
        assert asked_days(stage)[-1] == "2026-01-06"


async def test_a_move_within_the_day_names_no_other_day():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "1", "1")
        assert said(stage, "move_appointment")[0].to_day is None


async def test_a_move_to_a_time_that_was_just_taken_shows_fresh_times():
    stage, agenda = a_stage(a_full_day())
    stage.answers["move_appointment"] = "slot_taken"
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "1")
        agenda.taken = {at("11:40")}
        await pressed(pilot, "1")
        assert notice(stage) == "Deze tijd is net bezet. Kies een andere tijd."
        assert "11:45" in picture(stage)


async def test_cancelling_asks_once():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "enter", "2", "escape")
        assert not said(stage, "cancel_appointment")
        await pressed(pilot, "2", "1")
        (cancelled,) = said(stage, "cancel_appointment")
        assert (cancelled.visit, cancelled.day) == ("appointment-0006", MONDAY)
        assert notice(stage) == "De afspraak is afgezegd."


@pytest.mark.parametrize("place", [1, 2, 5])
async def test_what_is_over_or_cancelled_neither_moves_nor_is_cancelled(place):
    stage, _ = a_stage((a_full_day()[place],))
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        stage.app.screen.open(a_full_day()[place])
        await pilot.pause(0.2)
        await pressed(pilot, "1", "2", "1")
        assert not said(stage, "cancel_appointment")
        assert not said(stage, "move_appointment")
