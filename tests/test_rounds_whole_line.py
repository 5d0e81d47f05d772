"""From a key on a staff screen to the visitor's mailbox: a real host, a real line, a real mail
server.
"""

import asyncio
from functools import partial
from typing import Any

import pytest
from textual.widgets import Input

from kiosk.desk.app import DeskApp
from kiosk.greeter.app import GreeterApp
from kiosk.look import BigText
from kiosk.staff.agenda.screen import AgendaScreen
from kiosk.staff.frame import Notice
from kiosk.staff.keys import Key
from kiosk.staff.rounds.booked import RoundBookedDialog
from kiosk.staff.rounds.pick import DaysPane
from kiosk.staff.rounds.screen import RoundsScreen
from tests.post_office import a_mail_server
from tests.rounds_town import FINE, TEXT
from tests.test_desk_whole_line import until
from tests.test_messages_whole import settings
from tests.town import PIN, SETTINGS, Clock, a_town, new_id
from wire.commands import BookRound
from wire.frames import Hello
from wire.link import Link, Lost
from wire.rounds import AskRounds

MONDAY, NEXT = "2026-11-23", "2026-11-27"
ADA = {"name": "Ada Groen", "address": "Dorpsstraat 1", "phone": "06 12345678"}


@pytest.fixture
async def post(tmp_path, monkeypatch):
    monkeypatch.setenv("BALIE_SMS_KEY", "key")
    monkeypatch.setattr("host.messages.sender.LOOK_SECONDS", 0.05)
    with a_mail_server() as (mail, port):
        text = settings(port, "http://127.0.0.1:9").replace(SETTINGS, TEXT)
        async with a_town(tmp_path, Clock("09:05"), text=text) as town:
            yield town, mail


async def an_app(town, role: str = "greeter") -> Any:
    desk = "1" if role == "desk" else None
    token = await asyncio.to_thread(town.token, role, f"{role}-1", desk=desk)
    line = partial(Link, town.url, Hello(token=token, desk=desk))
    if role == "desk":
        return DeskApp(line, town.clock, "1", "nl")
    return GreeterApp(line, town.clock, "nl")


async def opened(app, pilot):
    """The rounds are in front, with what the host says of them; a desk signs in first."""
    if isinstance(app, DeskApp):
        await until(lambda: app.view is not None and app.screen.query("#pin"), 20)
        await pilot.pause(0.2)
        await pilot.press("enter", *PIN, "enter")
        await until(lambda: getattr(app.view, "state", "") == "free", 20)
    await until(lambda: app.view is not None and app.screen.query("#open_agenda"), 20)
    await until(lambda: not app.screen.query_one("#open_agenda", Key).disabled, 20)
    await pilot.press("a")
    await until(lambda: isinstance(app.screen, AgendaScreen) and app.screen.agenda, 20)
    await pilot.press("h")
    await until(lambda: isinstance(app.screen, RoundsScreen) and app.screen.found, 20)


async def to_contact(app, pilot, area: str, day: str, **typed: str):
    await pilot.press("n")
    await until(lambda: app.screen.query("#what-rows") and app.screen.focused is not None, 20)
    await pilot.press(area)
    await until(lambda: app.screen.query_one(DaysPane).days, 20)
    await pilot.press(day)
    await until(lambda: app.screen.step == "contact", 20)
    for name, text in (ADA | typed).items():
        app.screen.query_one(f"#contact-{name}", Input).value = text


async def booked(app, pilot):
    await pilot.press("f2")
    await until(lambda: isinstance(app.screen, RoundBookedDialog), 20)
    await until(lambda: app.screen.query_one(BigText).text, 20)


async def standing(screen):
    return (await screen.say(AskRounds(id=new_id()))).rows


def notice(app) -> str:
    return " ".join(each.text for each in app.screen.query(Notice))


