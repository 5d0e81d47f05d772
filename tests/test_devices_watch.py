"""A host notices which devices are there, over real lines, and keeps when one was not."""

import asyncio

import pytest
from structlog.testing import capture_logs

from host.store import RaceLost, StoreBusy, downtime
from host.store.downtime import HOST
from tests.town import Clock, Screen, a_town, at
from wire.frames import Health

LONG_AGO, LATER = at("00:00", "2020-01-01"), at("00:00", "2030-01-01")


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


async def looked(town):
    """The host looks at its devices now."""
    rows = await asyncio.to_thread(town.host.doors.access.devices)
    await town.host.chores.devices.look(rows)


async def gone(town, device):
    """Until the host has noticed that its line fell."""
    await until(lambda: device not in town.host.opened)


async def until(come):
    for _ in range(500):
        if come():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come in five seconds")


def spells(town):
    """Device's name, from, until, why; in order."""
    names = {row.id: row.name for row in town.host.doors.access.devices()} | {HOST: HOST}
    found = town.host.store.read(lambda line: downtime.spells(line, LONG_AGO, LATER))
    return [(names[each.device], each.began, each.ended, each.why) for each in found]


def state(town, name):
    ids = {row.name: row.id for row in town.host.doors.access.devices()}
    rows = town.host.store.read(downtime.states)
    return next((row for row in rows if row.device == ids[name]), None)


async def test_a_device_on_the_line_is_known_with_the_version_of_its_program(town):
    await town.screen("kiosk")
    await looked(town)
    found = state(town, "kiosk")
    assert (found.state, found.watched_since) == ("ok", town.clock.now)
    assert found.version == "0.1.0"
    (row,) = town.host.doors.access.devices()
    assert row.last_seen == town.clock.now
    assert spells(town) == []


async def test_a_line_that_is_down_for_longer_than_five_seconds_is_kept_from_its_beginning(town):
    screen = await town.screen("kiosk")
    await looked(town)
    (device,) = town.host.opened
    lost = town.clock.now = at("10:00:00")
    await screen.close()
    await gone(town, device)
    town.clock.now += 4_000
    await looked(town)
    assert spells(town) == []
    town.clock.now += 1_000
    await looked(town)
    await looked(town)
    assert spells(town) == [("kiosk", lost, None, "away")]
    back = town.clock.now = at("10:07:30")
    again = Screen(town.url, screen.link.hello.token)
    await again.up()
    await looked(town)
    await again.close()
    assert spells(town) == [("kiosk", lost, back, "away")]


async def test_a_line_that_falls_for_a_moment_is_no_time_down(town):
    screen = await town.screen("display")
    await looked(town)
    (device,) = town.host.opened
    await screen.close()
    await gone(town, device)
    town.clock.now += 3_000
    await looked(town)
    again = Screen(town.url, screen.link.hello.token)
    await again.up()
    town.clock.now += 60_000
    await looked(town)
    await again.close()
    assert spells(town) == []


async def test_a_printer_without_paper_is_down_although_its_line_is_up(town):
    printer = await town.screen("printer", "roll")
    hall = town.host.office.halls["hall"]

    async def says(word, clock):
        town.clock.set(clock)
        await printer.link.tell(Health(state=word))
        await until(lambda: hall.health["roll"].state == word)
        town.clock.now += 6_000
        await looked(town)

    await says("ok", "09:30")
    await says("near_end", "09:40")
    assert spells(town) == []
    await says("paper_out", "10:00")
    await says("cover_open", "10:05")
    await says("ok", "10:06")
    assert spells(town) == [("roll", at("10:00"), at("10:06"), "paper_out")]
    assert state(town, "roll").state == "ok"


async def test_a_greeter_who_goes_home_is_away_and_nothing_is_down(town):
    screen = await town.screen("greeter")
    await looked(town)
    (device,) = town.host.opened
    await screen.close()
    await gone(town, device)
    town.clock.now += 60_000
    await looked(town)
    town.clock.now += 60_000
    await looked(town)
    assert state(town, "greeter").state == "away"
    assert spells(town) == []


