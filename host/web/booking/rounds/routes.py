"""The addresses of asking for a round: what is asked next, and what a form does."""

from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Request, Response

from host.agenda.records import Contact
from host.agenda.rounds import Rounds
from host.web.booking.asking import answer, asked, onward, route_class, sent
from host.web.booking.contact import Typed, judged_at_home, read_typed
from host.web.booking.form import Form
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
from host.web.booking.rounds.pages import GONE_DAY, areas_page, round_days_page, round_services_page
from host.web.booking.said import Said
from host.web.doors import Doors
from host.web.html import Html


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


class RoundBooking(Form[RoundDraft]):
    """What each address answers."""

    own = "/h/"

    def __init__(self, doors: Doors) -> None:
        super().__init__(doors)
        self.rounds = Rounds(doors.agenda)

    async def question(self, request: Request) -> Response:
        """The first question that has no answer yet."""
        draft = self.draft(request, asked(request)).with_form()
        if not draft.service:
            return answer(round_services_page(self.doors, draft, self.rounds))
        if not draft.route:
            return answer(areas_page(self.doors, draft, self.rounds))
        return answer(await self._days_page(draft, Typed()))

    async def days(self, request: Request) -> Response:
        """Another day, without typing anything again."""
        form = await sent(request)
        draft, typed = self.draft(request, form), read_typed(form)
        if not draft.route or typed.is_empty:
            return onward(replace(draft, day=None).url())
        draft = replace(draft, was=draft.day or draft.was)
        return answer(await self._days_page(draft, typed, form.day(GONE_DAY)))

    async def elsewhere(self, request: Request) -> Response:
        """The address of a form, typed or reloaded: the question that it answers."""
        return onward(replace(self.draft(request, asked(request)), day=None).url())

    async def _days_page(self, draft: RoundDraft, typed: Typed, gone: date | None = None) -> Html:
        free = await self.rounds.free_anywhere(draft.service, draft.route)
        return round_days_page(self.doors, draft, self.rounds, free, typed, gone)

    def read(self, said: Said, language: str) -> RoundDraft:
        return read_round(said, language, self.rounds, self.doors.settings)

    def judged(self, typed: Typed) -> tuple[Contact, dict[str, str]]:
        return judged_at_home(typed)

    def contact_page(
        self, draft: RoundDraft, typed: Typed, wrong: dict[str, str], posted: bool
    ) -> Html:
        return round_contact_page(self.doors, draft, typed, wrong, posted)

    def check_page(self, draft: RoundDraft, typed: Typed, phone: str) -> Html:
        return round_check_page(self.doors, replace(draft, was=None), typed, phone)

    async def gone_page(self, draft: RoundDraft, typed: Typed) -> Html:
        return await self._days_page(draft, typed, draft.day)

    async def keep(self, draft: RoundDraft, contact: Contact) -> tuple[str, Contact]:
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
        return made.link, await self.rounds.contact(made)
