"""The one FastAPI application: every route of the host, and who may use it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import APIRouter, FastAPI, HTTPException, Request, WebSocket
from fastapi.responses import FileResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

import display
from host.store import StoreBusy
from host.web.api import api, base_of
from host.web.api.surround import PATH as API
from host.web.api.surround import Door, Versioned
from host.web.booking.own_routes import own_pages
from host.web.booking.rounds.own_routes import own_round_pages
from host.web.booking.rounds.routes import round_booking
from host.web.booking.routes import booking
from host.web.conversation import Open
from host.web.doors import Doors
from host.web.feeds import feeds
from host.web.health import health
from host.web.indicators.routes import indicators
from host.web.interop.doors import interop
from host.web.kiosk.routes import web_kiosk
from host.web.line import converse
from host.web.nowhere import answer_nowhere
from host.web.pages import pages
from host.web.pairing import pairing
from host.web.phone.routes import phone_pages
from host.web.pictures import pictures
from host.web.safety import Safety
from host.web.shells import shells
from host.web.speech import speech
from host.web.survey.routes import survey_pages
from wire.words import languages, words_of

ROUTES: dict[str, str] = {
    "/ws": "devices: the token stands in the hello",
    "/": "everyone",
    "/health": "everyone: one word",
    "/health/devices": "this computer, or a key for metrics:read, at its locations",
    "/metrics": "as /health/devices",
    "/display": "everyone: the page is empty without a token",
    "/display/{file}": "everyone",
    "/dashboard": "everyone: the page is empty without a token",
    "/indicators": "everyone: counts of ten and more",
    "/indicators.json": "as /indicators",
    "/indicators.csv": "as /indicators",
    "/indicators/queue-monitor.json": "as /indicators",
    "/words/{language}.json": "everyone",
    "/pages.css": "everyone",
    "/logo": "everyone",
    "/pictures/{location}/{display}/{name}": "everyone: they hang in the hall",
    "/speech/{location}/{name}.wav": "everyone: only of calls that stand on a board now",
    "/favicon.ico": "everyone",
    "/v/{token}": "whoever holds the slip: the token is the visit's own; 20 wrong ones a minute",
    "/v/{token}/stand": "as /v/{token}",
    "/v/{token}/ws": "as /v/{token}, from our own page",
    "/afspraak": "everyone",
    "/afspraak/tijd": "everyone, from our own page",
    "/afspraak/gegevens": "everyone, from our own page",
    "/afspraak/controle": "everyone, from our own page",
    "/afspraak/boeken": "everyone, from our own page",
    "/a/{link}": "whoever holds the appointment's link; 20 wrong ones a minute",
    "/a/{link}/wijzigen": "as /a/{link}, from our own page",
    "/a/{link}/afzeggen": "as /a/{link}, from our own page",
    "/a/{link}/afspraak.ics": "as /a/{link}",
    "/aan-huis": "everyone",
    "/aan-huis/dag": "everyone, from our own page",
    "/aan-huis/gegevens": "everyone, from our own page",
    "/aan-huis/controle": "everyone, from our own page",
    "/aan-huis/boeken": "everyone, from our own page",
    "/h/{link}": "whoever holds the round's link; 20 wrong ones a minute",
    "/h/{link}/wijzigen": "as /h/{link}, from our own page",
    "/h/{link}/afzeggen": "as /h/{link}, from our own page",
    "/mening/{token}": "whoever holds the address of a visit's question; 20 wrong ones a minute",
    "/calendar/{location}/{token}.ics": "whoever was given the address: nothing personal",
    "/calendar/{location}/{desk}/{token}.ics": "as /calendar/{location}/{token}.ics",
    "/kiosk": "a paired kiosk, by its browser's cookie; everyone else is led to /kiosk/pair",
    "/kiosk/now": "as /kiosk",
    "/kiosk/pair": "everyone: a person at the host decides",
    "/kiosk/kiosk.css": "everyone",
    "/kiosk/kiosk.js": "everyone",
    "/pair/start": "everyone: a person at the host decides",
    "/pair/claim": "whoever started the pairing: the secret is its own",
    "/pair/redeem": "whoever was given a code; 20 tries a minute",
    "/api/v1/openapi.json": "everyone",
    "/api/v1/problems": "everyone",
    "/api/v1/problems/{word}": "everyone",
    "/api/v1/locations": "everyone",
    "/api/v1/services": "a key for availability:read",
    "/api/v1/availability": "a key for availability:read",
    "/api/v1/holds": "a key for appointments:write",
    "/api/v1/holds/{hold}": "the key for appointments:write that made it",
    "/api/v1/appointments": "a key for appointments:read; to book, appointments:write",
    "/api/v1/appointments/{appointment}": "as /api/v1/appointments, at the key's locations",
    "/api/v1/appointments/{appointment}/contact": "a key for contact:read, at its locations",
    "/api/v1/rounds": "a key for availability:read; to book, appointments:write",
    "/api/v1/rounds/{round}": "a key for appointments:read; to cancel, appointments:write",
    "/api/v1/callbacks": "a key for callbacks:read; to promise, callbacks:write",
    "/api/v1/callbacks/figures": "a key for callbacks:read, at its locations",
    "/api/v1/callbacks/{callback}": "a key for callbacks:read, at its locations",
    "/api/v1/callbacks/{callback}/steps": "a key for callbacks:write, at its locations",
    "/api/v1/callbacks/{callback}/contact": "a key for contact:read, at its locations",
    "/api/v1/figures": "a paired greeter or desk, or a key for figures:read",
    "/qmatic/calendar-backend/public/api/{rest:path}": "a key, each call with its scope",
    "/jcc/connect/token": "the id and secret of a key",
    "/jcc/api/warp/v1/connect/token": "the id and secret of a key",
    "/jcc/api/warp/v1/version": "an access token of a key",
    "/jcc/api/warp/v1/activity/listforappointment": "an access token of a key",
    "/jcc/api/warp/v1/activity/listforappointment/additional": "an access token of a key",
    "/jcc/api/warp/v1/activity/appointmentdaterange": "an access token of a key",
    "/jcc/api/warp/v1/location": "an access token of a key",
    "/jcc/api/warp/v1/location/forappointment": "an access token of a key",
    "/jcc/api/warp/v1/location/{name}": "an access token of a key",
    "/jcc/api/warp/v1/appointment/availabletimelist": "an access token of a key",
    "/jcc/api/warp/v1/appointment/calculateduration": "an access token of a key",
    "/jcc/api/warp/v1/customer/customerfields/required": "an access token of a key",
    "/jcc/api/warp/v1/appointment": "an access token of a key",
    "/jcc/api/warp/v1/appointment/qrcode": "an access token of a key",
}
"""Who may use each route. What is not listed here does not exist: a test walks the application."""


class Files(StaticFiles):
    """The display's files as they stand, without what is Python's."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path.endswith((".py", ".pyc")):
            raise HTTPException(404)
        return await super().get_response(path, scope)


