"""What `balie device` and `balie staff` do at the host: each a plain function over settings and
store, telling lines.
"""

from collections.abc import Callable

from host.access import Access
from host.devices.told import day_of, told
from host.serve import open_store, wall_clock
from host.settings import Settings
from host.signin import set_pin
from host.store import Store, device_steps

Tell = Callable[[str], None]


def add(settings: Settings, role: str, location: str, name: str, desk: str | None = None) -> str:
    """A new device's token, to be put on the device by hand. Raises NotAllowed."""
    with _Opened(settings) as access:
        return access.add(role, location, name, desk)[1]


def invite(settings: Settings, role: str, location: str, name: str, desk: str | None = None) -> str:
    """A code to type on the device within ten minutes. Raises NotAllowed."""
    with _Opened(settings) as access:
        return access.invite(role, location, name, desk)


def approve(
    settings: Settings, code: str, location: str, desk: str | None = None, name: str = ""
) -> str:
    """Lets in the device that shows the code; its name. Raises NotAllowed."""
    with _Opened(settings) as access:
        return access.approve(code, location, desk, name).name


def rename(settings: Settings, device: str, name: str) -> bool:
    """By id or `location/name`. False: no such device, or revoked. Raises NotAllowed."""
    with _Opened(settings) as access:
        return access.rename(device, name)


def revoke(settings: Settings, device: str) -> bool:
    """By id or `location/name`. False: no such device, or revoked before."""
    with _Opened(settings) as access:
        return access.revoke(device)


def tell_all(settings: Settings, tell: Tell = print) -> None:
    """Every device that may speak, how it is, and those that wait at the door with a code."""
    with _Opened(settings) as access:
        for line in told(settings, access, access.store, access.clock()):
            tell(line)


def tell_steps(settings: Settings, tell: Tell = print) -> None:
    """Who let each device in, named it anew or put it out; the oldest first."""
    with _Opened(settings) as access:
        places = {row.id: row.location for row in access.devices()}
        for step in access.store.read(device_steps.steps):
            place = places.get(step.device, "")
            at = day_of(settings, place, step.at)
            tell(f"{at:%Y-%m-%d %H:%M}  {place}/{step.name}  {step.what} by {step.sender}")


def pin(settings: Settings, location: str, staff: str, digits: str) -> None:
    """Sets the PIN of a member of staff. Raises KeyError and ValueError."""
    with _Opened(settings) as access:
        set_pin(access.store, settings, location, staff, digits)


class _Opened:
    """The store, open for one command."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store: Store = open_store(settings)

    def __enter__(self) -> Access:
        return Access(self.store, self.settings, wall_clock)

    def __exit__(self, *fault: object) -> None:
        self.store.close()
