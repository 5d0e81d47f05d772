"""Who may speak: pairs devices, knows them by their token, and notices when one is revoked. Keeps
hashes only.

A code is shown on the device and approved at the host, or shown at the host and typed on the
device.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from uuid import uuid4

from host.settings import Settings
from host.settings.named import where_named
from host.store import RaceLost, Store, device_steps
from host.store import access as rows
from host.store.access import DeviceRow, PairingRow
from host.store.device_steps import Step, What
from host.tokens import hash_of, new_token, pairing_code

PAIRING_MILLIS = 10 * 60_000
ROLES_PAIRED = frozenset({"kiosk", "greeter", "desk", "display", "printer", "leader"})
DEVICE_NAME = re.compile(r"[0-9a-z][0-9a-z_-]{0,39}")
TRIES = 20
"""Tries per minute to redeem a code, all devices together."""


class NotAllowed(Exception):
    """The wish cannot be granted; the text says why, for the person at the host."""


class NameTaken(NotAllowed):
    """Another device of the location has this name."""


class NamedInSettings(NotAllowed):
    """The settings call the device by the name that it has."""


@dataclass(frozen=True, slots=True)
class By:
    """Who wants something of a device, and by which command."""

    sender: str = "administrator"
    entry: str = field(default_factory=lambda: uuid4().hex)
    digest: str = ""


@dataclass(frozen=True)
class Started:
    """What a device that wants in holds: the code that it shows, and the secret that it keeps."""

    code: str
    secret: str


class Access:
    """The doors' list. Every method is synchronous; call it in a thread from asyncio."""

    def __init__(self, store: Store, settings: Settings, clock: Callable[[], int]) -> None:
        self.store = store
        self.settings = settings
        self.clock = clock

    def device_of(self, token: str) -> DeviceRow | None:
        """The device of a token, unless it is unknown or revoked."""
        return self.store.read(lambda line: rows.device_by_token(line, hash_of(token)))

    def add(
        self, role: str, location: str, name: str, desk: str | None = None
    ) -> tuple[DeviceRow, str]:
        """A new device and its token, which is shown this once. Raises NotAllowed."""
        token = new_token()
        device = self._device(role, location, name, desk, hash_of(token))
        _refuse_taken(device, self.devices())
        step = self._step(By(), "added", device.id, device.name)
        self.store.change(lambda line: device_steps.add(line, device, step))
        return device, token

    def start(self, role: str, name: str = "") -> Started:
        """A device asks to be let in; it may ask for the answer for ten minutes."""
        if role not in ROLES_PAIRED:
            raise NotAllowed(f'no role is called "{role}"')
        secret = new_token()
        code = self._start(role, name, hash_of(secret))
        return Started(code, secret)

    def invite(self, role: str, location: str, name: str, desk: str | None = None) -> str:
        """A code for a device to type within ten minutes. Raises NotAllowed."""
        device = self._device(role, location, name, desk, None)
        code = self._start(role, name, None)
        self._approve(code, device, "invited", By())
        return code

    def showing(self, code: str) -> PairingRow | None:
        """The device that shows this code now, as somebody typed it."""
        now = self.clock()
        pairing = self.store.read(lambda line: rows.pairing_of_code(line, _code(code), now))
        return None if pairing is None or pairing.secret_hash is None else pairing

    def approve(
        self,
        code: str,
        location: str,
        desk: str | None = None,
        name: str = "",
        by: By | None = None,
    ) -> DeviceRow:
        """Lets in the device that shows this code, under a name that is free. Raises NotAllowed."""
        pairing = self.showing(code)
        if pairing is None:
            raise NotAllowed(
                f"no device shows the code {_code(code)}, or it is older than ten minutes"
            )
        device = self._device(pairing.role, location, name or pairing.name, desk, None)
        return self._approve(pairing.code, device, "approved", by or By())

    def claim(self, secret: str) -> str | None:
        """The token of a device that was let in, once; empty while nobody has decided; None:
        unknown or too late.
        """
        now = self.clock()
        pairing = self.store.read(lambda line: rows.pairing_of_secret(line, hash_of(secret), now))
        if pairing is None:
            return None
        return "" if pairing.device is None else self._finish(pairing)

    def redeem(self, code: str) -> str | None:
        """The token behind a code that was shown at the host; None: unknown, used, or too late."""
        code = _code(code)
        now = self.clock()
        pairing = self.store.read(lambda line: rows.pairing_of_code(line, code, now))
        if pairing is None or pairing.secret_hash is not None or pairing.device is None:
            return None
        return self._finish(pairing)

    def rename(self, device: str, name: str, by: By | None = None) -> bool:
        """By id, or by `location/name`. An open line falls within five seconds and comes back.
        False: no such device. Raises NotAllowed; NamedInSettings before the settings call it by its
        new name, as it would lose its printer, its displays or its place in a list.
        """
        if not DEVICE_NAME.fullmatch(name):
            raise NotAllowed(
                f"{name!r} cannot be a name: small letters, digits, - and _, 40 at most"
            )
        row = self._named(device)
        if row is None:
            return False
        _refuse_taken(replace(row, name=name), self.devices())
        self._refuse_named(row)
        step = self._step(by or By(), "renamed", row.id, name)
        return self.store.change(lambda line: device_steps.rename(line, step))

    def _refuse_named(self, row: DeviceRow) -> None:
        where = where_named(self.settings, row.location, row.name)
        if where:
            raise NamedInSettings(
                f"{row.location}/{row.name} is named in the settings, at {where}:"
                " write the new name there first, then rename the device"
            )

    def revoke(self, device: str, by: By | None = None) -> bool:
        """By id, or by `location/name`. Open lines end within five seconds. False: no such device,
        or revoked before.
        """
        row = self._named(device)
        if row is None:
            return False
        step = self._step(by or By(), "revoked", row.id, row.name)
        return self.store.change(lambda line: device_steps.revoke(line, step))

    def step_of(self, entry: str) -> Step | None:
        """What came of a command about a device; None: it was not done."""
        return self.store.read(lambda line: device_steps.step_of(line, entry))

    def devices(self) -> list[DeviceRow]:
        return self.store.read(rows.devices)

    def waiting(self) -> list[PairingRow]:
        """Devices that show a code now."""
        now = self.clock()
        return [
            row for row in self.store.read(lambda line: rows.pairings(line, now)) if row.secret_hash
        ]

    # -- how -----------------------------------------------------------------------------------

    def _named(self, device: str) -> DeviceRow | None:
        """The one that may speak under this id, or this `location/name`."""
        known = (row for row in self.devices() if row.revoked_at is None)
        return next((r for r in known if device in (r.id, f"{r.location}/{r.name}")), None)

    def _step(self, by: By, what: What, device: str, name: str) -> Step:
        return Step(by.entry, self.clock(), what, device, name, by.sender, by.digest)

    def _device(
        self, role: str, location: str, name: str, desk: str | None, token_hash: str | None
    ) -> DeviceRow:
        place = self.settings.locations.get(location)
        if role not in ROLES_PAIRED:
            raise NotAllowed(f'no role is called "{role}"')
        if place is None:
            raise NotAllowed(
                f'no location is called "{location}"; '
                f"there are {', '.join(self.settings.locations)}"
            )
        if desk is not None and desk not in place.desks:
            raise NotAllowed(f'{location} has no desk "{desk}"; there are {", ".join(place.desks)}')
        if not name:
            raise NotAllowed("a device needs a name")
        return DeviceRow(uuid4().hex, name, role, location, desk, token_hash, self.clock())

    def _approve(self, code: str, device: DeviceRow, what: What, by: By) -> DeviceRow:
        others = [row for row in self.devices() if row.revoked_at is None]
        taken = {row.name for row in others if row.location == device.location}
        if device.name in taken:
            device = replace(device, name=f"{device.name}-{device.id[:4]}")
        step = self._step(by, what, device.id, device.name)
        if not self.store.change(lambda line: device_steps.approve(line, code, device, step)):
            raise NotAllowed(f"the code {code} was used already")
        return device

    def _start(self, role: str, name: str, secret_hash: str | None) -> str:
        now = self.clock()
        while True:
            code = pairing_code()
            row = PairingRow(
                code,
                secret_hash,
                role,
                name or f"{role}-{code[-3:].lower()}",
                now,
                now + PAIRING_MILLIS,
            )
            try:
                self.store.change(lambda line, row=row: rows.start_pairing(line, row))  # type: ignore[misc]
            except RaceLost:
                continue  # somebody holds this code; there are many others
            return code

    def _finish(self, pairing: PairingRow) -> str | None:
        token = new_token()
        now = self.clock()
        device = self.store.change(
            lambda line: rows.finish_pairing(line, pairing.code, hash_of(token), now)
        )
        return token if device is not None else None


def _refuse_taken(device: DeviceRow, others: list[DeviceRow]) -> None:
    here = [row for row in others if row.location == device.location and row.revoked_at is None]
    if any(row.name == device.name for row in here):
        raise NameTaken(
            f'{device.location} has a device "{device.name}" already; '
            "revoke it or choose another name"
        )


def _code(typed: str) -> str:
    """A code as it was meant: capitals, the hyphen where it belongs."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return f"{letters[:3]}-{letters[3:]}"


class Limit:
    """At most `most` tries in a minute; for doors at which somebody could guess."""

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        self.most = most
        self.clock = clock
        self._since = 0.0
        self._tries = 0

    def allows(self) -> bool:
        now = self.clock()
        if not 0 <= now - self._since < 60:
            self._since, self._tries = now, 0
        self._tries += 1
        return self._tries <= self.most
