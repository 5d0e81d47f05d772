"""How a browser becomes a kiosk: it shows a code, a person at the host lets it in, and its right
goes into a cookie that no script can read.
"""

import asyncio
import re

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from host.web.booking.asking import sent
from host.web.booking.guard import is_ours
from host.web.doors import Doors
from host.web.html import Html, join, tag
from host.web.kiosk.frame import document
from host.web.kiosk.stands import PATH, Stands, let_in
from wire.words import say

WAITING = "balie_kiosk_pairing"
WAIT_SECONDS = 600
LOOK_SECONDS = 3
NAME = re.compile(r"[0-9a-z][0-9a-z_-]{0,39}")
PRIVATE = {"cache-control": "no-store", "referrer-policy": "same-origin"}


class Pairing:
    """The two pages of it: a name, and the code."""

    def __init__(self, doors: Doors, stands: Stands) -> None:
        self.doors = doors
        self.stands = stands
        self.language = doors.settings.town.languages[0]

    async def see(self, request: Request) -> Response:
        """The form; or, once it was sent, the code until somebody has let the kiosk in."""
        if await self.stands.of(request) is not None:
            return RedirectResponse(PATH, 303, PRIVATE)
        secret, code, scanner = _waiting(request)
        if not secret:
            return self._form()
        token = await asyncio.to_thread(self.doors.access.claim, secret)
        if token == "":
            return self._code(code)
        if token is None:
            answer: Response = self._form("pair.again", 410)
        else:
            answer = RedirectResponse(PATH, 303, PRIVATE)
            let_in(request, answer, token, scanner)
        answer.delete_cookie(WAITING, path=f"{PATH}/pair", httponly=True, samesite="strict")
        return answer

    async def start(self, request: Request) -> Response:
        """A kiosk has a name and wants its code."""
        if not is_ours(request, self.doors.settings.server.url):
            return Response(status_code=403)
        form = await sent(request)
        name = form.one("name").strip()
        if not NAME.fullmatch(name):
            return self._form("pair.wrong", 422, name[:40])
        if not self.doors.starting.allows():
            return self._form("pair.fast", 429, name)
        started = await asyncio.to_thread(self.doors.access.start, "kiosk", name)
        answer = RedirectResponse(f"{PATH}/pair", 303, PRIVATE)
        scanner = "1" if form.one("scanner") else "0"
        answer.set_cookie(
            WAITING,
            f"{started.secret}.{started.code}.{scanner}",
            max_age=WAIT_SECONDS,
            path=f"{PATH}/pair",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return answer

    def _form(self, wrong: str = "", status: int = 200, name: str = "") -> HTMLResponse:
        tongue = self.language
        why = tag("p", say(tongue, wrong), role="alert", class_="wrong") if wrong else Html()
        field = tag(
            "input", id="name", name="name", value=name, required=True, aria_describedby="name-how"
        )
        scanner = tag("input", type="checkbox", name="scanner", value="1", id="scanner")
        form = tag(
            "form",
            tag("label", say(tongue, "pair.name"), for_="name"),
            tag("p", say(tongue, "pair.name.how"), id="name-how"),
            field,
            tag("p", tag("label", scanner, say(tongue, "pair.scanner"), class_="tick")),
            tag("button", say(tongue, "pair.show"), type="submit"),
            method="post",
            action=f"{PATH}/pair",
        )
        return self._page(status, why, tag("p", say(tongue, "pair.how")), form)

    def _code(self, code: str) -> HTMLResponse:
        tongue, places = self.language, self.doors.settings.locations
        place = next(iter(places)) if len(places) == 1 else "…"
        return self._page(
            200,
            tag("p", say(tongue, "pair.code"), id="code-name"),
            tag("p", code, class_="big", aria_labelledby="code-name"),
            tag("p", say(tongue, "pair.wait")),
            tag("p", tag("code", f"balie device approve {code} --location {place}")),
            tag("p", say(tongue, "pair.ten")),
            refresh_seconds=LOOK_SECONDS,
        )

    def _page(self, status: int, *parts: Html, refresh_seconds: int = 0) -> HTMLResponse:
        tongue, town = self.language, self.doors.settings.town.name
        title = say(tongue, "pair.title")
        body = tag(
            "body",
            tag("header", tag("p", town, class_="town")),
            tag("main", tag("h1", title), *parts, class_="pair"),
        )
        html = document(town, tongue, title, join(body), "", 0)
        headers = PRIVATE | ({"refresh": str(refresh_seconds)} if refresh_seconds else {})
        return HTMLResponse(html, status, headers)


def _waiting(request: Request) -> tuple[str, str, bool]:
    """Secret, code and whether there is a scanner, of a pairing under way."""
    parts = request.cookies.get(WAITING, "").split(".")
    if len(parts) != 3 or not all(parts):
        return "", "", False
    return parts[0], parts[1], parts[2] == "1"
