"""A JCC client books, shows and cancels. A refusal is a 200 that says so; what is kept of a person
is little.
"""

import asyncio
from datetime import date
from uuid import UUID

import pytest
import structlog

from host.store import StoreBusy
from tests.jcc_client import NOBODY, PERSON, booked, gone, refused, wish
from tests.other_systems import (
    ALL,
    BSN,
    FRIDAY,
    JCC,
    MONDAY,
    Line,
    a_jcc_line,
    a_key,
    a_qmatic_line,
    kept_texts,
    query,
    slots,
    the_line,
    the_town,
)
from tests.town import at, new_id
from wire.commands import CheckIn

town = the_town()
line = the_line(a_jcc_line, scopes=(*ALL, "contact:read"))


# -- book ------------------------------------------------------------------------------------------


async def test_a_booking_is_told_by_a_uuid(line):
    name = await booked(line)
    assert str(UUID(name)) == name


@pytest.mark.parametrize(
    "start", ["08:00:00+00:00", "08:00:00Z", "09:00:00+01:00", "10:00:00+02:00", "09:00:00"]
)
async def test_a_start_may_have_any_offset_or_be_local(line, start):
    name = await booked(line, await wish(line, start))
    told = await line.get(query("appointment", ("id", name)))
    assert told["startDateTime"] == f"{MONDAY}T09:00:00"


async def test_the_gender_is_a_number_or_a_text(line):
    await booked(line, await wish(line, gender="2"))


async def test_a_slot_that_is_gone_is_refused_with_200(line):
    await booked(line)
    assert await refused(line, await wish(line, lastName="Jansen")) == 300


async def test_wishes_that_cannot_be_granted_are_refused_with_200(line):
    good = await wish(line)
    codes = {
        "off the grid": (await wish(line, "08:02:00+00:00"), 300),
        "closed": (await wish(line, "20:00:00+00:00"), 300),
        "no day": (await wish(line, day="2026-11-24"), 300),
        "past": (await wish(line, day="2020-11-23"), 301),
        "too far": (await wish(line, day="2036-11-23"), 302),
        "never": (await wish(line, "02:30:00", day="2027-03-28"), 300),
        "not together": (await wish(line, services=(("Paspoort", 1), ("Gesprek", 1))), 203),
        "too many": (await wish(line, services=(("Paspoort", 5),)), 204),
        "far too many": (await wish(line, services=(("Paspoort", 500),)), 204),
        "none": (await wish(line, services=(("Paspoort", 0),)), 100),
        "no service": (good | {"activityList": []}, 100),
        "no customer": (good | {"customerList": []}, 100),
        "unknown service": (good | {"activityList": [{"activityId": NOBODY, "amount": 1}]}, 200),
        "unknown place": (good | {"locationId": NOBODY}, 201),
        "no time": (good | {"fromDateTime": "soon"}, 100),
        "a number": (5, 100),
        "not json": (b"{", 100),
        "deep": (b"[" * 5000, 100),
    }
    for why, (body, code) in codes.items():
        assert await refused(line, body) == code, why
    assert await booked(line, good), "nothing of all that took the slot"


async def test_a_service_that_only_another_location_has_is_refused(line):
    places = {one["description"]: one["id"] for one in await line.get("location")}
    assert await refused(line, await wish(line) | {"locationId": places["Bijkantoor"]}) == 200


# -- a repeat --------------------------------------------------------------------------------------


async def test_the_same_wish_again_books_once(town, line):
    body = await wish(line)
    other = Line(town.port, JCC, line.headers | {"language": "en"})
    assert await booked(line, body) == await booked(other, body)
    ten = await wish(line, "09:00:00+00:00")
    both = await asyncio.gather(booked(line, ten), booked(other, ten))
    other.close()
    assert both[0] == both[1]
    assert len(await town.host.doors.agenda.day("hall", date.fromisoformat(MONDAY))) == 2


async def test_who_cancelled_can_book_the_very_same_again(line):
    first = await booked(line)
    assert await gone(line, first) == {"id": first}
    assert await booked(line) != first


# -- details and code ------------------------------------------------------------------------------


async def test_details_for_the_mail(line):
    name = await booked(line, await wish(line, services=(("Paspoort", 2), ("Rijbewijs", 1))))
    told = await line.get(query("appointment", ("id", name)), language="en")
    assert told["id"] == name
    assert told["startDateTime"] == f"{MONDAY}T09:00:00"
    assert told["endDateTime"] == f"{MONDAY}T09:20:00", "(10+5)+5 minutes"
    found = [(one["amount"], one["activity"]["description"]) for one in told["activityList"]]
    assert found == [(2, "Passport"), (1, "Driving licence")]
    assert str(UUID(told["activityList"][0]["activity"]["id"]))
    assert told["location"]["description"] == "Stadhuis"
    assert str(UUID(told["location"]["id"]))
    assert told["message"] == ""
    assert told["customerList"][0]["lastName"] == "de Vries"
    assert told["fieldList"] == []


async def test_the_qr_code_is_our_check_in_code_as_a_bare_string(town, line):
    name = await booked(line, await wish(line, "09:30:00+00:00", day=FRIDAY))
    heard = await line.call("GET", query("appointment/qrcode", ("id", name)))
    assert heard.body == f'"{heard.json}"'.encode()
    town.clock.set("10:25")
    kiosk = await town.screen("kiosk")
    await kiosk.done(CheckIn(id=new_id(), code=heard.json))


