"""The sender: what is due goes out once, by the right way, and while it is true."""

import asyncio
from collections.abc import Iterator

import pytest

from host.store import Store, outbox
from tests.messages_stage import Stage, a_stage
from tests.messages_town import MAIL, PHONE, VISIT, at, waiting
from tests.store_people import erased

pytest_plugins = ["tests.stores"]


@pytest.fixture
def stage(store: Store, monkeypatch) -> Iterator[Stage]:
    monkeypatch.setenv("BALIE_SMS_KEY", "key")
    with a_stage(store) as set_up:
        yield set_up


async def test_a_confirmation_goes_by_mail_and_its_receipt_is_kept(stage: Stage):
    stage.keep(waiting())
    await stage.post()
    row = stage.row()
    assert (row.state, row.channel, row.tries, row.why) == ("sent", "mail", 1, "")
    assert (row.provider, row.receipt) == ("127.0.0.1", "2.0.0 Ok: queued as 4XyZ12")
    assert row.sent == stage.clock.now
    assert stage.mail.recipients == [[MAIL]]
    assert stage.sms.asked == []


async def test_a_reminder_goes_by_sms_where_both_ways_are_known(stage: Stage):
    stage.keep(waiting("reminder"))
    await stage.post()
    assert (stage.row().state, stage.row().channel) == ("sent", "sms")
    assert (stage.row().provider, stage.row().receipt) == ("spryng", "provider-1")
    (asked,) = stage.sms.asked
    assert asked.body["recipients"] == ["31612345678"]
    assert asked.body["reference"] == stage.row().id
    assert stage.mail.mails == []


async def test_a_town_may_send_its_reminders_by_mail(stage: Stage):
    stage.told["messages"] = {"prefer_sms": False}
    stage.keep(waiting("reminder"))
    await stage.post()
    assert stage.row().channel == "mail"


@pytest.mark.parametrize(
    ("person", "channel"), [({"mail": MAIL}, "mail"), ({"phone": PHONE}, "sms")]
)
async def test_whoever_gave_one_address_is_reached_by_that(stage: Stage, person, channel):
    stage.keep(waiting(), waiting("reminder"), **person)
    await stage.post()
    assert {row.channel for row in stage.store.read(outbox.messages)} == {channel}
    assert stage.states() == ["sent", "sent"]


async def test_whoever_gave_none_gets_no_message_and_the_log_says_so(stage: Stage):
    stage.keep(waiting(), name="Jan")
    await stage.post()
    assert (stage.row().state, stage.row().why) == ("dropped", "no_address")


async def test_whoever_was_erased_gets_no_message(stage: Stage):
    stage.keep(waiting())
    erased(stage.store)
    await stage.post()
    assert (stage.row().state, stage.row().why) == ("dropped", "erased")


async def test_a_message_that_is_not_due_waits(stage: Stage):
    stage.keep(waiting(due=stage.clock.now + 1))
    await stage.post()
    assert stage.states() == ["waiting"]
    stage.clock.now += 1
    await stage.post()
    await stage.post()
    assert len(stage.mail.mails) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"appointed": at("11:00")},
        {"day": "2026-11-23"},
        {"location": "haren"},
        {"state": "cancelled"},
        {"state": "no_show"},
        {"state": "used"},
    ],
)
@pytest.mark.parametrize("kind", ["confirmation", "change", "reminder"])
async def test_what_is_no_longer_so_is_not_told(stage: Stage, kind, change):
    stage.agenda.change(**change)
    stage.keep(waiting(kind))
    await stage.post()
    assert (stage.row().state, stage.row().why) == ("dropped", "changed")


async def test_a_cancellation_that_was_taken_back_is_not_told(stage: Stage):
    stage.keep(waiting("cancellation"))
    await stage.post()
    assert (stage.row().state, stage.row().why) == ("dropped", "changed")


async def test_a_cancellation_is_told(stage: Stage):
    stage.agenda.change(state="cancelled", changes=1)
    stage.keep(waiting("cancellation"))
    await stage.post()
    assert stage.states() == ["sent"]


async def test_an_appointment_that_nobody_knows_is_not_told(stage: Stage):
    stage.agenda.known.clear()
    stage.keep(waiting())
    await stage.post()
    assert stage.row().why == "no_appointment"


async def test_nobody_is_reminded_of_what_has_begun(stage: Stage):
    stage.keep(waiting("reminder"))
    stage.clock.set("10:00", "2026-11-20")
    await stage.post()
    assert (stage.row().state, stage.row().why) == ("dropped", "over")


async def test_that_it_is_nearly_a_visitors_turn_is_not_told_when_it_is_over(stage: Stage):
    stage.keep(waiting("turn", "turn", due=stage.clock.now))
    stage.clock.wait(11)
    await stage.post()
    assert (stage.row().state, stage.row().why) == ("dropped", "over")


async def test_of_what_moved_to_another_day_the_old_days_message_says_that_it_changed(
    stage: Stage,
):
    stage.agenda.change(day="2026-11-23")
    stage.keep(waiting("reminder"), name="")
    await stage.post()
    assert (stage.row().state, stage.row().why) == ("dropped", "changed")


# -- the hours -------------------------------------------------------------------------------------


async def test_a_document_that_is_ready_in_the_evening_is_told_in_the_morning_and_once(
    stage: Stage,
):
    stage.clock.set("20:00", "2026-11-24")
    stage.keep(waiting("ready", "ready", due=stage.clock.now))
    await stage.post()
    assert stage.states() == ["waiting"]
    stage.clock.set("07:59", "2026-11-25")
    await stage.post()
    assert stage.sms.asked == []
    stage.clock.set("08:00", "2026-11-25")
    await stage.post()
    await stage.post()
    assert len(stage.sms.asked) == 1


async def test_a_text_that_is_tried_again_still_keeps_the_hours(stage: Stage):
    stage.sms.answers[:] = [(503, {}), (200, {"id": "provider-1"})]
    stage.clock.set("19:59", "2026-11-24")
    stage.keep(waiting("ready", "ready", due=stage.clock.now))
    await stage.post()
    stage.clock.wait(1)
    await stage.post()
    assert len(stage.sms.asked) == 1
    stage.clock.set("08:00", "2026-11-25")
    await stage.post()
    assert stage.states() == ["sent"]


async def test_a_confirmation_in_the_evening_goes_at_once(stage: Stage):
    stage.clock.set("22:00", "2026-11-16")
    stage.keep(waiting(due=stage.clock.now))
    await stage.post()
    assert stage.states() == ["sent"]


async def test_the_task_sends_by_itself_until_it_is_stopped(stage: Stage, monkeypatch):
    monkeypatch.setattr("host.messages.sender.LOOK_SECONDS", 0.01)
    stage.keep(waiting(), waiting("reminder"))
    task = asyncio.create_task(stage.sender.run())
    async with asyncio.timeout(10):
        while stage.states() != ["sent", "sent"]:  # noqa: ASYNC110, the database tells nobody
            await asyncio.sleep(0.02)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert len(stage.mail.mails) == len(stage.sms.asked) == 1
    assert VISIT not in str(stage.sms.asked[0].body)
