"""Staff take a desk with a PIN. The PIN is judged in a thread, never kept, and guessing it is made
slow.
"""

import asyncio
from collections.abc import Callable

import structlog
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from host.hall import Hall
from host.settings.models import Settings
from host.store import Store, StoreBusy
from host.store import access as rows
from host.store.access import StaffRow
from wire.commands import SignIn
from wire.frames import Done, No
from wire.refusals import Refused

log = structlog.get_logger()
TRIES = 5
LOCK_MILLIS = 60_000
HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
"""Argon2id with 19 MiB and two passes, the least that OWASP names: a desk must not wait long, and
two may at once.
"""


class Pins:
    """Wrong tries by location and staff member."""

    def __init__(self, store: Store, clock: Callable[[], int]) -> None:
        self.store = store
        self.clock = clock
        self._wrong: dict[tuple[str, str], list[int]] = {}
        self._at_once = asyncio.Semaphore(2)

    async def sign_in(self, hall: Hall, command: SignIn, desk: str | None) -> Done | No:
        """Takes the desk, or says why not: other_desk, desk_unknown, desk_in_use, staff_unknown,
        pin_locked, pin_wrong.
        """
        try:
            return await self._sign_in(hall, command, desk)
        except Refused as no:
            log.info("sign_in_refused", location=hall.location, desk=command.desk, word=no.word)
            return No(id=command.id, word=no.word)
        except StoreBusy:
            return No(id=command.id, word="busy")

    async def _sign_in(self, hall: Hall, command: SignIn, desk: str | None) -> Done:
        if desk is not None and command.desk != desk:
            raise Refused("other_desk")
        if hall.day is None or command.desk not in hall.settings.locations[hall.location].desks:
            raise Refused("desk_unknown")
        at = hall.day.desks.get(command.desk)
        if at is not None and at.state != "closed" and at.staff != command.staff:
            raise Refused("desk_in_use")
        member = await self._member(hall, command.staff)
        key = hall.location, command.staff
        self._refuse_locked(key)
        if not member.pin_hash or not await self._fits(member.pin_hash, command.pin):
            self._wrong.setdefault(key, []).append(self.clock())
            raise Refused("pin_wrong")
        self._wrong.pop(key, None)
        hall.staff[command.staff] = member
        hall.signed_in[command.desk] = command.staff
        log.info("signed_in", location=hall.location, desk=command.desk)
        return Done(id=command.id, seq=hall.day.seq if hall.day else 0, at=self.clock())

    async def _member(self, hall: Hall, staff: str) -> StaffRow:
        """The member of staff; a PIN set by `balie staff` goes before one in the settings."""
        kept = await self.store.ask(lambda line: rows.staff_member(line, hall.location, staff))
        if kept is not None and kept.pin_hash:
            return kept
        known = hall.settings.locations[hall.location].staff.get(staff)
        if known is None:
            raise Refused("staff_unknown")
        return StaffRow(hall.location, staff, known.name, known.pin_hash, known.rights)

    def _refuse_locked(self, key: tuple[str, str]) -> None:
        now = self.clock()
        recent = [at for at in self._wrong.get(key, ()) if now - at < LOCK_MILLIS]
        if key in self._wrong:
            self._wrong[key] = recent
        if len(recent) >= TRIES:
            raise Refused("pin_locked")

    async def _fits(self, pin_hash: str, pin: str) -> bool:
        async with self._at_once:
            return await asyncio.to_thread(_verify, pin_hash, pin)


def _verify(pin_hash: str, pin: str) -> bool:
    try:
        return HASHER.verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


def set_pin(store: Store, settings: Settings, location: str, staff: str, pin: str) -> None:
    """Keeps a new PIN for `balie staff`. Raises KeyError for unknown names and ValueError for a PIN
    that is no PIN.
    """
    member = settings.locations[location].staff[staff]
    row = StaffRow(location, staff, member.name, HASHER.hash(fit_pin(pin)), member.rights)
    store.change(lambda line: rows.put_staff(line, row))


def fit_pin(pin: str) -> str:
    """What was typed. Raises ValueError for what cannot be a PIN."""
    if not (pin.isdecimal() and pin.isascii() and 4 <= len(pin) <= 12):
        raise ValueError("a PIN has 4 to 12 digits")
    return pin
