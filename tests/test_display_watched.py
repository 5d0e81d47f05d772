"""Which displays do not show what they should: deaf, stale or silent, as the greeter reads it."""

import asyncio
import json

import pytest
import structlog

from host.wall import DEAF_SECONDS, STALE_SECONDS, Wall
from host.walls import look
from tests.test_host_line import opened
from tests.town import SETTINGS, Screen, a_town, new_id
from wire.commands import CallNext, TakeTicket
from wire.frames import Health, Shown

DAY = "2026-11-20"
GROUP = """
[locations.hall.displays.wall-2]
layout = "desks"
desks = ["2"]
"""


def a_wall(**told):
    wall = Wall("wall-1", heard=0)
    if told:
        wall.hear(Health(**told), DAY, 0)
    return wall


def states(wall, rung, *moments, day=DAY):
    return [wall.state(rung, day, moment) for moment in moments]


def test_a_call_that_is_not_acknowledged_in_eight_seconds_makes_a_display_deaf():
    wall = a_wall(ring=4)
    assert states(wall, 5, 1, 1 + DEAF_SECONDS, 1.1 + DEAF_SECONDS) == ["ok", "ok", "deaf"]
    wall.hear(Health(ring=5), DAY, 12)
    assert states(wall, 5, 12) == ["ok"]
    assert states(wall, 6, 13, 13 + DEAF_SECONDS) == ["ok", "ok"], "each call has its own time"


def test_a_call_taken_back_leaves_nobody_deaf():
    wall = a_wall(ring=4)
    assert states(wall, 5, 1) == ["ok"]
    assert states(wall, 4, 30 - STALE_SECONDS) == ["ok"]
    assert wall.behind_since is None


def test_what_was_acknowledged_yesterday_says_nothing_today():
    wall = a_wall(ring=300)
    assert states(wall, 1, 1, 2 + DEAF_SECONDS, day="2026-11-23") == ["ok", "deaf"]


def test_a_display_that_tells_nothing_of_itself_any_more_is_stale():
    wall = a_wall(ring=4)
    assert states(wall, 4, STALE_SECONDS, STALE_SECONDS + 0.1) == ["ok", "stale"]
    wall.hear(Health(), DAY, 26)
    assert states(wall, 4, 27) == ["ok"]


def test_a_page_from_before_an_update_which_never_tells_is_not_called_stale():
    assert states(a_wall(), 0, 1000) == ["ok"]


def test_a_display_whose_browser_plays_no_sound_is_silent_and_one_that_is_quiet_by_choice_not():
    assert states(a_wall(sound="off"), 0, 1) == ["silent"]
    assert states(a_wall(sound="on"), 0, 1) == ["ok"]
    assert states(a_wall(ring=1), 1, 1) == ["ok"]


def test_the_gravest_state_is_told():
    wall = a_wall(sound="off", ring=1)
    assert states(wall, 2, 1, 2 + DEAF_SECONDS, STALE_SECONDS + 1) == ["silent", "deaf", "stale"]


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path, text=SETTINGS + GROUP) as town:
        yield town


def words(output):
    lines = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return [(line["event"], line["device"]) for line in lines if line["event"].startswith("displ")]


async def one_call(town, desk="1"):
    greeter = await town.screen("greeter")
    await greeter.done(TakeTicket(id=new_id(), services=("collect",)))
    screen = await opened(town, desk)
    await screen.done(CallNext(id=new_id(), desk=desk))
    return greeter


def state_of(view, device):
    return next((row.state for row in view.devices if row.device == device), "")


def looks(town, now):
    hall = town.host.office.halls["hall"]
    if look(hall, now, town.clock()):
        town.host.hub.show(hall)


async def told(town, screen, **health):
    await screen.link.tell(Health(**health))
    hall = town.host.office.halls["hall"]
    async with asyncio.timeout(10):
        while not any(wall.tells and wall.sound == health.get("sound") for wall in hall.walls):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_the_greeter_sees_a_deaf_display_and_that_it_is_well_again(town):
    display = await town.screen("display", "wall-1")
    greeter = await one_call(town)
    begun = asyncio.get_running_loop().time()
    with structlog.testing.capture_logs() as log:
        looks(town, begun)
        looks(town, begun + DEAF_SECONDS + 1)
        looks(town, begun + DEAF_SECONDS + 2)
        await greeter.sees(lambda view: state_of(view, "wall-1") == "deaf")
        await display.sees(lambda view: view.calls)
        await told(town, display, ring=display.view.calls[0].ring, sound="on")
        looks(town, begun + DEAF_SECONDS + 3)
        await greeter.sees(lambda view: state_of(view, "wall-1") == "ok")
        await told(town, display, ring=1, sound="off")
        looks(town, begun + DEAF_SECONDS + 4)
        await greeter.sees(lambda view: state_of(view, "wall-1") == "silent")
        looks(town, begun + 1000)
        await greeter.sees(lambda view: state_of(view, "wall-1") == "stale")
    said = [(line["event"], line["device"]) for line in log if "display_" in line["event"]]
    assert said == [
        ("display_deaf", "wall-1"),
        ("display_well", "wall-1"),
        ("display_silent", "wall-1"),
        ("display_stale", "wall-1"),
    ]


async def test_a_display_of_other_desks_need_not_acknowledge_the_call(town):
    await town.screen("display", "wall-2")
    await one_call(town, "1")
    hall = town.host.office.halls["hall"]
    assert not look(hall, 1_000, town.clock())
    assert not look(hall, 1_100, town.clock())
    assert hall.health["wall-2"].state == "ok"


async def test_two_pages_of_one_display_are_as_well_as_the_worse_of_them(town):
    token = await asyncio.to_thread(town.token, "display", "wall-1")
    first, second = Screen(town.url, token), Screen(town.url, token)
    town.screens += first, second
    await first.up()
    await second.up()
    await told(town, first, sound="on")
    await told(town, second, sound="off")
    hall = town.host.office.halls["hall"]
    assert look(hall, asyncio.get_running_loop().time(), town.clock())
    assert hall.health["wall-1"].state == "silent"
    await second.close()
    async with asyncio.timeout(10):
        while len(hall.walls) > 1:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert look(hall, asyncio.get_running_loop().time(), town.clock())
    assert hall.health["wall-1"].state == "ok"


async def test_a_hall_without_displays_or_without_a_day_is_left_alone(town):
    hall = town.host.office.halls["hall"]
    assert not look(hall, 1, 1)
    day, hall.day = hall.day, None
    assert not look(hall, 1, 1)
    hall.day = day


async def test_the_host_looks_by_itself_every_two_seconds(town):
    display = await town.screen("display", "wall-1")
    greeter = await town.screen("greeter")
    await told(town, display, sound="off")
    await greeter.sees(lambda view: state_of(view, "wall-1") == "silent", 10)


async def test_who_comes_later_hears_the_time_of_now_with_the_same_view(town):
    await (await town.screen("display", "wall-1")).sees(lambda view: True)
    town.clock.now += 90_000
    later = await town.screen("display", "wall-3")
    await later.sees(lambda view: True)
    assert later.one(Shown).at == town.clock()
