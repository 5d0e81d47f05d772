"""Who is not at a desk, all day or for a part of it: said on the greeter's screen in a few keys."""

from typing import Any

import pytest
from textual.widgets import Input

from kiosk.staff.agenda.absent import AbsentDialog
from kiosk.staff.agenda.hours import HoursDialog, time_on
from kiosk.staff.agenda.screen import AgendaScreen
from kiosk.staff.choose import Choose
from kiosk.staff.keys import Key
from kiosk.staff.lists import RowList
from tests.staff_agenda import (
    ALL_DAY,
    LARGE,
    MIDDLE,
    MONDAY,
    SMALL,
    a_full_day,
    a_stage,
    an_appointment,
    notice,
    opened,
    picture,
    pressed,
    said,
)
from tests.staff_rows import at
from tests.staff_stage import a_desk
from tests.test_agenda_screen import rows_of

AFTERNOON = at("13:00"), at("17:00")


def on_top(stage) -> Any:
    """The screen of this moment: after a key it is another."""
    return stage.app.screen


async def test_a_greeter_says_that_a_desk_is_sick_in_three_keys_and_sees_what_must_move():
    stage, agenda = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "a", "3")
        agenda.rows = (an_appointment(6, fits=False),)
        await pilot.press("1")
        await pilot.pause(0.2)
        (said,) = (each for each in stage.line.said if each.kind == "shut_desk")
        assert (said.desk, said.day, said.reason) == ("3", MONDAY, "sick")
        assert rows_of(stage) == ["must_move", "appointment-0006"]


async def test_once_a_desk_is_sick_the_bar_stands_at_the_first_that_must_move():
    stage, agenda = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "down", "down", "down", "a", "3")
        agenda.rows = tuple(
            row.model_copy(update={"fits": n < 15}) for n, row in enumerate(agenda.rows)
        )
        await pilot.press("1")
        await pilot.pause(0.2)
        rows = stage.app.screen.query_one("#agenda-rows", RowList)
        assert rows.highlighted_option.id == "appointment-0015"
        assert rows.scroll_y == 0
        pilot.app.look_again()
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert stage.app.screen.row.visit == "appointment-0015"


async def test_a_desk_that_is_away_comes_back_with_one_key():
    stage, agenda = a_stage(a_full_day())
    agenda.shut = {"3": ALL_DAY}
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "niemand bij balie 3" in picture(stage)
        await pilot.press("a", "3")
        await pilot.pause(0.1)
        (said,) = (each for each in stage.line.said if each.kind == "reopen_desk")
        assert (said.desk, said.day) == ("3", MONDAY)


async def test_a_desk_has_no_key_for_who_is_away():
    stage, _ = a_stage(a_full_day(), make=a_desk)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "a")
        assert isinstance(stage.app.screen, AgendaScreen)
        assert not stage.app.screen.query_one("#do-absent", Key).display


async def test_for_a_part_of_the_day_two_times_are_typed_and_then_why():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "a", "3", "d")
        assert isinstance(on_top(stage), HoursDialog)
        shown = [stage.app.screen.query_one(f"#{name}", Input).value for name in ("from", "until")]
        assert shown == ["09:00", "17:00"]
        await typed(pilot, "13:00", "15:30")
        assert isinstance(on_top(stage), Choose)
        assert "13:00 tot 15:30" in picture(stage)
        await pressed(pilot, "3")
        (shut,) = said(stage, "shut_desk")
        assert (shut.desk, shut.day, shut.reason) == ("3", MONDAY, "training")
        assert (shut.starts, shut.ends) == (at("13:00"), at("15:30"))


async def test_all_day_names_no_hours_so_that_longer_hours_count_too():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "a", "3", "2")
        (shut,) = said(stage, "shut_desk")
        assert (shut.starts, shut.ends, shut.reason) == (None, None, "leave")


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("15:00", "13:00"),
        ("13:00", "13:00"),
        ("08:00", "12:00"),
        ("13:00", "18:00"),
        ("x", "12:00"),
    ],
)
async def test_hours_that_cannot_be_are_told_and_nothing_is_said(starts, ends):
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "a", "3", "d")
        await typed(pilot, starts, ends)
        assert "tussen 09:00 en 17:00" in notice(stage)
        assert isinstance(stage.app.screen, HoursDialog)
        assert said(stage, "shut_desk") == []


async def test_a_desk_that_is_away_for_a_part_says_from_when_to_when():
    stage, agenda = a_stage(a_full_day())
    agenda.shut = {"3": AFTERNOON}
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "niemand bij balie 3 (13:00–17:00)" in picture(stage)
        await pressed(pilot, "a")
        assert isinstance(stage.app.screen, AbsentDialog)
        label = stage.app.screen.query_one("#desk-3", Key).label
        assert label == "× Balie 3: niemand 13:00–17:00"


async def test_a_desk_that_is_away_twice_says_both_parts():
    stage, agenda = a_stage(a_full_day())
    agenda.shut = {"3": (at("09:00"), at("10:30"))}
    agenda.shut_again = {"3": (AFTERNOON,)}
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "niemand bij balie 3 (09:00–10:30, 13:00–17:00)" in picture(stage)
        await pressed(pilot, "a")
        fits(stage.app.screen.query_one("#desk-3", Key))


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=str)
@pytest.mark.parametrize("language", ["nl", "en", "de"])
async def test_the_key_for_a_part_and_the_desk_with_its_hours_fit(size, language):
    stage, agenda = a_stage(a_full_day(), language)
    agenda.shut = {"4": AFTERNOON}
    async with stage.app.run_test(size=size) as pilot:
        await opened(pilot, "a")
        fits(stage.app.screen.query_one("#desk-4", Key))
        await pressed(pilot, "3")
        fits(stage.app.screen.query_one("#choice-part", Key))


@pytest.mark.parametrize(
    ("written", "clock"),
    [("13:00", "13:00"), ("1330", "13:30"), ("9.15", "09:15"), ("14", "14:00")],
)
def test_a_time_may_be_typed_as_people_write_it(written, clock):
    stage, _ = a_stage()
    assert time_on(MONDAY, written, stage.app.pen) == at(clock)


@pytest.mark.parametrize("written", ["", "25:00", "12:60", "noon", "12:"])
def test_what_is_no_time_is_none(written):
    stage, _ = a_stage()
    assert time_on(MONDAY, written, stage.app.pen) is None


async def typed(pilot, *times):
    """Each time instead of what stands in its field."""
    for each in times:
        await pilot.press("ctrl+u", *each, "enter")
        await pilot.pause(0.1)


def fits(key: Key) -> None:
    """Every word is on the key, on as many lines as it has."""
    shown = key.render().plain.replace("\n", " ").split()
    assert shown == [key.hint, *key.label.split()]
    assert key.render().plain.count("\n") < key.content_size.height
