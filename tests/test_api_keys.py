"""Keys of programs: made and revoked at the host, kept as hashes, good for what they were made for,
and so many times a minute.
"""

import asyncio

import pytest
from typer.testing import CliRunner, Result

from balie.verbs import app
from host.access import NotAllowed
from host.keys import SCOPES, Keys
from host.settings import read
from host.store import RaceLost, Store
from host.store import keys as rows
from host.tokens import hash_of
from tests.api_town import MONDAY, a_wish, an_api, told
from tests.town import Clock, settings_file

pytest_plugins = ["tests.stores"]

LIST = f"/appointments?location=hall&day={MONDAY}"
NOT_THERE = "no key is called openforms, or it was revoked before\n"
ROUTES = {
    "availability:read": ("GET", "/availability?location=hall&service=passport"),
    "appointments:read": ("GET", LIST),
    "appointments:write": ("POST", "/appointments"),
    "contact:read": ("GET", "/appointments/{id}/contact"),
    "figures:read": ("GET", "/figures?location=hall"),
}


@pytest.fixture
def keys(store, tmp_path):
    return Keys(store, read(settings_file(tmp_path)), Clock())


@pytest.fixture
async def town(tmp_path):
    async with an_api(tmp_path) as town:
        yield town


def test_a_key_is_kept_as_a_hash_with_what_it_may_do(keys: Keys, store: Store):
    key, token = keys.add("openforms", ["contact:read", "availability:read"], ["hall"], 60)
    assert token.startswith("balie_")
    assert key.scopes == ("availability:read", "contact:read")
    assert keys.all() == [key]
    assert token not in str(keys.all())
    assert store.read(lambda line: rows.key_by_token(line, hash_of(token))) == key
    assert store.read(lambda line: rows.key_by_token(line, hash_of("balie_"))) is None


def test_a_revoked_key_opens_nothing_and_its_name_is_free_again(keys: Keys, store: Store):
    key, token = keys.add("openforms", ["figures:read"])
    with pytest.raises(NotAllowed, match="already"):
        keys.add("openforms", ["figures:read"])
    assert keys.revoke("openforms")
    assert not keys.revoke("openforms")
    assert not keys.revoke("nobody")
    assert store.read(lambda line: rows.key_by_token(line, hash_of(token))) is None
    other = keys.add("openforms", ["figures:read"])[0]
    assert keys.revoke(other.id)
    assert {row.id for row in keys.all()} == {key.id, other.id}
    assert all(row.revoked_at for row in keys.all())


@pytest.mark.parametrize(
    ("name", "scopes", "locations", "often", "why"),
    [
        ("Open Forms", ["figures:read"], [], 60, "small letters"),
        ("", ["figures:read"], [], 60, "small letters"),
        ("x", [], [], 60, "what the key is for"),
        ("x", ["everything"], [], 60, "no scope"),
        ("x", ["figures:read"], ["elsewhere"], 60, "no location"),
        ("x", ["figures:read"], [], 0, "requests a minute"),
    ],
)
def test_a_key_that_makes_no_sense_is_not_made(keys: Keys, name, scopes, locations, often, why):
    with pytest.raises(NotAllowed, match=why):
        keys.add(name, scopes, locations, often)
    assert keys.all() == []


def test_requests_are_remembered_until_they_are_forgotten(keys: Keys, store: Store):
    key = keys.add("openforms", ["figures:read"])[0]
    assert store.change(lambda line: rows.keep_request(line, key.id, "n", "one", 1000)) == (
        "one",
        False,
    )
    store.change(lambda line: rows.mark_request(line, key.id, "n"))
    assert store.change(lambda line: rows.keep_request(line, key.id, "n", "two", 2000)) == (
        "one",
        True,
    )
    assert store.change(lambda line: rows.forget_requests(line, 1000)) == 0
    assert store.change(lambda line: rows.forget_requests(line, 1001)) == 1
    with pytest.raises(RaceLost):
        store.change(lambda line: rows.add_key(line, key))


def test_the_commands_at_the_host_do_the_same(tmp_path):
    file = settings_file(tmp_path)

    def balie(*words: str) -> Result:
        return CliRunner().invoke(app, ["key", *words, "--settings", str(file)])

    scopes = [word for scope in SCOPES for word in ("--scope", scope)]
    made = balie("add", "openforms", *scopes, "--location", "hall", "--per-minute", "60")
    token = made.stdout.strip()
    assert token.startswith("balie_")
    again = balie("add", "openforms", "--scope", "contact:read")
    assert again.exit_code == 1
    assert "already" in again.stderr
    assert "no scope" in balie("add", "other", "--scope", "everything").stderr
    line = balie("list").stdout
    assert line.startswith(f"openforms  {' '.join(SCOPES)}  at hall  60 a minute  made 20")
    assert line.endswith("used never\n")
    assert token not in line
    assert balie("revoke", "openforms").stdout == "openforms is revoked\n"
    gone = balie("revoke", "openforms")
    assert (gone.exit_code, gone.stderr) == (1, NOT_THERE)
    assert balie("list").stdout == ""


