"""Which key another system speaks with: in a header of its own, as Basic or Bearer, or behind an
access token. Hands out those tokens; keeps nothing of its own that a restart would lose.
"""

import base64
import binascii
import hmac
from collections.abc import Callable, Mapping
from contextlib import suppress

import structlog

from host.store import Store, StoreBusy
from host.store import keys as rows
from host.store.keys import KeyRow
from host.tokens import hash_of

log = structlog.get_logger()

READ_LISTS, READ, WRITE = "availability:read", "appointments:read", "appointments:write"
WHO = "contact:read"
FRESH_MILLIS = 2_000
"""So soon a key that was revoked opens nothing any more."""
TOUCH_MILLIS = 60_000
TOKEN_SECONDS = 3600
NOT_KEPT = {"cache-control": "no-store"}
"""Header of every answer: no cache between two systems keeps what is somebody's."""
SIGNED_FOR = b"access token of another system "


class Keyring:
    """All keys, as they were in the store a moment ago. When the store is busy the last ones known
    hold, so that lists go on.
    """

    def __init__(self, store: Store, secret: bytes, clock: Callable[[], int]) -> None:
        self.store = store
        self.secret = secret
        self.clock = clock
        self._known: list[KeyRow] = []
        self._read_at: int | None = None
        self._touched: dict[str, int] = {}

    async def speaking(self, headers: Mapping[str, str]) -> KeyRow | None:
        """Whose request this is; None: nobody's. `headers` by lower-case name."""
        kind, _, said = headers.get("authorization", "").partition(" ")
        said = said.strip()
        found = None
        if own := headers.get("x-api-key", ""):
            found = await self.of_secret(own.strip())
        elif kind.lower() == "basic" and (pair := unpacked(said)):
            found = await self.of_pair(*pair)
        elif kind.lower() == "bearer":
            found = await self.of_token(said) or await self.of_secret(said)
        if found is not None:
            await self._touch(found)
        return found

    async def of_secret(self, secret: str) -> KeyRow | None:
        """The key that this secret opens."""
        wanted = hash_of(secret)
        return await self._find(lambda key: hmac.compare_digest(key.token_hash, wanted))

    async def of_pair(self, name: str, secret: str) -> KeyRow | None:
        """The key of this secret, if it is called so: by its id or its name."""
        key = await self.of_secret(secret)
        return key if key is not None and name in (key.id, key.name) else None

    async def of_token(self, token: str) -> KeyRow | None:
        """The key behind an access token that is whole and not over."""
        said, _, sign = token.rpartition(".")
        identity, _, until = said.rpartition(".")
        if not until.isdecimal() or not hmac.compare_digest(self._sign(said), sign.encode()):
            return None
        if self.clock() >= int(until):
            return None
        return await self._find(lambda key: key.id == identity)

    def token_for(self, key: KeyRow) -> str:
        """An access token, good for an hour and also after a restart of the host."""
        said = f"{key.id}.{self.clock() + TOKEN_SECONDS * 1000}"
        return f"{said}.{self._sign(said).decode()}"

    def _sign(self, said: str) -> bytes:
        digest = hmac.digest(self.secret, SIGNED_FOR + said.encode(), "sha256")
        return base64.urlsafe_b64encode(digest).rstrip(b"=")

    async def _find(self, fits: Callable[[KeyRow], bool]) -> KeyRow | None:
        found = self._among(fits)
        now = self.clock()
        late = self._read_at is None or abs(now - self._read_at) >= FRESH_MILLIS
        if found is None or late:  # it may have been made, or revoked, since
            await self._read(now)
            found = self._among(fits)
        return found

    def _among(self, fits: Callable[[KeyRow], bool]) -> KeyRow | None:
        return next((key for key in self._known if key.revoked_at is None and fits(key)), None)

    async def _read(self, now: int) -> None:
        try:
            self._known = await self.store.ask(rows.keys)
        except StoreBusy:
            if self._read_at is None:
                raise
            log.warning("keys_not_read")
        else:
            self._read_at = now

    async def _touch(self, key: KeyRow) -> None:
        now = self.clock()
        if abs(now - self._touched.get(key.id, 0)) < TOUCH_MILLIS:
            return
        self._touched[key.id] = now
        with suppress(StoreBusy):
            await self.store.change_soon(lambda line: rows.touch_key(line, key.id, now))


def unpacked(said: str) -> tuple[str, str] | None:
    """Name and secret of a Basic header."""
    try:
        name, colon, secret = base64.b64decode(said, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return (name, secret) if colon else None
