"""Devices for the greeter's screen in tests: the answers of a host on a fake line."""

from typing import Any

from tests.staff_rows import MINUTE, NOW, a_greeter_view, at
from tests.staff_stage import Stage, a_greeter, settled
from wire.devices import DeviceList, KnownDevice, WaitingDevice

CAN = ("rename_device", "revoke_device")
HALL = ("kiosk", "display", "printer")


def a_device(name: str, role: str, state: str = "ok", **changes: Any) -> KnownDevice:
    row: dict[str, Any] = {
        "device": f"id-of-{name}",
        "name": name,
        "role": role,
        "state": state,
        "since": at("08:02"),
        "seen": NOW - 20_000,
        "version": "0.1.0",
        "paired": at("08:00") - 30 * 24 * 60 * MINUTE,
        "can": CAN if role in HALL else (),
    }
    return KnownDevice(**row | changes)


DEVICES = (
    a_device("desk-3", "desk", "away", desk="3", since=at("08:30"), seen=at("08:30")),
    a_device("desk-4", "desk", desk="4"),
    a_device("display-noord", "display", "deaf", since=at("10:21")),
    a_device("display-zuid", "display", version=""),
    a_device("ontvangst", "greeter"),
    a_device("kiosk-1", "kiosk"),
    a_device("kiosk-achter-in-de-hal-bij-de-fietsen-2", "kiosk", "away", since=at("09:58"),
             seen=at("09:58")),
    a_device("kiosk-3", "kiosk", "waiting", since=None, seen=None, version=""),
    a_device("bonprinter", "printer", "near_end", since=at("10:12")),
    a_device("bonprinter-2", "printer", "paper_out", since=at("10:27") - 24 * 60 * MINUTE),
)  # fmt: skip
WAITING = (WaitingDevice(role="kiosk", name="kiosk-4", since=at("10:25"), until=at("10:35")),)


def a_stage(
    devices: tuple[KnownDevice, ...] = DEVICES,
    waiting: tuple[WaitingDevice, ...] = WAITING,
    may: tuple[str, ...] = HALL,
    language: str = "nl",
) -> Stage:
    """A greeter's screen whose host knows these devices."""
    stage = a_greeter(a_greeter_view(), language)
    stage.answers["ask_devices"] = lambda said: DeviceList(
        id=said.id, devices=devices, waiting=waiting, may=may
    )
    return stage


async def opened(pilot: Any, *keys: str) -> None:
    """The list is open; then these keys."""
    await settled(pilot)
    for key in ("d", *keys):
        await pilot.press(key)
        await pilot.pause(0.05)
    await pilot.pause(0.1)
    pilot.app.look_again()
    await pilot.pause(0.05)
