"""Pictures of a kiosk that stands alone: the first page, and a number, in each language."""

from pathlib import Path
from typing import Any

import pytest

from kiosk.visitor.alone_app import AloneApp
from tests.kiosk_alone import WALL, a_line
from tests.kiosk_stand_in import Clock

LANGUAGES = {"nl": "1", "en": "2", "de": "3"}


@pytest.fixture
def picture(snap_compare: Any, tmp_path: Path) -> Any:
    """Takes a picture after some keys of a kiosk whose host is away."""

    def compare(*keys: str, size: tuple[int, int] = (80, 24)) -> bool:
        line, clock = a_line(), Clock()
        app = AloneApp(line.open, clock.now, stamp=clock.stamp, folder=tmp_path, wall=lambda: WALL)

        async def before(pilot: Any) -> None:
            await pilot.pause()
            line.fall()
            clock.millis += 5_000
            app.look_around()
            for key in keys:
                await pilot.press(key)
                while not app.idle:
                    await pilot.pause(0.01)
            await pilot.pause()

        return bool(snap_compare(app, terminal_size=size, run_before=before))

    return compare


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["small", "large"])
def test_the_first_page_says_in_each_language_that_a_number_can_be_taken(picture, size):
    assert picture(size=size)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_question_of_a_kiosk_alone(picture, language):
    assert picture(LANGUAGES[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_of_its_own(picture, language):
    assert picture(LANGUAGES[language], "2", "1", "1", "1")
