"""The way of a visitor for whom the waiting room has no room: wait outside, and a text when there
is.

The number and the place in line are kept already; a telephone number may be refused.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from visitor.hall import Hall
from visitor.page import Ask, Option, Page, Session, Step, Then
from wire.words import say

if TYPE_CHECKING:
    from wire.base import Message
    from wire.frames import Answer, Done, No

PHONE_MAX = 15
"""Digits of the longest number that there is (E.164)."""


def after_coming(answer: Done) -> Step:
    """Where the answer to a check-in or a number leads."""
    return "outside" if answer.outside == "ask" else "done"


def outside(hall: Hall, session: Session) -> Page:
    """There is no room: would you like a text?"""
    tongue, done = session.language, session.done
    assert done is not None
    return Page(
        step="outside",
        language=tongue,
        title=say(tongue, "outside.full"),
        big=done.ticket,
        lines=(say(tongue, "outside.place"),),
        options=(
            Option("1", say(tongue, "outside.text"), session.to("phone", code="")),
            Option("2", say(tongue, "outside.no_text"), _without(session)),
        ),
        note=say(tongue, "privacy.note", dagen=hall.setup.retention_days),
    )


def phone(hall: Hall, session: Session) -> Page:
    """A mobile number on a pad of digits."""
    tongue = session.language
    wrong = (say(tongue, "outside.wrong"),) if session.tries else ()
    return Page(
        step="phone",
        language=tongue,
        title=say(tongue, "outside.phone"),
        lines=wrong or (say(tongue, "outside.why"),),
        typed=session.code,
        digits=True,
        alarm=bool(session.tries),
    )


def leave(session: Session, typed: str) -> Then:
    """Says the number; one to which no text can go is asked for again, once with a way out."""

    def make(identity: str) -> Message:
        from wire.commands import LeavePhone

        assert session.done is not None
        return LeavePhone(id=identity, visit=session.done.visit or "", phone=typed)

    return Ask(make, lambda answer: _left(session, answer))


def _left(session: Session, answer: Done | No | Answer) -> Then:
    assert session.done is not None
    if answer.kind == "done":
        return session.end(
            "done", code="", done=session.done.model_copy(update={"outside": "text"})
        )
    assert answer.kind == "no"
    if answer.word in ("phone_unfit", "text_unfit"):
        return replace(session, code="", tries=session.tries + 1)
    if answer.word == "move_not_possible":  # asked in meanwhile
        return session.end("done", code="", done=session.done.model_copy(update={"outside": ""}))
    return _without(session)


def _without(session: Session) -> Session:
    assert session.done is not None
    return session.end("done", code="", done=session.done.model_copy(update={"outside": "back"}))


def told(hall: Hall, session: Session, paper: tuple[str, ...] = ()) -> Page:
    """The last page: wait outside, and how you hear that there is room."""
    tongue, done = session.language, session.done
    assert done is not None
    full = say(tongue, "outside.full")
    title = say(tongue, "ticket.number", nummer=done.ticket) if done.ticket else full
    lines = [full] if done.ticket else []
    lines += [how_to_hear(tongue, done.outside, done.wait_from_minutes)]
    lines += [say(tongue, "outside.place"), *paper]
    return Page(
        step="done",
        language=tongue,
        title=title,
        big=done.ticket,
        lines=tuple(lines),
        options=(Option("1", say(tongue, "key.done"), Session()),),
    )


def how_to_hear(tongue: str, how: str, minutes: int | None) -> str:
    """By a text; or by coming back; or, soon, by asking at the door."""
    if how == "text":
        return say(tongue, "outside.told")
    if minutes:
        return say(tongue, "outside.back", min=minutes)
    return say(tongue, "outside.ask")
