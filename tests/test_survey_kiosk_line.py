"""A kiosk in rating mode and a real host: which visit a slip is, and that one visit gives one mark
through whichever door.
"""

import asyncio
from functools import partial

import pytest

from kiosk.visitor.rating_app import RatingApp
from tests.booking_stage import Visitor
from tests.survey_stage import ASKS, CHOSEN, a_survey_town
from tests.town import new_id
from wire.frames import Hello, No
from wire.link import Link
from wire.setup import Setup
from wire.survey import AskSurvey, GiveMark


@pytest.fixture
async def town(tmp_path):
    async with a_survey_town(tmp_path) as town:
        yield town


def own_page(town, visit: str) -> str:
    """The last part of the address on the visit's slip."""
    hall = town.host.office.halls["hall"]
    hall.visit_of_page("")
    token: str = next(token for token, name in hall.pages.items() if name == visit)
    return token


async def asks(town, slip: str):
    return await town.kiosk.say(AskSurvey(id=new_id(), slip=slip))


async def gives(town, slip: str, mark: int = 8, **said):
    said.setdefault("id", new_id())
    return (await town.kiosk.say(GiveMark(slip=slip, mark=mark, **said))).word


def marks(town):
    return sorted(row["mark"] for row in town.rows("survey_answer"))


async def test_a_visit_is_known_by_its_number_with_or_without_noughts_and_by_its_slip(town):
    came = await town.a_visit(language="de")
    for slip in (came.ticket, "a1", "A01", own_page(town, came.visit)):
        found = await asks(town, slip)
        assert (found.word, found.language, found.greeter) == ("open", "de", False), slip


async def test_a_visit_by_appointment_is_known_by_its_code_too(town):
    fetched = await town.a_visit("talk")
    day = town.host.office.halls["hall"].day
    day.codes["K7Q2XM"] = fetched.visit
    found = await asks(town, "k7q2xm")
    assert (found.word, found.greeter) == ("open", True)


@pytest.mark.parametrize("slip", ["A099", "B001", "ZZZZ", "0", "A0001", "x" * 64, "é"])
async def test_a_number_that_nobody_has_is_unknown(town, slip):
    await town.a_visit()
    assert (await asks(town, slip)).word == "unknown"
    assert await gives(town, slip) == "unknown"
    assert marks(town) == []


async def test_nobody_gives_a_mark_before_the_visit_is_over(town):
    came = await town.comes()
    assert (await asks(town, came.ticket)).word == "not_yet"
    assert await gives(town, came.ticket) == "not_yet"


async def test_one_visit_gives_one_mark_by_kiosk_and_page_together(town):
    first, second = await town.a_visit(), await town.a_visit()
    assert await gives(town, first.ticket, 8) == "kept"
    assert await gives(town, first.ticket, 1) == "given"
    visitor = await Visitor(town).goes(town.path(first.visit))
    assert "Dank u wel" in visitor.text
    await visitor.web.post(town.path(first.visit), data={"cijfer": "1"})
    await visitor.web.post(town.path(second.visit), data={"cijfer": "6"})
    assert await gives(town, own_page(town, second.visit), 1) == "given"
    assert marks(town) == [6, 8]
    channels = {row["mark"]: row["channel"] for row in town.rows("survey_answer")}
    assert channels == {8: "kiosk", 6: "page"}


async def test_the_same_mark_said_again_is_still_kept_and_counts_once(town):
    came = await town.a_visit()
    identity = new_id()
    assert await gives(town, came.ticket, id=identity) == "kept"
    assert await gives(town, came.ticket, id=identity) == "kept"
    assert marks(town) == [8]


async def test_many_who_press_at_once_for_one_visit_give_one_mark(town):
    came = await town.a_visit()
    words = await asyncio.gather(*(gives(town, came.ticket, mark) for mark in range(1, 11)))
    assert sorted(words) == ["given"] * 9 + ["kept"]
    assert len(marks(town)) == 1


async def test_only_a_kiosk_may_ask_and_only_so_often(town):
    greeter = await town.screen("greeter")
    for screen in (greeter, town.desk):
        assert await screen.refused(AskSurvey(id=new_id(), slip="A001")) == "role_may_not"
        assert await screen.refused(GiveMark(id=new_id(), slip="A001", mark=8)) == "role_may_not"
    words = [await asks(town, "A099") for _ in range(61)]
    assert isinstance(words[-1], No)
    assert words[-1].word == "too_fast"


async def test_a_kiosk_is_told_what_the_town_asks_and_others_are_not(tmp_path):
    async with a_survey_town(tmp_path, ASKS + CHOSEN) as town:
        told = town.kiosk.one(Setup).survey
        assert told is not None
        assert list(told.choices) == ["tijd", "uitleg"]
        assert town.desk.one(Setup).survey is None


async def test_a_visitor_rates_on_the_real_screen_over_the_real_line(tmp_path):
    async with a_survey_town(tmp_path, ASKS + CHOSEN) as town:
        came = await town.a_visit(language="en")
        token = town.token("kiosk", "rating")
        clock = lambda: town.clock()  # noqa: E731
        app = RatingApp(partial(Link, town.url, Hello(token=token)), clock)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, app, "rate")
            await pilot.press(*came.ticket.lower(), "enter")
            await until(pilot, app, "rate_mark")
            assert app.page().title.startswith("What mark")
            await pilot.press("9")
            await until(pilot, app, "rate_choice")
            await pilot.press("1")
            await until(pilot, app, "rate_thanks")
        (row,) = town.rows("survey_answer")
        assert (row["mark"], row["choice"], row["channel"]) == (9, "tijd", "kiosk")


async def until(pilot, app, step: str) -> None:
    for _ in range(500):
        if app.page().step == step:
            return
        await pilot.pause(0.02)
    raise AssertionError((step, app.page()))
