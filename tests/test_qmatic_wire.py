"""How a Qmatic client speaks: matrix parameters, odd base addresses, keys and scopes, and the
nights on which the clock changes.
"""

import asyncio
import re
from datetime import UTC, datetime

from host.keys import Keys
from host.web.interop.moments import moment_of, told
from host.web.qmatic.address import address_of
from tests.other_systems import (
    MONDAY,
    QMATIC,
    SENT,
    SETTINGS,
    Line,
    a_key,
    a_qmatic_line,
    a_token,
    a_town_for_others,
    basic,
    ids,
    the_line,
    the_town,
)
from tests.town import ZONE, Clock

town = the_town()
line = the_line(a_qmatic_line)


# -- the wire --------------------------------------------------------------------------------------


async def test_a_base_address_with_a_version_works_as_well(line):
    for path in (
        "v1/services",
        "v1/branches/hall",
        "v2/branches/hall/dates;servicePublicId=passport",
        f"v2/branches/hall/dates/{MONDAY}/times;servicePublicId=passport",
    ):
        assert await line.get("v1/" + path) == await line.get(path)


async def test_parameters_are_cut_before_they_are_decoded():
    found = address_of("v2/branches/a%2Fb/dates;servicePublicId=a%3Bb;servicePublicId=%C3%A9%20x")
    assert found.parts == ("v2", "branches", "a/b", "dates")
    assert found.given == {"servicePublicId": ["a;b", "é x"]}


async def test_an_encoded_semicolon_stays_part_of_its_value(line):
    path = "v2/branches/hall/dates;servicePublicId=passport%3BservicePublicId=licence"
    assert await line.status("GET", path) == 404, "no service is called so"


async def test_ids_need_no_encoding(line):
    for path, key in (("v1/services", "serviceList"), ("v1/branches", "branchList")):
        for name in ids((await line.get(path))[key]):
            assert re.fullmatch(r"[A-Za-z0-9_-]+", name)


async def test_a_get_may_say_that_it_is_json_and_the_connection_stays(town, line):
    """The content type stands in every call of these clients, also where there is no body."""
    await line.get("v1/services")
    socket = line.http.sock
    for path in ("v1/services", "v1/nothing", "v1/branches/hall"):
        await line.call("GET", path)
    assert line.http.sock is socket
    assert socket is not None


async def test_a_200_never_lacks_its_key(line):
    for path, key in (
        ("v1/services", "serviceList"),
        ("v1/branches", "branchList"),
        ("v1/branches/hall", "branch"),
        ("v2/branches/hall/dates;servicePublicId=talk", "dates"),
        (f"v2/branches/hall/dates/{MONDAY}/times;servicePublicId=talk", "times"),
    ):
        assert set(await line.get(path)) == {key, "meta", "notifications"}


async def test_a_town_that_books_nothing_answers_empty_lists_with_their_keys(tmp_path):
    text = SETTINGS.replace('group = "', 'bookable = "staff"\ngroup = "')
    text = text.replace('bookable = "staff"\ngroup = "C"\nbookable', 'group = "C"\nbookable')
    async with a_town_for_others(tmp_path, text=text) as town:
        line = await a_qmatic_line(town)
        assert (await line.get("v1/services"))["serviceList"] == []
        assert ids((await line.get("v1/branches"))["branchList"]) == ["hall", "annex"]
        line.close()


async def test_a_location_that_is_closed_for_good_is_not_shown(tmp_path):
    text = SETTINGS.replace('name = "Bijkantoor"', 'name = "Bijkantoor"\nvalid_until = 2026-11-19')
    async with a_town_for_others(tmp_path, text=text) as town:
        line = await a_qmatic_line(town)
        assert ids((await line.get("v1/branches"))["branchList"]) == ["hall"]
        line.close()


# -- the night of the clock change -----------------------------------------------------------------


def test_the_hour_that_happens_twice_or_never_is_not_offered():
    def moments(day, hours):
        month, date = day
        found = (datetime(2026, month, date, hour, tzinfo=UTC) for hour in hours)
        return [int(moment.timestamp() * 1000) for moment in found]

    autumn = told(moments((10, 24), (22, 23)) + moments((10, 25), (0, 1, 2)), ZONE)
    assert [f"{time:%H:%M}" for time in autumn] == ["00:00", "01:00", "03:00"]
    spring = told(moments((3, 29), (0, 1, 2)), ZONE)
    assert [f"{time:%H:%M}" for time in spring] == ["01:00", "03:00", "04:00"]
    assert moment_of(datetime(2026, 3, 29, 2, 30), ZONE) is None
    assert moment_of(datetime(2026, 10, 25, 2, 30), ZONE) is None
    assert moment_of(datetime(2026, 10, 25, 3, 0), ZONE) == moments((10, 25), [2])[0]


