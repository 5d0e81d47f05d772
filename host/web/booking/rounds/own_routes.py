"""The addresses of one round. Whoever guesses at them waits; after its day there is nothing to be
found.
"""

import secrets
from datetime import date

from fastapi import APIRouter, Request, Response

from host.agenda.rounds import Rounds
from host.settings import service_day
from host.web.booking.asking import (
    answer,
    asked,
    language_of,
    notice,
    onward,
    route_class,
    sent,
)
from host.web.booking.draft import FORM
from host.web.booking.guard import Tries, address_of
from host.web.booking.own_routes import LINK, MISSES_PER_MINUTE, tells
from host.web.booking.rounds.own import (
    OwnRound,
    cancel_round_page,
    move_round_check_page,
    move_round_days_page,
    own_round_page,
)
from host.web.booking.rounds.routes import GONE
from host.web.booking.said import Said
from host.web.doors import Doors
from wire.refusals import Refused

IN_ADDRESS = ("dag", "vanaf", "klaar")
"""Fields that a page keeps when its language changes."""


def own_round_pages(doors: Doors) -> APIRouter:
    """The routes of a visitor's own round."""
    router = APIRouter(prefix="/h/{link}", route_class=route_class(doors))
    answers = OwnRoundPages(doors)
    router.get("")(answers.see)
    router.get("/afzeggen")(answers.ask)
    router.post("/afzeggen")(answers.cancel)
    router.get("/wijzigen")(answers.choose)
    router.post("/wijzigen")(answers.move)
    return router


class OwnRoundPages:
    """What each address answers to those who do not guess."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.rounds = Rounds(doors.agenda)
        self.misses = Tries(MISSES_PER_MINUTE, 1, lambda: doors.clock() / 1000)

    async def see(self, request: Request, link: str) -> Response:
        own = await self._own(request, link, asked(request))
        if not isinstance(own, OwnRound):
            return own
        news = asked(request).one("klaar")
        mailed = bool(news and self.doors.settings.messages.mail.host)
        if mailed:
            mailed = bool((await self.rounds.contact(own.round)).mail)
        return answer(own_round_page(own, news, mailed), private=True)

    async def ask(self, request: Request, link: str) -> Response:
        own = await self._own(request, link, asked(request), "/afzeggen")
        if not isinstance(own, OwnRound):
            return own
        if not own.may_change:
            return onward(own.url())
        return answer(cancel_round_page(own), private=True)

    async def cancel(self, request: Request, link: str) -> Response:
        own = await self._own(request, link, await sent(request), "/afzeggen")
        if not isinstance(own, OwnRound):
            return own
        if own.round.state == "open":
            if not own.may_change:
                return onward(own.url())
            await self.rounds.cancel(own.round.round, channel="web", by="web")
        return onward(own.url(fields=[("klaar", "afgezegd")]))

    async def choose(self, request: Request, link: str) -> Response:
        own = await self._own(request, link, asked(request), "/wijzigen")
        if not isinstance(own, OwnRound):
            return own
        if not own.may_change:
            return onward(own.url())
        day, since = asked(request).day("dag"), asked(request).day("vanaf")
        if day is not None:
            return answer(move_round_check_page(own, day, secrets.token_hex(16)), private=True)
        free = await self._free(own)
        return answer(move_round_days_page(own, free, since), private=True)

    async def move(self, request: Request, link: str) -> Response:
        """Moves it, unless the day is full by now."""
        form = await sent(request)
        own = await self._own(request, link, form, "/wijzigen")
        if not isinstance(own, OwnRound):
            return own
        day, identity = form.day("dag"), form.one("form")
        if day is None or not own.may_change:
            return onward(own.url())
        if not FORM.fullmatch(identity):
            identity = secrets.token_hex(16)
        try:
            await self.rounds.move(own.round.round, day, channel="web", by="web", identity=identity)
        except Refused as no:
            if no.word not in GONE:
                raise
            page = move_round_days_page(own, await self._free(own), None, gone=day)
            return answer(page, 409)
        return onward(own.url(fields=[("klaar", "verzet")]))

    async def _free(self, own: OwnRound) -> list[date]:
        known = own.round
        return list(await self.rounds.free_anywhere(known.service, known.route, known.location))

    async def _own(
        self, request: Request, link: str, said: Said, step: str = ""
    ) -> OwnRound | Response:
        """The round, or the page that says why there is none."""
        address = address_of(request)
        settings = self.doors.settings
        language = language_of(settings, said, request)
        if self.misses.are_used_up(address):
            return notice(self.doors, request, "guessed", 429, language)
        now = self.doors.clock()
        today = min(service_day(settings.zone(place), now) for place in settings.locations)
        found = await self.rounds.by_link(link, today) if LINK.fullmatch(link) else None
        if found is None or self._is_dead(found.location, found.day):
            self.misses.count(address)
            text = "unknown.text" if tells(self.doors) else "unknown.plain"
            return notice(self.doors, request, "unknown", 404, language, "booking.start", text=text)
        language = language_of(settings, said, request, found.language)
        rest = tuple((name, said.one(name)) for name in IN_ADDRESS if said.one(name))
        may_change = self.rounds.may_change(found)
        return OwnRound(self.doors, found, language, may_change, step, rest)

    def _is_dead(self, location: str, day: str) -> bool:
        """After its day, or at a location that nobody knows any more."""
        settings = self.doors.settings
        if location not in settings.locations:
            return True
        return day < service_day(settings.zone(location), self.doors.clock()).isoformat()
