"""Every page of the kiosk at every size of screen: nothing stands outside, nothing is cut."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import pytest
from textual.app import App
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

import kiosk.visitor.screen
from kiosk.look import theme_of
from kiosk.visitor.screen import VisitorScreen, handful_for
from kiosk.visitor.widgets import KEYS, Letters, OptionRow
from tests.kiosk_stand_in import NOW, a_setup, a_view, at_the_kiosk
from tests.test_kiosk_pages import reachable
from visitor import steps
from visitor.entrance import still_there
from visitor.hall import Hall
from visitor.page import Page, Session

LOW = [(80, 24), (100, 30), (130, 25), (200, 30)]
HIGH = [
    (113, 36),
    (113, 40),
    (119, 40),
    (120, 36),
    (121, 40),
    (142, 42),
    (159, 45),
    (160, 48),
    (200, 60),
]
TALL = [(80, 60), (88, 71), (90, 50), (100, 140)]
SIZES = [*LOW, *HIGH, *TALL]
TIGHT = [(80, 24), (113, 40), (80, 60)]
"""Here all three languages are tried: the least room of the low, the broad and the tall ones."""


class OneScreen(App[None]):
    """The kiosk's screen without a line, for any page."""

    CSS_PATH = str(Path(kiosk.visitor.screen.__file__).with_name("screen.tcss"))

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.register_theme(theme_of())
        self.theme = theme_of().name
        self.visitor = VisitorScreen(page)

    def get_default_screen(self) -> VisitorScreen:
        return self.visitor


def pages(size: tuple[int, int]) -> Iterator[Page]:
    hall = Hall(a_setup(), a_view(), NOW, "Europe/Amsterdam", True, handful_for(Size(*size)))
    for language in ("nl", "en", "de") if size in TIGHT else ("nl",):
        yield from reachable(hall, language).values()
        yield still_there(language, 10)
    yield steps.page_of(hall, Session())


def faults(screen: VisitorScreen) -> Iterator[str]:
    """What a visitor cannot see or read whole."""
    foot = screen.query_one("#foot").region
    for widget in screen.walk_children(Widget):
        if not all(each.display for each in widget.ancestors_with_self):
            continue
        geometry = screen.find_widget(widget)
        if not geometry.clip.contains_region(geometry.region):
            yield f"{widget} at {geometry.region} is cut by {geometry.clip}"
        if isinstance(widget, OptionRow | Letters) and not is_in_foot(widget):
            bottom = widget.region.bottom - (1 if isinstance(widget, Letters) else 0)
            if bottom >= foot.y and not widget.has_class("-dense"):
                yield f"{widget} touches the foot"
        if isinstance(widget, Static):
            yield from cut_words(widget)


def is_in_foot(widget: Widget) -> bool:
    return any(each.id == "foot" for each in widget.ancestors)


def cut_words(widget: Static) -> Iterator[str]:
    text, room = str(widget.render()), widget.content_size
    if not text.strip():
        return
    lines = [line for each in text.split("\n") for line in wrap(each, max(1, room.width)) or [""]]
    if "█" in text:
        lines = text.split("\n")
    longest = max((len(word) for word in text.split()), default=0)
    if longest > room.width:
        yield f"{text!r} needs {longest} columns and has {room.width}"
    if len(lines) > room.height:
        yield f"{text!r} needs {len(lines)} rows and has {room.height}"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_all_of_every_page_can_be_seen(size):
    every = list(pages(size))
    app = OneScreen(every[0])
    async with app.run_test(size=size) as pilot:
        found = []
        for page in every:
            app.visitor.page = page
            await pilot.pause()
            found += [f"{page.step} {page.language} {fault}" for fault in faults(app.visitor)]
        assert not found, "\n".join(found)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_letter_key_lies_on_the_screen_and_can_be_touched(size):
    async with at_the_kiosk(size=size) as visitor:
        await visitor.press("1", "1", "1")
        letters = visitor.app.screen.query_one(Letters)
        wide, high = letters.cell
        for row, column in ((0, 9), (2, 9), (3, 6)):
            offset = (column * wide + wide - 2, row * high)
            assert letters.region.translate((0, 0)).contains(
                letters.region.x + offset[0], letters.region.y + offset[1]
            )
            await visitor.pilot.click(letters, offset=offset)
            await visitor.settle()
        assert visitor.page.typed == "".join(KEYS[row][c] for row, c in ((0, 9), (2, 9), (3, 6)))
