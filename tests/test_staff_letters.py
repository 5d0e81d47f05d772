"""Every letter key of the staff's screens, with Caps Lock on as with it off."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.dom import DOMNode

import kiosk.desk
import kiosk.greeter
import kiosk.staff
from tests.staff_rows import a_greeter_view
from tests.staff_stage import a_greeter, settled

ROOMS = (kiosk.desk, kiosk.greeter, kiosk.staff)


def nodes() -> Iterator[type[DOMNode]]:
    """Every screen, dialog and widget of the staff's rooms."""
    for room in ROOMS:
        for found in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
            module = importlib.import_module(found.name)
            for thing in vars(module).values():
                if not isinstance(thing, type) or thing.__module__ != found.name:
                    continue
                if issubclass(thing, DOMNode):
                    yield thing


def test_every_letter_does_the_same_as_capital():
    deaf, letters = [], 0
    for node in nodes():
        keys = node._merged_bindings.key_to_bindings if node._merged_bindings else {}
        for key, bindings in keys.items():
            if len(key) != 1 or not key.isalpha():
                continue
            letters += 1
            others = [each.action for each in keys.get(key.swapcase(), ())]
            if others != [each.action for each in bindings]:
                deaf.append(f"{node.__name__} {key}")
    assert deaf == []
    assert letters > 60, "screens have been found"


@pytest.mark.parametrize("key", ["e", "E"])
async def test_the_key_for_when_it_burns_works_with_caps_lock(key):
    stage = a_greeter(a_greeter_view())
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(key)
        await settled(pilot)
        assert type(stage.app.screen).__name__ == "InsideDialog"
