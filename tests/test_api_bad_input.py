"""What a program may send by mistake or by malice: each is refused with its word, nothing is kept
of it, and the host goes on.
"""

import json

import pytest
from structlog.testing import capture_logs

from tests.api_town import MONDAY, TEXT, a_wish, an_api, told
from tests.town import FRIDAY, Clock

TEN = f"{MONDAY}T10:00:00+01:00"
BSN = "111222333"


@pytest.fixture
async def town(tmp_path):
    text = TEXT.replace(
        "[locations.hall.hours]", "closures = [{ date = 2026-11-30 }]\n\n[locations.hall.hours]", 1
    )
    async with an_api(tmp_path, text=text) as town:
        yield town


@pytest.fixture
async def program(town):
    return await town.program()


@pytest.mark.parametrize(
    ("start", "word"),
    [
        ("2026-11-16T10:00:00+01:00", "too_soon"),
        (f"{FRIDAY}T09:00:00+01:00", "too_soon"),
        (f"{FRIDAY}T09:50:00+01:00", "too_soon"),
        ("2000-01-01T00:00:00Z", "too_soon"),
        ("2199-12-31T23:59:59Z", "too_far"),
        ("2027-06-07T10:00:00+02:00", "too_far"),
        ("2026-11-22T10:00:00+01:00", "day_closed"),
        ("2026-11-30T10:00:00+01:00", "day_closed"),
        (f"{MONDAY}T03:00:00+01:00", "day_closed"),
        (f"{MONDAY}T17:00:00+01:00", "too_far"),
        (f"{MONDAY}T16:55:00+01:00", "slot_taken"),
        (f"{MONDAY}T10:01:00+01:00", "slot_taken"),
    ],
)
async def test_a_time_that_cannot_be_booked_is_refused_with_its_reason(program, start, word):
    assert await program.refused(start=start) == (409 if word == "slot_taken" else 422, word)
    answer = await program.post("/holds", a_wish(start))
    assert told(answer)[1] == word
    made = await program.booked(start=TEN)
    path = f"/appointments/{made['appointment']}"
    assert told(await program.say("PATCH", path, json={"start": start}))[1] == word
    assert await program.get(path) == made


@pytest.mark.parametrize(
    "start",
    [
        "2027-03-28T02:30:00+01:00",
        "2027-03-28T02:30:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
    ],
)
async def test_the_hour_that_is_skipped_or_comes_twice_is_refused_like_any_closed_hour(
    tmp_path, start
):
    clock = Clock("09:05", "2027-03-26" if start.startswith("2027") else "2026-10-23")
    text = TEXT.replace('friday = "09:00-17:00"', 'friday = "09:00-17:00"\nsunday = "09:00-17:00"')
    async with an_api(tmp_path, clock=clock, text=text) as town:
        program = await town.program()
        assert (await program.refused(start=start))[0] == 422
        assert await program.refused(start=start[:19]) == (400, "unreadable")


@pytest.mark.parametrize(
    "start",
    [
        "2026-11-23T10:00:00",
        "2026-11-23 10:00",
        "2026-11-23",
        "2026-02-30T10:00:00Z",
        "2026-11-23T24:01:00Z",
        "2026-11-23T10:00:60Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "２０２６-11-23T10:00:00Z",
        "1763888400",
        1763888400,
        None,
        [],
        "tomorrow",
    ],
)
async def test_what_is_no_moment_with_its_offset_cannot_be_read(program, start):
    assert await program.refused(start=start) == (400, "unreadable")


async def test_ids_that_nobody_knows_are_refused_as_what_they_are(program):
    for path in ("no-such-appointment", "x", "%00", "%2e%2e", "a" * 400, "%F0%9F%98%80"):
        for method, body in (("GET", None), ("PATCH", {"start": TEN}), ("DELETE", None)):
            answer = await program.say(method, f"/appointments/{path}", json=body)
            assert told(answer) == (404, "visit_unknown"), (method, path)
    assert (await program.get("/appointments/no-such-thing/contact", 404))["word"] == (
        "visit_unknown"
    )
    assert await program.refused(location="elsewhere") == (422, "location_unknown")
    assert await program.refused(services=[{"service": "cake"}]) == (422, "service_unknown")
    assert await program.refused(services=[{"service": "secret"}]) == (422, "not_bookable")
    for query in (
        {"location": "elsewhere", "service": "passport"},
        {"location": "hall", "service": "cake"},
    ):
        assert (await program.get("/availability", 422, **query))["word"].endswith("_unknown")
    assert (await program.get("/services", 422, location="elsewhere"))["status"] == 422
    assert (await program.get("/services", 422, **{"with": "cake"}))["status"] == 422
    assert (await program.get("/locations", 422, service="cake"))["status"] == 422


async def test_more_persons_than_a_service_takes_are_refused(program):
    too_many = (422, "too_many_persons")
    assert await program.refused(services=[{"service": "passport", "persons": 7}]) == too_many
    assert await program.refused(services=[{"service": "couple", "persons": 3}]) == too_many
    both = [{"service": "passport"}, {"service": "couple", "persons": 99}]
    assert await program.refused(services=both) == too_many
    for persons in (0, -1, 100, 10**30, 1.5, "2", True, None):
        wish = [{"service": "passport", "persons": persons}]
        assert await program.refused(services=wish) == (400, "unreadable"), persons
    found = await program.get("/availability", 422, location="hall", service="couple", persons=3)
    assert found["word"] == "too_many_persons"


