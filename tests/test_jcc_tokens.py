"""Access tokens of JCC clients: given for a key, good for an hour and after a restart, and worth
what the key is worth.
"""

import asyncio
from uuid import UUID

import pytest

from host.keys import Keys
from tests.other_systems import (
    JCC,
    Line,
    a_jcc_line,
    a_key,
    a_token,
    a_town_for_others,
    basic,
    descriptions,
    the_line,
    the_town,
)
from tests.town import Clock

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
ASK = b"grant_type=client_credentials&scope=warp-api"


town = the_town()
line = the_line(a_jcc_line)


async def ask_token(town, headers, body=ASK, path="/jcc/connect/token"):
    line = Line(town.port, path, FORM | headers)
    heard = await line.call("POST", "", body)
    line.close()
    return heard


@pytest.mark.parametrize("path", ["/jcc/connect/token", "/jcc/api/warp/v1/connect/token"])
async def test_a_token_is_given_for_the_id_and_secret_of_a_key(town, path):
    name, secret = await a_key(town)
    for called in (name, "forms"):
        heard = await ask_token(town, {"Authorization": basic(called, secret)}, path=path)
        assert heard.status == 200
        assert heard.json["token_type"] == "Bearer"
        assert heard.json["scope"] == "warp-api"
        assert heard.json["expires_in"] == 3600, "10 or less would be cached for ever"
        assert heard.headers["cache-control"] == "no-store"
        assert secret not in heard.body.decode()


async def test_id_and_secret_may_stand_in_the_form(town):
    name, secret = await a_key(town)
    body = f"grant_type=client_credentials&client_id={name}&client_secret={secret}".encode()
    assert (await ask_token(town, {}, body)).status == 200


async def test_a_token_is_refused_as_oauth_says(town):
    name, secret = await a_key(town)
    good = {"Authorization": basic(name, secret)}
    for headers, body, status, word in (
        ({}, ASK, 401, "invalid_client"),
        ({"Authorization": basic(name, "wrong")}, ASK, 401, "invalid_client"),
        ({"Authorization": basic("other", secret)}, ASK, 401, "invalid_client"),
        ({"Authorization": "Basic ~"}, ASK, 401, "invalid_client"),
        (good, b"", 400, "unsupported_grant_type"),
        (good, b"grant_type=password", 400, "unsupported_grant_type"),
        (good, b"grant_type=client_credentials&scope=admin", 400, "invalid_scope"),
        (good, b"&".join([b"a=1"] * 50), 400, "invalid_request"),
        (good, b"\xff\xfe=\x00", 400, "unsupported_grant_type"),
    ):
        heard = await ask_token(town, headers, body)
        assert (heard.status, heard.json["error"]) == (status, word), body
    assert "www-authenticate" in (await ask_token(town, {})).headers


async def test_a_token_is_good_for_an_hour_and_also_after_a_restart(tmp_path):
    clock = Clock()
    async with a_town_for_others(tmp_path, clock) as town:
        token = await a_token(town, *await a_key(town))
    async with a_town_for_others(tmp_path, clock) as town:
        line = Line(town.port, JCC, {"Authorization": f"Bearer {token}"})
        clock.now += 3_599_000
        assert await line.status("GET", "version") == 200
        clock.now += 1_000
        heard = await line.call("GET", "version")
        assert heard.status == 401
        assert heard.headers["www-authenticate"] == "Bearer"
        line.close()


async def test_a_token_that_was_changed_is_none(town):
    token = await a_token(town, *await a_key(town))
    identity, until, sign = token.split(".")
    for other in (
        f"{identity}.{int(until) + 1}.{sign}",
        f"x{identity[1:]}.{until}.{sign}",
        f"{identity}.{until}.",
        f"{identity}.{until}",
        f"{identity}.{'9' * 5000}.{sign}",
        "..",
        "",
        "é".encode().decode("latin-1"),
    ):
        line = Line(town.port, JCC, {"Authorization": f"Bearer {other}"})
        assert await line.status("GET", "version") == 401, other
        line.close()


async def test_a_token_ends_with_its_key(town, line):
    await line.get("version")
    doors = town.host.doors
    await asyncio.to_thread(Keys(doors.store, doors.settings, doors.clock).revoke, "forms")
    town.clock.now += 2_000
    assert await line.status("GET", "version") == 401


async def test_a_token_does_what_its_keys_scopes_say(town):
    line = await a_jcc_line(town, scopes=["availability:read"])
    assert await line.status("GET", "location") == 200
    assert await line.status("GET", f"appointment?id={UUID(int=1)}") == 403
    assert await line.status("GET", f"appointment/qrcode?id={UUID(int=1)}") == 403
    assert await line.status("POST", "appointment", {}) == 403
    assert await line.status("DELETE", f"appointment?id={UUID(int=1)}") == 403
    line.close()


async def test_a_key_for_one_location_sees_that_location_only(town):
    line = await a_jcc_line(town, locations=["annex"])
    assert descriptions(await line.get("location")) == ["Bijkantoor"]
    assert descriptions(await line.get("activity/listforappointment")) == ["Rijbewijs"]
    line.close()
