"""The addresses of a booking: what is asked next, and what a form does."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from host.agenda.records import Contact
from host.web.booking.asking import answer, asked, language_of, onward, route_class, sent
from host.web.booking.choosing import OTHER, days_page, gone_page, times_page
from host.web.booking.contact import Typed, judged, read_typed
from host.web.booking.draft import Draft, read_draft
from host.web.booking.filling import BOOK, check_page, contact_page
from host.web.booking.guard import Tries, address_of
from host.web.booking.holding import free_at, give_back, keep_free
from host.web.booking.said import Said
from host.web.booking.steps import (
    CHECK,
    CONTACT,
    TIME,
    can_add,
    more_page,
    nowhere_page,
    persons_page,
    place_page,
    services_page,
)
from host.web.booking.texts import local
from host.web.booking.twice import twice_page
from host.web.doors import Doors
from host.web.html import Html
from wire.refusals import Refused

GONE = frozenset({"slot_taken", "too_soon", "too_far", "day_closed", "hold_unknown"})
"""Refusals after which another time helps."""


HOLDS_MAX = 60
HOLDS_MINUTES = 10
"""So many times may be kept free or booked from one address in so many minutes: enough for a
library, too few to fill a week.
"""


def booking(doors: Doors) -> APIRouter:
    """The routes of the booking."""
    router = APIRouter(route_class=route_class(doors))
    answers = Booking(doors)
    router.get("/afspraak")(answers.question)
    router.post(TIME)(answers.choose)
    router.get(CONTACT)(answers.contact)
    router.post(CONTACT)(answers.change)
    router.post(CHECK)(answers.check)
    router.post(BOOK)(answers.book)
    for path in (TIME, CHECK, BOOK):
        router.get(path)(answers.elsewhere)
    return router


class Booking:
    """What each address answers."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.holds = Tries(HOLDS_MAX, HOLDS_MINUTES, lambda: doors.clock() / 1000)

    async def question(self, request: Request) -> Response:
        said = asked(request)
        draft = self._draft(request, said).with_form()
        if not draft.services and not _is_fetched_ahead(request):
            await give_back(self.doors, draft)  # whoever starts anew wants another time
        return answer(await _next(self.doors, draft, bool(said.one("dienst"))))

    async def choose(self, request: Request) -> Response:
        """A time was chosen: it is kept free, and who comes is asked."""
        form = await sent(request)
        draft, typed = self._draft(request, form).with_form(), read_typed(form)
        if form.one(OTHER) and draft.place:
            return answer(await self._others(draft, typed, form.one(OTHER)))
        if not _is_ready(draft):
            return onward(draft.url())
        self._count(request)
        try:
            draft = replace(await keep_free(self.doors, draft), was=None)
        except Refused as no:
            return await _gone(self.doors, draft, typed, no)
        if typed.is_empty:
            return onward(draft.url(CONTACT))
        contact, wrong = judged(typed)
        if wrong:
            return answer(contact_page(self.doors, draft, typed, {}, posted=True))
        return answer(check_page(self.doors, draft, typed, contact.phone))

    async def _others(self, draft: Draft, typed: Typed, other: str) -> Html:
        """Another time, or with `other` "dag" another day, without typing anything again."""
        free = await free_at(self.doors, draft)
        day = draft.day
        if other == "tijd" and draft.time is not None:
            day = local(draft.time, self.doors.settings.zone(draft.place)).date()
        has = draft.was if draft.time is None else draft.time
        draft = replace(draft.without_time(), day=day, was=None if typed.is_empty else has)
        if day is None:
            return days_page(self.doors, draft, free, typed)
        return times_page(self.doors, draft, day, free, typed)

    async def contact(self, request: Request) -> Response:
        draft = self._draft(request, asked(request)).with_form()
        if not _is_ready(draft):
            return onward(draft.url())
        return answer(contact_page(self.doors, draft, Typed(), {}))

    async def change(self, request: Request) -> Response:
        """Back from the check, with what was typed."""
        form = await sent(request)
        draft, typed = self._draft(request, form), read_typed(form)
        if not _is_ready(draft):
            return onward(draft.url())
        page = contact_page(self.doors, draft, typed, {}, posted=True)
        return answer(page)

    async def check(self, request: Request) -> Response:
        form = await sent(request)
        draft, typed = self._draft(request, form), read_typed(form)
        if not _is_ready(draft):
            return onward(draft.url())
        contact, wrong = judged(typed)
        if wrong:
            return _wrong(self.doors, draft, typed, wrong)
        return answer(check_page(self.doors, draft, typed, contact.phone))

    async def book(self, request: Request) -> Response:
        form = await sent(request)
        draft, typed = self._draft(request, form), read_typed(form)
        if not _is_ready(draft):
            return onward(draft.url())
        contact, wrong = judged(typed)
        if wrong:
            return _wrong(self.doors, draft, typed, wrong)
        self._count(request)
        try:
            return await _book(self.doors, draft, contact)
        except Refused as no:
            return await _gone(self.doors, draft, typed, no)

    async def elsewhere(self, request: Request) -> Response:
        """The address of a form, typed or reloaded: the question that it answers."""
        return onward(self._draft(request, asked(request)).url())

    def _draft(self, request: Request, said: Said) -> Draft:
        language = language_of(self.doors.settings, said, request)
        return read_draft(said, language, self.doors.agenda, self.doors.settings)

    def _count(self, request: Request) -> None:
        """Refuses too_fast when one address keeps too much for itself."""
        address = address_of(request)
        if self.holds.are_used_up(address):
            raise Refused("too_fast")
        self.holds.count(address)