async def test_an_appointment_that_moved_is_told_as_it_stands_now(town, line):
    name = await booked(line)
    visit = UUID(name).hex
    await town.host.doors.agenda.move(visit, at("11:00", "2026-11-27"), channel="web", by="web")
    told = await line.get(query("appointment", ("id", name)))
    assert told["startDateTime"] == "2026-11-27T11:00:00"
    assert await gone(line, name) == {"id": name}


async def test_who_an_appointment_is_for_is_told_to_a_key_that_may_know_it_only(town, line):
    name = await booked(line, await wish(line) | {"message": "met hond"})
    assert (await line.get(query("appointment", ("id", name))))["message"] == "met hond"
    other = await a_jcc_line(town, name="other")
    heard = await other.call("GET", query("appointment", ("id", name)))
    assert heard.status == 200
    assert heard.json["message"] == ""
    assert "Vries" not in heard.body.decode()
    other.close()


async def test_a_key_for_another_location_does_not_see_an_appointment(town, line):
    name = await booked(line)
    other = await a_jcc_line(town, name="annex", locations=["annex"])
    assert await other.status("GET", query("appointment", ("id", name))) == 404
    assert await other.status("GET", query("appointment/qrcode", ("id", name))) == 404
    assert "id" not in await gone(other, name)
    other.close()


# -- what is kept ----------------------------------------------------------------------------------


async def test_a_citizen_service_number_in_its_own_field_is_dropped(town, line):
    with structlog.testing.capture_logs() as logs:
        name = await booked(line, await wish(line, socialSecurityNumber=BSN))
        told = await line.call("GET", query("appointment", ("id", name)))
    texts = await kept_texts(town)
    assert "Vries" in texts
    assert BSN not in texts + repr(logs) + told.body.decode()


async def test_a_citizen_service_number_in_any_other_text_is_refused(town, line):
    body = await wish(line)
    bodies = [body | {"message": BSN}]
    for field in ("lastName", "emailAddress", "phoneNumber", "streetName"):
        bodies.append(body | {"customerList": [PERSON | {field: BSN}]})
    with structlog.testing.capture_logs() as logs:
        for each in bodies:
            assert await refused(line, each) == 101
    words = [said["event"] for said in logs]
    assert words.count("jcc_refused") == words.count("number_refused") == len(bodies)
    assert BSN not in repr(logs) + await kept_texts(town)


async def test_what_is_not_needed_is_not_kept_and_logs_know_nobody(town, line):
    with structlog.testing.capture_logs() as logs:
        name = await booked(line, await wish(line, lastName="Zonderman", birthDate="1990-05-01"))
        await gone(line, name)
    assert "1990-05-01" not in await kept_texts(town)
    assert "Zonderman" not in repr(logs)


# -- cancel ----------------------------------------------------------------------------------------


async def test_cancelling_tells_the_id_and_frees_the_slot(line):
    name = await booked(line)
    heard = await line.call("DELETE", query("appointment", ("id", name)))
    assert (heard.status, heard.json) == (200, {"id": name})
    assert await line.status("GET", query("appointment", ("id", name))) == 404
    await booked(line, await wish(line, lastName="Jansen"))


async def test_a_second_cancellation_is_refused_with_200_and_without_an_id(line):
    name = await booked(line)
    await gone(line, name)
    for wanted in (name, NOBODY, "x", ""):
        heard = await line.call("DELETE", query("appointment", ("id", wanted)))
        assert heard.status == 200
        assert set(heard.json) == {"code", "message"}
        assert heard.json["code"] == 400


async def test_a_store_that_is_busy_refuses_wishes_with_200(town, line, monkeypatch):
    name, body = await booked(line), await wish(line, "09:00:00+00:00")

    async def away(work):
        raise StoreBusy("away")

    monkeypatch.setattr(town.host.store, "ask", away)
    assert await refused(line, body) == 500
    assert (await gone(line, name))["code"] == 500
    assert await line.status("GET", query("appointment", ("id", name))) == 503
    assert await line.status("GET", "location") == 200


async def test_keys_that_cannot_be_read_yet_refuse_wishes_with_200(town, monkeypatch):
    _, secret = await a_key(town)
    line = Line(town.port, JCC, {"Authorization": f"Bearer {secret}"})

    async def away(work):
        raise StoreBusy("away")

    monkeypatch.setattr(town.host.store, "ask", away)
    assert await refused(line, {}) == 500
    told = await gone(line, NOBODY)
    assert set(told) == {"code", "message"}
    assert told["code"] == 500
    assert await line.status("GET", "location") == 503
    line.close()


async def test_the_channel_and_the_key_stand_in_the_log(town, line):
    await gone(line, await booked(line))
    entries = await asyncio.to_thread(town.host.store.load, "hall", MONDAY)
    said = [(entry.by, event.channel) for entry in entries for event in entry.events]
    assert said == [("key:forms", "jcc"), ("key:forms", "jcc")]


async def test_a_qmatic_client_and_a_jcc_client_see_the_same_agenda(town, line):
    other = await a_qmatic_line(town, name="qmatic")
    assert (await slots(other))[0] == "09:00"
    await booked(line)
    assert (await slots(other))[0] == "09:10"
    other.close()
