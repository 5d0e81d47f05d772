"""Who may come in by the REST interface: a key by its token, the scope that a route asks for, so
many requests a minute, and no citizen service number in what is sent.
"""

import json
import math
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Annotated, Any

import structlog
from fastapi import Depends, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from host.store import StoreBusy
from host.store import keys as rows
from host.store.keys import KeyRow
from host.tokens import hash_of
from host.web.doors import Doors
from wire.refusals import Refused
from wire.text import clean, has_bsn

log = structlog.get_logger()
MINUTE = 60_000
TOKEN_LETTERS_MAX = 300
NOT_TEXT = frozenset({"start", "hold", "created", "appointment"})
"""Fields whose form allows long numbers that are nobody's."""


class Denied(Exception):
    """No, for a reason of this interface alone; `headers` go with the answer."""

    def __init__(self, word: str, headers: dict[str, str] | None = None, detail: str = "") -> None:
        super().__init__(word)
        self.word = word
        self.headers = headers or {}
        self.detail = detail or None


class Meter:
    """How often each key came in its minute, in this process. Forgets keys that stay away."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self.clock = clock
        self._minutes: dict[str, tuple[int, int]] = {}

    def count(self, key: KeyRow) -> None:
        """One more. Raises Denied with the seconds until the next minute begins."""
        now = self.clock()
        since, times = self._minutes.get(key.id, (now, 0))
        if not 0 <= now - since < MINUTE:
            since, times = now, 0
        self._minutes[key.id] = since, times + 1
        if times >= key.per_minute:
            wait = math.ceil((since + MINUTE - now) / 1000)
            raise Denied("too_fast", {"retry-after": str(wait)})


class Gate:
    """Knows the keys."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.meter = Meter(doors.clock)

    async def key_of(self, request: Request) -> KeyRow:
        """The key of a request, counted. Raises Denied."""
        token = token_of(request)
        found = None
        if token:
            wanted = hash_of(token)
            found = await self.doors.store.ask(lambda line: rows.key_by_token(line, wanted))
        if found is None:
            raise Denied("key_unknown", {"www-authenticate": 'Bearer realm="Balie"'})
        self.meter.count(found)
        await self._touch(found)
        return found

    async def _touch(self, key: KeyRow) -> None:
        """Its last use is kept to the minute; a store that is busy now has better things to do."""
        now = self.doors.clock()
        if key.last_used is None or abs(now - key.last_used) >= MINUTE:
            with suppress(StoreBusy):
                await self.doors.store.change_soon(
                    partial(_touching, key_id=key.id, now=now),
                )


def _touching(line: Any, key_id: str, now: int) -> None:
    rows.touch_key(line, key_id, now)


def token_of(request: Request) -> str:
    """From `Authorization: Bearer` or `X-Api-Key`; empty where there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        token = request.headers.get("x-api-key", "")
    token = token.strip()
    return token if len(token) <= TOKEN_LETTERS_MAX else ""


def needs(scope: str) -> dict[str, Any]:
    """For a route's `openapi_extra`: the description and the gate read the same."""
    return {"security": [{"bearer": [scope]}, {"api_key": [scope]}]}


def scope_of(route: APIRoute) -> str | None:
    """What a key must be good for; None: everybody may."""
    wanted = (route.openapi_extra or {}).get("security", ())
    scopes = [scope for way in wanted for found in way.values() for scope in found]
    return scopes[0] if scopes else None


class Guarded(APIRoute):
    """Nothing of a request is judged before its key is."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        scope = scope_of(self)

        async def guarded(request: Request) -> Response:
            if scope is not None:
                key = await request.app.state.gate.key_of(request)
                if scope not in key.scopes:
                    raise Denied("scope_missing", detail=f"this asks for the scope {scope}")
                request.state.key = key
                refuse_numbers(await request.body(), key)
            answer = await handle(request)
            if scope is not None:
                answer.headers["cache-control"] = "no-store"
            return answer

        return guarded


def refuse_numbers(body: bytes, key: KeyRow) -> None:
    """Raises Refused `text_unfit` when a citizen service number stands anywhere in the body; logs
    whose request it was, and nothing of it.
    """
    try:
        left: list[Any] = [json.loads(body)] if body else []
    except (ValueError, RecursionError):
        return  # FastAPI says so
    while left:
        said = left.pop()
        if isinstance(said, dict):
            left += [value for name, value in said.items() if name not in NOT_TEXT]
            left += said
        elif isinstance(said, list):
            left += said
        elif isinstance(said, str | int | float) and has_bsn(clean(str(said))):
            log.warning("number_refused", key=key.name)
            raise Refused("text_unfit")


def may_at(key: KeyRow, location: str) -> bool:
    """Whether the key is good at this location."""
    return not key.locations or location in key.locations


def _key(request: Request) -> KeyRow:
    key: KeyRow = request.state.key
    return key


Key = Annotated[KeyRow, Depends(_key)]
"""Of who asks; the gate has let it in."""
