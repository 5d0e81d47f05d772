"""Which messages follow from what happens in the agenda, and when each may go out."""

from typing import Any

import pytest

from host.core import events as ev
from host.core.day import Visit
from host.core.entry import Entry
from host.messages.due import messages_of, ready
from host.messages.hours import days_before, local, next_within
from host.settings import Settings
from host.store import MessageRow
from tests.messages_town import DAY, VISIT, ZONE, at, town

MONDAY = at("10:00", "2026-11-16")
HOURS = town().messages.hours


def visit(**said: Any) -> Visit:
    known: dict[str, Any] = {"appointed": at("10:00"), "code": "7K3ABC", "language": "de"}
    return Visit(VISIT, "expected", ("paspoort",), **(known | said))


def booked(appointed: int | None = None, **said: Any) -> ev.Booked:
    return ev.Booked(
        at=MONDAY,
        visit=VISIT,
        code="7K3ABC",
        services=("paspoort",),
        appointed=appointed or at("10:00"),
        **({"channel": "web"} | said),
    )


def after(*facts: ev.AnyEvent, settings: Settings | None = None, now: int = MONDAY, **known: Any):
    entry = Entry("entry-000001", "wish", "web", now, facts)
    return messages_of(settings or town(), entry, "centrum", DAY, [visit(**known)])


def kinds(rows: list[MessageRow]) -> list[str]:
    return [row.kind for row in rows]


def test_a_booking_is_confirmed_at_once_and_remembered_the_day_before_at_the_same_time():
    confirmation, reminder = after(booked())
    assert (confirmation.kind, confirmation.due) == ("confirmation", MONDAY)
    assert (reminder.kind, reminder.due) == ("reminder", at("10:00", "2026-11-19"))
    for row in (confirmation, reminder):
        assert (row.location, row.day, row.visit) == ("centrum", DAY, VISIT)
        assert (row.cause, row.language, row.appointed) == ("entry-000001", "de", at("10:00"))
        assert (row.state, row.tries, row.channel, row.next_try) == ("waiting", 0, "any", row.due)


def test_a_move_is_told_and_remembered_anew():
    fact = ev.Moved(at=MONDAY, visit=VISIT, appointed=at("14:00"), minutes=10, channel="web")
    change, reminder = after(fact)
    assert (change.kind, change.appointed) == ("change", at("14:00"))
    assert (reminder.kind, reminder.due) == ("reminder", at("14:00", "2026-11-19"))


def test_a_move_to_another_day_is_told_there_and_not_where_it_left():
    away = ev.MovedAway(at=MONDAY, visit=VISIT, to_location="centrum", to_day=DAY, channel="web")
    assert after(away) == []
    assert kinds(after(booked(moved_from=("centrum", "2026-11-18"), changes=1))) == [
        "change",
        "reminder",
    ]


def test_a_cancellation_is_told_and_remembered_no_more():
    assert kinds(after(ev.Cancelled(at=MONDAY, visit=VISIT, channel="web"))) == ["cancellation"]


def test_a_town_that_sends_nothing_keeps_nothing():
    silent = town(mail={"host": ""}, sms={"provider": ""})
    assert after(booked(), settings=silent) == []


@pytest.mark.parametrize("channel", ["import", "qmatic", "jcc"])
def test_what_another_system_tells_is_not_told_twice(channel):
    assert "confirmation" not in kinds(after(booked(channel=channel)))
    gone = ev.Cancelled(at=MONDAY, visit=VISIT, channel=channel)
    assert after(gone) == []


def test_of_an_import_nobody_is_reminded_but_of_a_web_form_they_are():
    assert after(booked(channel="import")) == []
    assert kinds(after(booked(channel="qmatic"))) == ["reminder"]


