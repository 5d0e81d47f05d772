"""Pictures of a full waiting room, a visitor to fetch, and who is in the building."""

from typing import Any

import pytest

from kiosk.visitor.app import KioskApp
from tests.kiosk_stand_in import Clock
from tests.staff_rows import a_setup
from tests.staff_stage import a_desk, a_greeter, called, settled
from tests.test_desk_alert import an_alert, free
from tests.test_greeter_inside import a_building
from tests.test_greeter_room import a_full_room as a_full_hall
from tests.test_kiosk_outside import PHONE, TO_A_NUMBER, a_full_room

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=["small", "middle"])


@SIZES
def test_a_full_waiting_room_at_the_greeter(size, snap_compare):
    app = a_greeter(a_full_hall()).app
    assert snap_compare(app, terminal_size=size, run_before=settled)


@SIZES
def test_who_is_in_the_building(size, snap_compare):
    async def before(pilot: Any) -> None:
        await settled(pilot)
        await pilot.press("e")
        await settled(pilot)

    app = a_greeter(a_building(), "de", a_setup(ground="dark")).app
    assert snap_compare(app, terminal_size=size, run_before=before)


@SIZES
@pytest.mark.parametrize(
    "make", [lambda: free(count=3), lambda: called(alert=an_alert())], ids=["free", "busy"]
)
def test_somebody_to_fetch_at_the_desk(make, size, snap_compare):
    assert snap_compare(a_desk(make(), "en").app, terminal_size=size, run_before=settled)


@pytest.mark.parametrize("keys", [(), ("1", *PHONE[:5])], ids=["outside", "pad"])
def test_wait_outside_at_the_kiosk(keys, snap_compare):
    clock = Clock()
    app = KioskApp(a_full_room().open, clock.now, stamp=clock.stamp)

    async def before(pilot: Any) -> None:
        await pilot.pause()
        for key in (*TO_A_NUMBER, *keys):
            await pilot.press(key)
            while not app.idle:
                await pilot.pause(0.01)
        await pilot.pause()

    assert snap_compare(app, terminal_size=(80, 24), run_before=before)
