"""Idempotency-Key: a request that is sent again under the same name acts once and hears the same;
the same name with another request is refused.

The name becomes the id of the command, so that the day's own log knows it, whichever host it
reaches.
"""

import hmac
import json
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from fastapi import Request

from host.store import keys as rows
from host.store.keys import KeyRow
from host.web.api.gate import Denied
from host.web.doors import Doors
from wire.refusals import Refused

HEADER = "Idempotency-Key"
LETTERS_MAX = 200
KEPT_MILLIS = 24 * 60 * 60_000
"""So long another request under the same name is noticed. The command's id holds for ever."""
PERSONAL = "contact"


@dataclass(frozen=True, slots=True)
class Once:
    """A request under its name, or without one."""

    doors: Doors
    identity: str | None
    """The command's id; None: the request has no name."""
    acted: bool = False
    """It came before and was done."""
    key: str = ""
    name: str = ""

    async def done(self) -> None:
        """Sent again it shall only be told."""
        if self.name:
            await self.doors.store.change_soon(
                partial(rows.mark_request, key_id=self.key, name=self.name)
            )


async def once(doors: Doors, request: Request, key: KeyRow) -> Once:
    """Raises Denied for a name that is none, Refused `id_reused`."""
    name = request.headers.get(HEADER)
    if name is None:
        return Once(doors, None)
    if not 1 <= len(name) <= LETTERS_MAX or not name.isascii() or not name.isprintable():
        raise Denied("unreadable", detail=f"{HEADER}: 1 to {LETTERS_MAX} letters")
    asked = [key.id, name, request.method, request.url.path]
    body: Any = json.loads(await request.body() or b"{}")
    digest = _digest(doors.secret, [*asked, body])
    hashed = sha256(name.encode()).hexdigest()
    held, acted = await doors.store.change_soon(
        partial(_keep, key_id=key.id, name=hashed, digest=digest, now=doors.clock())
    )
    if held != digest:
        raise Refused("id_reused")
    if isinstance(body, dict):
        # The id stays in the log for ever: nobody may try guesses at a person against it.
        body = {field: said for field, said in body.items() if field != PERSONAL}
    return Once(doors, _digest(doors.secret, [*asked, body]), acted, key.id, hashed)


def _digest(secret: bytes, said: list[Any]) -> str:
    text = json.dumps(said, sort_keys=True)
    return hmac.digest(secret, text.encode(), "sha256").hex()[:32]


def _keep(line: Any, key_id: str, name: str, digest: str, now: int) -> tuple[str, bool]:
    rows.forget_requests(line, now - KEPT_MILLIS)
    return rows.keep_request(line, key_id, name, digest, now)
