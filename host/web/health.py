"""How the host is: one word for machines, the figures for Prometheus, and a page for the
administrator. Figures and page are for this computer and for whoever holds a key for metrics:read.
"""

import asyncio
from collections.abc import Callable, Collection
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from host.devices.metrics import exposition
from host.devices.page import device_page
from host.web.api.gate import Denied, Gate
from host.web.api.problems import STATUS
from host.web.doors import Doors

SCOPE = "metrics:read"
AT_HOME = frozenset({"127.0.0.1", "::1"})
NAMES_AT_HOME = frozenset({"127.0.0.1", "localhost", "[::1]"})
UNKEPT = {"cache-control": "no-store"}
PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip")
"""Headers by which a proxy says that somebody else asks."""


def health(doors: Doors) -> APIRouter:
    """The routes."""
    router = APIRouter()
    watchers = Watchers(doors)

    @router.get("/health")
    async def state() -> JSONResponse:
        well = all(hall.day is not None for hall in doors.office.halls.values())
        state = "busy" if not well else "degraded" if doors.faults else "ok"
        return JSONResponse({"state": state, "at": doors.clock()}, 200 if well else 503)

    @router.get("/metrics")
    async def metrics(request: Request) -> Response:
        return await watchers.told(request, exposition, CONTENT_TYPE_LATEST)

    @router.get("/health/devices")
    async def devices(request: Request) -> Response:
        page = partial(device_page, language=request.query_params.get("taal", ""))
        return await watchers.told(request, page, "text/html")

    return router


class Watchers:
    """Whoever may see how the host is."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.gate = Gate(doors)

    async def told(
        self, request: Request, make: Callable[[Doors, Collection[str]], str | bytes], kind: str
    ) -> Response:
        """What is made of the locations that the asker may read, or the refusal."""
        try:
            places = await self._places(request)
        except Denied as denied:
            return JSONResponse({"word": denied.word}, STATUS[denied.word], denied.headers)
        told = await asyncio.to_thread(make, self.doors, places)
        return Response(told, media_type=kind, headers=UNKEPT)

    async def _places(self, request: Request) -> Collection[str]:
        if is_at_home(request):
            return self.doors.settings.locations
        key = await self.gate.key_of(request)
        if SCOPE not in key.scopes:
            raise Denied("scope_missing")
        return key.locations or self.doors.settings.locations


def is_at_home(request: Request) -> bool:
    """Whether somebody on this very computer asks, and asks for himself: a proxy beside the host
    passes on what others ask, under the town's name or with the asker's address.
    """
    peer = request.client.host if request.client is not None else ""
    asked, _, port = request.headers.get("host", "").rpartition(":")
    name = asked if port.isdigit() else request.headers.get("host", "")
    passed_on = any(header in request.headers for header in PASSED_ON)
    return peer in AT_HOME and name in NAMES_AT_HOME and not passed_on
