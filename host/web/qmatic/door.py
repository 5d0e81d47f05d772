"""The way in for Qmatic clients: finds the call of a request, asks for its key, turns refusals into
what these clients read.
"""

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import Response

from host.store import StoreBusy
from host.web.doors import Doors
from host.web.interop.keys import NOT_KEPT, Keyring
from host.web.qmatic.address import Address, address_of
from host.web.qmatic.answers import Fault, fault_of, faulty
from host.web.qmatic.calls import CALLS, Answer, Call
from wire.refusals import Refused

log = structlog.get_logger()
BASE = "/qmatic/calendar-backend/public/api"
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


def qmatic(doors: Doors, keyring: Keyring) -> APIRouter:
    """The one route: matrix parameters are read from the path as it came over the wire."""
    router = APIRouter()

    @router.api_route(BASE + "/{rest:path}", methods=METHODS, include_in_schema=False)
    async def call(request: Request, rest: str) -> Response:
        raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
        said = raw.decode("latin-1").partition(BASE + "/")[2]
        try:
            answer = await _answer(doors, keyring, request, address_of(said))
        except Fault as fault:
            log.info("qmatic_refused", status=fault.status, code=fault.code, method=request.method)
            answer = faulty(fault)
        answer.headers.update(NOT_KEPT)
        return answer

    return router


async def _answer(doors: Doors, keyring: Keyring, request: Request, address: Address) -> Response:
    scope, names, answer = _found(request.method, address.parts)
    try:
        key = await keyring.speaking(request.headers)
        if key is None:
            raise Fault(401, "the key is missing or unknown")
        if scope not in key.scopes:
            raise Fault(403, f"the key may not: {scope}")
        body = await request.body() if request.method == "POST" else b""
        return await answer(Call(doors, key, names, address.given, body))
    except Refused as no:
        raise fault_of(no) from None
    except StoreBusy:
        raise fault_of(Refused("busy")) from None


def _found(method: str, parts: tuple[str, ...]) -> tuple[str, tuple[str, ...], Answer]:
    """Scope, free parts and answer of the call at this address. Raises Fault."""
    other = False
    for wanted, pattern, scope, answer in CALLS:
        shape = pattern.split("/")
        if len(shape) != len(parts):
            continue
        if all(part in ("*", said) for part, said in zip(shape, parts, strict=True)):
            if method == wanted:
                free = (said for part, said in zip(shape, parts, strict=True) if part == "*")
                return scope, tuple(free), answer
            other = True
    raise Fault(405, "no such method here") if other else Fault(404, "no such address")