async def test_times_keep_their_wall_clock_hour_after_the_clock_change(tmp_path):
    """Friday 23 October 2026 is summer time, Monday 26 October is not."""
    async with a_town_for_others(tmp_path, Clock("08:00", "2026-10-23")) as town:
        line = await a_qmatic_line(town)
        for day in ("2026-10-23", "2026-10-26"):
            path = f"v2/branches/hall/dates/{day}/times;servicePublicId=passport"
            assert (await line.get(path))["times"][0] == "09:00"
        line.close()


# -- who may ---------------------------------------------------------------------------------------


async def test_without_a_key_there_is_nothing(town, line):
    for headers in ({}, {"X-Api-Key": "nobody's"}, {"Authorization": "Bearer nobody's"}):
        stranger = Line(town.port, QMATIC, SENT | headers)
        heard = await stranger.call("GET", "v1/services")
        assert heard.status == 401
        assert "serviceList" not in heard.body.decode()
        assert await stranger.status("DELETE", "v1/appointments/x") == 401
        stranger.close()


async def test_the_key_may_stand_in_a_header_of_its_own_or_as_bearer_or_basic(town):
    name, secret = await a_key(town)
    for headers in (
        {"X-Api-Key": secret},
        {"Authorization": f"Bearer {secret}"},
        {"Authorization": basic("forms", secret)},
        {"Authorization": basic(name, secret)},
    ):
        line = Line(town.port, QMATIC, SENT | headers)
        assert await line.status("GET", "v1/services") == 200
        line.close()
    for headers in (
        {"Authorization": basic("other", secret)},
        {"Authorization": basic("forms", "wrong")},
        {"Authorization": "Basic ~~~"},
        {"Authorization": "Basic"},
    ):
        line = Line(town.port, QMATIC, SENT | headers)
        assert await line.status("GET", "v1/services") == 401
        line.close()


async def test_a_key_does_what_its_scopes_say_and_no_more(town):
    line = await a_qmatic_line(town, scopes=["availability:read"])
    assert await line.status("GET", "v1/services") == 200
    assert await line.status("GET", "v1/appointments/x") == 403
    assert await line.status("DELETE", "v1/appointments/x") == 403
    path = f"v2/branches/hall/dates/{MONDAY}/times/09:00/book"
    assert await line.status("POST", path, {}) == 403
    line.close()


async def test_a_key_for_one_location_sees_that_location_only(town):
    line = await a_qmatic_line(town, locations=["annex"])
    assert ids((await line.get("v1/branches"))["branchList"]) == ["annex"]
    assert ids((await line.get("v1/services"))["serviceList"]) == ["licence"]
    assert await line.status("GET", "v1/branches/hall") == 404
    path = "v2/branches/hall/dates;servicePublicId=passport"
    assert await line.status("GET", path) == 404
    line.close()


async def test_a_revoked_key_opens_nothing_two_seconds_later(town, line):
    await line.get("v1/services")
    doors = town.host.doors
    await asyncio.to_thread(Keys(doors.store, doors.settings, doors.clock).revoke, "forms")
    town.clock.now += 2_000
    assert await line.status("GET", "v1/services") == 401


async def test_an_access_token_of_a_key_opens_the_same(town):
    token = await a_token(town, *await a_key(town))
    line = Line(town.port, QMATIC, SENT | {"Authorization": f"Bearer {token}"})
    assert await line.status("GET", "v1/services") == 200
    line.close()


async def test_no_cache_keeps_an_answer(line):
    for path in ("v1/branches/hall", "v1/nothing"):
        assert (await line.call("GET", path)).headers["cache-control"] == "no-store"


async def test_these_interfaces_stand_in_no_published_description(town):
    """They cannot keep the design rules that our own interface keeps."""
    open_to_all = Line(town.port, "", {})
    told = (await open_to_all.call("GET", "/api/v1/openapi.json")).body.decode()
    open_to_all.close()
    assert "/appointments" in told
    assert "qmatic/" not in told
    assert "warp" not in told


async def test_what_is_not_in_the_contract_is_not_there(line):
    assert await line.status("GET", "v1/nothing") == 404
    assert await line.status("GET", "") == 404
    assert await line.status("POST", "v1/services", {}) == 405
    assert await line.status("GET", "v2/branches/hall") == 404
