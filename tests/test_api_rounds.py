"""Bulky waste over REST: no desk and no time, a day and a route."""

from typing import Any

import pytest

from tests.api_town import MONDAY, TEXT, ApiTown, an_api, told
from tests.test_agenda_rounds import NEXT, WASTE

WISH = {
    "location": "hall",
    "service": "waste",
    "route": "south",
    "day": MONDAY,
    "contact": {"name": "Ada Groen", "note": "Dorpsstraat 1"},
}


@pytest.fixture
async def town(tmp_path):
    text = TEXT.replace("\n[locations.hall]\n", WASTE)
    async with an_api(tmp_path, text=text) as town:
        yield town


async def test_a_day_is_booked_looked_at_and_given_back(town: ApiTown):
    program = await town.program()
    asked: dict[str, Any] = {"location": "hall", "service": "waste", "route": "south"}
    free = await program.get("/rounds", **asked)
    assert free["days"][0] == {"day": MONDAY, "left": 1}
    answer = await program.post("/rounds", WISH, once="a-wish-of-mine")
    assert answer.status_code == 201
    made = answer.json()
    assert (made["day"], made["route"], made["state"]) == (MONDAY, "south", "open")
    assert "Dorpsstraat" not in answer.text
    again = await program.post("/rounds", WISH, once="a-wish-of-mine")
    assert again.json() == made
    full = await program.post("/rounds", WISH)
    assert told(full) == (409, "slot_taken")
    assert full.json()["facts"]["next"] == NEXT.isoformat()
    for _ in range(2):
        assert (await program.say("DELETE", f"/rounds/{made['round']}")).status_code == 204
    assert (await program.get(f"/rounds/{made['round']}"))["state"] == "cancelled"
    assert (await program.get("/rounds", **asked))["days"][0]["day"] == MONDAY


async def test_only_a_key_that_may_cancel_is_told_where_the_visitors_page_is(town: ApiTown):
    program = await town.program()
    made = (await program.post("/rounds", WISH)).json()
    assert "/h/" in made["page"]
    name = f"/rounds/{made['round']}"
    assert (await program.get(name))["page"] == made["page"]
    reader = await town.program("appointments:read")
    assert (await reader.get(name))["page"] == ""


async def test_what_is_unknown_or_not_allowed_is_refused(town: ApiTown):
    program = await town.program()
    assert told(await program.post("/rounds", WISH | {"route": "west"})) == (422, "route_unknown")
    assert told(await program.post("/rounds", WISH | {"day": "2026-02-30"})) == (400, "unreadable")
    assert told(await program.say("GET", "/rounds/nothing-like-it")) == (404, "visit_unknown")
    bsn = WISH | {"contact": {"note": "123456782"}}
    assert told(await program.post("/rounds", bsn)) == (422, "text_unfit")
