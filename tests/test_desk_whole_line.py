"""The staff screens at the end of a real line: what staff press is kept by a real host, and the
view that comes back is what they see.
"""

import asyncio
from functools import partial
from typing import Any

import pytest

from kiosk.desk.app import DeskApp
from kiosk.desk.card import Card
from kiosk.greeter.app import GreeterApp
from kiosk.look import BigText
from kiosk.staff.frame import Banner, Notice
from tests.town import PIN, Town, a_town, new_id
from wire.commands import TakeTicket
from wire.frames import Hello
from wire.link import Link

LARGE = (160, 48)


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


async def a_desk_of(town: Town) -> DeskApp:
    token = await asyncio.to_thread(town.token, "desk", "desk-1", desk="1")
    line = partial(Link, town.url, Hello(token=token, desk="1"))
    return DeskApp(line, town.clock, "1", "en")


async def a_greeter_of(town: Town) -> GreeterApp:
    token = await asyncio.to_thread(town.token, "greeter")
    return GreeterApp(partial(Link, town.url, Hello(token=token)), town.clock, "en")


def seen(app: DeskApp | GreeterApp) -> Any:
    """The newest view, of whichever kind it is."""
    return app.view


async def until(holds, seconds=5.0):
    """Waits until what is asked is so."""
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


async def test_a_day_at_a_desk_from_sign_in_to_the_second_visitor(town):
    kiosk = await town.screen("kiosk")
    first = await kiosk.done(TakeTicket(id=new_id(), services=("passport",)))
    town.clock.now += 1_000
    second = await kiosk.done(TakeTicket(id=new_id(), services=("passport",)))
    app = await a_desk_of(town)
    async with app.run_test(size=LARGE) as pilot:
        await until(lambda: app.view is not None and app.screen.query("#pin"))
        await pilot.pause(0.2)
        await pilot.press("enter", *PIN, "enter")
        await until(lambda: seen(app).state == "free" and app.screen.query(Card))
        await pilot.pause(0.2)
        await pilot.press("space")
        await until(lambda: seen(app).visit is not None)
        await pilot.pause(0.1)
        assert app.screen.query_one(BigText).text == first.ticket
        await pilot.press("m")
        await until(lambda: seen(app).visit.stage == "serving")
        town.clock.now += 3_000
        await pilot.pause(0.1)
        await pilot.press("space")
        await until(lambda: seen(app).visit.ticket == second.ticket)
        await pilot.press("u")
        await until(lambda: seen(app).visit.ticket == first.ticket)


async def test_a_greeter_adds_a_walk_in_and_takes_it_back(town):
    app = await a_greeter_of(town)
    async with app.run_test(size=LARGE) as pilot:
        await until(lambda: app.view is not None)
        await pilot.pause(0.2)
        await pilot.press("n", "enter", "plus", "ctrl+s")
        await until(lambda: seen(app).waiting_count == 1)
        (row,) = seen(app).waiting
        assert row.persons == 2
        await pilot.pause(0.2)
        assert "is on the list" in app.screen.query_one(Notice).text
        await pilot.press("u")
        await until(lambda: seen(app).waiting_count == 0)


async def test_a_refusal_of_the_host_is_a_sentence_on_the_screen(town):
    app = await a_desk_of(town)
    async with app.run_test(size=LARGE) as pilot:
        await until(lambda: app.view is not None and app.screen.query("#pin"))
        await pilot.pause(0.2)
        await pilot.press("enter", *"0000", "enter")
        await until(lambda: app.screen.query_one(Notice).text)
        assert app.screen.query_one(Notice).text == "The PIN is not right. Try again."


async def test_a_token_that_is_no_longer_good_is_said_on_the_screen(town):
    line = partial(Link, town.url, Hello(token="no-such-token"))
    app = GreeterApp(line, town.clock, "en")
    async with app.run_test(size=LARGE) as pilot:
        await until(lambda: app.silence == "not_paired")
        await pilot.pause(0.1)
        assert app.screen.query_one(Banner).display
