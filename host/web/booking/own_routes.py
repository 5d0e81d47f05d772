"""The addresses of one appointment. Two hours after the visit there is nothing to be found."""

import secrets
from dataclasses import replace

from fastapi import APIRouter, Request, Response

from host.agenda.records import Appointment
from host.calendar import cancellation, invitation
from host.web.booking.asking import PRIVATE, answer, asked, onward
from host.web.booking.form import GONE
from host.web.booking.held import LinkPages
from host.web.booking.own import (
    Move,
    Own,
    move_check_page,
    move_days_page,
    move_gone_page,
    move_times_page,
    own_page,
)
from host.web.booking.said import Said
from host.web.booking.times import Free
from host.web.doors import Doors
from host.web.html import Html
from wire.refusals import Refused

DEAD_AFTER_MILLIS = 2 * 60 * 60_000
"""So long after its visit an appointment can still be looked at."""


def own_pages(doors: Doors) -> APIRouter:
    """The routes of a visitor's own appointment."""
    return OwnPages(doors).routes()


class OwnPages(LinkPages[Appointment, Own]):
    """What each address of an appointment answers."""

    prefix = "/a/{link}"
    in_address = ("plaats", "dag", "vanaf", "tijd", "klaar")
    keep = "booking.cancel.no"

    def routes(self) -> APIRouter:
        router = super().routes()
        router.get("/afspraak.ics")(self.calendar)
        return router

    async def find(self, link: str) -> Appointment | None:
        found = await self.doors.agenda.by_link(link)
        if found is None or found.location not in self.doors.settings.locations:
            return None
        return found if self.doors.clock() < found.ends + DEAD_AFTER_MILLIS else None

    def look(
        self, found: Appointment, language: str, step: str, fields: tuple[tuple[str, str], ...]
    ) -> Own:
        return Own(doors=self.doors, appointment=found, language=language, step=step, fields=fields)

    async def mail_of(self, own: Own) -> str:
        return (await self.doors.agenda.contact(own.appointment)).mail

    def own_page(self, own: Own, news: str, mailed: bool) -> Html:
        return own_page(own, news, mailed)

    async def call_off(self, own: Own) -> bool:
        if own.appointment.state == "open":
            await self.doors.agenda.cancel(own.appointment.visit, channel="web", by="web")
        return True

    async def choices(self, own: Own, said: Said) -> Html:
        move = _move(own, said)
        if move.time is not None:
            return move_check_page(own, move, secrets.token_hex(16))
        free = await _free(own, move)
        if move.day is not None:
            return move_times_page(own, move, move.day, free)
        return move_days_page(own, move, free)

    async def moved(self, own: Own, form: Said, identity: str) -> Response:
        move = _move(own, form)
        if move.time is None or own.appointment.state != "open":
            return onward(own.url())
        try:
            await self.doors.agenda.move(
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

    async def calendar(self, request: Request, link: str) -> Response:
        own = await self.own(request, link, asked(request))
        if isinstance(own, Response):
            return own
        say_it = cancellation if own.appointment.state == "cancelled" else invitation
        said = say_it(self.doors.settings, own.appointment, self.doors.clock())
        head = {"content-disposition": 'attachment; filename="afspraak.ics"'} | PRIVATE
        return Response(said, headers=head, media_type="text/calendar; charset=utf-8")


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
