"""What is the same for whoever holds a link, be it of an appointment or of a round: the look at it,
the page that asks before cancelling, and the addresses. Whoever guesses at links waits.
"""

import re
import secrets
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from host.web.booking.asking import answer, asked, language_of, notice, onward, route_class, sent
from host.web.booking.draft import FORM, Fields
from host.web.booking.guard import Tries, address_of
from host.web.booking.parts import back, button, buttons, form, languages, link_button
from host.web.booking.said import Said
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, tag
from wire.words import say

MISSES_PER_MINUTE = 20
"""Links that one visitor may get wrong."""
LINK = re.compile(r"[0-9A-Za-z_-]{16,64}")


@dataclass(frozen=True, kw_only=True)
class Held(ABC):
    """One look at what a link opens: `step` is the page beneath its address."""

    doors: Doors
    language: str
    step: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    """What else stands in the address."""

    @property
    @abstractmethod
    def home(self) -> str:
        """Its address."""

    @property
    @abstractmethod
    def may_change(self) -> bool:
        """Whether the visitor may still move or cancel it."""

    @abstractmethod
    def facts(self) -> Html:
        """What it is, in a few lines."""

    def url(self, step: str = "", fields: Fields = [], language: str = "") -> str:  # noqa: B006
        said = [("taal", language or self.language), *fields]
        return f"{self.home}{step}?{urlencode(said)}"

    def page(self, title: str, *contents: str) -> Html:
        switch = languages(
            self.doors.settings,
            self.language,
            lambda one: self.url(self.step, list(self.fields), language=one),
        )
        return page(self.doors.settings, self.language, title, *contents, switch=switch)


def cancel_page(own: Held, keep: str) -> Html:
    """Asks once. `keep`: the key of the text that says no."""
    title = say(own.language, "booking.cancel.title")
    yes = button(say(own.language, "booking.cancel.yes"))
    no = link_button(say(own.language, keep), own.url())
    return own.page(
        title,
        back(own.language, own.url()),
        tag("h1", title),
        own.facts(),
        form(f"{own.home}/afzeggen", buttons(yes, no), fields=[("taal", own.language)]),
    )


class Found(Protocol):
    """What a link can open."""

    @property
    def language(self) -> str:
        """Of whoever asked for it."""


F = TypeVar("F", bound=Found)
H = TypeVar("H", bound=Held)


class LinkPages(ABC, Generic[F, H]):
    """What each address answers to those who do not guess: F is what is found, H a look at it."""

    prefix: str
    in_address: tuple[str, ...]
    """Fields that a page keeps when its language changes."""
    keep: str
    """The key of the text that does not cancel."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.misses = Tries(MISSES_PER_MINUTE, 1, lambda: doors.clock() / 1000)

    def routes(self) -> APIRouter:
        router = APIRouter(prefix=self.prefix, route_class=route_class(self.doors))
        router.get("")(self.see)
        router.get("/afzeggen")(self.ask)
        router.post("/afzeggen")(self.cancel)
        router.get("/wijzigen")(self.choose)
        router.post("/wijzigen")(self.move)
        return router

    @abstractmethod
    async def find(self, link: str) -> F | None:
        """What this link opens, while it opens anything."""

    @abstractmethod
    def look(self, found: F, language: str, step: str, fields: tuple[tuple[str, str], ...]) -> H:
        """This look at what was found."""

    @abstractmethod
    async def mail_of(self, own: H) -> str:
        """Where mails about it go."""

    @abstractmethod
    def own_page(self, own: H, news: str, mailed: bool) -> Html:
        """As it stands, after `news`. `mailed`: a mail goes out about it."""

    @abstractmethod
    async def call_off(self, own: H) -> bool:
        """Cancels it; whether it is cancelled now."""

    @abstractmethod
    async def choices(self, own: H, said: Said) -> Html:
        """The next page of a move."""

    @abstractmethod
    async def moved(self, own: H, form: Said, identity: str) -> Response:
        """Moves it, unless the time is gone."""

    async def see(self, request: Request, link: str) -> Response:
        own = await self.own(request, link, asked(request))
        if isinstance(own, Response):
            return own
        news = asked(request).one("klaar")
        mails = bool(news and self.doors.settings.messages.mail.host)
        mailed = mails and bool(await self.mail_of(own))
        return answer(self.own_page(own, news, mailed), private=True)

    async def ask(self, request: Request, link: str) -> Response:
        own = await self.own(request, link, asked(request), "/afzeggen")
        if isinstance(own, Response):
            return own
        if not own.may_change:
            return onward(own.url())
        return answer(cancel_page(own, self.keep), private=True)

    async def cancel(self, request: Request, link: str) -> Response:
        own = await self.own(request, link, await sent(request), "/afzeggen")
        if isinstance(own, Response):
            return own
        off = await self.call_off(own)
        return onward(own.url(fields=[("klaar", "afgezegd")] if off else []))

    async def choose(self, request: Request, link: str) -> Response:
        own = await self.own(request, link, asked(request), "/wijzigen")
        if isinstance(own, Response):
            return own
        if not own.may_change:
            return onward(own.url())
        return answer(await self.choices(own, asked(request)), private=True)

    async def move(self, request: Request, link: str) -> Response:
        form = await sent(request)
        own = await self.own(request, link, form, "/wijzigen")
        if isinstance(own, Response):
            return own
        identity = form.one("form")
        if not FORM.fullmatch(identity):
            identity = secrets.token_hex(16)
        return await self.moved(own, form, identity)

    async def own(self, request: Request, link: str, said: Said, step: str = "") -> H | Response:
        """The look at it, or the page that says why there is none."""
        address, settings = address_of(request), self.doors.settings
        language = language_of(settings, said, request)
        if self.misses.are_used_up(address):
            return notice(self.doors, request, "guessed", 429, language)
        found = await self.find(link) if LINK.fullmatch(link) else None
        if found is None:
            self.misses.count(address)
            text = "unknown.text" if tells(self.doors) else "unknown.plain"
            return notice(self.doors, request, "unknown", 404, language, "booking.start", text=text)
        language = language_of(settings, said, request, found.language)
        rest = tuple((name, said.one(name)) for name in self.in_address if said.one(name))
        return self.look(found, language, step, rest)


def tells(doors: Doors) -> bool:
    """Whether visitors get messages, in which the link stands."""
    messages = doors.settings.messages
    return bool(messages.mail.host or messages.sms.provider)
