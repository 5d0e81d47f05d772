"""Pictures of the kiosk's screens: one for each that matters, at 80 columns and 24 rows."""

from typing import Any

import pytest

from kiosk.visitor.app import KioskApp
from tests.kiosk_stand_in import Clock, FakeLine, a_view, at

CODE = (*"A7C9K2", "enter")


@pytest.fixture
def picture(snap_compare: Any) -> Any:
    """Takes a picture after some keys, and compares it with the one that was looked at."""

    def compare(*keys: str, line: FakeLine | None = None, silent: bool = False) -> bool:
        line = line or FakeLine()
        clock = Clock()
        app = KioskApp(line.open, clock.now, stamp=clock.stamp)

        async def before(pilot: Any) -> None:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                while not app.idle:
                    await pilot.pause(0.01)
            if silent:
                line.fall()
            await pilot.pause()

        return bool(snap_compare(app, terminal_size=(80, 24), run_before=before))

    return compare


def test_the_language_page(picture):
    assert picture()


@pytest.mark.parametrize("language", ["1", "2", "3"], ids=["nl", "en", "de"])
def test_the_first_question(picture, language):
    assert picture(language)


def test_a_code_half_typed(picture):
    assert picture("1", "1", "1", *"A7C")


def test_is_this_your_appointment(picture):
    assert picture("1", "1", "1", *CODE)


def test_what_have_you_come_for(picture):
    assert picture("1", "2")


def test_your_number(picture):
    assert picture("1", "2", "4", "1", "1")


def test_closed(picture):
    line = FakeLine()
    line.view = a_view(open=False, opens_at=at("09:00") + 86_400_000)
    assert picture(line=line)


def test_the_host_is_away(picture):
    assert picture(silent=True)
