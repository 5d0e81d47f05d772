"""Help at the kiosk: from every page, told to the greeter, and without losing one's place."""

import pytest
from textual.widgets import Static

from tests.kiosk_stand_in import FakeLine, a_view, at_the_kiosk

WAYS = {
    "language": (),
    "start": ("1",),
    "appointment": ("1", "1"),
    "code": ("1", "1", "1"),
    "confirm": ("1", "1", "1", *"A7C9K2", "enter"),
    "services": ("1", "2"),
    "service_closed": ("1", "2", "5"),
    "bring": ("1", "2", "3"),
    "missing": ("1", "2", "3", "2"),
    "persons": ("1", "2", "4"),
    "offer": ("1", "2", "4", "1"),
    "needs": ("1", "2", "4", "1", "2"),
    "done": ("1", "2", "4", "1", "1"),
}


@pytest.mark.parametrize("step", WAYS)
async def test_nine_calls_a_person_on_every_page(step):
    async with at_the_kiosk() as visitor:
        await visitor.press(*WAYS[step])
        assert visitor.page.step == step
        assert visitor.page.help.key == "9"
        await visitor.press("9")
        if step == "code":
            await visitor.press("9")
        assert visitor.line.said[-1].kind == "call_for_help"
        assert visitor.page.title == "Er komt iemand naar u toe. U hoeft niets te doen."


async def test_a_call_for_help_that_stands_is_not_made_twice():
    line = FakeLine()
    line.view = a_view(help_called=True)
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "9")
        assert line.said == []
        assert visitor.page.step == "help"


@pytest.mark.parametrize("called", [False, True])
async def test_without_a_greeters_screen_nobody_is_told_that_somebody_comes(called):
    line = FakeLine()
    line.view = a_view(help_called=called, help_heard=False)
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("1", "9")
        assert [said.kind for said in line.said] == ([] if called else ["call_for_help"])
        assert visitor.page.title == "Loop naar de ontvangst. Wij helpen u daar."


async def test_a_closed_hall_offers_help_only_while_somebody_hears_it():
    line = FakeLine()
    line.view = a_view(open=False, help_heard=False)
    async with at_the_kiosk(line=line) as visitor:
        assert visitor.page.help is None
        await visitor.press("9", "*")
        assert (line.said, visitor.page.step) == ([], "closed")


@pytest.mark.parametrize("step", WAYS)
async def test_help_keeps_the_place_of_the_visitor(step):
    async with at_the_kiosk() as visitor:
        await visitor.press(*WAYS[step])
        before = visitor.page
        await visitor.press("*")
        ways = ("Terug naar waar u was", "Terug · Back · Zurück")
        assert visitor.page.option("0").label == ways[step == "language"]
        await visitor.press("*", "0")
        assert visitor.page == before


async def test_help_keeps_what_was_typed():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1", "A", "7", "*", "backspace")
        assert visitor.page.typed == "A7"


async def test_a_nine_for_help_leads_back_to_the_code_and_not_to_the_question():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1", "9", "1", "0")
        assert visitor.page.step == "code"


async def test_after_help_a_visitor_may_also_be_done():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "9", "1")
        assert visitor.page.step == "language"


@pytest.mark.parametrize(
    ("keys", "language", "page"),
    [
        (("9",), None, "language"),
        (("1", "9"), "nl", "start"),
        (("2", "2", "3", "9"), "en", "bring"),
        (("3", "1", "1", "A", "*"), "de", "code"),
    ],
)
async def test_a_call_for_help_says_the_language_chosen_and_the_page(keys, language, page):
    async with at_the_kiosk() as visitor:
        await visitor.press(*keys)
        [call] = visitor.line.commands("call_for_help")
        assert (call.language, call.page) == (language, page)


async def test_a_call_for_help_from_a_closed_hall_says_so():
    line = FakeLine()
    line.view = a_view(open=False)
    async with at_the_kiosk(line=line) as visitor:
        await visitor.press("9")
        [call] = line.commands("call_for_help")
        assert (call.reason, call.language, call.page) == ("closed", None, "closed")


async def test_who_asks_for_help_before_choosing_a_language_is_answered_in_all():
    async with at_the_kiosk() as visitor:
        await visitor.press("9")
        told = (visitor.page.title, *visitor.page.lines)
        assert "Er komt iemand naar u toe. U hoeft niets te doen." in told
        assert "Someone is coming to you. You do not need to do anything." in told
        assert any("Es kommt jemand zu Ihnen." in line for line in told)
        await visitor.press("0", "2", "9")
        assert visitor.page.title.startswith("Someone is coming")
        assert not any("Es kommt" in line for line in visitor.page.lines)


async def test_the_star_for_help_stands_on_the_code_page_from_the_first():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1")
        sign = visitor.app.screen.query_one("#help .digit", Static)
        assert "*" in str(sign.render())
        await visitor.press("A")
        assert "*" in str(sign.render())


async def test_a_code_may_begin_with_a_nine():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "1", "1", "9", "2", "9", "A")
        assert visitor.page.typed == "99A"
        assert visitor.page.help.key == "*"
        await visitor.press("*")
        assert visitor.line.said[-1].kind == "call_for_help"
