"""The agenda over REST: see free times, hold, book, look, move, cancel, each by a program that
speaks to a real host.
"""

import pytest

from tests.api_town import MONDAY, a_wish, an_api, told
from tests.town import FRIDAY, Clock

TEN = f"{MONDAY}T10:00:00+01:00"
ELEVEN = f"{MONDAY}T11:00:00+01:00"


@pytest.fixture
async def town(tmp_path):
    async with an_api(tmp_path) as town:
        yield town


@pytest.fixture
async def program(town):
    return await town.program(name="openforms")


async def test_a_program_finds_a_time_books_it_and_reads_back_what_stands(town, program):
    assert TEN in await program.times()
    answer = await program.post("/appointments", a_wish(TEN, language="en"))
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["location"] == f"/api/v1/appointments/{made['appointment']}"
    assert (made["start"], made["end"]) == (TEN, f"{MONDAY}T10:10:00+01:00")
    assert (made["day"], made["location"], made["state"]) == (MONDAY, "hall", "open")
    assert made["services"] == [{"service": "passport", "persons": 1}]
    assert (made["language"], made["channel"], made["changes"]) == ("en", "api", 0)
    assert made["page"].startswith("http://testdam.example/a/")
    assert await program.get(f"/appointments/{made['appointment']}") == made
    assert TEN not in await program.times()


async def test_the_log_names_the_key_and_nobody_who_comes(town, program):
    who = {"name": "Jelle Voorbeeld", "mail": "jelle@voorbeeld.example", "phone": "+31612345678"}
    made = await program.booked(contact=who)
    events = town.town.host.store.load("hall", MONDAY)
    assert [entry.by for entry in events if entry.what == "book_appointment"] == ["key:openforms"]
    assert not any(value in str(events) for value in who.values())
    known = await program.get(f"/appointments/{made['appointment']}/contact")
    assert known == {**who, "note": ""}
    assert not any(value in str(made) for value in who.values())


async def test_free_times_are_told_per_day_in_local_time_with_the_length(town, program):
    found = await program.get("/availability", location="hall", service="passport", persons=3)
    assert found["minutes"] == 20
    assert found["services"] == [{"service": "passport", "persons": 3}]
    assert found["first_day"] == FRIDAY
    days = [one["day"] for one in found["days"]]
    assert days == sorted(days)
    assert {one["times"][0][10:19] for one in found["days"][1:]} == {"T09:00:00"}
    assert all(times == sorted(times) for times in (one["times"] for one in found["days"]))
    assert days[0] == FRIDAY
    assert found["days"][0]["times"][0] >= f"{FRIDAY}T10:05:00+01:00"


async def test_several_services_are_one_appointment_of_their_lengths_together(town, program):
    asked = {"location": "hall", "service": ["passport", "collect"], "amount": [2, 1]}
    found = await program.get("/availability", **asked)
    assert found["minutes"] == 25
    wanted = [{"service": "passport", "persons": 2}, {"service": "collect"}]
    made = await program.booked(services=wanted)
    assert made["end"] == f"{MONDAY}T10:25:00+01:00"
    assert [asked["persons"] for asked in made["services"]] == [2, 1]


async def test_services_tell_what_can_be_booked_and_what_can_be_added(town, program):
    names = [one["service"] for one in (await program.get("/services"))["services"]]
    assert names == ["passport", "collect", "talk", "couple"]
    passport = (await program.get("/services", location="hall"))["services"][0]
    assert passport["names"]["en"] == "Passport"
    assert (passport["first_minutes"], passport["further_minutes"]) == (10, 5)
    beside = await program.get("/services", **{"with": "passport"})
    assert [one["service"] for one in beside["services"]] == ["collect", "talk", "couple"]


async def test_locations_are_told_to_everybody_and_those_that_can_do_it_on_request(town):
    everybody = town.nobody()
    found = await everybody.get("/locations")
    assert [one["location"] for one in found["locations"]] == ["hall", "annex"]
    assert found["town"] == "Testdam"
    assert found["locations"][0]["timezone"] == "Europe/Amsterdam"
    some = await everybody.get("/locations", service=["passport", "collect"])
    assert [one["location"] for one in some["locations"]] == ["hall", "annex"]


