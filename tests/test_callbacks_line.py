"""Promises to call back over a real line: made at the greeter's screen, seen at a desk's, on either
engine's host.
"""

import asyncio

import pytest

from tests.callbacks_stage import TEXT
from tests.town import FRIDAY, Clock, a_town, new_id
from wire.callbacks import AskCallbacks
from wire.commands import (
    AttemptCallback,
    FinishCallback,
    HandOverCallback,
    MakeCallback,
    ReopenCallback,
)
from wire.setup import Setup

MONDAY = "2026-11-23"


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path, Clock("09:05", FRIDAY), text=TEXT) as town:
        yield town


def a_wish(**said):
    fields = {"department": "desk", "name": "Sanne", "phone": "0600000123", "note": "Paspoort"}
    return MakeCallback(id=new_id(), **fields | said)


async def listed(screen, **more):
    return await screen.say(AskCallbacks(id=new_id(), **more))


async def test_what_the_greeter_notes_a_desk_reads_and_finishes(town):
    greeter, desk = await town.screen("greeter"), await town.screen("desk", desk="1")
    wish = a_wish()
    await greeter.done(wish)
    (row,) = (await listed(desk)).rows
    assert (row.callback, row.name, row.department_name) == (wish.id, "Sanne", "Burgerzaken")
    await desk.done(FinishCallback(id=new_id(), callback=wish.id))
    assert (await listed(greeter)).total == 0
    (one,) = (await listed(greeter, callback=wish.id)).rows
    assert [(each.what, each.sender) for each in one.steps] == [
        ("made", "greeter"),
        ("answered", "desk"),
    ]
    assert one.can == ("reopen_callback",)


async def test_the_second_of_two_who_finish_it_hears_why_not(town):
    greeter, desk = await town.screen("greeter"), await town.screen("desk", desk="1")
    wish = a_wish()
    await greeter.done(wish)
    heard = await asyncio.gather(
        *(each.say(FinishCallback(id=new_id(), callback=wish.id)) for each in (greeter, desk))
    )
    assert sorted(getattr(each, "word", "") for each in heard) == ["", "callback_done"]


async def test_the_second_call_in_vain_on_another_half_day_is_told_as_a_try(town):
    greeter = await town.screen("greeter")
    wish = a_wish()
    await greeter.done(wish)
    first = await greeter.done(AttemptCallback(id=new_id(), callback=wish.id))
    town.clock.set("14:00")
    second = await greeter.done(AttemptCallback(id=new_id(), callback=wish.id))
    assert (first.word, second.word) == ("", "tried")


@pytest.mark.parametrize(
    ("wish", "word"),
    [
        (a_wish(department="gardens"), "department_unknown"),
        (a_wish(note="111222333"), "text_unfit"),
        (a_wish(name="", phone="", note=""), "callback_empty"),
        (ReopenCallback(id=new_id(), callback="nobody-knows"), "callback_unknown"),
        (
            HandOverCallback(id=new_id(), callback="nobody-knows", department="desk"),
            "callback_unknown",
        ),
    ],
)
async def test_what_may_not_be_is_refused_with_one_word(town, wish, word, capsys):
    greeter = await town.screen("greeter")
    assert await greeter.refused(wish) == word
    assert "111222333" not in capsys.readouterr().out


async def test_a_kiosk_neither_makes_nor_reads_them(town):
    kiosk = await town.screen("kiosk")
    assert await kiosk.refused(a_wish()) == "role_may_not"
    assert (await listed(kiosk)).word == "role_may_not"


async def test_another_location_sees_nothing_of_it(town):
    here, there = await town.screen("greeter"), await town.screen("greeter", "other", "annex")
    wish = a_wish()
    await here.done(wish)
    assert (await listed(there)).total == 0
    assert (await listed(there, callback=wish.id)).rows == ()
    finish = FinishCallback(id=new_id(), callback=wish.id)
    assert await there.refused(finish) == "callback_unknown"


async def test_greeter_and_desk_see_how_many_are_about_to_be_late(town):
    greeter, desk = await town.screen("greeter"), await town.screen("desk", desk="1")
    await greeter.sees(lambda view: view.callbacks_soon == 0)
    await greeter.done(a_wish())
    town.clock.set("15:00", MONDAY)
    await greeter.done(a_wish(note="news, so that the host counts again"))
    await greeter.sees(lambda view: view.callbacks_soon == 1)
    await desk.sees(lambda view: view.callbacks_soon == 1)


async def test_greeters_and_desks_are_told_the_departments_and_kiosks_are_not(town):
    told = {role: (await town.screen(role)).one(Setup) for role in ("greeter", "kiosk")}
    names = [each.name for each in told["greeter"].departments]
    assert names == ["Burgerzaken", "Juridische zaken", "Stadstoezicht"]
    assert told["kiosk"].departments is None
