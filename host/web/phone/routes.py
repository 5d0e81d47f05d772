"""The address of a visit's page: seeing it, asking for the newest view, and saying a wish. The page
speaks for its own visit and nothing else can be said through it.
"""

import asyncio
import re
from datetime import datetime
from uuid import uuid4

from fastapi import APIRouter, Request, WebSocket
from fastapi.responses import JSONResponse, Response

from host.core.phone import has_asked_time
from host.hall import Hall
from host.views.phone import last_own_step, page_sender, phone
from host.web.booking.asking import answer, asked, language_of, onward, route_class, sent
from host.web.booking.guard import Tries
from host.web.booking.said import Said
from host.web.doors import Doors
from host.web.html import Html
from host.web.phone.guard import Guard
from host.web.phone.line import look
from host.web.phone.page import SURE, lost_page, visit_page
from wire.codec import encode
from wire.commands import AnyCommand, AskTime, ChooseLanguage, ComeBack, Leave, Undo
from wire.frames import Done, No

WISHES_PER_MINUTE = 30
"""Of one visit: each is kept for good."""
NUMBER = re.compile(r"[0-9a-f]{32}")
"""Of a wish: made with the page, so that a form that is sent twice acts once."""


def phone_pages(doors: Doors) -> APIRouter:
    """The routes of a visit's page."""
    router = APIRouter(route_class=route_class(doors))
    guard = Guard(doors)
    pages = PhonePages(doors, guard)
    router.get("/v/{token}")(pages.see)
    router.post("/v/{token}")(pages.wish)
    router.get("/v/{token}/stand")(pages.stand)

    @router.websocket("/v/{token}/ws")
    async def line(websocket: WebSocket, token: str) -> None:
        await look(websocket, token, doors, guard)

    return router


def _answered(hall: Hall, form: Said) -> Done | No | None:
    """The answer to a way back that was said before: what it takes back is not there any more."""
    before = hall.answered.get(form.one("nummer"))
    return before[1] if before and form.one("wens") in ("undo", "come_back") else None


def _is_so(hall: Hall, visit: str, command: AnyCommand) -> bool:
    """Whether what is wished holds already: said on another page of the same visit, or by staff."""
    known = hall.day.visits.get(visit) if hall.day is not None else None
    if known is None:
        return False
    if isinstance(command, AskTime):
        return has_asked_time(known)
    return isinstance(command, Leave) and known.stage == "left"


class PhonePages:
    """What the address answers."""

    def __init__(self, doors: Doors, guard: Guard) -> None:
        self.doors = doors
        self.guard = guard
        self.wishes = Tries(WISHES_PER_MINUTE, 1, lambda: doors.clock() / 1000)

    async def see(self, request: Request, token: str) -> Response:
        """The page. After a wish that came to nothing its address says so."""
        said = asked(request)
        found = self.guard.visit_of(request, token)
        if found is None:
            return self._lost(request)
        hall, visit = found
        notice = "phone.wish.no" if said.one("nee") else ""
        sure = said.one("vraag") == SURE
        return answer(self._page(request, hall, visit, sure, notice), private=True)

    async def stand(self, request: Request, token: str) -> Response:
        """The newest view, for a page whose websocket does not open."""
        found = self.guard.visit_of(request, token)
        if found is None:
            status = 429 if self.guard.guesses(request) else 404
            word = "too_fast" if status == 429 else "visit_unknown"
            return JSONResponse({"kind": "no", "word": word}, status)
        body = self.doors.phones.view_of(*found)
        return Response(body, media_type="application/json", headers={"cache-control": "no-store"})

    async def wish(self, request: Request, token: str) -> Response:
        """What a visitor wishes; the answer to a form is the page again, to a script the words."""
        form = await sent(request)
        found = self.guard.visit_of(request, token)
        if found is None:
            return self._lost(request)
        hall, visit = found
        heard = _answered(hall, form)
        if heard is None:
            heard = await self._hear(hall, visit, form)
        if "application/json" in request.headers.get("accept", ""):
            status = 200 if isinstance(heard, Done) else 409
            return Response(encode(heard), status, media_type="application/json")
        is_no = isinstance(heard, No) and heard.word != "nothing_changes"
        return onward(f"/v/{token}{'?nee=1' if is_no else ''}")

    async def _hear(self, hall: Hall, visit: str, form: Said) -> Done | No:
        command = self._command(hall, visit, form)
        if command is None:
            return No(word="unreadable")
        if self.wishes.are_used_up(visit):
            return No(id=command.id, word="too_fast")
        self.wishes.count(visit)
        heard = await self._say(hall, visit, command)
        if isinstance(heard, No) and _is_so(hall, visit, command):
            return No(id=command.id, word="nothing_changes")
        return heard

    def _command(self, hall: Hall, visit: str, form: Said) -> AnyCommand | None:
        """The wish of a form, for this visit; None: it is none."""
        number = form.one("nummer")
        name = number if NUMBER.fullmatch(number) else uuid4().hex
        wish, language = form.one("wens"), form.one("taal")
        if not wish and language in self.doors.settings.town.languages:
            return ChooseLanguage(id=name, visit=visit, language=language)
        if wish == "ask_time":
            return AskTime(id=name, visit=visit)
        if wish == "leave":
            return Leave(id=name, visit=visit)
        if wish in ("undo", "come_back"):
            return self._back(hall, visit, name)
        return None

    def _back(self, hall: Hall, visit: str, name: str) -> AnyCommand:
        """Taking back the own step while that is possible, else back into the line."""
        assert hall.day is not None
        sender = page_sender(visit)
        now = self.doors.clock()
        step = last_own_step(hall.day, hall.day.visits[visit], sender.device, now)
        if step is not None:
            return Undo(id=name, step=step.step)
        return ComeBack(id=name, visit=visit)

    async def _say(self, hall: Hall, visit: str, command: AnyCommand) -> Done | No:
        heard: asyncio.Future[Done | No] = asyncio.get_running_loop().create_future()

        def reply(said: Done | No) -> None:
            if not heard.done():
                heard.set_result(said)

        self.doors.office.say(hall, command, page_sender(visit), reply)
        return await heard

    def _page(self, request: Request, hall: Hall, visit: str, sure: bool, notice: str) -> Html:
        assert hall.day is not None
        now = self.doors.clock()
        known = hall.day.visits[visit]
        survey = self.doors.phones.survey(hall, visit) if known.stage == "done" else ""
        view = phone(hall, known, now, survey)
        language = language_of(
            hall.settings, asked(request), request, own=known.language, every=True
        )
        local = datetime.fromtimestamp(now / 1000, hall.settings.zone(hall.location))
        path = request.url.path
        return visit_page(hall, view, language, path, f"{local:%H:%M}", sure, notice)

    def _lost(self, request: Request) -> Response:
        guesses = self.guard.guesses(request)
        language = language_of(self.doors.settings, asked(request), request, every=True)
        key, status = ("guessed", 429) if guesses else ("unknown", 404)
        return answer(lost_page(self.doors.settings, language, key), status, private=True)
