"""Whatever mail servers, providers, the database and the host itself do: a booking stands, its
message waits, and nobody is told twice what was told once.
"""

import asyncio
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from sqlalchemy import Connection, text

from host.messages.letter import letter
from host.messages.outcome import GIVE_UP_AFTER
from host.messages.sender import LEASE
from host.messages.texts import Told
from host.store import MessageRow, Store, StoreBusy, outbox
from tests.messages_stage import Stage, a_stage
from tests.messages_town import MAIL, waiting
from tests.post_office import free_port

pytest_plugins = ["tests.stores"]


@pytest.fixture
def stage(store: Store, monkeypatch) -> Iterator[Stage]:
    monkeypatch.setenv("BALIE_SMS_KEY", "key")
    with a_stage(store) as set_up:
        yield set_up


# -- servers that fail -----------------------------------------------------------------------------


async def test_while_the_mail_server_is_down_mail_waits_longer_and_longer_and_then_goes(
    stage: Stage,
):
    up, stage.port = stage.port, free_port()
    stage.keep(waiting())
    for pause in (1, 2, 5, 10):
        await stage.post()
        row = stage.row()
        assert row.state == "waiting"
        assert row.next_try == stage.clock.now + pause * 60_000
        await stage.post()
        assert stage.row() == row
        stage.clock.wait(pause)
    stage.port = up
    await stage.post()
    assert (stage.row().state, stage.row().tries, len(stage.mail.mails)) == ("sent", 5, 1)


async def test_a_mail_server_that_is_down_holds_up_no_texts(stage: Stage):
    stage.port = free_port()
    stage.keep(waiting(), waiting("reminder"))
    await stage.post()
    assert sorted(stage.states()) == ["sent", "waiting"]


@pytest.mark.parametrize("fault", ["451 come again", "hang up"])
async def test_a_mail_that_is_deferred_goes_later_and_once(stage: Stage, fault):
    stage.mail.answers[:] = [fault, "250 taken"]
    stage.keep(waiting())
    await stage.post()
    assert stage.states() == ["waiting"]
    stage.clock.wait(1)
    await stage.post()
    assert (stage.states(), len(stage.mail.mails)) == (["sent"], 1)


async def test_a_mail_that_is_refused_for_good_is_tried_once(stage: Stage):
    stage.mail.answers[:] = ["550 no such person"]
    stage.keep(waiting())
    await stage.post()
    stage.clock.wait(600)
    await stage.post()
    assert (stage.row().state, stage.row().why, stage.row().tries) == ("failed", "smtp 550", 1)


async def test_after_four_days_it_is_given_up(stage: Stage):
    stage.port = free_port()
    stage.keep(waiting("ready", "ready"), mail=MAIL)
    stage.clock.now += GIVE_UP_AFTER
    await stage.post()
    assert stage.states() == ["failed"]


async def test_a_text_of_which_nobody_knows_whether_it_went_is_not_sent_again(stage: Stage):
    stage.sms.answers[:] = [None]
    stage.keep(waiting("reminder"))
    await stage.post()
    stage.clock.wait(600)
    await stage.post()
    assert stage.states() == ["unknown"]
    assert len(stage.sms.asked) == 1


async def test_new_settings_hold_for_the_next_message(stage: Stage):
    stage.told["mail"] = {"host": ""}
    stage.told["sms"] = {"provider": ""}
    stage.keep(waiting())
    await stage.post()
    assert stage.states() == ["waiting"]
    stage.told.clear()
    await stage.post()
    assert stage.states() == ["sent"]


# -- crashes ---------------------------------------------------------------------------------------


def claimed(stage: Stage, channel: str, kind: str) -> MessageRow:
    """A message whose sender died between the claim and the word that it went."""
    row = waiting(kind)
    stage.keep(row)
    said = {"state": "sending", "channel": channel, "tries": 1}
    stage.store.change(
        lambda line: outbox.change(line, row, **said, next_try=stage.clock.now + LEASE)
    )
    return row


async def test_a_mail_whose_sender_died_goes_again_with_the_same_id(stage: Stage):
    row = claimed(stage, "mail", "confirmation")
    await stage.new_sender().post_mail()
    assert stage.mail.mails == []
    stage.clock.now += LEASE
    await stage.new_sender().post_mail()
    (mail,) = stage.mail.mails
    assert mail["Message-ID"] == f"<{row.id}@balie.testdam.example>"
    assert (stage.row().state, stage.row().tries) == ("sent", 2)


async def test_a_text_whose_sender_died_does_not_go_again(stage: Stage):
    claimed(stage, "sms", "reminder")
    stage.clock.now += LEASE
    await stage.new_sender().post_sms()
    assert (stage.row().state, stage.row().why) == ("unknown", "lost")
    assert stage.sms.asked == []


async def test_a_mail_that_was_taken_before_the_line_broke_comes_twice_but_is_known_as_one(
    stage: Stage,
):
    stage.mail.answers[:] = ["take and hang up", "250 taken"]
    stage.keep(waiting())
    await stage.post()
    stage.clock.wait(1)
    await stage.post()
    assert len(stage.mail.mails) == 2
    assert len({mail["Message-ID"] for mail in stage.mail.mails}) == 1


async def test_two_hosts_on_one_database_send_each_message_once(stage: Stage):
    rows = [waiting(cause=f"booking-{number:04d}") for number in range(8)]
    stage.keep(*rows, mail=MAIL)
    other = stage.new_sender()
    await asyncio.gather(stage.sender.post_mail(), other.post_mail())
    await asyncio.gather(stage.sender.post_mail(), other.post_mail())
    assert stage.states() == ["sent"] * 8
    assert len(stage.mail.mails) == 8


async def test_what_was_sent_is_written_down_also_when_the_store_is_busy_for_a_moment(
    stage: Stage, monkeypatch
):
    stage.keep(waiting())
    asked = stage.store.change_soon
    calls = []

    async def busy_once(work):
        calls.append(work)
        if len(calls) == 3:
            raise StoreBusy("locked")
        return await asked(work)

    monkeypatch.setattr(stage.store, "change_soon", busy_once)
    monkeypatch.setattr("host.messages.sender.BUSY_PAUSES", (0,))
    await stage.post()
    assert stage.states() == ["sent"]
    assert len(calls) == 4


async def test_a_message_that_cannot_be_made_fails_alone(stage: Stage, monkeypatch):
    strange, fine = waiting(cause="strange"), waiting(cause="fine")
    stage.keep(strange, fine)
    made = letter

    def broken_once(told: Told, to: str, now: int) -> EmailMessage:
        if told.message.id == strange.id:
            raise ValueError(to)
        return made(told, to, now)

    monkeypatch.setattr("host.messages.sender.letter", broken_once)
    await stage.post()
    rows = {row.id: row for row in stage.store.read(outbox.messages)}
    assert rows[fine.id].state == "sent"
    assert (rows[strange.id].state, rows[strange.id].why) == ("failed", "ValueError")


async def test_a_message_about_a_location_that_is_gone_is_dropped(stage: Stage):
    stage.keep(waiting(location="haren"))
    stage.store.change(_somebody_in_haren)
    await stage.post()
    assert (stage.row().state, stage.row().why) == ("dropped", "no_location")


def _somebody_in_haren(line: Connection) -> None:
    line.execute(text("UPDATE person SET location = 'haren'"))
