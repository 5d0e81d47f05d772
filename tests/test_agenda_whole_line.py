"""The agenda's screens at the end of a real line: what staff book, move and cancel is what a real
host has kept.
"""

import asyncio
from functools import partial

import pytest

from kiosk.desk.app import DeskApp
from kiosk.greeter.app import GreeterApp
from kiosk.look import BigText
from kiosk.staff.agenda.booked import BookedDialog
from kiosk.staff.agenda.screen import AgendaScreen
from kiosk.staff.agenda.times import TimesGrid
from kiosk.staff.frame import Notice
from kiosk.staff.keys import Key
from tests.test_desk_whole_line import until
from tests.town import PIN, a_town, at, new_id
from wire.agenda import AskDay
from wire.commands import BookAppointment
from wire.frames import Hello
from wire.link import Link

FRIDAY, MONDAY = "2026-11-20", "2026-11-23"


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


async def a_greeter_of(town):
    token = await asyncio.to_thread(town.token, "greeter")
    return GreeterApp(partial(Link, town.url, Hello(token=token)), town.clock, "nl")


async def a_desk_of(town):
    token = await asyncio.to_thread(town.token, "desk", "desk-1", desk="1")
    return DeskApp(partial(Link, town.url, Hello(token=token, desk="1")), town.clock, "1", "nl")


async def opened(app, pilot):
    await until(lambda: app.view is not None and app.screen.query("#open_agenda"), 20)
    await until(lambda: not app.screen.query_one("#open_agenda", Key).disabled, 20)
    await pilot.press("a")
    await until(lambda: isinstance(app.screen, AgendaScreen) and app.screen.agenda, 20)


async def to_times(app, pilot, *keys):
    """As far as the free times of the first service."""
    await pilot.press("n")
    await until(lambda: app.screen.query("#services-list") and app.screen.focused.option_count, 20)
    await pilot.press(*keys)
    await until(lambda: app.screen.query_one(TimesGrid).slots, 20)


async def the_day(screen, day):
    return (await screen.say(AskDay(id=new_id(), day=day))).appointments


def notice(app) -> str:
    return " ".join(each.text for each in app.screen.query(Notice))


async def test_a_greeter_books_moves_and_cancels_and_another_screen_sees_each_of_it(town):
    other = await town.screen("greeter", "other")
    app = await a_greeter_of(town)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot)
        await to_times(app, pilot, "1")
        await pilot.press("4")
        await until(lambda: app.screen.step == "contact", 20)
        await pilot.press(*"Ruben", "f2")
        await until(lambda: isinstance(app.screen, BookedDialog), 20)
        await until(lambda: app.screen.query_one(BigText).text, 20)
        (row,) = await the_day(other, MONDAY)
        assert (row.name, row.channel, row.appointed) == ("Ruben", "greeter", at("09:00", MONDAY))
        assert app.screen.query_one(BigText).text == row.code
        await pilot.press("enter")
        await until(lambda: app.screen.agenda.appointments, 20)
        await until(lambda: app.screen.query_one("#agenda-rows").option_count, 20)
        await pilot.press("enter")
        await until(lambda: app.screen.query("#move"), 20)
        await until(lambda: not app.screen.query_one("#move", Key).disabled, 20)
        await pilot.press("1")
        await until(
            lambda: app.screen.query(TimesGrid) and app.screen.query_one("#times").slots, 20
        )
        assert app.screen.query_one(TimesGrid).slots[0].at >= at("00:00", MONDAY), "of its own day"
        await pilot.press("e")
        await until(lambda: app.screen.query_one(TimesGrid).slots[0].at < at("00:00", MONDAY), 20)
        await pilot.press("2")
        await until(lambda: isinstance(app.screen, AgendaScreen), 20)
        (moved,) = await the_day(other, FRIDAY)
        assert (moved.visit, moved.code, moved.name) == (row.visit, row.code, "Ruben")
        assert await the_day(other, MONDAY) == ()
        await until(lambda: app.screen.agenda.appointments == (moved,), 20)
        await pilot.pause(0.2)
        await pilot.press("enter")
        await until(lambda: app.screen.query("#cancel"), 20)
        await until(lambda: not app.screen.query_one("#cancel", Key).disabled, 20)
        await pilot.press("2", "1")
        await until(lambda: isinstance(app.screen, AgendaScreen), 20)
        (gone,) = await the_day(other, FRIDAY)
        assert gone.state == "cancelled"


async def test_a_time_that_a_colleague_takes_first_is_told_before_the_name_is_typed(town):
    other = await town.screen("greeter", "other")
    app = await a_greeter_of(town)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await to_times(app, pilot, "1")
        first = app.screen.query_one(TimesGrid).slots[0].at
        taken = BookAppointment(
            id=new_id(), services=("passport",), appointed=first, channel="desk"
        )
        await other.done(taken)
        await pilot.press("1")
        await until(lambda: notice(app) == "Deze tijd is net bezet. Kies een andere tijd.", 20)
        await until(lambda: app.screen.query_one(TimesGrid).slots[0].at > first, 20)


async def test_a_held_time_cannot_be_taken_by_a_colleague(town):
    other = await town.screen("greeter", "other")
    app = await a_greeter_of(town)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await to_times(app, pilot, "1")
        first = app.screen.query_one(TimesGrid).slots[0].at
        await pilot.press("1")
        await until(lambda: getattr(app.screen, "held", None), 20)
        wish = BookAppointment(id=new_id(), services=("passport",), appointed=first, channel="desk")
        assert await other.refused(wish) == "slot_taken"
        await pilot.press("f2")
        await until(lambda: isinstance(app.screen, BookedDialog), 20)
        assert [row.appointed for row in await the_day(other, FRIDAY)] == [first]


async def test_a_sick_desk_leaves_an_appointment_that_the_greeter_sees_at_the_top(town):
    other = await town.screen("greeter", "other")
    wish = BookAppointment(
        id=new_id(), services=("passport",), appointed=at("11:00"), channel="desk", name="Sanne"
    )
    await other.done(wish)
    app = await a_greeter_of(town)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await pilot.press("a", "1", "1")
        await until(lambda: isinstance(app.screen, AgendaScreen), 20)
        await until(lambda: not all(row.fits for row in app.screen.agenda.appointments), 20)
        assert [desk.desk for desk in app.screen.agenda.desks if desk.shut_from] == ["1"]


async def test_a_desk_books_for_who_calls_while_it_is_open(town):
    other = await town.screen("greeter", "other")
    app = await a_desk_of(town)
    async with app.run_test(size=(160, 48)) as pilot:
        await until(lambda: app.view is not None and app.screen.query("#pin"), 20)
        await pilot.pause(0.2)
        await pilot.press("enter", *PIN, "enter")
        await until(lambda: app.view is not None and app.view.state == "free", 20)
        await opened(app, pilot)
        await to_times(app, pilot, "3")
        await pilot.press("1")
        await until(lambda: app.screen.step == "contact", 20)
        await pilot.press("f3", "f2")
        await until(lambda: isinstance(app.screen, BookedDialog), 20)
        (row,) = await the_day(other, FRIDAY)
        assert (row.channel, row.services) == ("phone", ("talk",))
