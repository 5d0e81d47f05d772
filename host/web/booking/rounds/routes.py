"""The addresses of asking for a round: what is asked next, and what a form does."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from host.agenda.records import Contact
from host.agenda.rounds import Rounds
from host.web.booking.asking import answer, asked, language_of, onward, route_class, sent
from host.web.booking.contact import Typed, judged_at_home, read_typed
from host.web.booking.guard import Tries, address_of
from host.web.booking.rounds.draft import (
    BOOK,
    CHECK,
    CONTACT,
    DAYS,
    START,
    RoundDraft,
    read_round,
)
from host.web.booking.rounds.filling import round_check_page, round_contact_page
from host.web.booking.rounds.pages import areas_page, round_days_page, round_services_page
from host.web.booking.said import Said
from host.web.booking.twice import twice_page
from host.web.doors import Doors
from wire.refusals import Refused

GONE = frozenset({"slot_taken", "too_soon", "too_far", "day_closed"})
"""Refusals after which another day helps."""
BOOKED_MAX = 60
BOOKED_MINUTES = 10
"""So many may be booked from one address in so many minutes."""


def round_booking(doors: Doors) -> APIRouter:
    """The routes of asking for a round."""
    router = APIRouter(route_class=route_class(doors))
    answers = RoundBooking(doors)
    router.get(START)(answers.question)
    router.post(DAYS)(answers.days)
    router.get(CONTACT)(answers.contact)
    router.post(CONTACT)(answers.change)
    router.post(CHECK)(answers.check)
    router.post(BOOK)(answers.book)
    for path in (DAYS, CHECK, BOOK):
        router.get(path)(answers.elsewhere)
    return router


class RoundBooking:
    """What each address answers."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.rounds = Rounds(doors.agenda)
        self.booked = Tries(BOOKED_MAX, BOOKED_MINUTES, lambda: doors.clock() / 1000)

    async def question(self, request: Request) -> Response:
        """The first question that has no answer yet."""
        draft = self._draft(request, asked(request)).with_form()
        if not draft.service:
            return answer(round_services_page(self.doors, draft, self.rounds))
        if not draft.route:
            return answer(areas_page(self.doors, draft, self.rounds))
        return await self._ask_day(draft)

    async def days(self, request: Request) -> Response:
        """Another day, without typing anything again."""
        form = await sent(request)
        draft, typed = self._draft(request, form), read_typed(form)
        if not draft.route or typed.is_empty:
            return onward(replace(draft, day=None).url())
        return await self._ask_day(replace(draft, was=draft.day or draft.was), typed)

    async def contact(self, request: Request) -> Response:
        draft = self._draft(request, asked(request)).with_form()
        if not draft.is_ready:
            return onward(draft.url())
        return answer(round_contact_page(self.doors, draft, Typed(), {}))

    async def change(self, request: Request) -> Response:
        """Back from the check, with what was typed."""
        form = await sent(request)
        draft, typed = self._draft(request, form), read_typed(form)
        if not draft.is_ready:
            return onward(draft.url())
        return answer(round_contact_page(self.doors, draft, typed, {}, posted=True))

    async def check(self, request: Request) -> Response:
        form = await sent(request)
        draft, typed = self._draft(request, form), read_typed(form)
        if not draft.is_ready:
            return onward(draft.url())
        contact, wrong = judged_at_home(typed)
        if wrong:
            return self._wrong(draft, typed, wrong)
        return answer(round_check_page(self.doors, replace(draft, was=None), typed, contact.phone))

    async def book(self, request: Request) -> Response:
        form = await sent(request)
        draft, typed = self._draft(request, form), read_typed(form)
        if not draft.is_ready:
            return onward(draft.url())
        contact, wrong = judged_at_home(typed)
        if wrong:
            return self._wrong(draft, typed, wrong)
        address = address_of(request)
        if self.booked.are_used_up(address):
            raise Refused("too_fast")
        self.booked.count(address)
        try:
            return await self._book(draft, contact)
        except Refused as no:
            if no.word not in GONE:
                raise
        return await self._ask_day(draft, typed, gone=True)

    async def elsewhere(self, request: Request) -> Response:
        """The address of a form, typed or reloaded: the question that it answers."""
        return onward(replace(self._draft(request, asked(request)), day=None).url())

    async def _ask_day(
        self, draft: RoundDraft, typed: Typed | None = None, gone: bool = False
    ) -> Response:
        free = await self.rounds.free_anywhere(draft.service, draft.route)
        page = round_days_page(self.doors, draft, self.rounds, free, typed or Typed(), gone)
        return answer(page, 409 if gone else 200)

    async def _book(self, draft: RoundDraft, contact: Contact) -> Response:
        assert draft.day is not None
        made = await self.rounds.book_anywhere(
            draft.service,
            draft.route,
            draft.day,
            contact=contact,
            language=draft.language,
            channel="web",
            by="web",
            identity=draft.identity,
        )
        kept = await self.rounds.contact(made)
        if kept != contact:
            return twice_page(self.doors, draft.language, f"/h/{made.link}", kept, contact)
        return onward(f"/h/{made.link}?taal={draft.language}&klaar=nieuw")

    def _draft(self, request: Request, said: Said) -> RoundDraft:
        language = language_of(self.doors.settings, said, request)
        return read_round(said, language, self.rounds, self.doors.settings)

    def _wrong(self, draft: RoundDraft, typed: Typed, wrong: dict[str, str]) -> Response:
        page = round_contact_page(self.doors, draft, typed, wrong, posted=True)
        return answer(page, 422)