async def test_a_held_time_is_nobody_elses_until_the_hold_ends(town, program):
    other = await town.program()
    answer = await program.post("/holds", a_wish(TEN))
    assert answer.status_code == 201
    hold = answer.json()
    assert hold["until"] == f"{FRIDAY}T09:15:00+01:00"
    assert TEN not in await other.times()
    assert await other.refused(start=TEN) == (409, "slot_taken")
    made = await program.booked(start=TEN, hold=hold["hold"])
    assert made["start"] == TEN
    await program.post("/holds", a_wish(ELEVEN))
    town.town.clock.set("09:15")
    assert ELEVEN in await other.times()


async def test_an_appointment_moves_with_its_id_and_code_and_frees_its_time(town, program):
    made = await program.booked(start=TEN)
    path = f"/appointments/{made['appointment']}"
    moved = await program.say("PATCH", path, json={"start": ELEVEN})
    assert moved.status_code == 200, moved.text
    assert moved.json() == {
        **made,
        "start": ELEVEN,
        "end": f"{MONDAY}T11:10:00+01:00",
        "changes": 1,
    }
    times = await program.times()
    assert TEN in times
    assert ELEVEN not in times


async def test_an_appointment_moves_to_another_day_and_place_and_is_found_there(town, program):
    made = await program.booked(start=TEN, contact={"name": "Jelle Voorbeeld"})
    path = f"/appointments/{made['appointment']}"
    wish = {"start": "2026-11-27T09:30:00+01:00", "location": "annex"}
    moved = await program.say("PATCH", path, json=wish)
    assert moved.status_code == 200, moved.text
    found = await program.get(path)
    assert (found["location"], found["day"], found["state"]) == ("annex", "2026-11-27", "open")
    assert (found["code"], found["appointment"]) == (made["code"], made["appointment"])
    assert (await program.get(f"{path}/contact"))["name"] == "Jelle Voorbeeld"
    listed = await program.get("/appointments", location="annex", day="2026-11-27")
    assert [one["appointment"] for one in listed["appointments"]] == [made["appointment"]]
    listed = await program.get("/appointments", location="hall", day=MONDAY)
    assert listed["appointments"] == []


async def test_a_cancelled_appointment_frees_its_time_and_cancelling_again_changes_nothing(
    town, program
):
    made = await program.booked(start=TEN)
    path = f"/appointments/{made['appointment']}"
    for _ in range(2):
        answer = await program.say("DELETE", path)
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer.headers["api-version"]
    assert (await program.get(path))["state"] == "cancelled"
    assert TEN in await program.times()
    gone = await program.say("PATCH", path, json={"start": ELEVEN})
    assert told(gone) == (409, "appointment_cancelled")


async def test_the_appointments_of_a_day_are_listed_by_time_and_one_is_found_by_its_code(
    town, program
):
    late = await program.booked(start=ELEVEN)
    early = await program.booked(start=TEN)
    listed = await program.get("/appointments", location="hall", day=MONDAY)
    assert [one["appointment"] for one in listed["appointments"]] == [
        early["appointment"],
        late["appointment"],
    ]
    found = await program.get("/appointments", code=late["code"])
    assert found["appointments"] == [late]
    assert (await program.get("/appointments", code="NOBODYS"))["appointments"] == []


async def test_times_keep_their_hour_when_the_clocks_change(tmp_path):
    async with an_api(tmp_path, clock=Clock("09:05", "2027-03-26")) as town:
        program = await town.program()
        before = await program.times("2027-03-26")
        after = await program.times("2027-04-02")
        assert before[-1] == "2027-03-26T16:50:00+01:00"
        assert after[0] == "2027-04-02T09:00:00+02:00"
        made = await program.booked(start="2027-04-02T07:00:00Z")
        assert made["start"] == "2027-04-02T09:00:00+02:00"
