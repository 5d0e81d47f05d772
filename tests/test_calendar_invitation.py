"""The appointment in the visitor's own calendar: what RFC 5545 and 5546 ask for, and what it must
not tell.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from host.calendar import cancellation, invitation
from tests.messages_town import appointment, at, town

NOW = at("10:00", "2026-11-16")


def read(content: bytes) -> Any:
    return Calendar.from_ical(content)


def event_of(content: bytes) -> Any:
    (event,) = read(content).events
    assert not event.errors
    return event


def lines_of(content: bytes) -> list[str]:
    """Unfolded (RFC 5545, 3.1)."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_it_is_published_once_in_a_whole_and_valid_calendar():
    found = read(invitation(town(), appointment(), NOW))
    assert not found.errors
    assert [found["VERSION"], found["METHOD"], found["CALSCALE"]] == ["2.0", "PUBLISH", "GREGORIAN"]
    assert found["PRODID"]
    assert [part.name for part in found.subcomponents] == ["VTIMEZONE", "VEVENT"]


def test_it_has_all_that_a_published_event_must_have_and_nothing_that_it_must_not():
    event = event_of(invitation(town(), appointment(), NOW))
    for name in ("DTSTAMP", "DTSTART", "ORGANIZER", "SUMMARY", "UID"):
        assert name in event, name
    assert "ATTENDEE" not in event
    assert event["STATUS"] == "CONFIRMED"


def test_it_begins_and_ends_at_the_local_time_of_the_appointment():
    event = event_of(invitation(town(), appointment(), NOW))
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["DTSTART"].dt.replace(tzinfo=None) == datetime(2026, 11, 20, 10, 0)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=20)


@pytest.mark.parametrize("day", ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"])
def test_booked_on_one_side_of_a_change_of_the_clock_it_is_right_on_the_other(day):
    starts = at("10:00", day)
    moved = appointment(day=day, appointed=starts, ends=starts + 600_000)
    event = event_of(invitation(town(), moved, NOW))
    assert event["DTSTART"].dt.timestamp() * 1000 == starts
    assert event["DTSTART"].to_ical() == f"{day.replace('-', '')}T100000".encode()


def test_the_moment_at_which_it_was_made_is_said_in_utc():
    event = event_of(invitation(town(), appointment(), NOW))
    assert event["DTSTAMP"].dt == datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def test_the_same_appointment_is_the_same_event_after_every_change_with_a_higher_sequence():
    first, moved = appointment(), appointment(changes=1, appointed=at("11:00"), ends=at("11:20"))
    gone = appointment(changes=2, state="cancelled")
    events = [event_of(invitation(town(), one, NOW)) for one in (first, moved)]
    events.append(event_of(cancellation(town(), gone, NOW)))
    assert {event["UID"] for event in events} == {"visit-000001@balie.testdam.example"}
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2]


def test_a_cancellation_says_so_and_nothing_of_the_code():
    content = cancellation(town(), appointment(state="cancelled", changes=1), NOW)
    assert read(content)["METHOD"] == "CANCEL"
    event = event_of(content)
    assert event["STATUS"] == "CANCELLED"
    assert "ORGANIZER" in event
    assert event.subcomponents == []
    assert b"7K3ABC" not in content
    assert b"/a/" not in content


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_nobody_who_looks_into_the_calendar_reads_what_the_appointment_is_for(language):
    content = invitation(town(), appointment(language=language), NOW).decode().casefold()
    for word in ("pas", "rijbewijs", "licence"):
        assert word not in content.replace("transp", ""), word
    assert "class:private" in content


def test_it_tells_where_to_go_and_where_to_change_it():
    event = event_of(invitation(town(), appointment(), NOW))
    assert event["LOCATION"] == "Stadhuis, Markt 1, 1234 AB Testdam"
    assert event["URL"] == "https://balie.testdam.example/a/L1nkL1nkL1nkL1nkL1nkL1"
    assert "7K3ABC" in event["DESCRIPTION"]
    assert event["URL"] in event["DESCRIPTION"]


def test_an_appointment_without_a_page_of_its_own_names_none():
    content = invitation(town(), appointment(link=""), NOW)
    assert "URL" not in event_of(content)
    assert b"/a/" not in content


def test_the_telephone_reminds_an_hour_before():
    (alarm,) = event_of(invitation(town(), appointment(), NOW)).subcomponents
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["TRIGGER"].dt == timedelta(hours=-1)
    assert alarm["DESCRIPTION"]


def test_the_organizer_is_the_address_that_mail_comes_from_and_else_the_towns_pages():
    event = event_of(invitation(town(), appointment(), NOW))
    assert event["ORGANIZER"] == "mailto:afspraken@testdam.example"
    assert event["ORGANIZER"].params["CN"] == "Testdam"
    silent = town(mail={"host": "", "sender": ""})
    assert event_of(invitation(silent, appointment(), NOW))["ORGANIZER"].startswith("https://")


def test_every_line_ends_with_cr_and_lf_and_none_is_longer_than_75_bytes():
    long = town(town={"name": "Sint-Jacobiparochie-aan-de-Übermaße-en-nog-verder-weg-éé"})
    content = invitation(long, appointment(), NOW)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75, line
        line.decode()
    assert event_of(content)["SUMMARY"] == f"Afspraak bij {long.town.name}"


def test_commas_semicolons_and_backslashes_in_names_stay_what_they_are():
    name = "Noord, Zuid; Oost\\West"
    event = event_of(invitation(town(town={"name": name}), appointment(), NOW))
    assert event["SUMMARY"] == f"Afspraak bij {name}"
    assert event["ORGANIZER"].params["CN"] == name


def test_a_name_cannot_bring_in_a_line_of_its_own():
    name = "Testdam\r\nATTENDEE:mailto:a@b.example"
    content = invitation(town(town={"name": name}), appointment(), NOW)
    assert not any(line.startswith("ATTENDEE") for line in lines_of(content))


def test_a_language_that_the_town_does_not_speak_becomes_its_own():
    event = event_of(invitation(town(), appointment(language="fr"), NOW))
    assert event["SUMMARY"] == "Afspraak bij Testdam"
