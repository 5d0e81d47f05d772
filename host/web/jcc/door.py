"""The way in for JCC clients: asks for the key behind the access token, and answers each call in
JSON. A wish is answered with 200 whatever comes of it.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from host.store import StoreBusy
from host.web.doors import Doors
from host.web.interop.keys import NOT_KEPT, Keyring
from host.web.jcc.answers import Fault, no, problem
from host.web.jcc.call import Call
from host.web.jcc.calls import CALLS, Answer
from host.web.jcc.names import NOBODY
from host.web.jcc.shapes import language_of
from wire.refusals import REFUSALS, Refused

log = structlog.get_logger()
BASE = "/jcc/api/warp/v1"


def jcc(doors: Doors, keyring: Keyring) -> APIRouter:
    """One route for each call."""
    router = APIRouter(prefix=BASE)
    for method, path, scope, answer in CALLS:
        router.add_api_route(
            f"/{path}",
            _endpoint(doors, keyring, scope, answer),
            methods=[method],
            response_model=None,
            include_in_schema=False,
        )
    return router


def _endpoint(
    doors: Doors, keyring: Keyring, scope: str, answer: Answer
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            told = await _answer(doors, keyring, scope, answer, request)
        except Fault as fault:
            log.info("jcc_refused", status=fault.status, word=fault.word)
            return problem(fault, request.url.path)
        if isinstance(told, dict) and "code" in told:
            log.info("jcc_refused", status=200, code=told["code"])
        return JSONResponse(told, headers=NOT_KEPT)

    return endpoint


async def _answer(
    doors: Doors, keyring: Keyring, scope: str, answer: Answer, request: Request
) -> Any:
    try:
        key = await keyring.speaking(request.headers)
        if key is None:
            raise Fault(401, "the access token is missing, unknown or over")
        if scope not in key.scopes:
            raise Fault(403, f"the key may not: {scope}")
        call = Call(
            doors=doors,
            key=key,
            query=request.query_params,
            language=language_of(doors.settings, request.headers.get("language", "")),
            name=request.path_params.get("name", ""),
            body=await request.body() if request.method == "POST" else b"",
        )
        return await answer(call)
    except Refused as refused:
        status = 503 if refused.word == "busy" else 400
        raise Fault(status, REFUSALS[refused.word], refused.word) from None
    except StoreBusy:
        if request.method == "GET":
            raise Fault(503, REFUSALS["busy"], "busy") from None
        refusal = {"id": NOBODY, "acknowledgeIsSuccess": False} if request.method == "POST" else {}
        return refusal | no("busy")
