"""The agenda as pictures: a full day and week, what must move, an empty day, and the steps of a
booking.
"""

import pytest
from textual.widgets import Input

from tests.staff_agenda import ALL_DAY, FakeAgenda, a_full_day, an_appointment
from tests.staff_rows import a_greeter_view, a_setup
from tests.staff_stage import Stage, a_desk, a_desk_view, a_greeter, settled

SIZES = [(80, 24), (160, 48)]


def a_full_agenda() -> Stage:
    stage = a_greeter(a_greeter_view())
    FakeAgenda(stage, a_full_day())
    return stage


def a_sick_desk() -> Stage:
    """Dark, in German, with two appointments for which there is no room."""
    stage = a_greeter(a_greeter_view(), "de", a_setup(ground="dark"))
    lost = (an_appointment(7, fits=False), an_appointment(8, fits=False))
    FakeAgenda(stage, (*a_full_day(7), *lost)).shut = {"3": ALL_DAY}
    return stage


def an_empty_agenda() -> Stage:
    stage = a_desk(a_desk_view(), "en")
    FakeAgenda(stage)
    return stage


def after(*keys: str):
    async def pressed(pilot):
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.2)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
        await settled(pilot)

    return pressed


@pytest.mark.parametrize("size", SIZES, ids=["small", "large"])
@pytest.mark.parametrize("make", [a_full_agenda, a_sick_desk, an_empty_agenda])
def test_a_day_looks_as_it_did(make, size, snap_compare):
    assert snap_compare(make().app, terminal_size=size, run_before=after("a"))


def test_a_week_on_a_small_screen_looks_as_it_did(snap_compare):
    steps = after("a", "w")
    assert snap_compare(a_full_agenda().app, terminal_size=(80, 24), run_before=steps)


@pytest.mark.parametrize(
    "keys", [("n",), ("n", "1"), ("n", "1", "2"), ("n", "1", "2", "f2")], ids=len
)
def test_each_step_of_a_booking_looks_as_it_did(keys, snap_compare):
    steps = after("a", *keys)
    assert snap_compare(a_full_agenda().app, terminal_size=(80, 24), run_before=steps)