@pytest.mark.parametrize("channel", ["greeter", "desk", "phone"])
def test_a_colleagues_step_is_told_only_when_it_can_no_longer_be_taken_back(channel):
    (change, _) = after(
        ev.Moved(at=MONDAY, visit=VISIT, appointed=at("14:00"), minutes=10, channel=channel)
    )
    assert change.due == MONDAY + 61_000


def test_a_booking_of_tomorrow_is_not_remembered_half_a_day_after_it_was_confirmed():
    evening = at("21:59", "2026-11-18")
    assert kinds(after(booked(), now=evening)) == ["confirmation", "reminder"]
    assert kinds(after(booked(), now=evening + 120_000)) == ["confirmation"]


def test_a_town_without_reminders_sends_none():
    assert kinds(after(booked(), settings=town(messages={"reminder_days": 0}))) == ["confirmation"]


def test_nothing_is_told_of_what_is_over():
    assert after(booked(), now=at("10:00")) == []
    assert after(ev.Cancelled(at=MONDAY, visit=VISIT, channel="web"), now=at("10:01")) == []


def test_the_same_cause_makes_the_same_message_and_another_cause_another():
    (first, _), (again, _) = after(booked()), after(booked())
    assert first.id == again.id
    entry = Entry("entry-000002", "wish", "web", MONDAY, (booked(),))
    (other, _) = messages_of(town(), entry, "centrum", DAY, [visit()])
    assert other.id != first.id


def test_other_facts_give_no_messages():
    assert after(ev.NoShowMarked(at=MONDAY, visit=VISIT)) == []


# -- the hours -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-16 07:59", "2026-11-16 08:00"),
        ("2026-11-16 08:00", "2026-11-16 08:00"),
        ("2026-11-16 19:59", "2026-11-16 19:59"),
        ("2026-11-16 20:00", "2026-11-17 08:00"),
        ("2026-11-16 23:30", "2026-11-17 08:00"),
        ("2026-10-24 20:30", "2026-10-25 08:00"),
        ("2026-03-28 20:30", "2026-03-29 08:00"),
    ],
)
def test_what_can_wait_goes_out_from_eight_to_eight_by_the_clock_on_the_wall(now, due):
    def moment(text: str) -> int:
        day, clock = text.split()
        return at(clock, day)

    assert next_within(ZONE, HOURS, moment(now)) == moment(due)


@pytest.mark.parametrize(
    ("appointed", "day", "due"),
    [
        ("10:05", "2026-11-20", "2026-11-19 10:05"),
        ("07:30", "2026-11-20", "2026-11-19 08:00"),
        ("20:30", "2026-11-20", "2026-11-19 19:59"),
        ("20:00", "2026-11-20", "2026-11-19 19:59"),
        ("09:00", "2026-10-25", "2026-10-24 09:00"),
        ("09:00", "2026-03-29", "2026-03-28 09:00"),
        ("09:00", "2026-03-01", "2026-02-28 09:00"),
    ],
)
def test_the_day_before_is_a_day_on_the_calendar_not_24_hours(appointed, day, due):
    found = local(ZONE, days_before(ZONE, HOURS, 1, at(appointed, day)))
    assert f"{found:%Y-%m-%d %H:%M}" == due


def test_a_reminder_may_be_set_to_come_earlier():
    (_, reminder) = after(booked(), settings=town(messages={"reminder_days": 3}))
    assert reminder.due == at("10:00", "2026-11-17")


def test_a_document_that_is_ready_at_night_is_told_in_the_morning():
    row = ready(town(), "centrum", DAY, VISIT, "nl", at("22:00", "2026-11-24"))
    assert (row.kind, row.due) == ("ready", at("08:00", "2026-11-25"))
    assert row.id == ready(town(), "centrum", DAY, VISIT, "nl", at("09:00", "2026-11-26")).id


def test_the_hours_are_the_towns_to_set():
    later = town(messages={"hours": "09:30-17:00"})
    row = ready(later, "centrum", DAY, VISIT, "nl", at("08:00", "2026-11-24"))
    assert row.due == at("09:30", "2026-11-24")
