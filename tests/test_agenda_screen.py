"""The agenda on a greeter's and a desk's screen: a day, its week, the way through the days, what
must move, who is away.
"""

import pytest

from kiosk.staff.agenda.days import typed_day, week_of
from kiosk.staff.agenda.rows import bar, percent
from kiosk.staff.agenda.screen import AGAIN_SECONDS, AgendaScreen
from kiosk.staff.agenda.week import WeekGrid
from kiosk.staff.keys import Key
from kiosk.staff.lists import RowList
from tests.staff_agenda import (
    ALL_DAY,
    LARGE,
    MIDDLE,
    MONDAY,
    SMALL,
    FakeAgenda,
    a_full_day,
    a_stage,
    an_appointment,
    asked_days,
    opened,
    picture,
)
from tests.staff_rows import NOW
from tests.staff_stage import Stage, a_desk, a_desk_view, a_greeter, settled
from wire.link import Lost
from wire.rows import StepRow


def rows_of(stage: Stage) -> list[str]:
    return [row.key for row in stage.app.screen.query_one("#agenda-rows", RowList).rows]


@pytest.mark.parametrize("make", [a_greeter, a_desk])
@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_one_key_opens_todays_appointments_and_one_closes_them(make, size):
    stage, _ = a_stage(a_full_day(), make=make)
    async with stage.app.run_test(size=size) as pilot:
        await opened(pilot)
        assert isinstance(stage.app.screen, AgendaScreen)
        assert asked_days(stage) == [MONDAY]
        assert "Ilse Bakker" in picture(stage)
        await pilot.press("escape")
        assert not isinstance(stage.app.screen, AgendaScreen)


async def test_today_opens_at_the_appointment_that_comes_next():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert stage.app.screen.query_one("#agenda-rows").highlighted_option.id == (
            "appointment-0006"
        )


async def test_another_day_opens_at_its_top_also_after_a_day_that_stood_lower():
    stage, agenda = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "end")
        rows = stage.app.screen.query_one("#agenda-rows", RowList)
        assert rows.scroll_y > 0
        other = tuple(row.model_copy(update={"day": "2026-01-06"}) for row in a_full_day())
        known = agenda._ask_day
        stage.answers["ask_day"] = lambda said: known(said).model_copy(
            update={"appointments": other}
        )
        await pilot.press("right")
        await pilot.pause(0.2)
        assert rows.highlighted_option.id == "appointment-0000"
        assert rows.scroll_y == 0


async def test_arrows_signs_and_digits_go_through_days_and_weeks():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "right", "left", "left", "plus", "minus", "5", "t")
        assert asked_days(stage) == [
            MONDAY,
            "2026-01-06",
            MONDAY,
            "2026-01-04",
            "2026-01-11",
            "2026-01-04",
            "2026-01-02",
            MONDAY,
        ]


async def test_a_typed_date_goes_there_and_nonsense_is_asked_again():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "d", *"24-13", "enter")
        assert "zoals 24-11" in picture(stage)
        for key in ("backspace", *"1", "enter"):
            await pilot.press(key)
            await pilot.pause(0.05)
        assert asked_days(stage)[-1] == "2026-11-24"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("7-1", "2026-01-07"),
        ("07/01", "2026-01-07"),
        ("4.1.", "2027-01-04"),
        ("5 1", "2026-01-05"),
        ("31-12-2026", "2026-12-31"),
        ("29-2", None),
        ("29-2-2028", "2028-02-29"),
        ("1-1-2026", "2026-01-01"),
        ("0-1", None),
        ("morgen", None),
        ("", None),
    ],
)
def test_a_date_without_a_year_is_the_next_one(typed, day):
    assert typed_day(typed, MONDAY) == day


def test_a_week_begins_on_monday_also_over_new_year():
    assert week_of("2026-01-01") == (
        "2025-12-29",
        "2025-12-30",
        "2025-12-31",
        "2026-01-01",
        "2026-01-02",
        "2026-01-03",
        "2026-01-04",
    )


async def test_a_small_screen_shows_day_or_week_and_a_wide_one_both():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert not stage.app.screen.query_one(WeekGrid).display
        await pilot.press("w")
        await pilot.pause(0.1)
        assert stage.app.screen.query_one(WeekGrid).display
        assert not stage.app.screen.query_one("#agenda-rows").display
        assert "09:00" in picture(stage)
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=MIDDLE) as pilot:
        await opened(pilot)
        assert stage.app.screen.query_one(WeekGrid).region.width > 50
        assert stage.app.screen.query_one("#agenda-rows").region.width > 50


