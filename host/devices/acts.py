"""What a greeter hears of the devices of the hall, and what becomes of a wish about one. For which
roles a greeter may do this stands in the settings; screens of staff are never among them.
"""

import asyncio

import structlog

from host.access import Access, By, NamedInSettings, NameTaken, NotAllowed
from host.answers import digest_of
from host.hall import Hall
from host.store import RaceLost, StoreBusy, downtime
from host.store.access import DeviceRow
from host.store.downtime import StateRow
from host.web.doors import Doors
from wire.commands import ApproveDevice, DeviceWish, RenameDevice
from wire.devices import AskDevices, DeviceList, KnownDevice, WaitingDevice
from wire.frames import Done, No
from wire.refusals import Refused

log = structlog.get_logger()
CAN = ("rename_device", "revoke_device")
DEVICES_MAX = 500


async def answer(doors: Doors, hall: Hall, question: AskDevices) -> DeviceList | No:
    """The devices of this hall, and who waits at the door."""
    try:
        return await asyncio.to_thread(_listed, doors, hall, question)
    except StoreBusy:
        return No(id=question.id, word="busy")


async def done(doors: Doors, hall: Hall, greeter: str, wish: DeviceWish) -> Done | No:
    """What came of a wish of the greeter at this device. The same wish again acts once."""
    by = By(greeter, wish.id, digest_of(wish))
    try:
        name = await asyncio.to_thread(_act, doors, hall, wish, by)
    except Refused as no:
        return No(id=wish.id, word=no.word)
    except (StoreBusy, RaceLost):
        return No(id=wish.id, word="busy")
    log.info("device_changed", what=wish.kind, device=name, by=greeter)
    return Done(id=wish.id, seq=0, at=doors.clock(), word=name)


def _listed(doors: Doors, hall: Hall, question: AskDevices) -> DeviceList:
    may = doors.settings.devices.greeters_may
    states = {row.device: row for row in doors.store.read(downtime.states)}
    rows = [
        row
        for row in doors.access.devices()
        if row.location == hall.location and row.revoked_at is None
    ]
    rows.sort(key=lambda row: (row.role, row.name))
    return DeviceList(
        id=question.id,
        devices=tuple(_known(hall, row, states.get(row.id), may) for row in rows[:DEVICES_MAX]),
        waiting=tuple(
            WaitingDevice(role=row.role, name=row.name, since=row.created, until=row.expires)
            for row in doors.access.waiting()
            if row.role in may
        ),
        may=may,
    )


def _known(hall: Hall, row: DeviceRow, kept: StateRow | None, may: tuple[str, ...]) -> KnownDevice:
    """As memory has it, which is newer than what was kept."""
    health = hall.health.get(row.name)
    state, since = ("waiting", None) if kept is None else (kept.state, kept.since)
    if health is not None:
        state, since = health.state, health.since
    return KnownDevice(
        device=row.id,
        name=row.name,
        role=row.role,
        desk=row.desk,
        state=state,
        since=since,
        seen=row.last_seen,
        version="" if kept is None else kept.version,
        paired=row.paired_at,
        can=CAN if row.role in may else (),
    )


def _act(doors: Doors, hall: Hall, wish: DeviceWish, by: By) -> str:
    """The name of the device that it was about. Raises Refused."""
    before = doors.access.step_of(wish.id)
    if before is not None:
        if before.digest != by.digest:
            raise Refused("id_reused")
        return before.name
    if isinstance(wish, ApproveDevice):
        return _let_in(doors, hall, wish, by)
    row = _own(doors, hall, wish.device)
    if isinstance(wish, RenameDevice):
        return _renamed(doors.access, row, wish.name, by)
    if not doors.access.revoke(row.id, by):
        raise Refused("device_unknown")
    return row.name


def _let_in(doors: Doors, hall: Hall, wish: ApproveDevice, by: By) -> str:
    if not doors.approving.allows():
        raise Refused("too_fast")
    pairing = doors.access.showing(wish.code)
    if pairing is None:
        raise Refused("pairing_unknown")
    if pairing.role not in doors.settings.devices.greeters_may:
        raise Refused("device_not_yours")
    try:
        return doors.access.approve(wish.code, hall.location, name=wish.name, by=by).name
    except NotAllowed:
        raise Refused("pairing_unknown") from None


def _own(doors: Doors, hall: Hall, device: str) -> DeviceRow:
    """A device that greeters of this hall may name anew and put out."""
    known = (row for row in doors.access.devices() if row.revoked_at is None)
    row = next((row for row in known if row.id == device), None)
    if row is None:
        raise Refused("device_unknown")
    if row.location != hall.location:
        raise Refused("other_location")
    if row.role not in doors.settings.devices.greeters_may:
        raise Refused("device_not_yours")
    return row


def _renamed(access: Access, row: DeviceRow, name: str, by: By) -> str:
    if row.name == name:
        raise Refused("nothing_changes")
    try:
        found = access.rename(row.id, name, by)
    except NameTaken:
        raise Refused("name_taken") from None
    except NamedInSettings:
        raise Refused("name_in_settings") from None
    if not found:
        raise Refused("device_unknown")
    return name
