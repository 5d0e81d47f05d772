"""The host's own REST interface, `/api/v1`: an application within the application, so that its
description, its errors and its version are its own.

By the Dutch API Design Rules (NLGov REST API Design Rules 2.x); `docs/api.md` is for who uses it.
"""

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from host.store import StoreBusy
from host.web.api.appointments import add_booking, add_changes, add_looking
from host.web.api.callbacks import add_callbacks
from host.web.api.catalogue import add_availability, add_locations, add_services
from host.web.api.figures import add_figures
from host.web.api.gate import Denied, Gate, Guarded
from host.web.api.holds import add_holds
from host.web.api.openapi import described
from host.web.api.problems import (
    OWN,
    ProblemPart,
    Words,
    known,
    problem,
    status_of,
    title_of,
)
from host.web.api.rounds import add_rounds
from host.web.api.surround import PATH
from host.web.doors import Doors
from wire.refusals import REFUSALS, Refused

log = structlog.get_logger()
RETRY_SECONDS = "1"
OPEN = {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}
"""Pages of others may read the description (API Design Rules: publish-openapi)."""


def api(doors: Doors) -> FastAPI:
    """The interface over the host's parts."""
    made = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    made.router.route_class = Guarded
    made.state.gate = Gate(doors)
    add_locations(made, doors)
    add_services(made, doors)
    add_availability(made, doors)
    add_holds(made, doors)
    add_booking(made, doors)
    add_looking(made, doors)
    add_changes(made, doors)
    add_rounds(made, doors)
    add_callbacks(made, doors)
    add_figures(made, doors)
    _add_description(made, doors)
    _add_refusals(made, base_of(doors))
    return made


def base_of(doors: Doors) -> str:
    """The interface's own address."""
    return doors.settings.server.url.rstrip("/") + PATH


def _add_description(made: FastAPI, doors: Doors) -> None:
    @made.get("/openapi.json", include_in_schema=False)
    async def openapi() -> JSONResponse:
        return JSONResponse(described(made, doors.settings), headers=OPEN)

    @made.get("/problems", tags=["description"], summary="Every word of refusal")
    async def problems() -> list[Words]:
        return [_words(word) for word in sorted(OWN.keys() | REFUSALS.keys())]

    @made.get("/problems/{word}", tags=["description"], summary="What a word of refusal means")
    async def problem_word(word: str) -> Words:
        if not known(word):
            raise Denied("path_unknown")
        return _words(word)


def _words(word: str) -> Words:
    return Words(word=word, title=title_of(word), status=status_of(word))


def _add_refusals(made: FastAPI, base: str) -> None:
    """Every way to say no, as a problem."""

    @made.exception_handler(Denied)
    async def denied(_: Request, fault: Denied) -> Response:
        return problem(fault.word, base, detail=fault.detail, headers=fault.headers)

    @made.exception_handler(Refused)
    async def refused(_: Request, fault: Refused) -> Response:
        headers = {"retry-after": RETRY_SECONDS} if fault.word in ("busy", "too_fast") else None
        return problem(fault.word, base, facts=fault.detail or None, headers=headers)

    @made.exception_handler(StoreBusy)
    async def busy(_: Request, fault: StoreBusy) -> Response:
        return problem("busy", base, headers={"retry-after": RETRY_SECONDS})

    @made.exception_handler(RequestValidationError)
    async def unreadable(_: Request, fault: RequestValidationError) -> Response:
        errors = [
            ProblemPart(where=".".join(map(str, part["loc"])), what=str(part["msg"]))
            for part in fault.errors()
        ]
        return problem("unreadable", base, errors=errors)

    @made.exception_handler(HTTPException)
    async def unrouted(request: Request, fault: HTTPException) -> Response:
        if fault.status_code == 405:
            return problem("method_unknown", base, headers={"allow": _allowed(made, request)})
        return problem("path_unknown" if fault.status_code == 404 else "unreadable", base)

    @made.exception_handler(Exception)
    async def fault(_: Request, fault: Exception) -> Response:
        return problem("fault", base)


def _allowed(made: FastAPI, request: Request) -> str:
    """All methods of a path; the router tells those of its first route only."""
    methods: set[str] = set()
    for route in made.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            methods |= getattr(route, "methods", None) or set()
    return ", ".join(sorted(methods))
