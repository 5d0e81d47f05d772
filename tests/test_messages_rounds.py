"""Messages about somebody who comes by at the visitor's address: which are due, which are dropped,
and what they say. No calendar, no code to scan, no address.
"""

from dataclasses import replace
from typing import Any

import pytest

from host.core import events as ev
from host.core.day import Day, Round
from host.core.entry import Entry
from host.messages.letter import letter, plain
from host.messages.round_texts import round_body, round_sms
from host.messages.rounds import round_messages, untrue_of_round
from host.messages.texts import Told
from host.settings import Settings, plan_of
from host.store import MessageRow, RoundRow
from tests.agenda_town import iso
from tests.messages_town import DAY, at, town, waiting

MONDAY = at("10:00", "2026-11-16")
NAME = "round-000001"
LINK = "L1nkL1nkL1nkL1nkL1nkL1"


def after(*facts: Any, what: str = "book_round", settings: Settings | None = None, now=MONDAY):
    settings = settings or town()
    day = Day("centrum", DAY, draft=plan_of(settings, "centrum", iso(DAY)))
    day.rounds[NAME] = Round(NAME, "grofvuil", "noord", "7K3ABC", LINK, "de", "web")
    return round_messages(settings, Entry("entry-000001", what, "web", now, facts), day)


def booked(**said: Any) -> ev.RoundBooked:
    known = {"round": NAME, "service": "grofvuil", "route": "noord", "code": "7K3ABC"}
    return ev.RoundBooked(at=MONDAY, **({"channel": "web"} | known | said))


def cancelled(channel: str = "web") -> ev.RoundCancelled:
    return ev.RoundCancelled(at=MONDAY, round=NAME, channel=channel)


def kinds(rows: list[MessageRow]) -> list[str]:
    return [row.kind for row in rows]


def the_round(**said: Any) -> RoundRow:
    known = RoundRow("centrum", DAY, NAME, "grofvuil", "noord", "7K3ABC", LINK, "nl", "web", "open")
    return replace(known, **said)


def told(kind: str, language: str = "nl", **mail: Any) -> Told:
    message = waiting(kind, visit=NAME, language=language)
    return Told(town(mail=mail) if mail else town(), message, None, the_round())


def test_a_booking_is_confirmed_at_once_and_remembered_the_day_before():
    confirmation, reminder = after(booked())
    assert (confirmation.kind, confirmation.due) == ("confirmation", MONDAY)
    assert (reminder.kind, reminder.due) == ("reminder", at("09:00", "2026-11-19"))
    for row in (confirmation, reminder):
        assert (row.location, row.day, row.visit) == ("centrum", DAY, NAME)
        assert (row.language, row.appointed) == ("de", at("09:00"))


def test_another_day_is_told_and_another_location_on_the_same_day_is_no_news():
    there = after(booked(moved_from=("centrum", "2026-11-18")), what="move_round")
    assert kinds(there) == ["change", "reminder"]
    same = after(booked(moved_from=("oud", DAY)), what="move_round")
    assert kinds(same) == ["reminder"]


def test_whoever_comes_back_to_a_day_is_reminded_of_it_once():
    first = after(booked())[1]
    again = after(booked(moved_from=("centrum", "2026-11-18")), what="move_round")[1]
    assert first.id == again.id


def test_a_cancellation_is_told_and_a_day_that_has_begun_is_told_nothing():
    assert kinds(after(cancelled(), what="cancel_round")) == ["cancellation"]
    assert after(cancelled(), what="cancel_round", now=at("09:00")) == []


def test_a_door_that_tells_its_visitors_itself_and_a_town_without_messages_send_nothing():
    quiet = town(messages={"no_confirmation_for": ["api"], "no_reminder_for": ["api"]})
    assert after(booked(channel="api"), settings=quiet) == []
    assert after(cancelled("api"), what="cancel_round", settings=quiet) == []
    silent = town(mail={"host": ""}, sms={"provider": ""})
    assert after(booked(), settings=silent) == []


@pytest.mark.parametrize(
    ("kind", "known", "now", "why"),
    [
        ("confirmation", the_round(), MONDAY, ""),
        ("confirmation", the_round(state="cancelled"), MONDAY, "changed"),
        ("cancellation", the_round(state="cancelled"), MONDAY, ""),
        ("reminder", the_round(day="2026-11-27"), MONDAY, "changed"),
        ("reminder", the_round(location="oud"), MONDAY, "changed"),
        ("reminder", the_round(), at("10:00"), "over"),
    ],
)
def test_a_message_that_is_not_true_any_more_does_not_go_out(kind, known, now, why):
    assert untrue_of_round(waiting(kind, visit=NAME), known, now) == why


@pytest.mark.parametrize("language", ["nl", "en", "de"])
@pytest.mark.parametrize("kind", ["confirmation", "change", "reminder", "cancellation"])
def test_a_mail_says_the_day_and_the_way_to_change_it_and_no_time(language, kind):
    of = told(kind, language)
    written = letter(of, "jan@burger.example", MONDAY)
    text = plain(round_body(of))
    assert "20" in str(written["Subject"])
    assert "7K3ABC" in text
    assert (LINK in text) == (kind != "cancellation")
    assert f"/h/{LINK}" in text or kind == "cancellation"
    assert "10:00" not in text
    assert "10:00" not in str(written["Subject"])
    assert not list(written.iter_attachments())
    assert "image/png" not in written.as_string()


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_a_text_names_no_service_and_fits_with_its_link(language):
    for kind in ("confirmation", "change", "reminder", "cancellation"):
        said = round_sms(told(kind, language))
        assert "rofvuil" not in said
        assert len(said) <= 160, said
        assert (f"/h/{LINK}" in said) == (kind != "cancellation")
