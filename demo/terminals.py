"""Textual apps in the browser, each on its own page under the demo's one address, with our own page
around it: no font and no script from elsewhere.
"""

from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

TEMPLATES = Path(__file__).parent / "page"


class Terminal(Server):
    """One app at `/terminal/NAME/`. Each browser that opens it gets a process of its own."""

    def __init__(self, name: str, title: str, command: str, address: str) -> None:
        super().__init__(command, title=title, public_url=address, templates_path=TEMPLATES)
        self.name = name

    async def application(self) -> web.Application:
        """What answers under `/terminal/NAME/`."""
        return await self._make_app()

    async def on_startup(self, app: web.Application) -> None:
        """Says nothing: the demo prints one address, once."""
