"""The bare pages of the hall display and the dashboard, with the version of the host that gave
them. What is shown in them comes over the line.
"""

from html import escape
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

import display
from wire.version import own_version

VERSION = own_version()[:40]
MARK = '<meta name="version" content="">'


def shells() -> APIRouter:
    """Their routes."""
    router = APIRouter()

    @router.get("/display")
    def board() -> HTMLResponse:
        return HTMLResponse(_shell(display.FOLDER / "index.html"))

    @router.get("/dashboard")
    def dashboard() -> HTMLResponse:
        return HTMLResponse(_shell(display.FOLDER / "dashboard" / "index.html"))

    return router


def _shell(file: Path) -> str:
    told = MARK.replace('""', f'"{escape(VERSION)}"')
    return file.read_text(encoding="utf-8").replace(MARK, told)
