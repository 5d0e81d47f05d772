"""The way in, which people see without a device: plain HTML, no script. Appointments have pages of
their own in `host.web.booking`, visits in `host.web.phone`.
"""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, tag
from host.web.sheet import sheet
from wire.words import say
from wire.words.tongues import whole

WAYS = (
    ("booking.start", "/afspraak?taal={language}"),
    ("indicators.link", "/indicators?taal={language}"),
    ("index.display", "/display"),
    ("indicators.dashboard", "/dashboard?taal={language}"),
)
"""From the way in: the key of each text, and where it leads."""


def pages(doors: Doors) -> APIRouter:
    """The routes of the pages."""
    router = APIRouter()

    @router.get("/")
    async def index() -> HTMLResponse:
        town = doors.settings.town
        parts = [
            tag(
                "section",
                tag("p", say(language, "index.text", gemeente=town.name)),
                *(_way(language, key, path) for key, path in WAYS),
                lang=language,
            )
            for language in whole(town.languages)
        ]
        heading = tag("h1", town.name)
        return HTMLResponse(page(doors.settings, town.languages[0], town.name, heading, *parts))

    @router.get("/pages.css")
    async def style() -> Response:
        return Response(sheet(doors.settings), media_type="text/css")

    return router


def _way(language: str, key: str, path: str) -> Html:
    return tag("p", tag("a", say(language, key), href=path.format(language=language)))