@pytest.mark.parametrize("role", ["greeter", "desk"])
async def test_booked_by_phone_moved_and_cancelled_with_one_mail_for_each(post, role):
    town, mail = post
    other = await town.screen("greeter", "other")
    app = await an_app(town, role)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await to_contact(app, pilot, "1", "1", mail="ada@burger.example")
        await pilot.press("f3")
        await booked(app, pilot)
        (row,) = await standing(other)
        assert app.screen.query_one(BigText).text == row.code
        assert (row.name, row.day, row.channel) == ("Ada Groen", MONDAY, "phone")
        await until(lambda: len(mail.mails) == 1, 20)
        await pilot.press("enter")
        await until(lambda: app.screen.query("#round-rows"), 20)
        await until(lambda: app.screen.query_one("#round-rows").option_count == 1, 20)
        await pilot.press("enter")
        await until(lambda: app.screen.query("#move"), 20)
        await until(lambda: app.screen.row.note and not app.screen.query_one("#move").disabled, 20)
        assert app.screen.row.phone == "+31612345678"
        await pilot.press("m")
        await until(lambda: app.screen.query(DaysPane) and app.screen.query_one("#days").days, 20)
        await pilot.press("1")
        await until(lambda: isinstance(app.screen, RoundsScreen), 20)
        (moved,) = await standing(other)
        assert (moved.day, moved.code, moved.name) == (NEXT, row.code, "Ada Groen")
        await until(lambda: len(mail.mails) == 2, 20)
        await until(lambda: app.screen.found.rows == (moved,), 20)
        await pilot.pause(0.2)
        await pilot.press("enter")
        await until(lambda: app.screen.query("#cancel"), 20)
        await until(lambda: not app.screen.query_one("#cancel", Key).disabled, 20)
        await pilot.press("x", "1")
        await until(lambda: isinstance(app.screen, RoundsScreen), 20)
        assert await standing(other) == ()
        await until(lambda: len(mail.mails) == 3, 20)
        await asyncio.sleep(0.3)
    assert [one["Subject"] for one in mail.mails] == [
        "Wij komen bij u langs op maandag 23 november",
        "Wij komen nu bij u langs op vrijdag 27 november",
        "Wij komen niet op vrijdag 27 november",
    ]
    facts = [
        fact.channel
        for day in (MONDAY, NEXT)
        for entry in town.host.store.load("hall", day)
        for fact in entry.events
    ]
    assert facts == ["phone"] * 4


async def test_a_day_that_a_colleague_fills_while_somebody_types_is_told_and_nothing_is_lost(post):
    town, _ = post
    other = await town.screen("greeter", "other")
    app = await an_app(town)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await to_contact(app, pilot, "2", "1")
        for location in ("hall", "annex"):
            wish = {**FINE, "route": "south", "location": location, "channel": "desk"}
            await other.done(BookRound(id=new_id(), day=MONDAY, **wish))
        await pilot.press("f2")
        await until(lambda: notice(app) == "Die dag is net vol. Kies een andere dag.", 20)
        await until(lambda: app.screen.query_one(DaysPane).days[0].day == NEXT, 20)
        await pilot.press("1")
        await until(lambda: app.screen.step == "contact", 20)
        await booked(app, pilot)
        assert [(row.day, row.name) for row in await standing(other)][-1] == (NEXT, "Ada Groen")


async def test_room_at_another_location_is_taken_where_ones_own_is_full(post):
    town, _ = post
    other = await town.screen("greeter", "other")
    app = await an_app(town)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        wish = {**FINE, "route": "south", "channel": "desk"}
        await other.done(BookRound(id=new_id(), day=MONDAY, **wish))
        await to_contact(app, pilot, "2", "1")
        await booked(app, pilot)
        found = await standing(other)
        places = {(row.day, row.location) for row in found}
        assert places == {(MONDAY, "hall"), (MONDAY, "annex")}


async def test_a_line_that_falls_before_its_answer_books_once(post):
    town, mail = post
    other = await town.screen("greeter", "other")
    app = await an_app(town)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await to_contact(app, pilot, "1", "1", mail="ada@burger.example")
        line = app._line
        said = line.ask

        async def cut(message, *more):
            """The wish arrives, and the line falls before its answer."""
            line.ask = said
            asking = asyncio.create_task(said(message, *more))
            await until(lambda: town.host.store.load("hall", MONDAY), 20)
            asking.cancel()
            await line._connection.close()
            raise Lost("the line fell")

        line.ask = cut
        await pilot.press("f2")
        await until(lambda: len(mail.mails) == 1, 20)
        await until(lambda: app.silence is None and app.in_flight is None, 20)
        await booked(app, pilot)
        (row,) = await standing(other)
        assert app.screen.query_one(BigText).text == row.code
        await asyncio.sleep(0.3)
        assert len(mail.mails) == 1


async def test_a_citizen_service_number_does_not_leave_the_screen(post, caplog, capsys):
    town, _ = post
    app = await an_app(town)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await to_contact(app, pilot, "1", "1", address="Dam 1, 111222333")
        await pilot.press("f2")
        await pilot.pause(0.3)
        assert app.screen.query_one("#wrong-address").has_class("-shown")
        assert app.screen.query_one("#contact-address", Input).value == "Dam 1, 111222333"
    assert town.host.store.load("hall", MONDAY) == []
    assert "111222333" not in caplog.text + "".join(capsys.readouterr())


async def test_a_number_that_nobody_can_dial_is_told_under_its_field_by_the_host(post):
    town, _ = post
    app = await an_app(town)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        await to_contact(app, pilot, "1", "1", phone="0612")
        await pilot.press("f2")
        await until(lambda: app.screen.query_one("#wrong-phone").has_class("-shown"), 20)
        app.screen.query_one("#contact-phone", Input).value = "06 12345678"
        await booked(app, pilot)
