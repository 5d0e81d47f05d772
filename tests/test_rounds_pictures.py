"""Rounds as pictures: the list, what is wrong with what was typed, and what was booked."""

import pytest
from textual.widgets import Input

from tests.staff_rounds import FULL, a_round_stage, with_rounds
from tests.staff_stage import a_desk, settled

SIZES = [(80, 24), (120, 40)]
WRONG = {"name": "Ada Groen", "address": "Dorpsstraat", "things": "x" * 76}


def after(*keys: str, typed: dict[str, str] | None = None, then: tuple[str, ...] = ()):
    async def pressed(pilot):
        await settled(pilot)
        for key in ("a", "h", *keys):
            await pilot.press(key)
            await pilot.pause(0.2)
        for field in pilot.app.screen.query(Input):
            field.cursor_blink = False
            field.value = (typed or {}).get((field.id or "").removeprefix("contact-"), "")
        for key in then:
            await pilot.press(key)
            await pilot.pause(0.2)
        await settled(pilot)

    return pressed


@pytest.mark.parametrize("size", SIZES, ids=["small", "middle"])
def test_the_list_looks_as_it_did(size, snap_compare):
    stage, _ = a_round_stage(FULL)
    assert snap_compare(stage.app, terminal_size=size, run_before=after())


def test_what_is_wrong_looks_as_it_did(snap_compare):
    stage, _ = a_round_stage(language="de", make=a_desk, setup=with_rounds(ground="dark"))
    steps = after("n", "1", "2", typed=WRONG, then=("f2",))
    assert snap_compare(stage.app, terminal_size=(80, 24), run_before=steps)


def test_one_round_in_full_looks_as_it_did(snap_compare):
    stage, _ = a_round_stage(FULL, language="en")
    assert snap_compare(stage.app, terminal_size=(80, 24), run_before=after("enter"))
