"""From asking for a round to the visitor's mailbox: a real host and a real mail server, on both
engines.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from host.agenda.records import Contact
from host.agenda.rounds import Rounds
from tests.post_office import MailServer, a_mail_server
from tests.test_agenda_rounds import WASTE
from tests.test_messages_whole import settings, until
from tests.town import Clock, Town, a_town

pytest_plugins = ["tests.stores"]
MONDAY, NEXT = date(2026, 11, 23), date(2026, 11, 27)
ADA = Contact(name="Ada Groen", mail="ada@burger.example", note="Dorpsstraat 1")


@pytest.fixture
async def post(
    tmp_path: Path, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Town, MailServer]]:
    monkeypatch.setenv("BALIE_SMS_KEY", "key")
    monkeypatch.setattr("host.messages.sender.LOOK_SECONDS", 0.05)
    with a_mail_server() as (mail, port):
        text = settings(port, "http://127.0.0.1:9").replace("\n[locations.hall]\n", WASTE)
        async with a_town(tmp_path, Clock("09:05"), store_url, text) as town:
            yield town, mail


async def test_who_asks_moves_and_cancels_gets_a_mail_for_each_and_no_address_is_in_it(post):
    town, mail = post
    rounds = Rounds(town.host.doors.agenda)
    door: Any = {"channel": "web", "by": "web"}
    known = await rounds.book("hall", "waste", "north", MONDAY, contact=ADA, **door)
    await until(lambda: len(mail.mails) >= 1)
    await rounds.move(known.round, NEXT, **door)
    await until(lambda: len(mail.mails) >= 2)
    await rounds.cancel(known.round, **door)
    await until(lambda: len(mail.mails) >= 3)
    await asyncio.sleep(0.2)
    assert [one["Subject"] for one in mail.mails] == [
        "Wij komen bij u langs op maandag 23 november",
        "Wij komen nu bij u langs op vrijdag 27 november",
        "Wij komen niet op vrijdag 27 november",
    ]
    for one in mail.mails:
        assert "Dorpsstraat" not in one.as_string()
        assert "Ada" not in one.as_string()
