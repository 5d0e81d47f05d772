"""Who may speak: devices, their pairing, staff and the host's own settings. Functions over a
connection.

Secrets come in as hashes and leave as hashes. Moments in milliseconds UTC, told by the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from host.store.tables import DEVICE, PAIRING, SETTING, STAFF


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A paired device. Without `token_hash` it was approved and has not fetched its token yet."""

    id: str
    name: str
    role: str
    location: str
    desk: str | None = None
    token_hash: str | None = None
    paired_at: int = 0
    revoked_at: int | None = None
    last_seen: int | None = None


@dataclass(frozen=True, slots=True)
class PairingRow:
    """A pairing under way. `device` is None until a person has approved it."""

    code: str
    secret_hash: str | None
    """None: a code that a person reads out for a device to type; whoever types it first is let
    in.
    """
    role: str
    name: str
    created: int
    expires: int
    device: str | None = None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """Who may sign in at a desk of the location; an empty `pin_hash` may not yet."""

    location: str
    staff: str
    name: str
    pin_hash: str = ""
    rights: tuple[str, ...] = ()


# -- devices -------------------------------------------------------------------------------------


def add_device(line: Connection, device: DeviceRow) -> None:
    """Raises RaceLost (through the store) when the id or the token is in use."""
    line.execute(insert(DEVICE).values(**_fields(device)))


def device(line: Connection, device_id: str) -> DeviceRow | None:
    """The device of this id, revoked or not."""
    return _device(line.execute(select(DEVICE).where(DEVICE.c.id == device_id)).first())


def device_by_token(line: Connection, token_hash: str) -> DeviceRow | None:
    """The device that may speak by this token; None for an unknown or revoked one."""
    known = select(DEVICE).where(DEVICE.c.token_hash == token_hash, DEVICE.c.revoked_at.is_(None))
    return _device(line.execute(known).first())


def devices(line: Connection, location: str | None = None) -> list[DeviceRow]:
    """All devices by location and name, revoked ones too; or those of one location."""
    wanted = select(DEVICE).order_by(DEVICE.c.location, DEVICE.c.name, DEVICE.c.id)
    if location is not None:
        wanted = wanted.where(DEVICE.c.location == location)
    return [DeviceRow(**row._mapping) for row in line.execute(wanted)]


def revoke_device(line: Connection, device_id: str, now: int) -> bool:
    """From now on its token opens nothing. False: unknown, or revoked before."""
    change = update(DEVICE).where(DEVICE.c.id == device_id, DEVICE.c.revoked_at.is_(None))
    return line.execute(change.values(revoked_at=now)).rowcount == 1


def touch_devices(line: Connection, device_ids: Sequence[str], now: int) -> None:
    """These devices were heard."""
    line.execute(update(DEVICE).where(DEVICE.c.id.in_(device_ids)).values(last_seen=now))


# -- pairing -------------------------------------------------------------------------------------


def start_pairing(line: Connection, pairing: PairingRow) -> None:
    """Clears away what has expired. Raises RaceLost (through the store) when the code is in use:
    take another.
    """
    line.execute(delete(PAIRING).where(PAIRING.c.expires <= pairing.created))
    line.execute(insert(PAIRING).values(**_fields(pairing)))


def pairing_of_code(line: Connection, code: str, now: int) -> PairingRow | None:
    """The pairing under way with this code, while it has not expired."""
    return _pairing(line, PAIRING.c.code == code, now)


def pairing_of_secret(line: Connection, secret_hash: str, now: int) -> PairingRow | None:
    """The pairing under way of the device that holds this secret, while it has not expired."""
    return _pairing(line, PAIRING.c.secret_hash == secret_hash, now)


def pairings(line: Connection, now: int) -> list[PairingRow]:
    """Those that wait for a person, oldest first."""
    waiting = select(PAIRING).where(PAIRING.c.expires > now, PAIRING.c.device.is_(None))
    return [
        PairingRow(*row)
        for row in line.execute(waiting.order_by(PAIRING.c.created, PAIRING.c.code))
    ]


