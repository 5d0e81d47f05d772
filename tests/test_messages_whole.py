"""From a booking to the visitor's mailbox: a real host, a real mail server and a real provider of
SMS, on both engines.
"""

import asyncio
from collections.abc import AsyncIterator
from email.message import EmailMessage
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from host.agenda.records import Appointment, Asked, Contact
from host.calendar import feed_path
from host.store import outbox
from tests.post_office import MailServer, SmsServer, a_mail_server, an_sms_server, free_port
from tests.town import SETTINGS, Clock, Town, a_town, at

pytest_plugins = ["tests.stores"]

MONDAY = "2026-11-23"
JAN = Contact(name="Jan Jansen", mail="jan@burger.example", phone="0612345678")
PASSPORT = Asked(("passport",), (1,))


class Whole:
    """A host that serves, and where its messages arrive."""

    def __init__(self, town: Town, mail: MailServer, sms: SmsServer, port: int) -> None:
        self.town = town
        self.agenda = town.host.doors.agenda
        self.mail = mail
        self.sms = sms
        self.port = port

    async def book(self, **said: Any) -> Appointment:
        known: dict[str, Any] = {"contact": JAN, "channel": "web", "by": "web"}
        return await self.agenda.book("hall", PASSPORT, at("10:00", MONDAY), **(known | said))

    async def mails(self, count: int) -> list[EmailMessage]:
        await until(lambda: len(self.mail.mails) >= count)
        await asyncio.sleep(0.1)
        assert len(self.mail.mails) == count
        return self.mail.mails

    def rows(self) -> list[tuple[str, str, str]]:
        rows = self.town.host.store.read(outbox.messages)
        return [(row.kind, row.channel, row.state) for row in rows]


async def until(true: Any) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110, servers in other threads
            await asyncio.sleep(0.02)


@pytest.fixture
async def whole(tmp_path, store_url, monkeypatch) -> AsyncIterator[Whole]:
    monkeypatch.setenv("BALIE_SMS_KEY", "key")
    monkeypatch.setattr("host.messages.sender.LOOK_SECONDS", 0.05)
    with a_mail_server() as (mail, port), an_sms_server() as sms:
        text = settings(port, sms.url)
        async with a_town(tmp_path, Clock("09:05"), store_url, text) as town:
            yield Whole(town, mail, sms, port)


def settings(port: int, url: str) -> str:
    return (
        SETTINGS
        + f"""
[messages.mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "balie@testdam.example"

[messages.sms]
provider = "spryng"
sender = "Testdam"
url = "{url}"
"""
    )


def calendar_of(mail: EmailMessage) -> Any:
    (attached,) = mail.iter_attachments()
    raw = attached.get_payload(decode=True)
    assert isinstance(raw, bytes)
    return Calendar.from_ical(raw)


async def test_each_step_of_an_appointment_is_told_once_and_the_calendar_follows(whole: Whole):
    booked = await whole.book()
    await whole.mails(1)
    moved = await whole.agenda.move(
        booked.visit, at("14:00", "2026-11-27"), channel="web", by="web"
    )
    await whole.mails(2)
    again = await whole.agenda.move(moved.visit, at("15:00", "2026-11-27"), channel="api", by="key")
    await whole.mails(3)
    await whole.agenda.cancel(again.visit, channel="web", by="web")
    first, second, third, last = await whole.mails(4)
    methods = [calendar_of(mail)["METHOD"] for mail in (first, second, third, last)]
    assert methods == ["PUBLISH", "PUBLISH", "PUBLISH", "CANCEL"]
    events = [calendar_of(mail).events[0] for mail in (first, second, third, last)]
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2, 3]
    assert len({event["UID"] for event in events}) == 1
    assert [event["DTSTART"].dt.hour for event in events] == [10, 14, 15, 15]
    assert booked.code in str(first.get_body(("plain",)))
    assert f"/a/{booked.link}" in str(first.get_body(("plain",)))


async def test_a_reminder_comes_the_day_before_and_of_the_last_time_only(whole: Whole):
    booked = await whole.book()
    await whole.mails(1)
    await whole.agenda.move(booked.visit, at("14:00", "2026-11-27"), channel="web", by="web")
    await whole.mails(2)
    whole.town.clock.set("10:00", "2026-11-22")
    await until(lambda: _dropped(whole))
    assert whole.sms.asked == []
    whole.town.clock.set("14:00", "2026-11-26")
    await until(lambda: whole.sms.asked)
    (asked,) = whole.sms.asked
    assert "vrijdag 27 november om 14:00" in asked.body["body"]
    assert asked.body["recipients"] == ["31612345678"]


def _dropped(whole: Whole) -> bool:
    rows = whole.town.host.store.read(outbox.messages)
    return any((row.kind, row.why) == ("reminder", "changed") for row in rows)


async def test_while_the_mail_server_is_down_the_booking_stands(whole: Whole):
    doors = whole.town.host.doors
    told = doors.settings
    away = told.messages.mail.model_copy(update={"port": free_port()})
    whole.town.host.take(
        told.model_copy(update={"messages": told.messages.model_copy(update={"mail": away})})
    )
    booked = await whole.book()
    store = whole.town.host.store
    await until(lambda: any(row.why for row in store.read(outbox.messages)))
    assert (await whole.agenda.find(booked.visit)) == booked
    assert ("confirmation", "mail", "waiting") in whole.rows()
    whole.town.host.take(told)
    whole.town.clock.now += 60_000
    (mail,) = await whole.mails(1)
    assert booked.code in str(mail.get_body(("plain",)))


async def test_the_same_wish_twice_is_told_once(whole: Whole):
    first = await whole.book(identity="the-same-wish")
    assert await whole.book(identity="the-same-wish") == first
    await whole.mails(1)


async def test_whoever_gave_no_address_is_told_nothing_and_what_others_tell_is_not_told(
    whole: Whole,
):
    await whole.book(contact=Contact(name="Jan"))
    await whole.agenda.book(
        "hall", PASSPORT, at("11:00", MONDAY), contact=JAN, channel="qmatic", by="key:forms"
    )
    await until(lambda: ("confirmation", "any", "dropped") in whole.rows())
    assert whole.mail.mails == []
    assert len([row for row in whole.rows() if row[0] == "confirmation"]) == 1


async def test_staff_see_the_time_in_their_calendar_and_nothing_else(whole: Whole):
    booked = await whole.book()
    moved = await whole.agenda.move(booked.visit, at("14:00", MONDAY), channel="web", by="web")
    path = feed_path(whole.town.host.doors.secret, "hall")
    async with httpx.AsyncClient(timeout=60, base_url=whole.town.web, trust_env=False) as browser:
        content = (await browser.get(path)).content
        (event,) = Calendar.from_ical(content).events
        assert event["DTSTART"].to_ical() == b"20261123T140000"
        for secret in (moved.visit, moved.code, moved.link, "Jansen", "aspoort", "burger"):
            assert secret not in content.decode()
        await whole.agenda.cancel(booked.visit, channel="web", by="web")
        assert Calendar.from_ical((await browser.get(path)).content).events == []
