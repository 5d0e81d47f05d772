"""Keys of programs that use the REST interface: made, listed and revoked at the host. A token is
shown once, when it is made; only its hash is kept.
"""

import re
from collections.abc import Callable, Sequence
from uuid import uuid4

from host.access import NotAllowed
from host.settings import Settings
from host.store import RaceLost, Store
from host.store import keys as rows
from host.store.keys import KeyRow
from host.tokens import hash_of, new_token

SCOPES: dict[str, str] = {
    "availability:read": "services that can be booked, and free times",
    "appointments:read": "appointments, without who they are for",
    "appointments:write": "hold a time, book, move, cancel",
    "contact:read": "who an appointment is for: name, mail, phone, note",
    "callbacks:read": "promises to call back and their figures, without who is to be called",
    "callbacks:write": "promise to call back, and say what was done about it",
    "figures:read": "today's waits",
    "metrics:read": "how the host and its devices are, for monitoring",
}
"""What a key may be good for."""
PREFIX = "balie_"
"""Begins every token, so that one that lies in the wrong place is recognised."""
PER_MINUTE = 300
_NAME = re.compile(r"[0-9a-z][0-9a-z_-]{0,39}")


class Keys:
    """The list of keys. Every method is synchronous; call it in a thread from asyncio."""

    def __init__(self, store: Store, settings: Settings, clock: Callable[[], int]) -> None:
        self.store = store
        self.settings = settings
        self.clock = clock

    def add(
        self,
        name: str,
        scopes: Sequence[str],
        locations: Sequence[str] = (),
        per_minute: int = PER_MINUTE,
    ) -> tuple[KeyRow, str]:
        """A new key and its token, which is shown this once. No locations: all of them, later ones
        too. Raises NotAllowed.
        """
        self._judge(name, scopes, locations, per_minute)
        token = PREFIX + new_token()
        key = KeyRow(
            id=uuid4().hex,
            name=name,
            scopes=tuple(scope for scope in SCOPES if scope in scopes),
            locations=tuple(dict.fromkeys(locations)),
            per_minute=per_minute,
            token_hash=hash_of(token),
            created_at=self.clock(),
        )
        try:
            self.store.change(lambda line: rows.add_key(line, key))
        except RaceLost:
            raise NotAllowed(
                f'there is a key "{name}" already; revoke it or choose another name'
            ) from None
        return key, token

    def revoke(self, key: str) -> bool:
        """By name or id. Its next request is refused. False: no such key, or revoked before."""
        now = self.clock()
        known = [row.id for row in self.all() if key in (row.id, row.name)]
        return any(self.store.change(_revoking(row, now)) for row in known)

    def all(self) -> list[KeyRow]:
        """By name, revoked ones too."""
        return self.store.read(rows.keys)

    def _judge(
        self, name: str, scopes: Sequence[str], locations: Sequence[str], per_minute: int
    ) -> None:
        if not _NAME.fullmatch(name):
            raise NotAllowed(
                f"{name!r} cannot be a key's name: small letters, digits, - and _, 40 at most"
            )
        if not scopes:
            raise NotAllowed(f"say what the key is for; there are {', '.join(SCOPES)}")
        for scope in scopes:
            if scope not in SCOPES:
                raise NotAllowed(f'no scope is called "{scope}"; there are {", ".join(SCOPES)}')
        for location in locations:
            if location not in self.settings.locations:
                raise NotAllowed(
                    f'no location is called "{location}"; '
                    f"there are {', '.join(self.settings.locations)}"
                )
        if not 1 <= per_minute <= 100_000:
            raise NotAllowed("a key has 1 to 100000 requests a minute")


def _revoking(key_id: str, now: int) -> Callable[..., bool]:
    return lambda line: rows.revoke_key(line, key_id, now)
