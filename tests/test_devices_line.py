"""Devices are let in, named anew and put out: by the greeter over a real line, where the town lets
greeters do so, and a device that is put out is out within five seconds, whatever its role.
"""

import asyncio

import pytest

from host.access import ROLES_PAIRED
from host.store import device_steps
from tests.town import SETTINGS, Screen, a_town, new_id
from wire.commands import ApproveDevice, RenameDevice, RevokeDevice
from wire.devices import AskDevices

ADMINISTRATORS_ALONE = SETTINGS + "\n[devices]\ngreeters_may = []\n"


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


async def a_code(town, role="kiosk", name="kiosk-9"):
    return await asyncio.to_thread(town.host.doors.access.start, role, name)


async def known(town, name):
    rows = await asyncio.to_thread(town.host.doors.access.devices)
    return next(row for row in rows if row.name == name and row.revoked_at is None)


async def steps(town):
    found = await asyncio.to_thread(town.host.store.read, device_steps.steps)
    return [(step.what, step.name, step.sender) for step in found]


async def test_a_greeter_lets_in_a_device_whose_code_she_reads_and_it_is_kept_who_did(town):
    greeter = await town.screen("greeter", "ontvangst")
    started = await a_code(town)
    listed = await greeter.say(AskDevices(id=new_id()))
    assert [(row.role, row.name) for row in listed.waiting] == [("kiosk", "kiosk-9")]
    assert started.code not in str(listed)
    typed = started.code.lower().replace("-", " ")
    done = await greeter.done(ApproveDevice(id=new_id(), code=typed, name="kiosk-2"))
    assert done.word == "kiosk-2"
    token = await asyncio.to_thread(town.host.doors.access.claim, started.secret)
    screen = await Screen(town.url, token).up()
    assert (await known(town, "kiosk-2")).location == "hall"
    listed = await greeter.say(AskDevices(id=new_id()))
    assert {row.name: row.state for row in listed.devices}["kiosk-2"] == "ok"
    await screen.close()
    assert ("approved", "kiosk-2", "ontvangst") in await steps(town)


@pytest.mark.parametrize("role", sorted(ROLES_PAIRED))
async def test_a_greeter_lets_in_what_stands_in_the_hall_and_no_screen_of_staff(town, role):
    greeter = await town.screen("greeter", "ontvangst")
    started = await a_code(town, role, "new-one")
    wish = ApproveDevice(id=new_id(), code=started.code)
    if role in ("kiosk", "display", "printer"):
        assert (await greeter.done(wish)).word == "new-one"
    else:
        assert await greeter.refused(wish) == "device_not_yours"
        assert await asyncio.to_thread(town.host.doors.access.claim, started.secret) == ""
        listed = await greeter.say(AskDevices(id=new_id()))
        assert listed.waiting == ()


async def test_codes_that_nobody_shows_are_refused_and_cannot_be_tried_for_long(town):
    greeter = await town.screen("greeter")
    invited = await asyncio.to_thread(town.host.doors.access.invite, "kiosk", "hall", "kiosk-3")
    words = [
        await greeter.refused(ApproveDevice(id=new_id(), code=code))
        for code in ("222-222", invited, *["333-333"] * 19)
    ]
    assert words == ["pairing_unknown"] * 20 + ["too_fast"]


async def test_where_the_town_says_so_devices_are_the_administrators_alone(tmp_path):
    async with a_town(tmp_path, text=ADMINISTRATORS_ALONE) as town:
        greeter = await town.screen("greeter")
        await town.screen("kiosk")
        device = (await known(town, "kiosk")).id
        started = await a_code(town)
        for wish in (
            ApproveDevice(id=new_id(), code=started.code),
            RenameDevice(id=new_id(), device=device, name="another"),
            RevokeDevice(id=new_id(), device=device),
        ):
            assert await greeter.refused(wish) == "device_not_yours"
        listed = await greeter.say(AskDevices(id=new_id()))
        assert listed.may == listed.waiting == ()
        assert all(row.can == () for row in listed.devices)


async def test_a_renamed_device_comes_back_under_its_new_name(town):
    greeter = await town.screen("greeter", "ontvangst")
    kiosk = await town.screen("kiosk", "kiosk-1")
    device = (await known(town, "kiosk-1")).id
    await greeter.sees(lambda view: any(row.device == "kiosk-1" for row in view.devices))
    wish = RenameDevice(id=new_id(), device=device, name="kiosk-hal")
    assert (await greeter.done(wish)).word == (await greeter.done(wish)).word == "kiosk-hal"
    await greeter.sees(lambda view: [row.device for row in view.devices] == ["kiosk-hal"])
    names = [one.device for one in kiosk.heard if getattr(one, "kind", "") == "welcome"]
    assert names == ["kiosk-1", "kiosk-hal"]
    assert (await steps(town)).count(("renamed", "kiosk-hal", "ontvangst")) == 1


@pytest.mark.parametrize(("role", "name"), [("printer", "roll"), ("kiosk", "kiosk")])
async def test_a_device_that_the_settings_call_by_name_keeps_it_until_they_change(town, role, name):
    greeter = await town.screen("greeter", "ontvangst")
    await town.screen(role, name)
    device = (await known(town, name)).id
    wish = RenameDevice(id=new_id(), device=device, name="bonnen")
    assert await greeter.refused(wish) == "name_in_settings"
    assert (await known(town, name)).id == device


async def test_a_name_is_one_devices_and_a_device_of_another_hall_is_not_hers(town):
    greeter = await town.screen("greeter")
    await town.screen("kiosk", "kiosk-1")
    await town.screen("kiosk", "kiosk-2")
    await town.screen("kiosk", "kiosk-3", location="annex")
    own, other, away = [(await known(town, f"kiosk-{n}")).id for n in (1, 2, 3)]

    async def named(device, name):
        return await greeter.refused(RenameDevice(id=new_id(), device=device, name=name))

    assert await named(own, "kiosk-2") == "name_taken"
    assert await named(own, "kiosk-1") == "nothing_changes"
    assert await named(away, "kiosk-9") == "other_location"
    assert await named("no-such-device", "kiosk-9") == "device_unknown"
    assert await greeter.refused(RevokeDevice(id=new_id(), device=away)) == "other_location"
    screen = (await known(town, "greeter")).id
    assert await greeter.refused(RevokeDevice(id=new_id(), device=screen)) == "device_not_yours"
    first = RevokeDevice(id=new_id(), device=other)
    await greeter.done(first)
    assert await greeter.refused(RevokeDevice(id=new_id(), device=other)) == "device_unknown"
    again = first.model_copy(update={"device": own})
    assert await greeter.refused(again) == "id_reused"


@pytest.mark.parametrize("role", sorted(ROLES_PAIRED))
async def test_a_device_that_is_put_out_is_out_whatever_its_role(town, role):
    screen = await town.screen(role, "one", desk="1" if role == "desk" else None)
    assert await asyncio.to_thread(town.host.doors.access.revoke, "hall/one")
    async with asyncio.timeout(20):
        while screen.link.up.is_set():
            screen.news.clear()
            await screen.news.wait()
    assert any(getattr(one, "word", "") == "not_paired" for one in screen.heard)
    await asyncio.sleep(0.6)
    assert not screen.link.up.is_set()
    assert not town.host.opened
