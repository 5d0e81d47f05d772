"""The addresses of one appointment. Whoever guesses at them waits; two hours after the visit there
is nothing to be found.
"""

import re
import secrets
from dataclasses import replace

from fastapi import APIRouter, Request, Response

from host.agenda.records import Appointment
from host.calendar import cancellation, invitation
from host.web.booking.asking import (
    PRIVATE,
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
from host.web.booking.own import (
    Move,
    Own,
    cancel_page,
    move_check_page,
    move_days_page,
    move_gone_page,
    move_times_page,
    own_page,
)
from host.web.booking.routes import GONE
from host.web.booking.said import Said
from host.web.booking.times import Free
from host.web.doors import Doors
from wire.refusals import Refused

MISSES_PER_MINUTE = 20
"""Addresses of appointments that one visitor may get wrong."""
LINK = re.compile(r"[0-9A-Za-z_-]{16,64}")
DEAD_AFTER_MILLIS = 2 * 60 * 60_000
"""So long after its visit an appointment can still be looked at."""
IN_ADDRESS = ("plaats", "dag", "vanaf", "tijd", "klaar")
"""Fields that a page keeps when its language changes."""


def own_pages(doors: Doors) -> APIRouter:
    """The routes of a visitor's own appointment."""
    router = APIRouter(prefix="/a/{link}", route_class=route_class(doors))
    answers = OwnPages(doors)
    router.get("")(answers.see)
    router.get("/afzeggen")(answers.ask)
    router.post("/afzeggen")(answers.cancel)
    router.get("/wijzigen")(answers.choose)
    router.post("/wijzigen")(answers.move)
    router.get("/afspraak.ics")(answers.calendar)
    return router


class OwnPages:
    """What each address answers to those who do not guess."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.misses = Tries(MISSES_PER_MINUTE, 1, lambda: doors.clock() / 1000)

    async def see(self, request: Request, link: str) -> Response:
        own = await self._own(request, link, asked(request))
        if not isinstance(own, Own):
            return own
        news = asked(request).one("klaar")
        mailed = bool(news) and await self._is_mailed(own)
        return answer(own_page(own, news, mailed), private=True)

    async def ask(self, request: Request, link: str) -> Response:
        own = await self._own(request, link, asked(request), "/afzeggen")
        if not isinstance(own, Own):
            return own
        if not own.may_change:
            return onward(own.url())
        return answer(cancel_page(own), private=True)

    async def cancel(self, request: Request, link: str) -> Response:
        own = await self._own(request, link, await sent(request), "/afzeggen")
        if not isinstance(own, Own):
            return own
        if own.appointment.state == "open":
            await self.doors.agenda.cancel(own.appointment.visit, channel="web", by="web")
        return onward(own.url(fields=[("klaar", "afgezegd")]))

    async def choose(self, request: Request, link: str) -> Response:
        own = await self._own(request, link, asked(request), "/wijzigen")
        if not isinstance(own, Own):
            return own
        if not own.may_change:
            return onward(own.url())
        move = _move(own, asked(request))
        if move.time is not None:
            return answer(move_check_page(own, move, secrets.token_hex(16)), private=True)
        free = await _free(own, move)
        if move.day is not None:
            return answer(move_times_page(own, move, move.day, free), private=True)
        return answer(move_days_page(own, move, free), private=True)

    async def move(self, request: Request, link: str) -> Response:
        form = await sent(request)
        own = await self._own(request, link, form, "/wijzigen")
        return await _moved(own, form) if isinstance(own, Own) else own

    async def calendar(self, request: Request, link: str) -> Response:
        own = await self._own(request, link, asked(request))
        if not isinstance(own, Own):
            return own
        say_it = cancellation if own.appointment.state == "cancelled" else invitation
        said = say_it(self.doors.settings, own.appointment, self.doors.clock())
        head = {"content-disposition": 'attachment; filename="afspraak.ics"'} | PRIVATE
        return Response(said, headers=head, media_type="text/calendar; charset=utf-8")

    async def _own(self, request: Request, link: str, said: Said, step: str = "") -> Own | Response:
        """The appointment, or the page that says why there is none."""
        address = address_of(request)
        language = language_of(self.doors.settings, said, request)
        if self.misses.are_used_up(address):
            return notice(self.doors, request, "guessed", 429, language)
        found = await self.doors.agenda.by_link(link) if LINK.fullmatch(link) else None
        if found is None or self._is_dead(found):
            self.misses.count(address)
            text = "unknown.text" if tells(self.doors) else "unknown.plain"
            return notice(self.doors, request, "unknown", 404, language, "booking.start", text=text)
        language = language_of(self.doors.settings, said, request, found.language)
        rest = tuple((name, said.one(name)) for name in IN_ADDRESS if said.one(name))
        return Own(self.doors, found, language, step, rest)

    async def _is_mailed(self, own: Own) -> bool:
        """Whether the town sends mail, and this visitor can get it."""
        if not self.doors.settings.messages.mail.host:
            return False
        return bool((await self.doors.agenda.contact(own.appointment)).mail)

    def _is_dead(self, found: Appointment) -> bool:
        known = found.location in self.doors.settings.locations
        return not known or self.doors.clock() >= found.ends + DEAD_AFTER_MILLIS


def tells(doors: Doors) -> bool:
    """Whether visitors get messages, in which the link stands."""
    messages = doors.settings.messages
    return bool(messages.mail.host or messages.sms.provider)


def _move(own: Own, said: Said) -> Move:
    """What was said of a move, at a place that can do it."""
    places = own.doors.agenda.places(own.appointment.asked.services)
    place = said.one("plaats")
    return Move(
        place if place in places else own.appointment.location,
        said.day("dag"),
        said.day("vanaf"),
        said.number("tijd"),
    )


async def _free(own: Own, move: Move) -> Free:
    agenda = own.doors.agenda
    first, last = agenda.horizon(move.place)
    return await agenda.free(move.place, own.appointment.asked, first, last)


async def _moved(own: Own, form: Said) -> Response:
    """Moves it, unless the time is gone."""
    move = _move(own, form)
    if move.time is None or own.appointment.state != "open":
        return onward(own.url())
    identity = form.one("form")
    if not FORM.fullmatch(identity):
        identity = secrets.token_hex(16)
    try:
        await own.doors.agenda.move(
            own.appointment.visit,
            move.time,
            location=move.place,
            channel="web",
            by="web",
            identity=identity,
        )
    except Refused as no:
        if no.word not in GONE:
            raise
        free = await _free(own, replace(move, day=None))
        return answer(move_gone_page(own, move, free), 409)
    return onward(own.url(fields=[("klaar", "verzet")]))
