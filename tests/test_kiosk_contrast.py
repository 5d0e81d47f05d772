"""The terminal kiosk in strong contrast: every letter on every page has seven to one on its ground,
every key stands apart, and the town's colours stay away. Pictures of the pages that matter.
"""

from typing import Any

import pytest
from textual.widget import Widget

from balie.kiosk_door import kiosk
from kiosk.look import contrast, contrast_theme
from kiosk.visitor import entry
from kiosk.visitor.contrast_app import ContrastApp
from kiosk.visitor.widgets import Letters, OptionRow
from tests.kiosk_stand_in import Clock, FakeLine, a_setup, a_view, at
from tests.test_kiosk_sizes import OneScreen, faults, pages
from wire.setup import Look

SIZES = [(80, 24), (120, 40)]
CODE = (*"A7C9K2", "enter")
EDGES = [set(), *map(set, "▐▌▀▄▛▜▙▟")]
"""What the edge of a key is made of: it may have the colour of its ground."""
PALE = Look(accent="#ffe9a8", accent_text="#ffffff", ground="light")
"""A town whose own colours nobody with little sight can read."""


class Strong(OneScreen):
    """Any page, in strong contrast."""

    def __init__(self, page: Any) -> None:
        super().__init__(page)
        self.register_theme(contrast_theme())
        self.theme = contrast_theme().name


def in_dutch(size: tuple[int, int]) -> list[Any]:
    """Every page once: colours know no language."""
    return [page for page in pages(size) if page.language == "nl"]


def painted(app: Any) -> list[tuple[str, str, str]]:
    """Each piece of text on the screen with its colour and its ground, as the terminal gets it; no
    edges.
    """
    return [
        (piece.text.strip(), _hex(piece.style.color), _hex(piece.style.bgcolor))
        for strip in app.screen._compositor.render_strips()
        for piece in strip
        if set(piece.text.strip()) not in EDGES and piece.style is not None
    ]


def _hex(colour: Any) -> str:
    assert colour is not None, "no colour of its own: the terminal's would stand there"
    return str(colour.get_truecolor().hex)


def weak(app: Any) -> list[tuple[str, str, str]]:
    return [piece for piece in painted(app) if contrast(piece[1], piece[2]) < 7]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_letter_on_every_page_has_seven_to_one_on_its_ground(size):
    every = in_dutch(size)
    app = Strong(every[0])
    async with app.run_test(size=size) as pilot:
        found: list[Any] = []
        for page in every:
            app.visitor.page = page
            await pilot.pause()
            assert painted(app)
            found += [(page.step, *each) for each in weak(app)]
            found += [f"{page.step} {page.language} {fault}" for fault in faults(app.visitor)]
        assert found == []


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_key_stands_apart_from_its_ground_and_the_one_with_the_focus_from_the_others(
    size,
):
    every = list({page.step: page for page in in_dutch(size)}.values())
    app = Strong(every[0])
    async with app.run_test(size=size) as pilot:
        for page in every:
            app.visitor.page = page
            app.visitor.set_focus(None)
            await pilot.pause()
            keys = [key for key in app.screen.query(OptionRow) if key.display and key.option]
            for key in keys:
                for part in (".digit", ".label"):
                    assert apart(key.query_one(part), app.visitor) >= 3, (page.step, part)
            for key in keys[:1]:
                key.focus()
                await pilot.pause()
                assert weak(app) == [], page.step
                label = key.query_one(".label")
                for other in keys[1:]:
                    assert apart(label, other.query_one(".label")) >= 3, page.step


def apart(one: Widget, other: Widget) -> float:
    """The contrast of two grounds."""
    return contrast(*(each.background_colors[1].hex6 for each in (one, other)))


