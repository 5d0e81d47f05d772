"""Who let a device in, named it anew or put it out. Functions over a connection; what they do to a
device and the row that tells of it are kept together, or not at all.
"""

from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from host.store import access
from host.store.access import DeviceRow
from host.store.device_table import DEVICE_STEP
from host.store.tables import DEVICE

What = Literal["added", "invited", "approved", "renamed", "revoked"]


@dataclass(frozen=True, slots=True)
class Step:
    """One of these. `at` in milliseconds UTC."""

    entry: str
    """The id of the command."""
    at: int
    what: What
    device: str
    name: str
    """That the device has from here on."""
    sender: str
    """The greeter's device, or administrator."""
    digest: str = ""


def step_of(line: Connection, entry: str) -> Step | None:
    """What came of a command; None: it was not done."""
    row = line.execute(select(DEVICE_STEP).where(DEVICE_STEP.c.entry == entry)).first()
    return None if row is None else Step(**row._mapping)


def steps(line: Connection) -> list[Step]:
    """All, the oldest first."""
    wanted = select(DEVICE_STEP).order_by(DEVICE_STEP.c.at, DEVICE_STEP.c.entry)
    return [Step(**row._mapping) for row in line.execute(wanted)]


def add(line: Connection, device: DeviceRow, step: Step) -> None:
    """Raises RaceLost (through the store) when the id, the token or the command was here before."""
    access.add_device(line, device)
    tell(line, step)


def approve(line: Connection, code: str, device: DeviceRow, step: Step) -> bool:
    """Lets in the device of a pairing. False: unknown, too late, or approved before."""
    if not access.approve_pairing(line, code, device, step.at):
        return False
    tell(line, step)
    return True


def rename(line: Connection, step: Step) -> bool:
    """False: unknown, or revoked."""
    known = update(DEVICE).where(DEVICE.c.id == step.device, DEVICE.c.revoked_at.is_(None))
    if line.execute(known.values(name=step.name)).rowcount != 1:
        return False
    tell(line, step)
    return True


def revoke(line: Connection, step: Step) -> bool:
    """From now on its token opens nothing. False: unknown, or revoked before."""
    if not access.revoke_device(line, step.device, step.at):
        return False
    tell(line, step)
    return True


def tell(line: Connection, step: Step) -> None:
    """Raises RaceLost (through the store) when the command was done before."""
    line.execute(insert(DEVICE_STEP).values(**asdict(step)))
