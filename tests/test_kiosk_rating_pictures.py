"""Pictures of the kiosk in rating mode: the first page, the ten marks, the thanks."""

from typing import Any

import pytest

from kiosk.visitor.rating_app import RatingApp
from tests.kiosk_stand_in import Clock
from tests.rating_stand_in import a_line


@pytest.fixture
def picture(snap_compare: Any) -> Any:
    """Takes a picture after some keys, and compares it with the one that was looked at."""

    def compare(*keys: str, size: tuple[int, int] = (80, 24), **found: Any) -> bool:
        clock = Clock()
        app = RatingApp(a_line(**found).open, clock.now, stamp=clock.stamp, scanner=True)

        async def before(pilot: Any) -> None:
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                while not app.idle:
                    await pilot.pause(0.01)
            await pilot.pause()

        return bool(snap_compare(app, terminal_size=size, run_before=before))

    return compare


def test_the_first_page_in_every_language(picture: Any) -> None:
    assert picture()


def test_ten_marks_on_a_small_screen(picture: Any) -> None:
    assert picture("a", "0", "4", "2", "enter")


def test_ten_marks_on_a_large_screen_in_german(picture: Any) -> None:
    assert picture("a", "0", "4", "2", "enter", size=(128, 40), language="de", greeter=True)


def test_the_thanks(picture: Any) -> None:
    assert picture("a", "0", "4", "2", "enter", "8")
