"""The page of each step, and the keys that every page has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from visitor import (
    alone,
    appointment,
    booking,
    elsewhere,
    ending,
    entrance,
    outside,
    rating,
    walk_in,
)
from visitor.hall import Hall
from visitor.page import BACK_KEY, ESCAPE_KEY, Option, Page, Session, Step, Then
from wire.words import say

PAGES: dict[Step, Callable[[Hall, Session], Page]] = {
    "language": entrance.language,
    "start": entrance.start,
    "help": ending.helped,
    "sorry": ending.sorry,
    "done": ending.done,
    "outside": outside.outside,
    "phone": outside.phone,
    "appointment": appointment.start,
    "code": appointment.code,
    "nine": appointment.nine,
    "confirm": appointment.confirm,
    "unknown_code": appointment.unknown_code,
    "bsn": appointment.bsn,
    "too_fast": appointment.too_fast,
    "too_early": elsewhere.too_early,
    "too_late": elsewhere.too_late,
    "wrong_day": elsewhere.wrong_day,
    "wrong_place": elsewhere.wrong_place,
    "already_here": elsewhere.already_here,
    "cancelled": elsewhere.cancelled,
    "services": walk_in.services,
    "service_closed": walk_in.service_closed,
    "bring": walk_in.bring,
    "missing": walk_in.missing,
    "persons": walk_in.persons,
    "offer": walk_in.offer,
    "needs": walk_in.needs,
    "book": booking.book,
    "alone_done": alone.alone_done,
    **rating.PAGES,
}


ENDINGS: frozenset[Step] = frozenset(
    {
        "done",
        "outside",
        "help",
        "sorry",
        "too_early",
        "too_late",
        "wrong_day",
        "wrong_place",
        "already_here",
        "cancelled",
        "alone_done",
        *rating.ENDINGS,
    }
)
"""Last pages. They need no host any more, so silence does not cover them."""


def page_of(hall: Hall, session: Session) -> Page:
    """The page on which the visitor is, with the keys that every page has."""
    session = replace(session, language=session.language or hall.language)
    tongue = session.language
    if session.step in rating.PAGES:
        return rating.page_of(hall, session)
    page = PAGES[session.step](hall, session)
    back = None
    if session.before is not None and page.option(BACK_KEY) is None:
        back = Option(BACK_KEY, say(tongue, "key.back"), session.before)
    page = replace(page, back=back, help=entrance.help_option(hall, session))
    return _with_letters(hall, session, page) if page.typed is not None else page


def _with_letters(hall: Hall, session: Session, page: Page) -> Page:
    """Where digits belong to a code, "back", "done" and "help" have other keys. Both keys of help
    stand there until a nine would be part of the code."""
    tongue, typed = session.language, session.code
    ready = _said(hall, session, typed) if typed else session
    return replace(
        page,
        back=replace(page.back, key=ESCAPE_KEY) if page.back else None,
        more=Option("Enter", say(tongue, "key.done"), ready),
        help=_help_key(page, typed),
        erase=say(tongue, "key.erase"),
    )


def _said(hall: Hall, session: Session, typed: str) -> Then:
    if session.step == "phone":
        return outside.leave(session, typed)
    return appointment.look_up(hall, session, typed)


def _help_key(page: Page, typed: str) -> Option:
    """A nine is a digit of a telephone number from the first on."""
    assert page.help is not None
    if typed or page.digits:
        return replace(page.help, key="*")
    return replace(page.help, face="9 *")


def first(hall: Hall) -> Session:
    """Where everybody begins; a town with one language does not ask for it."""
    if hall.rating:
        return Session(step="rate", language=hall.language)
    if len(hall.setup.languages) == 1:
        return Session(step="start", language=hall.language)
    return Session()


_FIRST = frozenset({"language", "start", "rate"})


def is_first(session: Session) -> bool:
    """Nobody has begun: nothing to lose, nothing to clear."""
    return session.before is None and session.step in _FIRST and not session.code
