"""The host in figures for Prometheus, and the page of the devices: who may read them, what stands
there, and what never does.
"""

import asyncio
import re
import sys
import threading
from types import SimpleNamespace

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from host.devices.metrics import Figures
from host.keys import Keys
from tests.town import a_town, new_id
from wire.commands import ROLES, CallNext, TakeTicket
from wire.refusals import REFUSALS
from wire.views import VIEW_OF_ROLE

PATHS = ("/metrics", "/health/devices")
NAME = "Willemijn Zonderling"


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


async def get(town, path="/metrics", **headers):
    async with httpx.AsyncClient(timeout=60, base_url=town.web) as client:
        return await client.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})


async def samples(town):
    """Value by name and labels."""
    text = (await get(town)).text
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def a_key(town, *scopes, locations=()):
    doors = town.host.doors
    keys = Keys(doors.store, doors.settings, doors.clock)
    return (await asyncio.to_thread(keys.add, f"key-{new_id()[:6]}", scopes, locations))[1]


async def test_what_the_host_does_is_counted(town):
    kiosk = await town.screen("kiosk")
    await town.screen("display")
    await kiosk.done(TakeTicket(id=new_id(), services=("passport",), name=NAME))
    await kiosk.refused(TakeTicket(id=new_id(), services=("no-such-thing",)))
    await kiosk.refused(CallNext(id=new_id(), desk="1"))
    rows = await asyncio.to_thread(town.host.doors.access.devices)
    await town.host.chores.devices.look(rows)
    found = await samples(town)
    assert found["balie_commands_total", "", "take_ticket"] == 1
    assert found["balie_commands_total", "service_unknown", "take_ticket"] == 1
    assert found["balie_commands_total", "call_next", "role_may_not"] == 1
    assert found["balie_waiting", "hall"] == 1
    assert found["balie_waiting", "annex"] == 0
    assert found["balie_slips_open", "hall"] == 1
    assert found["balie_lines", "hall", "kiosk"] == found["balie_lines", "board", "hall"] == 1
    assert found["balie_devices", "hall", "kiosk", "ok"] == 1
    assert found["balie_messages_open", "hall"] == 0
    assert found["balie_day_ready", "hall"] == 1
    assert found["balie_views_made_total", "board"] >= 1
    assert found["balie_views_sent_total", "kiosk"] >= 1
    assert found["balie_store_seconds_count",] == found["balie_store_seconds_bucket", "+Inf"] >= 1
    assert found["balie_info", "0.1.0"] == 1


async def test_no_label_and_no_figure_is_about_a_person_and_labels_are_few(town):
    kiosk = await town.screen("kiosk")
    taken = await kiosk.done(TakeTicket(id=new_id(), services=("passport",), name=NAME))
    text = (await get(town)).text
    assert "Willemijn" not in text
    assert taken.visit not in text
    assert taken.ticket not in text
    allowed = {
        "kind": set(ROLES),
        "refusal": {"", *REFUSALS},
        "view": {*VIEW_OF_ROLE.values(), "visitor"},
        "location": {"hall", "annex"},
    }
    for name, value in re.findall(r'[{,]([a-z_]+)="([^"]*)"', text):
        if name in allowed:
            assert value in allowed[name], (name, value)
        else:
            assert name in ("role", "state", "le", "version")


@pytest.mark.parametrize("path", PATHS)
async def test_this_computer_may_read_them_and_nobody_through_a_proxy(town, path):
    assert (await get(town, path)).status_code == 200
    assert (await get(town, path, x_forwarded_for="192.0.2.7")).status_code == 401
    assert (await get(town, path, forwarded="for=192.0.2.7")).status_code == 401
    assert (await get(town, path, host="balie.example")).status_code == 401
    assert (await get(town, path, host="balie.example:8300")).status_code == 401


@pytest.mark.parametrize("path", PATHS)
async def test_elsewhere_a_key_of_that_scope_opens_them_and_no_other(town, path):
    far = {"host": "balie.example"}
    good = await a_key(town, "metrics:read")
    other = await a_key(town, "figures:read", "appointments:read")
    assert (await get(town, path, authorization=f"Bearer {good}", **far)).status_code == 200
    denied = await get(town, path, authorization=f"Bearer {other}", **far)
    assert (denied.status_code, denied.json()) == (403, {"word": "scope_missing"})
    unknown = await get(town, path, authorization="Bearer nobody", **far)
    assert (unknown.status_code, unknown.json()) == (401, {"word": "key_unknown"})


async def test_a_key_of_one_location_reads_of_that_one_only(town):
    await town.screen("kiosk", location="annex")
    token = await a_key(town, "metrics:read", locations=("hall",))
    far = {"host": "balie.example", "authorization": f"Bearer {token}"}
    for path in PATHS:
        text = (await get(town, path, **far)).text
        assert 'location="annex"' not in text
        assert "Bijkantoor" not in text


async def test_the_page_tells_how_each_device_is_in_the_language_that_is_asked_for(town):
    await town.screen("kiosk")
    await asyncio.to_thread(town.token, "printer", "roll")
    rows = await asyncio.to_thread(town.host.doors.access.devices)
    await town.host.chores.devices.look(rows)
    answer = await get(town, "/health/devices")
    assert answer.headers["cache-control"] == "no-store"
    for word in ("kiosk", "werkt", "roll", "nog niet gezien", "0.1.0", "Grote Hal", "09:05"):
        assert word in answer.text, word
    assert "not seen yet" in (await get(town, "/health/devices?taal=en")).text
    assert "nog niet gezien" in (await get(town, "/health/devices?taal=xx")).text


async def test_for_machines_health_stays_one_word(town):
    assert (await get(town, "/health", host="balie.example")).json() == {
        "state": "ok",
        "at": town.clock.now,
    }


async def test_figures_are_read_while_the_hall_goes_on(town):
    day = town.host.doors.office.halls["hall"].day
    day.slips = {str(number): SimpleNamespace(state="new") for number in range(20_000)}
    ended = threading.Event()

    def goes_on():
        while not ended.is_set():
            day.slips[str(len(day.slips))] = SimpleNamespace(state="new")

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    thread = threading.Thread(target=goes_on)
    thread.start()
    try:
        for _ in range(20):
            list(Figures(town.host.doors, ["hall"])._halls())
    finally:
        ended.set()
        thread.join()
        sys.setswitchinterval(before)
        day.slips = {}