def approve_pairing(line: Connection, code: str, device: DeviceRow, now: int) -> bool:
    """Lets the device in: it may now fetch its token. False: unknown, expired or approved
    before.
    """
    found = pairing_of_code(line, code, now)
    if found is None or found.device is not None:
        return False
    add_device(line, device)
    line.execute(update(PAIRING).where(PAIRING.c.code == code).values(device=device.id))
    return True


def finish_pairing(line: Connection, code: str, token_hash: str, now: int) -> DeviceRow | None:
    """Gives the approved device its token, once; None when it is not approved, was finished, or
    has expired.
    """
    found = pairing_of_code(line, code, now)
    if found is None or found.device is None:
        return None
    if line.execute(delete(PAIRING).where(PAIRING.c.code == code)).rowcount != 1:
        return None
    given = update(DEVICE).where(DEVICE.c.id == found.device, DEVICE.c.token_hash.is_(None))
    line.execute(given.values(token_hash=token_hash))
    return device_by_token(line, token_hash)


# -- staff and settings --------------------------------------------------------------------------


def put_staff(line: Connection, member: StaffRow) -> None:
    """Adds a member of staff, or replaces the one of the same name key."""
    _upsert(line, STAFF, _fields(member))


def staff_member(line: Connection, location: str, staff: str) -> StaffRow | None:
    """One member of staff."""
    found = select(STAFF).where(STAFF.c.location == location, STAFF.c.staff == staff)
    row = line.execute(found).first()
    return None if row is None else _staff(row)


def staff(line: Connection, location: str) -> list[StaffRow]:
    """Everybody who may sign in at the location, by name."""
    wanted = select(STAFF).where(STAFF.c.location == location).order_by(STAFF.c.name, STAFF.c.staff)
    return [_staff(row) for row in line.execute(wanted)]


def with_pin(line: Connection) -> frozenset[tuple[str, str]]:
    """Location and key of everybody who has a PIN."""
    wanted = select(STAFF.c.location, STAFF.c.staff).where(STAFF.c.pin_hash != "")
    return frozenset((row.location, row.staff) for row in line.execute(wanted))


def remove_staff(line: Connection, location: str, staff: str) -> bool:
    """False: was not there."""
    gone = delete(STAFF).where(STAFF.c.location == location, STAFF.c.staff == staff)
    return line.execute(gone).rowcount == 1


def setting(line: Connection, key: str) -> str | None:
    """What the host remembers under this key."""
    value: str | None = line.execute(select(SETTING.c.value).where(SETTING.c.key == key)).scalar()
    return value


def put_setting(line: Connection, key: str, value: str) -> None:
    """Remembers, or replaces what was there."""
    _upsert(line, SETTING, {"key": key, "value": value})


def keep_setting(line: Connection, key: str, value: str) -> str:
    """Remembers the value unless there is one; whichever it is. So that two hosts agree on one
    secret.
    """
    _upsert(line, SETTING, {"key": key, "value": value}, replace=False)
    return setting(line, key) or value


def _upsert(line: Connection, table: Any, values: dict[str, Any], *, replace: bool = True) -> None:
    engine = sqlite if line.dialect.name == "sqlite" else postgresql
    statement = engine.insert(table).values(**values)
    if replace:
        statement = statement.on_conflict_do_update(
            index_elements=list(table.primary_key.columns), set_=values
        )
    else:
        statement = statement.on_conflict_do_nothing()
    line.execute(statement)


def _fields(row: DeviceRow | PairingRow | StaffRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__slots__}


def _device(row: Row[Any] | None) -> DeviceRow | None:
    return None if row is None else DeviceRow(**row._mapping)


def _pairing(line: Connection, which: Any, now: int) -> PairingRow | None:
    row = line.execute(select(PAIRING).where(which, PAIRING.c.expires > now)).first()
    return None if row is None else PairingRow(**row._mapping)


def _staff(row: Row[Any]) -> StaffRow:
    return StaffRow(row.location, row.staff, row.name, row.pin_hash, tuple(row.rights))
