"""The page of each step. `page_of` is the whole of the visitor's way; `cover_of` is what may lie over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.visitor import appointment, ending, entrance, walk_in
from kiosk.visitor.hall import Hall
from kiosk.visitor.page import BACK_KEY, Option, Page, Session, Step
from wire.words import say

PAGES: dict[Step, Callable[[Hall, Session], Page]] = {
    "language": entrance.language,
    "start": entrance.start,
    "help": ending.helped,
    "sorry": ending.sorry,
    "done": ending.done,
    "appointment": appointment.start,
    "code": appointment.code,
    "nine": appointment.nine,
    "confirm": appointment.confirm,
    "unknown_code": appointment.unknown_code,
    "bsn": appointment.bsn,
    "too_fast": appointment.too_fast,
    "too_early": appointment.too_early,
    "too_late": appointment.too_late,
    "wrong_day": appointment.wrong_day,
    "wrong_place": appointment.wrong_place,
    "already_here": appointment.already_here,
    "cancelled": appointment.cancelled,
    "services": walk_in.services,
    "service_closed": walk_in.service_closed,
    "bring": walk_in.bring,
    "missing": walk_in.missing,
    "persons": walk_in.persons,
    "offer": walk_in.offer,
    "needs": walk_in.needs,
}


def page_of(hall: Hall, session: Session) -> Page:
    """The page on which the visitor is, with the keys that every page has."""
    session = replace(session, language=session.language or hall.language)
    page = PAGES[session.step](hall, session)
    back = None
    if session.before is not None:
        back = Option(BACK_KEY, say(session.language, "key.back"), session.before)
    return replace(page, back=back, help=entrance.help_option(hall, session))


def first(hall: Hall) -> Session:
    """Where everybody begins; a town with one language does not ask for it."""
    if len(hall.setup.languages) == 1:
        return Session(step="start", language=hall.language)
    return Session()


def is_first(session: Session) -> bool:
    """Nobody has begun: nothing to lose, nothing to clear."""
    return session.before is None and session.step in ("language", "start")