def files(doors: Doors) -> APIRouter:
    """What is served as it stands: words and the town's logo."""
    router = APIRouter()

    @router.get("/words/{language}.json")
    async def words(language: str) -> JSONResponse:
        if language not in languages():
            return JSONResponse({"word": "unreadable"}, 404)
        return JSONResponse(words_of(language))

    @router.get("/logo")
    def logo() -> FileResponse:
        file = doors.logo()
        if file is None:
            raise HTTPException(404)
        return FileResponse(file)

    @router.get("/favicon.ico")
    def icon() -> Response:
        file = doors.logo()
        return FileResponse(file) if file is not None else Response(status_code=204)

    return router


def application(
    doors: Doors, opened: Open, life: Callable[[], AbstractAsyncContextManager[None]]
) -> FastAPI:
    """The application over the host's parts. `life` runs them for as long as it serves."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with life():
            yield

    app = FastAPI(title="Balie", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.add_middleware(Safety, frames=doors.settings.server.display_frames)
    app.add_middleware(Versioned, base=base_of(doors))

    @app.websocket("/ws")
    async def line(websocket: WebSocket) -> None:
        await converse(websocket, doors, opened)

    @app.exception_handler(StoreBusy)
    async def busy(_: Request, fault: Exception) -> JSONResponse:
        return JSONResponse({"word": "busy"}, 503)

    answer_nowhere(app, doors)
    app.include_router(files(doors))
    app.include_router(shells())
    app.include_router(pictures(doors))
    app.include_router(speech(doors))
    app.mount("/display", Files(directory=display.FOLDER), name="display")
    app.include_router(health(doors))
    app.include_router(pairing(doors))
    app.include_router(pages(doors))
    app.include_router(phone_pages(doors))
    for public in (booking, own_pages, round_booking, own_round_pages, survey_pages, indicators):
        app.include_router(public(doors))
    app.include_router(feeds(doors))
    app.include_router(web_kiosk(doors, opened))
    app.router.routes.append(Door(API, api(doors)))
    app.include_router(interop(doors))
    return app
