"""The address of the question about one visit. Whoever guesses at it waits, as at the addresses of
appointments.
"""

from fastapi import APIRouter, Request, Response

from host.survey.survey import Asked, Channel
from host.web.booking.asking import answer, asked, language_of, notice, onward, route_class, sent
from host.web.booking.guard import Tries, address_of
from host.web.booking.parts import languages
from host.web.booking.said import Said
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import tag
from host.web.survey.answers import read_filled, wrong
from host.web.survey.form import AGAIN, Look, question_page, thanks_page
from wire.words import say

MISSES_PER_MINUTE = 20
"""Addresses that one visitor may get wrong."""


def survey_pages(doors: Doors) -> APIRouter:
    """The routes of the question."""
    router = APIRouter(route_class=route_class(doors))
    answers = SurveyPages(doors)
    router.get("/mening/{token}")(answers.see)
    router.post("/mening/{token}")(answers.give)
    return router


class SurveyPages:
    """What the address answers to those who do not guess."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.misses = Tries(MISSES_PER_MINUTE, 1, lambda: doors.clock() / 1000)

    async def see(self, request: Request, token: str) -> Response:
        look = await self._look(request, token, asked(request))
        if not isinstance(look, Look):
            return look
        given = look.asked.state == "given"
        return answer(thanks_page(look) if given else question_page(look), private=True)

    async def give(self, request: Request, token: str) -> Response:
        """Keeps the answer; the thanks have the address of the question."""
        form = await sent(request)
        look = await self._look(request, token, form)
        if not isinstance(look, Look):
            return look
        if look.asked.state == "given":
            return onward(look.url(look.language))
        filled = read_filled(form)
        if form.one(AGAIN[0]):
            return answer(question_page(look, filled, posted=True))
        if faults := wrong(filled):
            return answer(question_page(look, filled, faults, posted=True), 422)
        channel: Channel = "mail" if look.via == "mail" else "page"
        await self.doors.survey.give(look.asked, filled.said(), channel)
        return onward(look.url(look.language))

    async def _look(self, request: Request, token: str, said: Said) -> Look | Response:
        """The question, or the page that says why there is none."""
        address = address_of(request)
        settings = self.doors.settings
        language = language_of(settings, said, request, every=True)
        if self.misses.are_used_up(address):
            return notice(self.doors, request, "guessed", 429, language)
        found = await self.doors.survey.by_token(token)
        if found is None:
            self.misses.count(address)
            return self._notice(request, "unknown", 404, language)
        if found.state == "over":
            return self._notice(request, "over", 410, language)
        language = language_of(settings, said, request, found.language, every=True)
        if found.state == "not_yet":
            return self._notice(request, "not_yet", 409, language)
        return self._of(found, language, token, said)

    def _of(self, found: Asked, language: str, token: str, said: Said) -> Look:
        return Look(
            self.doors.settings,
            found,
            language,
            f"/mening/{token}",
            "mail" if said.one("via") == "mail" else "",
            self.doors.survey.asks_greeter(found),
        )

    def _notice(self, request: Request, key: str, status: int, language: str) -> Response:
        """Why there is nothing to answer, in a title and a sentence."""
        title = say(language, f"survey.{key}.title")
        path, settings = request.url.path, self.doors.settings
        switch = languages(settings, language, lambda one: f"{path}?taal={one}", every=True)
        said = tag("p", say(language, f"survey.{key}.text"))
        return answer(
            page(settings, language, title, tag("h1", title), said, switch=switch), status
        )
