"""Wishes of a greeter about devices of the hall: let one in that shows a code, name one anew, put
one out. Which roles a greeter may do this for is the town's to say.
"""

from typing import Annotated, Literal

from pydantic import StringConstraints

from wire.base import Id, Name
from wire.commands.command import Command

PairingCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z -]{1,20}$")]
"""As a person typed it."""


class ApproveDevice(Command):
    """Lets in the device that shows this code, at the greeter's own location. The code must be
    typed: whoever reads it stands before the device."""

    kind: Literal["approve_device"] = "approve_device"
    code: PairingCode
    name: Name | Literal[""] = ""
    """Empty: as the device calls itself."""


class RenameDevice(Command):
    """Another name. Its line falls once and comes back under that name."""

    kind: Literal["rename_device"] = "rename_device"
    device: Id
    name: Name


class RevokeDevice(Command):
    """From here on its token opens nothing; its line ends within five seconds."""

    kind: Literal["revoke_device"] = "revoke_device"
    device: Id


DeviceWish = ApproveDevice | RenameDevice | RevokeDevice
