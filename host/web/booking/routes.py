"""The addresses of a booking: what is asked next, and what a form does."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from host.agenda.records import Contact
from host.web.booking.asking import answer, asked, onward, route_class, sent
from host.web.booking.choosing import OTHER, days_page, gone_page, times_page
from host.web.booking.contact import Typed, judged, read_typed
from host.web.booking.draft import Draft, read_draft
from host.web.booking.filling import BOOK, check_page, contact_page
from host.web.booking.form import Form
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
from host.web.doors import Doors
from host.web.html import Html
from wire.refusals import Refused


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


class Booking(Form[Draft]):
    """What each address answers."""

    own = "/a/"

    async def question(self, request: Request) -> Response:
        said = asked(request)
        draft = self.draft(request, said).with_form()
        if not draft.services and not _is_fetched_ahead(request):
            await give_back(self.doors, draft)  # whoever starts anew wants another time
        return answer(await _next(self.doors, draft, bool(said.one("dienst"))))

    async def choose(self, request: Request) -> Response:
        """A time was chosen: it is kept free, and who comes is asked."""
        form = await sent(request)
        draft, typed = self.draft(request, form).with_form(), read_typed(form)
        if form.one(OTHER) and draft.place:
            return answer(await self._others(draft, typed, form.one(OTHER)))
        if not draft.is_ready:
            return onward(draft.url())
        self.count(request)
        try:
            draft = replace(await keep_free(self.doors, draft), was=None)
        except Refused as no:
            return await self.instead(draft, typed, no)
        if typed.is_empty:
            return onward(draft.url(CONTACT))
        contact, wrong = self.judged(typed)
        if wrong:
            return answer(self.contact_page(draft, typed, {}, posted=True))
        return answer(self.check_page(draft, typed, contact.phone))

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

    async def elsewhere(self, request: Request) -> Response:
        """The address of a form, typed or reloaded: the question that it answers."""
        return onward(self.draft(request, asked(request)).url())

    def read(self, said: Said, language: str) -> Draft:
        return read_draft(said, language, self.doors.agenda, self.doors.settings)

    def judged(self, typed: Typed) -> tuple[Contact, dict[str, str]]:
        return judged(typed)

    def contact_page(self, draft: Draft, typed: Typed, wrong: dict[str, str], posted: bool) -> Html:
        return contact_page(self.doors, draft, typed, wrong, posted)

    def check_page(self, draft: Draft, typed: Typed, phone: str) -> Html:
        return check_page(self.doors, draft, typed, phone)

    async def gone_page(self, draft: Draft, typed: Typed) -> Html:
        return gone_page(self.doors, draft, typed, await free_at(self.doors, draft))

    async def keep(self, draft: Draft, contact: Contact) -> tuple[str, Contact]:
        assert draft.time is not None
        await give_back(self.doors, draft, but=draft.hold)
        made = await self.doors.agenda.book(
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
        return made.link, await self.doors.agenda.contact(made)


def _is_fetched_ahead(request: Request) -> bool:
    """Whether a browser asks for a page that nobody has chosen yet."""
    return "prefetch" in request.headers.get("sec-purpose", "")


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
