"""The one FastAPI application: every route of the host, and who may use it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import APIRouter, FastAPI, HTTPException, Request, WebSocket
from fastapi.responses import FileResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

import display
from host.store import StoreBusy
from host.web.doors import Doors
from host.web.figures import figures
from host.web.line import Open, converse
from host.web.pages import pages
from host.web.pairing import pairing
from host.web.safety import Safety
from wire.words import languages, words_of

ROUTES: dict[str, str] = {
    "/ws": "devices: the token stands in the hello",
    "/": "everyone",
    "/health": "everyone",
    "/display": "everyone: the page is empty without a token",
    "/display/{file}": "everyone",
    "/words/{language}.json": "everyone",
    "/pages.css": "everyone",
    "/logo": "everyone",
    "/v/{token}": "whoever holds the slip: the token is the visit's own",
    "/pair/start": "everyone: a person at the host decides",
    "/pair/claim": "whoever started the pairing: the secret is its own",
    "/pair/redeem": "whoever was given a code; 20 tries a minute",
    "/api/v1/locations": "everyone",
    "/api/v1/figures": "a paired greeter or desk: its token as bearer",
}
"""Who may use each route. What is not listed here does not exist: a test walks the application."""


class Files(StaticFiles):
    """The display's files as they stand, without what is Python's."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path.endswith((".py", ".pyc")):
            raise HTTPException(404)
        return await super().get_response(path, scope)


def files(doors: Doors) -> APIRouter:
    """What is served as it stands: words, the display's page, the town's logo."""
    router = APIRouter()

    @router.get("/words/{language}.json")
    async def words(language: str) -> JSONResponse:
        if language not in languages():
            return JSONResponse({"word": "unreadable"}, 404)
        return JSONResponse(words_of(language))

    @router.get("/display")
    async def board() -> FileResponse:
        return FileResponse(display.FOLDER / "index.html")

    @router.get("/logo")
    async def logo() -> FileResponse:
        file = doors.logo()
        if file is None:
            raise HTTPException(404)
        return FileResponse(file)

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

    @app.websocket("/ws")
    async def line(websocket: WebSocket) -> None:
        await converse(websocket, doors, opened)

    @app.get("/health")
    async def health() -> JSONResponse:
        well = all(hall.day is not None for hall in doors.office.halls.values())
        return JSONResponse(
            {"state": "ok" if well else "busy", "at": doors.clock()}, 200 if well else 503
        )

    @app.exception_handler(StoreBusy)
    async def busy(_: Request, fault: Exception) -> JSONResponse:
        return JSONResponse({"word": "busy"}, 503)

    app.include_router(files(doors))
    app.mount("/display", Files(directory=display.FOLDER), name="display")
    app.include_router(pairing(doors))
    app.include_router(pages(doors))
    app.include_router(figures(doors))
    return app
