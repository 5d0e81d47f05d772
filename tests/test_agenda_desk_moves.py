"""Moving and cancelling at the counter, key by key."""

import pytest

from kiosk.staff.lists import RowList
from tests.staff_agenda import (
    DAY,
    MONDAY,
    SMALL,
    a_full_day,
    a_stage,
    an_appointment,
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


async def test_a_move_begins_at_the_day_of_the_appointment_and_never_before_today():
    for day, first in (("2026-01-07", "2026-01-07"), (MONDAY, None), ("2026-01-02", None)):
        row = an_appointment(0, day=day)
        stage, _ = a_stage((row,))
        async with stage.app.run_test(size=SMALL) as pilot:
            await opened(pilot)
            stage.app.screen.open(row)
            await pilot.pause(0.1)
            await pressed(pilot, "1")
            await pilot.pause(0.1)
            assert [asked.first for asked in said(stage, "ask_free")] == [first]


async def test_after_each_move_the_bar_goes_to_the_next_that_must_move_in_the_same_list():
    stage, agenda = a_stage(a_full_day())
    lost = (15, 18, 21)

    def write(left):
        agenda.rows = tuple(
            row.model_copy(update={"fits": n not in left})
            for n, row in enumerate(a_full_day())
            if n in left or n not in lost
        )

    def stands_at():
        return stage.app.screen.query_one("#agenda-rows", RowList).highlighted_option.id

    write(lost)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "down")
        assert stands_at() == "appointment-0018"
        for left, then in (((15, 21), 21), ((15,), 15)):
            await pressed(pilot, "enter", "1")
            await pilot.pause(0.1)
            write(left)
            await pressed(pilot, "4")
            await pilot.pause(0.2)
            assert stands_at() == f"appointment-{then:04d}"
            rows = stage.app.screen.query_one("#agenda-rows", RowList)
            assert (rows.scroll_y, rows.rows[0].key) == (0, "must_move")
        assert set(asked_days(stage)) == {MONDAY}
        await pressed(pilot, "enter", "1")
        await pilot.pause(0.1)
        write(())
        await pressed(pilot, "4")
        await pilot.pause(0.2)
        assert stands_at() == "appointment-0006"
