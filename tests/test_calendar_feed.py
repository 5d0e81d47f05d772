"""Calendars that staff subscribe to: when and how many, never who or what for."""

from typing import Any

import httpx
import pytest
from icalendar import Calendar

from host.agenda.records import Asked
from host.calendar import feed, feed_path, feed_token
from tests.messages_town import appointment, at, town
from tests.town import a_town

NOW = at("10:00", "2026-11-16")
SECRET = b"a secret of the host"


def events(content: bytes) -> Any:
    found: Any = Calendar.from_ical(content)
    assert not found.errors
    assert "METHOD" not in found
    return found.events


def test_an_appointment_shows_its_time_and_for_how_many():
    one, two = appointment(asked=Asked(("paspoort",), (1,))), appointment(visit="visit-000002")
    first, second = events(feed(town(), "centrum", [one, two], NOW))
    assert first["SUMMARY"] == "Afspraak, 1 persoon"
    assert second["SUMMARY"] == "Afspraak, 2 personen"
    assert first["DTSTART"].dt.timestamp() * 1000 == at("10:00")
    assert first["UID"] != second["UID"]


def test_nothing_in_it_opens_anything_or_tells_who_comes_and_what_for():
    content = feed(town(), "centrum", [appointment()], NOW).decode()
    for word in ("visit-000001", "7K3ABC", "L1nk", "aspoort", "/a/"):
        assert word not in content, word


def test_an_appointment_keeps_its_event_when_it_moves():
    moved = appointment(changes=1, appointed=at("11:00"), ends=at("11:20"))
    (before,) = events(feed(town(), "centrum", [appointment()], NOW))
    (after,) = events(feed(town(), "centrum", [moved], NOW))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_cancelled_appointments_and_those_who_did_not_come_leave_it():
    gone = [appointment(state=state) for state in ("cancelled", "no_show")]
    assert events(feed(town(), "centrum", gone, NOW)) == []


def test_a_desk_has_the_appointments_that_it_can_serve():
    licence = appointment(visit="visit-000002", asked=Asked(("rijbewijs",), (1,)))
    both = appointment(visit="visit-000003", asked=Asked(("rijbewijs", "paspoort"), (1, 1)))
    known = [appointment(), licence, both]
    assert len(events(feed(town(), "centrum", known, NOW, desk="1"))) == 3
    (only,) = events(feed(town(), "centrum", known, NOW, desk="2"))
    assert only["SUMMARY"] == "Afspraak, 1 persoon"


def test_every_address_is_another_and_only_this_host_can_make_it():
    tokens = {
        feed_token(SECRET, "centrum"),
        feed_token(SECRET, "haren"),
        feed_token(SECRET, "centrum", "1"),
        feed_token(b"another secret", "centrum"),
    }
    assert len(tokens) == 4
    assert all(len(token) == 22 for token in tokens)


@pytest.fixture
async def host(tmp_path):
    async with a_town(tmp_path) as running:
        yield running


async def test_whoever_knows_the_address_reads_it_and_nobody_else(host):
    secret = host.host.doors.secret
    async with httpx.AsyncClient(timeout=60, base_url=host.web, trust_env=False) as browser:
        whole = await browser.get(feed_path(secret, "hall"))
        assert whole.status_code == 200
        assert whole.headers["content-type"].startswith("text/calendar")
        assert "private" in whole.headers["cache-control"]
        assert events(whole.content) == []
        assert (await browser.get(feed_path(secret, "hall", "2"))).status_code == 200
        token = feed_token(secret, "hall")
        for wrong in (
            f"/calendar/annex/{token}.ics",
            f"/calendar/hall/2/{token}.ics",
            f"/calendar/hall/{'A' * 22}.ics",
            "/calendar/hall/é.ics",
            feed_path(secret, "hall", "99"),
            feed_path(secret, "nowhere"),
        ):
            assert (await browser.get(wrong)).status_code == 404, wrong
