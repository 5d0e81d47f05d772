"""The part of `balie.toml` about devices: what greeters may do with those of their hall."""

from typing import Literal

from host.settings.parts import Part

HallRole = Literal["kiosk", "display", "printer"]


class Devices(Part):
    """What greeters may do, beside the administrator."""

    greeters_may: tuple[HallRole, ...] = ("kiosk", "display", "printer")
    """Roles of devices that a greeter may let in, name anew and put out, at the own location.
    Screens of staff are the administrator's alone. []: none."""