async def test_without_a_key_nothing_is_told_but_what_everybody_may_know(town):
    nobody = town.nobody()
    made = (await (await town.program()).booked())["appointment"]
    for method, path in (*ROUTES.values(), ("DELETE", f"/appointments/{made}")):
        for head in ({}, {"authorization": "Bearer x"}, {"x-api-key": "x"}, {"x-api-key": ""}):
            answer = await nobody.say(
                method, path.format(id=made), headers=head, content=b"{no JSON"
            )
            assert told(answer) == (401, "key_unknown"), (path, head)
            assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("scope", SCOPES)
async def test_a_key_is_good_for_its_scope_and_nothing_else(town, scope):
    made = (await (await town.program()).booked())["appointment"]
    program = await town.program(scope)
    for wanted, (method, path) in ROUTES.items():
        body = a_wish(f"{MONDAY}T12:00:00+01:00") if method == "POST" else None
        answer = await program.say(method, path.format(id=made), json=body)
        if wanted == scope:
            assert answer.status_code in (200, 201), (path, answer.text)
        else:
            assert told(answer) == (403, "scope_missing"), path


async def test_a_key_is_given_as_bearer_or_in_a_header_of_its_own(town):
    program = await town.program()
    token = program.head["authorization"].removeprefix("Bearer ")
    for head in (
        {"authorization": f"Bearer {token}"},
        {"authorization": f"bearer  {token}"},
        {"x-api-key": token},
        {"authorization": "Basic eDp5", "x-api-key": token},
    ):
        assert (await town.nobody().say("GET", "/services", headers=head)).status_code == 200


async def test_a_revoked_key_is_out_at_its_next_request(town):
    program = await town.program(name="openforms")
    await program.get("/services")
    assert await asyncio.to_thread(town.keys.revoke, "openforms")
    assert told(await program.say("GET", "/services")) == (401, "key_unknown")


async def test_a_key_of_one_location_knows_nothing_of_the_others(town):
    everywhere = await town.program()
    there = await everywhere.booked(location="annex")
    here = await town.program(at=["hall"])
    path = f"/appointments/{there['appointment']}"
    for method, body in (("GET", None), ("PATCH", {"start": there["start"]}), ("DELETE", None)):
        assert told(await here.say(method, path, json=body)) == (404, "visit_unknown")
    assert (await here.get(f"{path}/contact", 404))["word"] == "visit_unknown"
    found = await here.get("/appointments", code=there["code"])
    assert found["appointments"] == []
    other = (403, "other_location")
    assert await here.refused(location="annex") == other
    assert told(await here.post("/holds", a_wish(location="annex"))) == other
    own = await here.booked()
    away = {"start": there["start"], "location": "annex"}
    moved = await here.say("PATCH", f"/appointments/{own['appointment']}", json=away)
    assert told(moved) == other
    for query in (
        "/availability?location=annex&service=passport",
        f"/appointments?location=annex&day={MONDAY}",
        "/figures?location=annex",
        "/services?location=annex",
    ):
        assert told(await here.say("GET", query)) == other, query


async def test_a_key_has_so_many_requests_a_minute_and_is_told_when_to_come_back(town):
    program = await town.program(per_minute=3)
    other = await town.program(per_minute=3)
    answers = [(await program.say("GET", "/services")).status_code for _ in range(3)]
    assert answers == [200] * 3
    town.town.clock.now += 20_500
    late = await program.say("GET", "/services")
    assert told(late) == (429, "too_fast")
    assert late.headers["retry-after"] == "40"
    assert (await other.say("GET", "/services")).status_code == 200
    town.town.clock.now += 40_000
    assert (await program.say("GET", "/services")).status_code == 200


async def test_when_a_key_was_used_is_kept_to_the_minute(town):
    program = await town.program()

    async def used():
        return (await asyncio.to_thread(town.keys.all))[0].last_used

    first = town.town.clock.now
    await program.get("/services")
    town.town.clock.now += 59_000
    await program.get("/services")
    assert await used() == first
    town.town.clock.now += 1_000
    await program.get("/services")
    assert await used() == first + 60_000


async def test_only_a_key_that_may_cancel_is_told_the_page_on_which_a_visitor_may(town):
    made = await (await town.program("appointments:write")).booked()
    assert made["page"]
    reader = await town.program("appointments:read")
    both = await town.program("appointments:read", "appointments:write")
    for query in ({"location": "hall", "day": MONDAY}, {"code": made["code"]}):
        seen = await reader.get("/appointments", **query)
        assert seen == {"appointments": [{**made, "page": ""}]}
        assert await both.get("/appointments", **query) == {"appointments": [made]}
    one = await reader.get(f"/appointments/{made['appointment']}")
    assert one["page"] == ""
