"""A Qmatic client books, shows and cancels: what goes over the wire, what is kept of it, and what a
repeat does.
"""

import asyncio

from tests.other_systems import (
    ALL,
    FRIDAY,
    MONDAY,
    QMATIC,
    SENT,
    SLOT,
    Line,
    a_key,
    a_qmatic_line,
    a_town_for_others,
    booked,
    slots,
    the_line,
    the_town,
    wish,
)
from tests.town import Clock, at

town = the_town()
line = the_line(a_qmatic_line, scopes=(*ALL, "contact:read"))


# -- 10: book --------------------------------------------------------------------------------------


async def test_10_a_booking_is_answered_202_with_a_bare_appointment_as_text(line):
    heard = await line.call("POST", SLOT, wish("passport", "licence", persons=2))
    assert heard.status == 202
    assert heard.headers["content-type"] == "application/text;charset=UTF-8"
    told = heard.json
    assert told["start"] == f"{MONDAY}T08:00:00.000+0000"
    assert told["end"] == f"{MONDAY}T08:25:00.000+0000", "(10+5)+(5+5) minutes"
    assert [service["publicId"] for service in told["services"]] == ["passport", "licence"]
    assert told["services"][0]["name"] == "Paspoort"
    assert told["branch"]["publicId"] == "hall"
    assert {"name", "addressLine1", "addressLine2", "addressZip", "addressCity"} <= set(
        told["branch"]
    )
    assert told["numberOfCustomers"] == 2, "the total, unlike the parameter"
    assert len(told["customers"]) == 2
    assert told["notes"] is None
    assert (told["status"], told["allDay"], told["blocking"]) == (20, False, False)
    assert {"title", "resource", "created", "updated", "custom", "customSlotLength"} <= set(told)


async def test_10_an_id_needs_no_encoding(line):
    name = await booked(line)
    assert name.replace("-", "").replace("_", "").isalnum()
    assert name.isascii()


async def test_10_the_address_tells_the_branchs_local_time_in_summer_and_winter(tmp_path):
    async with a_town_for_others(tmp_path, Clock("08:00", "2026-10-23")) as town:
        line = await a_qmatic_line(town)
        for day, hour in (("2026-10-23", "08"), ("2026-10-26", "09")):
            path = f"v2/branches/hall/dates/{day}/times/10:00/book"
            heard = await line.call("POST", path, wish())
            assert heard.json["start"] == f"{day}T{hour}:00:00.000+0000"
        line.close()


async def test_10_the_slot_is_gone_for_everybody_else_and_says_so_as_qmatic_does(line):
    await booked(line)
    heard = await line.call("POST", SLOT, wish(lastName="Jansen"))
    assert heard.status == 500
    assert heard.headers["error_code"] == "440"
    text = "No resource is available for the selected date and time"
    assert heard.headers["error_message"] == text
    assert heard.headers["access-control-expose-headers"] == "error_code, error_message"
    assert heard.body.decode() == text
    assert "09:00" not in await slots(line)


async def test_10_a_moment_that_is_not_offered_is_no_room(line):
    for why, moment in {
        "off the grid": f"{MONDAY}/times/09:02",
        "closed": f"{MONDAY}/times/13:00",
        "past": f"{FRIDAY}/times/09:00",
        "no day": "2026-11-24/times/09:00",
        "years ago": "2020-11-23/times/09:00",
        "too far": "2036-11-24/times/09:00",
        "an hour that is skipped": "2026-03-29/times/02:30",
        "an hour that comes twice": "2026-10-25/times/02:30",
    }.items():
        heard = await line.call("POST", f"v2/branches/hall/dates/{moment}/book", wish())
        assert (heard.status, heard.headers["error_code"]) == (500, "440"), why


async def test_10_a_wish_that_cannot_be_granted_is_refused_in_a_header_too(line):
    half = b'{"customers": [{"lastName": "\\ud800"}], "services": [{"publicId": "talk"}]}'
    for body, status in (
        (b"", 400),
        (b"not json", 400),
        (b"[" * 5000, 400),
        (half, 400),
        ([], 400),
        (wish() | {"customers": []}, 400),
        (wish() | {"services": []}, 400),
        (wish() | {"customers": "all"}, 400),
        (wish("nothing"), 404),
        (wish("back"), 404),
        (wish("passport", "talk"), 400),
        (wish(persons=5), 400),
        (wish(persons=13), 400),
    ):
        heard = await line.call("POST", SLOT, body)
        assert heard.status == status, body
        assert heard.headers["error_message"]
    assert (await slots(line))[0] == "09:00", "nothing was booked"


async def test_10_addresses_that_are_none_are_refused(line):
    for path in (
        SLOT.replace("hall", "nowhere"),
        SLOT.replace("hall", "island"),
        SLOT.replace(MONDAY, "monday"),
        SLOT.replace("09:00", "9%20am"),
    ):
        assert await line.status("POST", path, wish()) in (400, 404), path


