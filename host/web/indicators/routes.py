"""Where the town's figures are read, without a login: one export as a page, as JSON and as CSV, and
the queues of now for city platforms.
"""

from typing import TYPE_CHECKING

import orjson
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from host.indicators.exports import KEPT_MILLIS
from host.indicators.queue_monitor import entities
from host.web.booking.asking import asked, language_of
from host.web.booking.said import Said
from host.web.doors import Doors
from wire.words.tongues import whole

if TYPE_CHECKING:
    from host.indicators.export import Export

OPEN = {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}
"""Anybody's page may read the data; there is nothing in them that is not public."""
QUEUE_SECONDS = 30


def indicators(doors: Doors) -> APIRouter:
    """The routes. An unknown location or period is not found."""
    router = APIRouter()

    @router.get("/indicators")
    async def public_page(request: Request) -> HTMLResponse:
        return await _page(doors, request)

    @router.get("/indicators.json")
    async def as_json(request: Request) -> Response:
        return await _json(doors, asked(request))

    @router.get("/indicators.csv")
    async def as_csv(request: Request) -> Response:
        return await _csv(doors, asked(request))

    @router.get("/indicators/queue-monitor.json")
    async def queue_monitor(request: Request) -> Response:
        halls = doors.office.halls.values()
        language = _language(doors, asked(request))
        told = entities(doors.settings, halls, doors.clock(), language)
        headers = {"cache-control": f"public, max-age={QUEUE_SECONDS}"} | OPEN
        return Response(orjson.dumps(told), media_type="application/json", headers=headers)

    return router


async def _page(doors: Doors, request: Request) -> HTMLResponse:
    said = asked(request)
    export, location = await _export(doors, said)
    from host.web.indicators.page import page_of  # by now the reading has loaded what is slow

    language = language_of(doors.settings, said, request)
    offered = await doors.exports.offered()
    html = page_of(export, offered, language, location, doors.clock())
    return HTMLResponse(html, headers={**_age(doors, export), "vary": "accept-language"})


async def _json(doors: Doors, said: Said) -> Response:
    export, location = await _export(doors, said)
    from host.indicators.outputs import json_of

    body = json_of(export, _language(doors, said), doors.clock(), location)
    return Response(body, media_type="application/json", headers=_age(doors, export) | OPEN)


async def _csv(doors: Doors, said: Said) -> Response:
    export, location = await _export(doors, said)
    from host.indicators.outputs import csv_of

    body = csv_of(export, _language(doors, said), location)
    name = f'attachment; filename="indicators-{export.choice.key}.csv"'
    headers = _age(doors, export) | OPEN | {"content-disposition": name}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


async def _export(doors: Doors, said: Said) -> "tuple[Export, str]":
    """The export of the chosen period, and the chosen location; empty: all."""
    offered = {choice.key: choice for choice in await doors.exports.offered()}
    choice = offered.get(said.one("periode") or next(iter(offered)))
    location = said.one("plaats")
    if choice is None or (location and location not in doors.settings.locations):
        raise HTTPException(404)
    return await doors.exports.of(choice), location


def _language(doors: Doors, said: Said) -> str:
    """For programs: the town's own, unless they say another."""
    spoken = whole(doors.settings.town.languages)
    wish = said.one("taal")
    return wish if wish in spoken else spoken[0]


def _age(doors: Doors, export: "Export") -> dict[str, str]:
    """Kept by browsers and proxies no longer than the export itself."""
    left = max(0, export.exported_at + KEPT_MILLIS - doors.clock()) // 1000
    return {"cache-control": f"public, max-age={left}"}
