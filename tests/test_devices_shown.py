"""A device that is away stays in sight of the greeter, over restarts and new names, with one moment
since when: that of the store.
"""

import asyncio

import pytest

from host.access import By
from host.devices.told import told
from host.devices.watch import forget_strangers
from host.store import downtime
from host.store.downtime import Noticed
from tests.test_devices_watch import gone, looked, state
from tests.town import Clock, Screen, a_town, at

LOST = at("10:00")


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


def seen(view, name):
    return next((row for row in view.devices if row.device == name), None)


async def falls(town, screen, device):
    await screen.close()
    await gone(town, device)


async def away_since_ten(town, name="wall-3"):
    """A display is paired, and away since ten o'clock."""
    screen = await town.screen("display", name)
    (device,) = town.host.opened
    await looked(town)
    town.clock.now = LOST
    await falls(town, screen, device)
    town.clock.now += 6_000
    await looked(town)
    return device


async def test_a_display_that_was_away_before_the_host_started_is_in_the_greeters_list(tmp_path):
    async with a_town(tmp_path) as town:
        await away_since_ten(town)
    clock = Clock("10:56")
    async with a_town(tmp_path, clock) as town:
        greeter = await town.screen("greeter")
        await looked(town)
        view = await greeter.sees(lambda view: seen(view, "wall-3"))
        row = seen(view, "wall-3")
        assert (row.state, row.role, row.since) == ("away", "display", LOST)
        assert "away since 10:00" in told_of(town, "wall-3")


async def test_a_device_that_is_not_back_after_a_restart_is_away_since_the_host_is_back(tmp_path):
    async with a_town(tmp_path) as town:
        await town.screen("kiosk", "zuil")
        await looked(town)
    clock = Clock("10:56")
    async with a_town(tmp_path, clock) as town:
        await looked(town)
        assert town.host.office.halls["hall"].health == {}, "each has a while to come back"
        clock.now += 15_000
        await looked(town)
        greeter = await town.screen("greeter")
        view = await greeter.sees(lambda view: seen(view, "zuil"))
        assert seen(view, "zuil").since == at("10:56")
        assert "away since 10:56" in told_of(town, "zuil")


async def test_an_away_device_that_is_named_anew_stays_in_sight(town):
    device = await away_since_ten(town)
    greeter = await town.screen("greeter")
    await greeter.sees(lambda view: seen(view, "wall-3"))
    town.host.doors.access.rename(device, "wall-noord", By())
    await watched(town)
    view = await greeter.sees(lambda view: seen(view, "wall-noord"))
    assert seen(view, "wall-3") is None
    assert seen(view, "wall-noord").since == LOST


async def test_a_device_that_is_back_after_a_restart_works_since_before_it(tmp_path):
    async with a_town(tmp_path) as town:
        screen = await town.screen("kiosk", "zuil")
        began = town.clock.now
        await looked(town)
        token = screen.link.hello.token
    clock = Clock("10:56")
    async with a_town(tmp_path, clock) as town:
        again = await Screen(town.url, token).up()
        await looked(town)
        greeter = await town.screen("greeter")
        view = await greeter.sees(lambda view: seen(view, "zuil"))
        assert (seen(view, "zuil").state, seen(view, "zuil").since) == ("ok", began)
        assert state(town, "zuil").since == began
        await again.close()


async def test_a_line_that_fell_for_a_moment_leaves_the_same_moment_everywhere(town):
    screen = await town.screen("kiosk", "zuil")
    began = town.clock.now
    (device,) = town.host.opened
    await looked(town)
    town.clock.now = LOST
    await falls(town, screen, device)
    await looked(town)
    town.clock.now += 2_000
    again = await Screen(town.url, screen.link.hello.token).up()
    await looked(town)
    hall = town.host.office.halls["hall"]
    assert (hall.health["zuil"].since, state(town, "zuil").since) == (began, began)
    await again.close()


async def test_a_desk_or_greeter_that_went_home_is_in_nobodys_list(tmp_path):
    async with a_town(tmp_path) as town:
        await town.screen("greeter", "tablet")
        await looked(town)
    clock = Clock("10:56")
    async with a_town(tmp_path, clock) as town:
        clock.now += 15_000
        await looked(town)
        assert town.host.office.halls["hall"].health == {}


async def test_a_device_that_came_to_another_host_of_this_database_is_not_away_here(tmp_path):
    async with a_town(tmp_path) as town:
        device = await away_since_ten(town)
    clock = Clock("10:56")
    async with a_town(tmp_path, clock) as town:
        clock.now += 15_000
        await looked(town)
        health = town.host.office.halls["hall"].health
        assert health["wall-3"].state == "away"
        came = clock.now = at("11:00")
        news = Noticed(device, "ok", came, "", works=True)
        town.host.store.change(lambda line: downtime.notice(line, [news], [device], came))
        await looked(town)
        assert "wall-3" not in health
        await looked(town)
        assert "wall-3" not in health
        assert state(town, "wall-3").state == "ok"


def told_of(town, name):
    doors = town.host.doors
    lines = told(doors.settings, doors.access, doors.store, town.clock.now)
    return next(line for line in lines if f"/{name} " in line)


async def watched(town):
    """As the host looks by itself every two seconds."""
    known = await asyncio.to_thread(town.host.doors.access.devices)
    forget_strangers(town.host.doors, known)
    await looked(town)
