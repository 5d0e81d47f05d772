"""The addresses of a kiosk in a browser: one page that is always the one of this moment, so that no
history is left, the question whether it still is, and its script and style.
"""

from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse

from host.store import StoreBusy
from host.web.booking.asking import sent
from host.web.booking.guard import is_ours
from host.web.conversation import Open
from host.web.doors import Doors
from host.web.html import Html
from host.web.kiosk.frame import FIRST_REFRESH_SECONDS, whole
from host.web.kiosk.looks import Looks
from host.web.kiosk.pairing import Pairing
from host.web.kiosk.presence import Presence
from host.web.kiosk.pressed import read_pressed
from host.web.kiosk.sheet import sheet
from host.web.kiosk.stand import STAY_SECONDS, Stand
from host.web.kiosk.stands import PATH, Stands
from visitor import entrance
from wire.frames import SILENCE_SECONDS

SCRIPT = Path(__file__).parent / "kiosk.js"
IDLE = "x-idle-seconds"
"""Sent by the script: so long nothing was touched."""
IDLE_MAX = 3600
PRIVATE = {"cache-control": "no-store", "referrer-policy": "same-origin"}
"""Nothing of a visitor stays in the browser. A browser that may tell nobody where it came from
cannot prove that a form was sent from here."""


def web_kiosk(doors: Doors, opened: Open) -> APIRouter:
    """The routes of the kiosk."""
    router = APIRouter()
    presence = Presence(doors, opened)
    stands = Stands(doors, presence)
    answers, pairing = WebKiosk(doors, stands, presence), Pairing(doors, stands)
    router.get("/kiosk")(answers.see)
    router.post("/kiosk")(answers.press)
    router.get("/kiosk/now")(answers.now)
    router.get("/kiosk/pair")(pairing.see)
    router.post("/kiosk/pair")(pairing.start)

    @router.get("/kiosk/kiosk.css")
    async def style() -> Response:
        return Response(sheet(doors.settings), media_type="text/css")

    @router.get("/kiosk/kiosk.js")
    async def script() -> FileResponse:
        return FileResponse(SCRIPT, media_type="text/javascript")

    return router


class WebKiosk:
    """What the page answers to a paired kiosk; everybody else is led to the pairing."""

    def __init__(self, doors: Doors, stands: Stands, presence: Presence) -> None:
        self.doors = doors
        self.stands = stands
        self.presence = presence

    async def see(self, request: Request) -> Response:
        try:
            stand = await self._stand(request)
        except StoreBusy:
            return self._later()
        if stand is None:
            return _to_pairing()
        return _answer(self._shown(stand, _idle_of(request)))

    async def press(self, request: Request) -> Response:
        """One key; then the page has the same address, and reloading it presses nothing."""
        if not is_ours(request, self.doors.settings.server.url):
            return Response(status_code=403)
        stand = await self._stand(request)
        if stand is None:
            return _to_pairing()
        form = await sent(request)
        pressed = read_pressed(form, has_code=bool(form.all("code")))
        await stand.press(pressed)
        return RedirectResponse(PATH, 303, PRIVATE)

    async def now(self, request: Request) -> Response:
        """Which page it is now, for a script that wonders whether it shows that one."""
        stand = await self._stand(request)
        if stand is None:
            return JSONResponse({"page": ""}, 401, PRIVATE)
        stamp = _stamp(self._shown(stand, _idle_of(request)))
        return JSONResponse({"page": stamp}, headers=PRIVATE)

    def _later(self) -> Response:
        """Nobody can say yet whose browser this is: as if the host were away; asks again."""
        page, looks = entrance.away(None, ""), Looks()
        html = whole(self.doors.settings, page, "", None, looks, refresh_seconds=0)
        return HTMLResponse(html, 503, PRIVATE | {"refresh": str(FIRST_REFRESH_SECONDS)})

    async def _stand(self, request: Request) -> Stand | None:
        """Who asks, after having looked whether its visitor is still there."""
        stand = await self.stands.of(request)
        if stand is None:
            return None
        idle = _idle_of(request)
        if idle is not None:
            stand.touch(idle)
        stand.look_around()
        again = SILENCE_SECONDS + (_refresh_seconds(stand) if idle is None else 0)
        self.presence.seen(stand.device, again)
        return stand

    def _shown(self, stand: Stand, idle: int | None) -> Html:
        hall = stand.hall
        page = stand.page(hall, asking=idle is None)
        begun = not stand.is_first or stand.choosing_looks or bool(stand.looks.chosen)
        return whole(
            self.doors.settings,
            page,
            stand.turn,
            hall,
            stand.looks,
            refresh_seconds=_refresh_seconds(stand),
            idle_seconds=stand.idle_seconds if begun and hall is not None else 0,
            stay_seconds=STAY_SECONDS,
            is_over=stand.is_over,
        )


def _idle_of(request: Request) -> int | None:
    """So long nothing was touched, for all that the script knows; None: there is no script."""
    told = request.headers.get(IDLE, "")
    return min(int(told), IDLE_MAX) if told.isascii() and told.isdecimal() else None


def _refresh_seconds(stand: Stand) -> int:
    """Without a script: when there may be something else to see."""
    if stand.is_first:
        return FIRST_REFRESH_SECONDS
    return STAY_SECONDS + 1 if stand.asks else stand.idle_seconds + 1


def _stamp(html: Html) -> str:
    return sha256(html.encode()).hexdigest()[:16]


def _answer(html: Html) -> HTMLResponse:
    return HTMLResponse(html, headers=PRIVATE | {"x-page": _stamp(html)})


def _to_pairing() -> RedirectResponse:
    return RedirectResponse(f"{PATH}/pair", 303, PRIVATE)
