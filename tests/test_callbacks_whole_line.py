"""Promises to call back from a key at a real screen to a row in a real store, and back."""

import asyncio
from functools import partial

import pytest
from textual.widgets import OptionList

from kiosk.greeter.app import GreeterApp
from kiosk.staff.callbacks.key import CallbacksKey
from kiosk.staff.callbacks.make import MakeDialog
from kiosk.staff.callbacks.note import NoteDialog
from kiosk.staff.callbacks.screen import CallbacksScreen
from tests.callbacks_stage import TEXT
from tests.test_desk_whole_line import until
from tests.town import FRIDAY, Clock, a_town, new_id
from wire.callbacks import AskCallbacks
from wire.frames import Hello
from wire.link import Link


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path, Clock("09:05", FRIDAY), text=TEXT) as town:
        yield town


async def listed(screen, **more):
    return (await screen.say(AskCallbacks(id=new_id(), **more))).rows


def total(app: GreeterApp) -> int | None:
    """Of the list of promises, where that is on the screen."""
    screen = app.screen
    return screen.found.total if isinstance(screen, CallbacksScreen) and screen.found else None


async def test_what_a_greeter_types_stands_on_the_desks_list_until_it_is_called_back(town):
    desk = await town.screen("desk", desk="1")
    token = await asyncio.to_thread(town.token, "greeter")
    app = GreeterApp(partial(Link, town.url, Hello(token=token)), town.clock, "nl")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(lambda: app.view is not None and app.screen.query(CallbacksKey), 20)
        await until(lambda: not app.screen.query_one(CallbacksKey).disabled, 20)
        await pilot.press("v")
        await until(lambda: isinstance(app.screen, CallbacksScreen) and app.screen.found, 20)
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, MakeDialog) and app.screen.stands, 20)
        await pilot.press("enter", *"Sanne", "tab", *"0600000123", "enter", "enter")
        await until(lambda: total(app), 20)
        (row,) = await listed(desk)
        assert (row.name, row.phone, row.department) == ("Sanne", "0600000123", "desk")
        await until(lambda: app.screen.query_one("#callback-rows", OptionList).option_count, 20)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, NoteDialog) and app.screen.row.can, 20)
        await pilot.press("2")
        await until(lambda: total(app) == 0, 20)
        assert await listed(desk) == ()
        (done,) = await listed(desk, state="done")
        assert (done.outcome, done.callback) == ("answered", row.callback)
