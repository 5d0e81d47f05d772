"""The end of every booking, whatever it books: who comes, everything once more, and it counts."""

from abc import ABC, abstractmethod
from typing import Generic, Protocol, Self, TypeVar

from fastapi import Request, Response

from host.agenda.records import Contact
from host.web.booking.asking import answer, asked, language_of, onward, sent
from host.web.booking.contact import Typed, read_typed
from host.web.booking.guard import Tries, address_of
from host.web.booking.said import Said
from host.web.booking.twice import twice_page
from host.web.doors import Doors
from host.web.html import Html
from wire.refusals import Refused

BOOKED_MAX = 60
BOOKED_MINUTES = 10
"""So many times may be kept free or booked from one address in so many minutes: enough for a
library, too few to fill a week.
"""
GONE = frozenset({"slot_taken", "too_soon", "too_far", "day_closed", "hold_unknown"})
"""Refusals after which another time helps."""


class AnyDraft(Protocol):
    """What was chosen before anybody is asked who comes."""

    @property
    def language(self) -> str: ...

    @property
    def is_ready(self) -> bool: ...

    def with_form(self) -> Self: ...

    def url(self) -> str: ...


D = TypeVar("D", bound=AnyDraft)


class Form(ABC, Generic[D]):
    """What the addresses answer that are the same for all. `own` is how the address of an own page
    begins.
    """

    own: str

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self._tries = Tries(BOOKED_MAX, BOOKED_MINUTES, lambda: doors.clock() / 1000)

    async def contact(self, request: Request) -> Response:
        draft = self.draft(request, asked(request)).with_form()
        if not draft.is_ready:
            return onward(draft.url())
        return answer(self.contact_page(draft, Typed(), {}, posted=False))

    async def change(self, request: Request) -> Response:
        """Back from the check, with what was typed."""
        draft, typed = await self.filled(request)
        if not draft.is_ready:
            return onward(draft.url())
        return answer(self.contact_page(draft, typed, {}, posted=True))

    async def check(self, request: Request) -> Response:
        draft, typed = await self.filled(request)
        if not draft.is_ready:
            return onward(draft.url())
        contact, wrong = self.judged(typed)
        if wrong:
            return answer(self.contact_page(draft, typed, wrong, posted=True), 422)
        return answer(self.check_page(draft, typed, contact.phone))

    async def book(self, request: Request) -> Response:
        draft, typed = await self.filled(request)
        if not draft.is_ready:
            return onward(draft.url())
        contact, wrong = self.judged(typed)
        if wrong:
            return answer(self.contact_page(draft, typed, wrong, posted=True), 422)
        self.count(request)
        try:
            link, kept = await self.keep(draft, contact)
        except Refused as no:
            return await self.instead(draft, typed, no)
        if kept != contact:
            return twice_page(self.doors, draft.language, self.own + link, kept, contact)
        return onward(f"{self.own}{link}?taal={draft.language}&klaar=nieuw")

    async def filled(self, request: Request) -> tuple[D, Typed]:
        """A form as it was sent."""
        form = await sent(request)
        return self.draft(request, form), read_typed(form)

    def draft(self, request: Request, said: Said) -> D:
        return self.read(said, language_of(self.doors.settings, said, request))

    def count(self, request: Request) -> None:
        """Refuses too_fast when one address keeps too much for itself."""
        address = address_of(request)
        if self._tries.are_used_up(address):
            raise Refused("too_fast")
        self._tries.count(address)

    async def instead(self, draft: D, typed: Typed, no: Refused) -> Response:
        """What was wanted cannot be had: what can. Raises what another time does not help."""
        if no.word not in GONE:
            raise no
        return answer(await self.gone_page(draft, typed), 409)

    @abstractmethod
    def read(self, said: Said, language: str) -> D: ...

    @abstractmethod
    def judged(self, typed: Typed) -> tuple[Contact, dict[str, str]]:
        """The contact, and what is wrong: by field, the key of the text that says it."""

    @abstractmethod
    def contact_page(self, draft: D, typed: Typed, wrong: dict[str, str], posted: bool) -> Html: ...

    @abstractmethod
    def check_page(self, draft: D, typed: Typed, phone: str) -> Html: ...

    @abstractmethod
    async def gone_page(self, draft: D, typed: Typed) -> Html: ...

    @abstractmethod
    async def keep(self, draft: D, contact: Contact) -> tuple[str, Contact]:
        """Books. The secret of the own page, and the contact as it is kept: another than this one
        when the same form was sent before.
        """
