"""Fingers, mouse and Tab at the kiosk; and what happens when nobody touches it any more."""

import pytest
from textual import events
from textual.widget import Widget
from textual.widgets import Static

from kiosk.look import BigText
from kiosk.visitor.widgets import Letters, OptionRow
from tests.kiosk_stand_in import FakeLine, at_the_kiosk, found


@pytest.mark.parametrize("language", ["1", "2", "3"])
async def test_erase_and_back_have_different_words_and_signs(language):
    async with at_the_kiosk() as visitor:
        await visitor.press(language, "1", "1", "A")
        page = visitor.page
        assert (page.back.key, page.help.key) == ("Esc", "*")
        assert page.erase != page.back.label
        assert f"← {page.erase}" in str(visitor.app.screen.query_one(Letters).render())
        await visitor.press("escape")
        assert visitor.page.step == "appointment"


async def test_the_eraser_can_be_touched_all_along_its_word():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1", "A", "B", "C")
        letters = visitor.app.screen.query_one(Letters)
        wide, high = letters.size.width // 10, letters.size.height // 4
        for column in (7, 9):
            await visitor.pilot.click(letters, offset=(column * wide + 2, 3 * high))
            await visitor.settle()
        assert visitor.page.typed == "A"


@pytest.mark.parametrize("key", ["0", "backspace", "escape"])
async def test_back_leads_to_the_page_before(key):
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", key)
        assert visitor.page.step == "services"
        await visitor.press(key, key, key)
        assert visitor.page.step == "language"


async def test_tab_walks_through_the_options_and_enter_chooses():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "tab", "tab")
        focused = visitor.app.screen.focused
        assert isinstance(focused, OptionRow)
        assert focused.option is not None
        assert focused.option.label == "Ik heb geen afspraak"
        await visitor.press("enter")
        assert visitor.page.step == "services"
        assert visitor.app.screen.focused is None


async def test_what_has_the_focus_looks_different():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "tab")
        with_focus, without = list(visitor.app.screen.query("#options OptionRow .label"))[:2]
        assert with_focus.styles.background != without.styles.background


async def test_an_option_can_be_touched_anywhere():
    async with at_the_kiosk() as visitor:
        await visitor.press("1")
        row = visitor.app.screen.query(OptionRow)[1]
        await visitor.pilot.click(row, offset=(row.size.width - 2, 0))
        await visitor.settle()
        assert visitor.page.step == "services"


async def test_a_code_can_be_touched_letter_by_letter():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1")
        letters = visitor.app.screen.query_one(Letters)
        wide, high = letters.size.width // 10, letters.size.height // 4
        for column, row in ((0, 1), (6, 0), (7, 3)):
            await visitor.pilot.click(letters, offset=(column * wide + 2, row * high))
            await visitor.settle()
        assert visitor.page.typed == "A"


async def test_a_code_can_be_typed_with_tab_and_enter_alone():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1", *["tab"] * 11, "enter", "tab", "enter")
        assert visitor.page.typed == "AB"
        await visitor.press("shift+tab", "enter")
        assert visitor.page.typed == "ABA"


@pytest.mark.parametrize(
    "key",
    ["ctrl+q", "ctrl+c", "ctrl+p", "ctrl+z", "ctrl+backslash", "ctrl+d", "f1", "f10", "alt+f4"],
)
async def test_no_key_ends_the_kiosk_or_opens_anything(key):
    async with at_the_kiosk() as visitor:
        await visitor.press("1", key)
        assert visitor.app.is_running
        assert len(visitor.app.screen_stack) == 1
        assert visitor.page.step == "start"


async def test_every_control_character_is_harmless_while_a_code_is_typed():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1", "A")
        for number in (*range(0x20), *range(0x7F, 0xA0)):
            visitor.app.post_message(events.Key(f"ctrl+{number}", chr(number)))
        await visitor.settle()
        assert visitor.page.typed == "A"


async def test_what_is_pasted_is_ignored():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1")
        visitor.app.post_message(events.Paste("A7C9K2\r"))
        await visitor.settle()
        assert visitor.page.typed == ""


async def test_names_are_never_read_as_markup():
    line = FakeLine()
    services = [
        s.model_copy(update={"names": {"nl": "[/b] [red]x[/]"}}) for s in line.setup.services
    ]
    line.setup = line.setup.model_copy(update={"services": tuple(services), "town": "[@click=q]x"})
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "2")
        assert "[/b] [red]x[/]" in painted(visitor.app.screen.query(OptionRow)[0])


async def test_after_thirty_seconds_the_kiosk_asks_and_any_key_stays():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2")
        before = visitor.page
        await visitor.wait(29)
        assert visitor.page == before
        await visitor.wait(2)
        assert visitor.page.title == "Bent u er nog?"
        await visitor.press("x")
        assert visitor.page == before
        await visitor.wait(29)
        assert visitor.page == before


async def test_a_touch_stays_too_and_chooses_nothing():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2")
        await visitor.wait(31)
        await visitor.pilot.click(OptionRow)
        await visitor.settle()
        assert visitor.page.step == "services"


async def test_twenty_seconds_later_everything_of_the_visitor_is_gone():
    line = FakeLine()
    line.answers["find_appointment"] = found("on_time", services=("parkeerkaart",))
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "1", "1", *"A7C9K2", "enter")
        screen = "".join(map(painted, visitor.app.screen.query(Widget)))
        assert "Gehandicaptenparkeerkaart" in screen
        await visitor.wait(31)
        await visitor.wait(20)
        assert visitor.page.step == "language"
        screen = "".join(map(painted, visitor.app.screen.query(Widget)))
        assert "Gehandicaptenparkeerkaart" not in screen
        assert "10:20" not in screen
        assert "A7C9K2" not in repr(vars(visitor.app))


async def test_the_language_page_has_no_time_out():
    async with at_the_kiosk() as visitor:
        await visitor.wait(3_600)
        assert visitor.page.step == "language"


async def test_the_town_sets_how_long():
    async with at_the_kiosk() as visitor:
        visitor.line.heard(visitor.line.setup.model_copy(update={"idle_seconds": 90}))
        await visitor.press("1")
        await visitor.wait(89)
        assert visitor.page.step == "start"
        await visitor.wait(2)
        assert visitor.page.step == "still_there"


def painted(widget: Widget) -> str:
    """The words that a widget holds, seen or not."""
    if isinstance(widget, BigText):
        return widget.text
    if isinstance(widget, OptionRow):
        return "".join(painted(child) for child in widget.children)
    return str(widget.render()) if isinstance(widget, Static) else ""
