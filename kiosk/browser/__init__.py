"""A screen of staff in a browser, for a tablet: each browser that opens the page gets a process of
its own on this computer. Our own page around it, with no font and no script from elsewhere.

Whoever can open the page has the screen: keep it on this computer, or behind the town's own door.
A canvas, so nothing for screen readers.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp_jinja2
from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

HERE = Path(__file__).parent
STAFF_SIZE = (120, 40)
"""Columns and rows: from here on staff see everything beside each other."""
CLOSE_SECONDS = 1.5
KIOSK_SIZE = (84, 25)
"""Few and large: a visitor reads them from 1.5 m."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""The terminal sets its own style attributes, hence the inline styles."""


class Terminal(Server):
    """One app as a part of a web application, under any path."""

    def __init__(
        self, title: str, command: str, address: str, size: tuple[int, int] = STAFF_SIZE
    ) -> None:
        """`command` starts the app in a shell; `address` is where browsers find this server. The
        letters are as large as leaves `size`: so many columns and rows.
        """
        super().__init__(command, title=title, public_url=address, templates_path=HERE)
        self.size = size
        self._open: set[web.WebSocketResponse] = set()

    async def application(self) -> web.Application:
        """The application, to be served or to be mounted below a path."""
        app = await self._make_app()
        columns, rows = self.size
        aiohttp_jinja2.get_env(app).globals.update(columns=columns, rows=rows)
        app.add_routes(
            [web.get(f"/{name}", _file(name)) for name in ("terminal.css", "terminal.js")]
        )
        app.on_response_prepare.append(_headers)
        return app

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One browser: a process of its own from the first frame to the last, and no longer."""
        socket = web.WebSocketResponse(heartbeat=15, timeout=CLOSE_SECONDS)
        await socket.prepare(request)

        async def close() -> None:
            await socket.close()

        app = AppService(
            self.command,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        width, height = (to_int(request.query.get(each, ""), 80) for each in ("width", "height"))
        self._open.add(socket)
        try:
            await app.start(width, height)
            await self._process_messages(socket, app)
        finally:
            self._open.discard(socket)
            await asyncio.shield(asyncio.ensure_future(_end(app)))
        return socket

    async def on_shutdown(self, app: web.Application) -> None:
        """Closes every line, so that no process stays behind."""
        await asyncio.gather(*(socket.close() for socket in self._open), return_exceptions=True)

    async def on_startup(self, app: web.Application) -> None:
        """Says nothing: whoever serves it says where."""


async def _end(app: AppService) -> None:
    """Asks the app to quit; ends it when it does not."""
    with contextlib.suppress(TimeoutError, OSError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await app.stop()
    process = app._process
    if process is not None and process.returncode is None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await process.wait()
                return
        process.kill()
        await process.wait()


def serve(title: str, command: str, listen: str, port: int) -> None:
    """Serves one app at `http://LISTEN:PORT/` until stopped."""
    terminal = Terminal(title, command, f"http://{listen}:{port}")
    web.run_app(
        terminal.application(), host=listen, port=port, print=None, shutdown_timeout=CLOSE_SECONDS
    )


def _file(name: str) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(HERE / name)

    return answer


async def _headers(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