async def test_what_the_host_was_away_is_kept_at_its_next_start_and_who_does_not_return(tmp_path):
    clock = Clock("10:00")
    async with a_town(tmp_path, clock) as town:
        kiosk = await town.screen("kiosk")
        await town.screen("display")
        await looked(town)
        stopped = clock.now = at("11:00")
    began = clock.now = at("11:12")
    async with a_town(tmp_path, clock) as town:
        again = Screen(town.url, kiosk.link.hello.token)
        await again.up()
        clock.now += 14_000
        await looked(town)
        assert spells(town) == [(HOST, stopped, began, "away")]
        clock.now += 1_000
        await looked(town)
        await again.close()
        assert spells(town) == [
            (HOST, stopped, began, "away"),
            ("display", began, None, "away"),
        ]


async def test_a_host_that_was_killed_is_away_from_its_last_beat_on_at_most_a_minute_too_long(
    tmp_path, monkeypatch
):
    clock = Clock("10:00")
    async with a_town(tmp_path, clock) as town:
        monkeypatch.setattr(town.host.chores.devices, "end", _nothing)
        for _ in range(5):
            clock.now += 55_000
            await looked(town)
        killed = clock.now
    began = clock.now = killed + 10_000
    async with a_town(tmp_path, clock) as town:
        ((device, since, until, _),) = spells(town)
    assert (device, until) == (HOST, began)
    assert 0 <= killed - since <= 60_000


async def _nothing():
    pass


async def test_nothing_is_written_while_nothing_happens(town, monkeypatch):
    await town.screen("kiosk")
    await looked(town)
    written = []
    change = town.host.store.change_soon

    async def counted(work):
        written.append(work)
        return await change(work)

    monkeypatch.setattr(town.host.store, "change_soon", counted)
    for _ in range(20):
        await town.host.chores.devices.look(town.host.doors.access.devices())
    assert written == []


async def test_a_revoked_device_is_missed_by_nobody_and_shown_to_nobody(town):
    await town.screen("kiosk")
    greeter = await town.screen("greeter")
    await greeter.sees(lambda view: any(row.device == "kiosk" for row in view.devices))
    assert await asyncio.to_thread(town.host.doors.access.revoke, "hall/kiosk")
    await greeter.sees(lambda view: not view.devices, seconds=6)
    town.clock.now += 60_000
    await looked(town)
    assert spells(town) == []


async def test_a_device_that_comes_while_the_host_writes_is_seen_at_the_next_look(
    town, monkeypatch
):
    kiosk = await town.screen("kiosk")
    change, here = town.host.store.change_soon, asyncio.current_task()
    came: list[str] = []

    async def slow(work):
        done = await change(work)
        if asyncio.current_task() is here and not came:
            came.append("display")
            await town.screen("display")
        return done

    monkeypatch.setattr(town.host.store, "change_soon", slow)
    await looked(town)
    town.clock.now += 1_000
    await looked(town)
    await kiosk.close()
    rows = await asyncio.to_thread(town.host.doors.access.devices)
    assert {row.name: row.last_seen for row in rows}["display"] == town.clock.now


async def test_another_host_that_was_first_with_a_device_does_not_stop_this_one(town, monkeypatch):
    looks = []

    async def lost(_):
        looks.append(1)
        raise RaceLost("taken")

    monkeypatch.setattr("host.chores.WATCH_SECONDS", 0.01)
    monkeypatch.setattr(town.host.chores.devices, "look", lost)
    watching = asyncio.create_task(town.host.chores.watch())
    await asyncio.wait([watching], timeout=0.5)
    assert not watching.done()
    assert len(looks) > 1
    watching.cancel()


async def test_data_that_cannot_be_erased_yet_is_told_once_and_tried_again(tmp_path, monkeypatch):
    asked = []

    def busy(_store, today):
        asked.append(today)
        raise StoreBusy("an older transaction still sees what was erased")

    monkeypatch.setattr("host.store.Store.erase_due", busy)
    monkeypatch.setattr("host.chores.ERASE_SECONDS", 0.01)
    with capture_logs() as logs:
        async with a_town(tmp_path):
            await until(lambda: len(asked) > 3)
    assert [each["event"] for each in logs if "erased" in each["event"]] == ["people_not_erased"]


async def test_another_host_that_erases_at_the_same_moment_does_not_stop_this_one(
    town, monkeypatch
):
    asked = []

    def lost(today):
        asked.append(today)
        raise RaceLost("taken")

    monkeypatch.setattr(town.host.store, "erase_due", lost)
    erasing = asyncio.create_task(town.host.chores.erase())
    await until(lambda: asked)
    await asyncio.wait([erasing], timeout=0.1)
    assert not erasing.done()
    erasing.cancel()