async def test_services_that_no_desk_can_do_together_are_refused(tmp_path):
    text = TEXT.replace(
        '[locations.hall.desks.1]\nlabel = "Balie 1"',
        "[locations.hall.desks.1]\n"
        'services = ["passport", "talk", "couple", "secret"]\nlabel = "Balie 1"',
    )
    async with an_api(tmp_path, text=text) as town:
        program = await town.program()
        both = [{"service": "passport"}, {"service": "collect"}]
        assert await program.refused(services=both) == (422, "not_together")
        query = {"location": "hall", "service": ["passport", "collect"]}
        assert (await program.get("/availability", 422, **query))["word"] == "not_together"
        places = await program.get("/locations", service=["passport", "collect"])
        assert [one["location"] for one in places["locations"]] == ["annex"]


async def test_a_service_twice_or_none_or_a_seventh_cannot_be_read(program):
    for services in (
        [],
        [{"service": "passport"}, {"service": "passport", "persons": 2}],
        [{"service": f"s{number}"} for number in range(7)],
        {"service": "passport"},
        ["passport"],
    ):
        assert await program.refused(services=services) == (400, "unreadable"), services
    for query in (
        {"service": ["passport", "passport"]},
        {"service": ["passport", "collect"], "amount": [1]},
        {"service": "passport", "persons": 0},
        {"service": "passport", "from": "23-11-2026"},
        {"service": "passport", "to": "0000-00-00"},
        {},
    ):
        await program.get("/availability", 400, location="hall", **query)
    for query in ({"location": "hall"}, {"day": MONDAY}, {"code": "ABC", "day": MONDAY}, {}):
        await program.get("/appointments", 400, **query)


async def test_days_beyond_what_can_be_booked_have_no_times_and_no_fault(program):
    for first, last in (
        ("2026-11-01", "2026-11-19"),
        ("2027-06-01", "2027-06-30"),
        ("2026-12-31", "2026-12-01"),
        ("2026-11-21", "2026-11-22"),
        ("2026-11-30", "2026-11-30"),
    ):
        query = {"location": "hall", "service": "passport", "from": first, "to": last}
        assert (await program.get("/availability", **query))["days"] == []


async def test_a_name_of_two_hundred_letters_is_kept_and_a_longer_one_is_not(program):
    name = "Ünal-de Vries " * 14 + "Abcd"
    assert len(name) == 200
    made = await program.booked(contact={"name": name})
    kept = await program.get(f"/appointments/{made['appointment']}/contact")
    assert kept["name"] == name
    assert await program.refused(contact={"name": name + "x"}) == (400, "unreadable")


async def test_control_letters_and_turned_text_do_not_come_in(program):
    spoilt = "\x1b[31mJelle\u202e\x00 \ud800Voorbeeld\r\n[/b]<b>"
    body = json.dumps(a_wish(contact={"name": spoilt.replace("\ud800", "")}))
    answer = await program.say(
        "POST", "/appointments", content=body, headers={"content-type": "application/json"}
    )
    made = answer.json()
    kept = await program.get(f"/appointments/{made['appointment']}/contact")
    assert kept["name"] == "Jelle Voorbeeld [/b]<b>"


@pytest.mark.parametrize(
    "more",
    [
        {"contact": {"name": f"Jelle {BSN}"}},
        {"contact": {"note": "111-222-333"}},
        {"contact": {"note": "111\u200b222\u202e333"}},
        {"contact": {"mail": f"{BSN}@voorbeeld.example"}},
        {"contact": {"phone": BSN}},
        {"contact": {"phone": int(BSN)}},
        {"language": BSN},
        {"location": BSN},
        {"unknown": [{"deep": [f"{BSN}"]}]},
        {BSN: 1},
        {"services": [{"service": BSN}]},
        {"services": [{"service": "passport", "persons": int(BSN)}]},
    ],
)
async def test_a_citizen_service_number_in_any_field_is_refused_and_logged_without_it(
    program, more
):
    with capture_logs() as lines:
        answer = await program.post("/appointments", a_wish(TEN) | more)
        assert told(answer) == (422, "text_unfit")
        assert BSN not in answer.text
    assert [line["event"] for line in lines if "key" in line] == ["number_refused"]
    assert BSN not in str(lines)
    assert "111-222-333" not in str(lines)
    assert TEN in await program.times()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b"[" * 30_000,
        b"9" * 5000,
        b'{"location": "hall", "a": \xc3\x28}',
        b'{"\\ud800": 1}',
        json.dumps(a_wish() | {"more": 1}).encode(),
        json.dumps(a_wish(contact={"bsn": "x"})).encode(),
        json.dumps(a_wish(contact={"mail": "nobody"})).encode(),
        json.dumps(a_wish(contact={"phone": "call me"})).encode(),
        json.dumps(a_wish(language="nl-NL")).encode(),
        json.dumps(a_wish(location="../hall")).encode(),
    ],
    ids=range(16),
)
async def test_a_body_that_cannot_be_read_is_refused_and_the_next_one_is_taken(program, body):
    head = {"content-type": "application/json"}
    answer = await program.say("POST", "/appointments", content=body, headers=head)
    assert told(answer) == (400, "unreadable")
    await program.booked()


async def test_a_body_that_says_it_is_not_json_cannot_be_read(program):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        answer = await program.say(
            "POST",
            "/appointments",
            content=json.dumps(a_wish()).encode(),
            headers={"content-type": kind},
        )
        assert told(answer) == (400, "unreadable"), kind


async def test_one_time_is_promised_once_however_many_ask_at_once(town):
    import asyncio

    programs = [await town.program() for _ in range(8)]
    answers = await asyncio.gather(
        *(program.post("/appointments", a_wish(TEN)) for program in programs)
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert {told(answer)[1] for answer in answers if answer.status_code == 409} == {"slot_taken"}
