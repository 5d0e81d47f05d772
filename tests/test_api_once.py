"""Idempotency-Key: a request that is sent again acts once, on either engine and after a restart;
the same name with another request is refused.
"""

import asyncio

import pytest

from tests.api_town import MONDAY, a_wish, an_api, told
from tests.town import new_id

pytest_plugins = ["tests.stores"]

TEN = f"{MONDAY}T10:00:00+01:00"
ELEVEN = f"{MONDAY}T11:00:00+01:00"
DAY_MILLIS = 24 * 60 * 60_000


@pytest.fixture
async def town(tmp_path, store_url):
    async with an_api(tmp_path, database=store_url) as town:
        yield town


@pytest.fixture
async def program(town):
    return await town.program()


async def count(program, day=MONDAY):
    return len((await program.get("/appointments", location="hall", day=day))["appointments"])


async def test_a_booking_that_is_sent_again_hears_the_same_and_books_once(program):
    once = new_id()
    wish = a_wish(TEN, contact={"name": "Jelle Voorbeeld"})
    answers = [await program.post("/appointments", wish, once) for _ in range(3)]
    answers += await asyncio.gather(*(program.post("/appointments", wish, once) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert await count(program) == 1


async def test_the_same_name_with_another_request_is_refused_and_changes_nothing(program):
    once = new_id()
    made = (await program.post("/appointments", a_wish(TEN), once)).json()
    reused = (422, "id_reused")
    for other in (
        a_wish(ELEVEN),
        a_wish("2026-11-27T10:00:00+01:00"),
        a_wish(TEN, location="annex"),
        a_wish(TEN, contact={"name": "Somebody else"}),
    ):
        assert told(await program.post("/appointments", other, once)) == reused
    assert told(await program.post("/holds", a_wish(TEN), once)) == reused
    path = f"/appointments/{made['appointment']}"
    gone = await program.say("DELETE", path, headers={"idempotency-key": once})
    assert told(gone) == reused
    assert await count(program) == 1
    assert await count(program, "2026-11-27") == 0
    assert (await program.get(path))["state"] == "open"


async def test_a_name_belongs_to_its_key(town, program):
    other = await town.program()
    once = new_id()
    first = await program.post("/appointments", a_wish(TEN), once)
    second = await other.post("/appointments", a_wish(ELEVEN), once)
    assert (first.status_code, second.status_code) == (201, 201)
    assert await count(program) == 2


async def test_a_refused_booking_may_be_sent_again_and_is_refused_again(town, program):
    await program.booked(start=TEN)
    once = new_id()
    for _ in range(2):
        assert told(await program.post("/appointments", a_wish(TEN), once)) == (409, "slot_taken")


async def test_moves_holds_and_cancellations_act_once_as_well(program):
    once = [new_id() for _ in range(3)]
    hold = [(await program.post("/holds", a_wish(TEN), once[0])).json() for _ in range(2)]
    assert hold[0] == hold[1]
    path = f"/appointments/{(await program.booked(start=ELEVEN))['appointment']}"
    head = {"idempotency-key": once[1]}
    wish = {"start": f"{MONDAY}T12:00:00+01:00"}
    moved = [await program.say("PATCH", path, json=wish, headers=head) for _ in range(2)]
    assert [one.status_code for one in moved] == [200, 200]
    assert moved[0].json() == moved[1].json()
    assert moved[0].json()["changes"] == 1
    away = {"start": "2026-11-27T12:00:00+01:00"}
    head = {"idempotency-key": new_id()}
    moved = [await program.say("PATCH", path, json=away, headers=head) for _ in range(2)]
    assert [one.status_code for one in moved] == [200, 200]
    assert moved[0].json() == moved[1].json()
    head = {"idempotency-key": once[1]}
    late = await program.say("PATCH", path, json=wish, headers=head)
    assert late.json() == moved[0].json(), "the first move, sent once more, does not move it back"
    head = {"idempotency-key": once[2]}
    gone = [await program.say("DELETE", path, headers=head) for _ in range(2)]
    assert [one.status_code for one in gone] == [204, 204]


async def test_after_a_day_the_name_still_acts_once_and_is_free_for_another_request(town, program):
    once = new_id()
    made = await program.post("/appointments", a_wish(TEN), once)
    town.town.clock.now += DAY_MILLIS + 1
    again = await program.post("/appointments", a_wish(TEN), once)
    assert again.json() == made.json()
    town.town.clock.now += DAY_MILLIS + 1
    other = await program.post("/appointments", a_wish("2026-11-27T10:00:00+01:00"), once)
    assert other.status_code == 201
    assert other.json()["appointment"] != made.json()["appointment"]


async def test_nobody_can_try_guesses_at_a_person_against_the_id_that_stays_in_the_log(
    town, program
):
    once = new_id()
    first = await program.post("/appointments", a_wish(TEN, contact={"name": "Anna"}), once)
    town.town.clock.now += DAY_MILLIS + 1
    guess = await program.post("/appointments", a_wish(TEN, contact={"name": "Bram"}), once)
    assert guess.json()["appointment"] == first.json()["appointment"]


@pytest.mark.parametrize("name", ["", "x" * 201, "tab\tbed"])
async def test_a_name_without_letters_or_with_too_many_cannot_be_read(program, name):
    head = {"idempotency-key": name}
    answer = await program.say("POST", "/appointments", json=a_wish(), headers=head)
    assert told(answer) == (400, "unreadable")


async def test_a_booking_is_known_again_after_a_restart(tmp_path):
    once = new_id()
    async with an_api(tmp_path) as town:
        program = await town.program()
        made = await program.post("/appointments", a_wish(TEN), once)
    async with an_api(tmp_path) as town:
        program.web = town.web
        again = await program.post("/appointments", a_wish(TEN), once)
        assert (again.status_code, again.json()) == (201, made.json())
        assert await count(program) == 1