async def test_a_tap_on_a_day_of_the_week_goes_there():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "w")
        await pilot.click(WeekGrid, offset=(8 + 2 * 10, 5))
        await pilot.pause(0.1)
        assert asked_days(stage)[-1] == "2026-01-07"


async def test_what_must_move_stands_first_and_what_was_cancelled_last():
    rows = (
        an_appointment(0),
        an_appointment(1, state="cancelled"),
        an_appointment(2, fits=False),
        an_appointment(3, fits=False, state="cancelled"),
    )
    stage, _ = a_stage(rows)
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        names = ("must_move", "appointment-0002", "stands", "appointment-0000")
        assert rows_of(stage)[:4] == list(names)
        assert rows_of(stage)[4:] == ["gone", "appointment-0001", "appointment-0003"]
        assert "moet verplaatst: 1" in picture(stage)


async def test_a_long_name_is_shown_whole():
    stage, _ = a_stage((an_appointment(2),))
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        assert "Duivenvoorde" in picture(stage)


@pytest.mark.parametrize("language", ["nl", "en", "de"])
@pytest.mark.parametrize("width", [80, 110, 137])
async def test_how_many_must_move_is_never_cut_off(width, language):
    rows = tuple(an_appointment(n, fits=n < 19) for n in range(30))
    stage, agenda = a_stage(rows, language)
    agenda.shut = {str(n): ALL_DAY for n in (3, 4)}
    async with stage.app.run_test(size=(width, 40)) as pilot:
        await opened(pilot, "w")
        room = stage.app.screen.query_one("#agenda-room")
        head = room.render().plain
        assert f"! {stage.app.screen.pen.say('agenda.must_move', n=11)}" in head
        assert max(map(len, head.splitlines())) <= room.region.width
        grid = stage.app.screen.query_one(WeekGrid).render().plain
        assert " !11 " in grid.splitlines()[2]


@pytest.mark.parametrize("width", [80, 110, 160])
async def test_beside_each_bar_of_a_week_stands_how_many_appointments_begin(width):
    stage, _ = a_stage(tuple(an_appointment(n) for n in range(60)))
    async with stage.app.run_test(size=(width, 40)) as pilot:
        await opened(pilot, "w")
        at_nine = stage.app.screen.query_one(WeekGrid).render().plain.splitlines()[3]
        assert [word for word in at_nine.split() if word.isdigit()] == ["12", "6", "4", "3", "2"]


async def test_a_narrow_desk_gives_its_line_to_what_may_be_undone_and_keeps_the_letter():
    step = StepRow(step="step-0001", what="end_visit", ended="B018", until=NOW + 48_000)
    stage = a_desk(a_desk_view(undo=step))
    FakeAgenda(stage)
    async with stage.app.run_test(size=SMALL) as pilot:
        await settled(pilot)
        assert not stage.app.screen.query_one("#open_agenda", Key).display
        for key in ("full_stop", "a"):
            await pilot.press(key)
            await pilot.pause(0.1)
        assert isinstance(stage.app.screen, AgendaScreen)


async def test_an_appointment_of_another_day_is_found_and_its_day_shown():
    row = an_appointment(0, day="2026-01-08", name="Ruben Kuiper")
    stage, _ = a_stage((row,))
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "slash", *"kuiper")
        await pilot.pause(0.4)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert asked_days(stage)[-1] == "2026-01-08"
        assert "06 00000123" in picture(stage)


async def test_the_day_is_asked_for_again_while_it_is_open_but_not_without_a_line():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        before = len(asked_days(stage))
        stage.app.screen.load()
        await pilot.pause(0.1)
        assert len(asked_days(stage)) == before + 1
        stage.line.fall_silent()
        stage.app.screen.load()
        await pilot.pause(0.1)
        assert len(asked_days(stage)) == before + 1
        assert stage.app.screen.query_one("#do-book", Key).disabled
    assert AGAIN_SECONDS <= 10


async def test_a_day_that_does_not_come_leaves_the_one_that_is_known():
    stage, _ = a_stage(a_full_day())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot)
        stage.answers["ask_day"] = Lost
        stage.app.screen.load()
        await pilot.pause(0.1)
        assert "Ilse Bakker" in picture(stage)


def test_a_bar_is_full_only_when_nothing_is_free_and_empty_only_when_nothing_is_taken():
    assert bar(480, 480, 5) == "░░░░░"
    assert bar(480, 475, 5) == "█░░░░"
    assert bar(480, 240, 6) == "███░░░"
    assert bar(480, 5, 5) == "████░"
    assert bar(480, 0, 5) == "█████"
    assert bar(0, 0, 5) == "·····"
    assert [percent(480, free) for free in (480, 479, 240, 1, 0)] == [0, 1, 50, 99, 100]
