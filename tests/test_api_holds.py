"""A held time is given back over REST by the key that held it, once is enough, and nobody else's
time is touched.
"""

import asyncio

import pytest

from tests.api_town import MONDAY, a_wish, an_api, told
from tests.town import new_id

pytest_plugins = ["tests.stores"]

TEN = f"{MONDAY}T10:00:00+01:00"
UNKNOWN = (404, "hold_unknown")


@pytest.fixture
async def town(tmp_path, store_url):
    async with an_api(tmp_path, database=store_url) as town:
        yield town


@pytest.fixture
async def program(town):
    return await town.program()


async def held(program, start=TEN, **more):
    answer = await program.post("/holds", a_wish(start, **more))
    assert answer.status_code == 201, answer.text
    return answer.json()["hold"]


async def given_back(program, hold, once=""):
    head = {"idempotency-key": once} if once else {}
    return await program.say("DELETE", f"/holds/{hold}", headers=head)


async def test_a_time_that_is_given_back_is_free_at_once(town, program):
    other = await town.program()
    hold = await held(program)
    assert TEN not in await other.times()
    answer = await given_back(program, hold)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["api-version"] == "1.1.0"
    assert TEN in await other.times()


async def test_given_back_again_is_the_same_answer_and_takes_no_time_from_another(town, program):
    hold = await held(program)
    once = new_id()
    first = [await given_back(program, hold, once) for _ in range(2)]
    other = await town.program()
    await held(other)
    later = [await given_back(program, hold, once), await given_back(program, hold)]
    assert [one.status_code for one in first + later] == [204] * 4
    assert TEN not in await program.times()


async def test_only_the_key_that_held_it_gives_it_back(town, program):
    hold = await held(program)
    assert told(await given_back(await town.program(), hold)) == UNKNOWN
    assert TEN not in await program.times()


async def test_a_key_that_is_not_good_there_any_more_gives_nothing_back(town, program):
    key = await town.program(name="website")
    hold = await held(key, location="annex")
    assert await asyncio.to_thread(town.keys.revoke, "website")
    elsewhere = await town.program(name="website", at=("hall",))
    assert told(await given_back(elsewhere, hold)) == UNKNOWN


@pytest.mark.parametrize("name", ["nothing-is-held", "short", "a" * 65, "%00", "x%2Fy-123456"])
async def test_what_is_no_hold_is_not_found(program, name):
    answer = await given_back(program, name)
    assert answer.status_code == 404
    assert answer.json()["word"] in ("hold_unknown", "path_unknown")


async def test_an_appointment_is_no_hold_and_stays(program):
    hold = await held(program)
    made = await program.booked(start=TEN, hold=hold)
    assert told(await given_back(program, made["appointment"])) == UNKNOWN
    assert (await given_back(program, hold)).status_code == 204
    again = await program.get(f"/appointments/{made['appointment']}")
    assert again["state"] == "open"


async def test_a_hold_whose_minutes_are_over_is_given_back_without_harm(town, program):
    hold = await held(program)
    town.town.clock.set("09:30")
    assert (await given_back(program, hold)).status_code == 204
    town.town.clock.set("09:30", MONDAY)
    assert (await given_back(program, hold)).status_code == 204
    town.town.clock.set("09:30", "2026-11-24")
    assert told(await given_back(program, hold)) == UNKNOWN


async def test_a_key_that_may_only_look_gives_nothing_back(town, program):
    hold = await held(program)
    looking = await town.program("availability:read", "appointments:read")
    assert told(await given_back(looking, hold)) == (403, "scope_missing")
    assert told(await given_back(town.nobody(), hold)) == (401, "key_unknown")


async def test_another_hold_under_the_same_name_is_refused(program):
    first, second = await held(program), await held(program, f"{MONDAY}T11:00:00+01:00")
    once = new_id()
    assert (await given_back(program, first, once)).status_code == 204
    assert told(await given_back(program, second, once)) == (422, "id_reused")
