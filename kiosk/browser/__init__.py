"""A screen of staff in a browser, for a tablet: each browser that opens the page gets a process of
its own on this computer. Our own page around it, with no font and no script from elsewhere.

Whoever can open the page has the screen: keep it on this computer, or behind the town's own door.
A canvas, so nothing for screen readers.
"""

from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

HERE = Path(__file__).parent
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

    def __init__(self, title: str, command: str, address: str) -> None:
        """`command` starts the app in a shell; `address` is where browsers find this server."""
        super().__init__(command, title=title, public_url=address, templates_path=HERE)

    async def application(self) -> web.Application:
        """The application, to be served or to be mounted below a path."""
        app = await self._make_app()
        app.add_routes([web.get("/terminal.css", _style)])
        app.on_response_prepare.append(_headers)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Says nothing: whoever serves it says where."""


def serve(title: str, command: str, listen: str, port: int) -> None:
    """Serves one app at `http://LISTEN:PORT/` until stopped."""
    terminal = Terminal(title, command, f"http://{listen}:{port}")
    web.run_app(terminal.application(), host=listen, port=port, print=None)


async def _style(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(HERE / "terminal.css")


async def _headers(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