# -- a repeat --------------------------------------------------------------------------------------


async def test_the_same_wish_again_books_once(town, line):
    first = await booked(line)
    assert await booked(line) == first
    other = Line(town.port, QMATIC, line.headers)
    both = await asyncio.gather(
        booked(line, SLOT.replace("09:00", "10:00")), booked(other, SLOT.replace("09:00", "10:00"))
    )
    assert both[0] == both[1] != first
    other.close()
    assert len(await town.host.doors.agenda.day("hall", at_day(MONDAY))) == 2


def at_day(day):
    from datetime import date

    return date.fromisoformat(day)


async def test_the_same_wish_twice_at_the_same_moment_books_once(town, line, monkeypatch):
    """The second one looks before the first is kept, and finds the slot taken by the first."""
    first = await booked(line)
    find, looked = town.host.doors.agenda.find, []

    async def too_early(visit):
        looked.append(visit)
        return None if len(looked) == 1 else await find(visit)

    monkeypatch.setattr(town.host.doors.agenda, "find", too_early)
    assert await booked(line) == first


async def test_another_person_or_time_is_no_repeat(line):
    path = SLOT.replace("09:00", "{}")
    names = {
        await booked(line, path.format("09:00")),
        await booked(line, path.format("09:30")),
        await booked(line, path.format("10:00"), wish(dateOfBirth="1991-05-01")),
        await booked(line, path.format("10:30"), wish("licence")),
    }
    assert len(names) == 4


async def test_who_cancelled_can_book_the_very_same_again_and_again(line):
    names = []
    for _ in range(3):
        names.append(await booked(line))
        assert await line.status("DELETE", f"v1/appointments/{names[-1]}") == 204
    assert len(set(names)) == 3


async def test_who_was_too_late_can_book_when_the_slot_comes_free_again(line):
    first = await booked(line)
    late = wish(lastName="Jansen")
    for _ in range(2):
        assert await line.status("POST", SLOT, late) == 500
    await line.call("DELETE", f"v1/appointments/{first}")
    assert await booked(line, body=late) != first


async def test_an_appointment_that_was_moved_does_not_stand_in_for_a_new_one(town, line):
    first = await booked(line)
    await town.host.doors.agenda.move(first, at("11:00", MONDAY), channel="web", by="web")
    second = await booked(line)
    assert second != first


# -- 12: cancel ------------------------------------------------------------------------------------


async def test_12_cancelling_is_204_without_a_body_and_the_connection_goes_on(line):
    name = await booked(line)
    socket = line.http.sock
    heard = await line.call("DELETE", f"v1/appointments/{name}", Content_Length="0")
    assert (heard.status, heard.body) == (204, b"")
    assert heard.headers.get("content-length", "0") == "0"
    assert (await slots(line))[0] == "09:00", "the slot is free again"
    assert line.http.sock is socket


async def test_12_a_second_cancellation_is_404(line):
    name = await booked(line)
    assert await line.status("DELETE", f"v1/appointments/{name}") == 204
    heard = await line.call("DELETE", f"v1/appointments/{name}")
    assert heard.status == 404
    assert heard.headers["error_message"]
    assert await line.status("GET", f"v1/appointments/{name}") == 404


async def test_12_who_was_here_cannot_cancel_any_more(town, line):
    path = f"v2/branches/hall/dates/{FRIDAY}/times/10:30/book"
    name = await booked(line, path)
    town.clock.set("10:25")
    kiosk = await town.screen("kiosk")
    from tests.town import new_id
    from wire.commands import CheckIn

    code = (await town.host.doors.agenda.find(name)).code
    await kiosk.done(CheckIn(id=new_id(), code=code))
    heard = await line.call("DELETE", f"v1/appointments/{name}")
    assert heard.status == 400
    assert await line.status("GET", f"v1/appointments/{name}") == 200


async def test_the_channel_and_the_key_stand_in_the_log(town, line):
    name = await booked(line)
    await line.call("DELETE", f"v1/appointments/{name}")
    entries = await asyncio.to_thread(town.host.store.load, "hall", MONDAY)
    said = [(entry.by, event.channel) for entry in entries for event in entry.events]
    assert said == [("key:forms", "qmatic"), ("key:forms", "qmatic")]


async def test_appointments_outlive_a_restart(tmp_path):
    clock = Clock()
    async with a_town_for_others(tmp_path, clock) as town:
        _, secret = await a_key(town)
        line = Line(town.port, QMATIC, SENT | {"X-Api-Key": secret})
        name = await booked(line)
        line.close()
    async with a_town_for_others(tmp_path, clock) as town:
        line = Line(town.port, QMATIC, SENT | {"X-Api-Key": secret})
        assert await booked(line) == name, "a repeat is known after a restart too"
        assert await line.status("DELETE", f"v1/appointments/{name}") == 204
        line.close()
