"""The demo's one address: live screens, the roll of slips and today's figures. Says plain JSON to
its own page and nothing to anybody else.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from kiosk.browser import Terminal

ASSETS = Path(__file__).parent / "page"
SLIPS_SHOWN = 12
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

News = Callable[[], dict[str, object]]
"""Makes what the page follows: time, figures, state of the paper."""


async def page(
    terminals: dict[str, Terminal],
    roll: Path,
    start: Callable[[], dict[str, object]],
    news: News,
    paper: Path,
) -> web.Application:
    """The application. `roll` is the folder of slip pictures; `paper` the printer's control
    file."""
    app = web.Application(middlewares=[_safe])

    async def index(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(ASSETS / "index.html")

    async def first(_: web.Request) -> web.StreamResponse:
        return web.json_response(start())

    closing = asyncio.Event()

    async def follow(request: web.Request) -> web.StreamResponse:
        return await _follow(request, roll, news, closing)

    async def close(_: web.Application) -> None:
        closing.set()

    app.on_shutdown.append(close)
    app.add_routes(
        [
            web.get("/", index),
            web.get("/demo/start.json", first),
            web.get("/demo/news", follow),
            web.post("/demo/paper", _paper_setter(paper)),
            web.static("/demo", ASSETS),
            web.static("/slips", roll),
        ]
    )
    for name, terminal in terminals.items():
        app.add_subapp(f"/terminal/{name}", await terminal.application())
    return app


def _paper_setter(paper: Path) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def set_paper(request: web.Request) -> web.StreamResponse:
        wish = (await request.text()).strip()
        if wish not in {"ok", "out"}:
            raise web.HTTPBadRequest(text="ok or out")
        await asyncio.to_thread(paper.write_text, json.dumps({"paper": wish}))
        return web.Response(status=204)

    return set_paper


def newest(roll: Path) -> list[str]:
    """Names of the slips drawn last, newest first."""
    return sorted((file.name for file in roll.glob("slip-*.png")), reverse=True)[:SLIPS_SHOWN]


@web.middleware
async def _safe(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    response = await handler(request)
    if not response.prepared:
        response.headers.update(HEADERS)
    return response


async def _follow(
    request: web.Request, roll: Path, news: News, closing: asyncio.Event
) -> web.StreamResponse:
    """Tells the page what is new, once a second and only when something is."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", **HEADERS})
    await response.prepare(request)
    told = ""
    while request.transport and not request.transport.is_closing() and not closing.is_set():
        body = {"slips": newest(roll), **news()}
        now = json.dumps({key: value for key, value in body.items() if key != "at"})
        if now != told:
            told = now
            await response.write(f"data: {json.dumps(body)}\n\n".encode())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await closing.wait()
    return response
