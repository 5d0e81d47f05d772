"""One request of a visitor: its language, its fields, and the answers that are the same for every
page.
"""

import re
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from host.settings import Settings
from host.store import StoreBusy
from host.web.booking.guard import is_ours
from host.web.booking.parts import buttons, languages, link_button
from host.web.booking.said import Said
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, tag
from wire.refusals import Refused
from wire.words import say
from wire.words.tongues import is_whole, whole

FIELDS_MAX = 60
HEADERS = {
    "referrer-policy": "same-origin",
    "vary": "accept-language",
    "cache-control": "private, no-cache",
}
"""A browser that may tell nobody where it came from cannot prove that a form was sent from here."""
PRIVATE = {"cache-control": "no-store"}

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def asked(request: Request) -> Said:
    """The fields of the address."""
    return Said(request.query_params.multi_items())


async def sent(request: Request) -> Said:
    """The fields of the form."""
    return Said((await request.form(max_files=0, max_fields=FIELDS_MAX)).multi_items())


def language_of(
    settings: Settings, said: Said, request: Request, own: str = "", every: bool = False
) -> str:
    """Chosen on the page; else the appointment's own; else what the browser asks for; else the
    town's. `every`: also one that only has what a visitor of the hall meets.
    """
    spoken = settings.town.languages if every else whole(settings.town.languages)
    for wish in (said.one("taal"), own):
        if wish in spoken:
            return wish
    return _accepted(request.headers.get("accept-language", ""), spoken) or spoken[0]


def _accepted(header: str, spoken: tuple[str, ...]) -> str:
    """The best of RFC 9110's language ranges that is spoken here; empty when none is."""
    wishes: list[tuple[float, int, str]] = []
    for at, part in enumerate(header[:500].split(",")):
        range_, _, weight = part.strip().partition(";")
        found = re.fullmatch(r"\s*q=(0(?:\.\d{1,3})?|1(?:\.0{1,3})?)\s*", weight)
        quality = float(found.group(1)) if found else 1.0
        wishes.append((-quality, at, range_.split("-")[0].strip().lower()))
    return next((one for quality, _, one in sorted(wishes) if quality and one in spoken), "")


def answer(html: Html, status: int = 200, private: bool = False) -> HTMLResponse:
    """`private`: not kept by the browser, which asks for it again on the way back. The answer to a
    form cannot be asked for again, so a browser that may not keep it shows a fault there.
    """
    return HTMLResponse(html, status, HEADERS | PRIVATE if private else HEADERS)


def onward(url: str) -> RedirectResponse:
    """After a form: the next page has its own address, so that reloading it repeats nothing."""
    return RedirectResponse(url, 303, HEADERS)


def notice(
    doors: Doors,
    request: Request,
    key: str,
    status: int,
    language: str = "",
    way: str = "",
    text: str = "",
) -> HTMLResponse:
    """A page that says what is the matter in a title and a sentence. `way` is the key of the text
    that leads to a new booking; empty: none. `text`: where the sentence is another's than the
    title's.
    """
    if not is_whole(language):
        language = language_of(doors.settings, asked(request), request)
    title = say(language, f"booking.{key}.title")
    said = tag("p", say(language, f"booking.{text or f'{key}.text'}"))
    start = link_button(say(language, way), f"/afspraak?taal={language}", True) if way else Html()
    path = request.url.path
    switch = (
        languages(doors.settings, language, lambda one: f"{path}?taal={one}")
        if request.method == "GET"
        else Html()
    )
    html = page(
        doors.settings, language, title, tag("h1", title), said, buttons(start), switch=switch
    )
    found = answer(html, status)
    if status in (429, 503):
        found.headers["retry-after"] = "60"
    return found


REFUSED: dict[str, tuple[str, int, str]] = {
    "busy": ("busy", 503, ""),
    "too_fast": ("guessed", 429, ""),
    "id_reused": ("twice", 409, "booking.again"),
    "too_late": ("late", 409, ""),
    "move_not_possible": ("late", 409, ""),
    "appointment_cancelled": ("late", 409, "booking.start"),
}
"""What a page says to a refusal: the key of its texts, the status, and its way on."""
CANNOT = ("cannot", 409, "booking.again")


async def _spoken(doors: Doors, request: Request) -> str:
    """The language of the form that was sent, or of the page that was asked for."""
    said = asked(request)
    if request.method == "POST":
        with suppress(HTTPException):  # no form, or none that can be read
            said = await sent(request)
    return language_of(doors.settings, said, request)


def route_class(doors: Doors) -> type[APIRoute]:
    """Routes that take forms from our own pages only, and that say in words what went wrong."""

    class Page(APIRoute):
        def get_route_handler(self) -> Handler:
            inner = super().get_route_handler()

            async def handle(request: Request) -> Response:
                if request.method == "POST" and not is_ours(request, doors.settings.server.url):
                    language = await _spoken(doors, request)
                    return notice(doors, request, "foreign", 403, language, "booking.again")
                try:
                    return await inner(request)
                except StoreBusy:
                    fault = "busy"
                except Refused as no:
                    fault = no.word
                key, status, way = REFUSED.get(fault, CANNOT)
                return notice(doors, request, key, status, await _spoken(doors, request), way)

            return handle

    return Page