def _is_fetched_ahead(request: Request) -> bool:
    """Whether a browser asks for a page that nobody has chosen yet."""
    return "prefetch" in request.headers.get("sec-purpose", "")


def _is_ready(draft: Draft) -> bool:
    """Whether a time is chosen for something at a place."""
    return bool(draft.place and draft.is_counted and draft.time is not None and draft.form)


async def _next(doors: Doors, draft: Draft, named: bool) -> Html:
    """The first question that has no answer yet."""
    if not draft.services:
        return services_page(doors, draft, unknown=named)
    if not draft.is_counted:
        return persons_page(doors, draft)
    if not draft.enough and can_add(doors, draft):
        return more_page(doors, draft)
    if not draft.place:
        offered = doors.agenda.places(draft.services)
        return place_page(doors, draft) if offered else nowhere_page(doors, draft)
    free = await free_at(doors, draft)
    if draft.day is None:
        return days_page(doors, draft, free)
    return times_page(doors, draft, draft.day, free)


async def _book(doors: Doors, draft: Draft, contact: Contact) -> Response:
    assert draft.time is not None
    await give_back(doors, draft, but=draft.hold)
    made = await doors.agenda.book(
        draft.place,
        draft.asked,
        draft.time,
        contact=contact,
        language=draft.language,
        channel="web",
        by="web",
        identity=draft.identity("book"),
        hold=draft.hold or None,
    )
    kept = await doors.agenda.contact(made)
    if kept != contact:
        return twice_page(doors, draft.language, f"/a/{made.link}", kept, contact)
    return onward(f"/a/{made.link}?taal={draft.language}&klaar=nieuw")


def _wrong(doors: Doors, draft: Draft, typed: Typed, wrong: dict[str, str]) -> Response:
    page = contact_page(doors, draft, typed, wrong, posted=True)
    return answer(page, 422)


async def _gone(doors: Doors, draft: Draft, typed: Typed, no: Refused) -> Response:
    """The time cannot be had: the nearest that can. Raises what another time does not help."""
    if no.word not in GONE:
        raise no
    free = await free_at(doors, draft)
    return answer(gone_page(doors, draft, typed, free), 409)