async def test_the_letter_keys_and_the_one_that_has_the_focus_can_be_told_apart():
    async with a_kiosk().run_test(size=(80, 24)) as pilot:
        await presses(pilot, "1", "1", "1", "tab")
        letters = pilot.app.screen.query_one(Letters)
        assert letters.has_focus
        key, focus = (
            letters.get_component_rich_style(f"letters--{name}") for name in ("key", "focus")
        )
        assert contrast(_hex(key.bgcolor), _hex(focus.bgcolor)) >= 3
        assert contrast(_hex(key.bgcolor), "#000000") >= 3
        assert weak(pilot.app) == []


@pytest.mark.parametrize("strong", [True, False])
async def test_the_colours_of_the_town_come_only_where_contrast_was_not_asked_for(strong):
    line = FakeLine()
    line.setup = a_setup(look=PALE)
    async with a_kiosk(line, strong=strong).run_test(size=(80, 24)) as pilot:
        await presses(pilot, "1")
        colours = {colour for _, *pair in painted(pilot.app) for colour in pair}
        assert ("#ffe9a8" in colours) is not strong
        if strong:
            assert {_whole(each) for each in colours} == {"#000000", "#ffffff", "#ffff00"}


@pytest.mark.parametrize(("words", "theme"), [((), "town"), (("--theme", "contrast"), "contrast")])
def test_the_theme_is_named_on_the_command_line(tmp_path, monkeypatch, words, theme):
    token = tmp_path / "token"
    token.write_text("a-token")
    told: dict[str, Any] = {}
    monkeypatch.setattr("kiosk.visitor.entry.run", lambda *_, **named: told.update(named))
    kiosk(["--host", "127.0.0.1:1", "--token-file", str(token), *words])
    assert told["theme"] == theme
    with pytest.raises(SystemExit):
        kiosk(["--host", "127.0.0.1:1", "--token-file", str(token), "--theme", "pink"])


@pytest.mark.parametrize("kind", [entry._Kiosk, entry._RatingKiosk])
def test_every_kind_of_kiosk_can_be_had_in_strong_contrast(kind):
    clock = Clock()
    assert kind(FakeLine().open, clock.now, strong=True).theme == "contrast"
    assert kind(FakeLine().open, clock.now).theme != "contrast"


def _whole(colour: str) -> str:
    """Without what rounding took from it."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join("ff" if part >= 254 else f"{part:02x}" for part in parts)


def a_kiosk(line: FakeLine | None = None, strong: bool = True) -> ContrastApp:
    clock = Clock()
    return ContrastApp((line or FakeLine()).open, clock.now, stamp=clock.stamp, strong=strong)


async def presses(pilot: Any, *keys: str) -> None:
    await pilot.pause()
    for key in keys:
        await pilot.press(key)
        while not pilot.app.idle:
            await pilot.pause(0.01)
    await pilot.pause()


@pytest.fixture(params=SIZES, ids=str)
def picture(request: Any, snap_compare: Any) -> Any:
    """Takes a picture after some keys, and compares it with the one that was looked at."""

    def compare(*keys: str, line: FakeLine | None = None, silent: bool = False) -> bool:
        line = line or FakeLine()

        async def before(pilot: Any) -> None:
            await presses(pilot, *keys)
            if silent:
                line.fall()
            await pilot.pause()

        return bool(snap_compare(a_kiosk(line), terminal_size=request.param, run_before=before))

    return compare


def test_the_language_page(picture):
    assert picture()


def test_the_first_question_with_the_focus_on_a_key(picture):
    assert picture("1", "tab")


def test_a_code_half_typed(picture):
    assert picture("1", "1", "1", *"A7C", "tab")


def test_is_this_your_appointment(picture):
    assert picture("2", "1", "1", *CODE)


def test_what_have_you_come_for(picture):
    assert picture("1", "2")


def test_what_a_visitor_needs(picture):
    assert picture("1", "2", "4", "1", "2", "1")


def test_your_number(picture):
    assert picture("1", "2", "4", "1", "1")


def test_closed(picture):
    line = FakeLine()
    line.view = a_view(open=False, opens_at=at("09:00") + 86_400_000)
    assert picture(line=line)


def test_the_host_is_away(picture):
    assert picture(silent=True)
