"""What a greeter asks about the devices of the hall, and hears. The question changes nothing;
`wire.commands.devices` has the wishes.
"""

from typing import Literal

from wire.base import Id, Message, Millis, Name


class AskDevices(Message):
    """The devices of this location, and who waits to be let in."""

    kind: Literal["ask_devices"] = "ask_devices"
    id: Id


class KnownDevice(Message):
    """A device that may speak."""

    device: Id
    name: Name
    role: Name
    desk: Name | None = None
    """Of a desk's screen that is paired with one desk."""
    state: str
    """ok, away, near_end, paper_out ... as in a `DeviceRow`; waiting: it has never been on the
    line."""
    since: Millis | None = None
    """Since when it is so."""
    seen: Millis | None = None
    """When it was last on the line, to the minute."""
    version: str = ""
    """Of its program; empty: it does not say."""
    paired: Millis
    can: tuple[str, ...] = ()
    """Which commands this greeter may say of it: rename_device, revoke_device."""


class WaitingDevice(Message):
    """A device that shows a code. The code itself stands on the device only."""

    role: Name
    name: Name
    since: Millis
    until: Millis
    """Then its code is no longer good."""


class DeviceList(Message):
    """Answer to `ask_devices`."""

    kind: Literal["device_list"] = "device_list"
    id: Id
    devices: tuple[KnownDevice, ...] = ()
    """By role and name."""
    waiting: tuple[WaitingDevice, ...] = ()
    """Of all locations: a device does not know yet where it belongs. Only those that this greeter
    may let in."""
    may: tuple[Name, ...] = ()
    """Roles that this greeter may let in, name anew and put out; empty: none."""


DeviceQuestion = AskDevices
DeviceAnswer = DeviceList
