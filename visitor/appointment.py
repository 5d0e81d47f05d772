"""The way of a visitor with an appointment: a code typed or scanned, is it yours, checked in.

What is too early, late or elsewhere is the host's word; each has its own page here. A kiosk never
sends anybody away: what it cannot do it hands over to the greeter, and says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from visitor.alone import take
from visitor.entrance import HelpReason, call_greeter
from visitor.hall import Hall
from visitor.outside import after_coming
from visitor.page import HELP_KEY, Ask, Option, Page, Session, Step, Then
from visitor.tongues import together
from wire.words import say

if TYPE_CHECKING:
    from wire.base import Message
    from wire.frames import Answer, Done, No

CODE_MAX = 24
"""Characters that can be typed; a scanned code may be longer."""


def start(hall: Hall, session: Session) -> Page:
    tongue = session.language
    return Page(
        step="appointment",
        language=tongue,
        title=say(tongue, "checkin.start"),
        lines=(say(tongue, "checkin.scan"),) if hall.scanner else (),
        options=(
            Option("1", say(tongue, "checkin.typecode"), session.to("code", code="")),
            _without_code(hall, session),
        ),
    )


def _without_code(hall: Hall, session: Session) -> Option:
    """A person looks the appointment up; while the host is away a number keeps the place."""
    tongue = session.language
    if hall.alone:
        return Option("2", say(tongue, "alone.nocode"), session.to("services", collect=False))
    return Option("2", say(tongue, "checkin.nocode"), call_greeter(hall, session, "code"))


def code(hall: Hall, session: Session) -> Page:
    tongue = session.language
    return Page(
        step="code",
        language=tongue,
        title=say(tongue, "checkin.code"),
        lines=(say(tongue, "checkin.code.where"), say(tongue, "privacy.bsn") + "."),
        typed=session.code,
    )


def nine(hall: Hall, session: Session) -> Page:
    """A nine as the first key of a code: the help key, or the code's own first digit?"""
    tongue = session.language
    return Page(
        step="nine",
        language=tongue,
        title=say(tongue, "checkin.nine"),
        options=(
            Option("1", say(tongue, "start.help"), call_greeter(hall, session, "code")),
            Option(
                "2",
                say(tongue, "checkin.nine.no"),
                replace(session, step="code", code=HELP_KEY, before=_before_code(session)),
            ),
        ),
    )


def _before_code(session: Session) -> Session | None:
    return session.before.before if session.before else None


def look_up(hall: Hall, session: Session, typed: str) -> Then:
    """Asks the host for the appointment of a code; a citizen service number goes no further."""
    from wire.text import has_bsn

    if has_bsn(typed):
        return session.to("bsn", code="")
    if hall.alone:
        return session.to("services", code=typed, collect=False)

    def make(identity: str) -> Message:
        from wire.frames import FindAppointment

        return FindAppointment(id=identity, code=typed)

    return Ask(make, lambda answer: _found(hall, replace(session, code=""), typed, answer))


def _found(hall: Hall, session: Session, typed: str, answer: Done | No | Answer) -> Then:
    if answer.kind == "no":
        return _refused(hall, session, answer)
    assert answer.kind == "appointment_found"
    session = replace(session, found=answer, persons=answer.persons)
    if answer.word in ("on_time", "early", "late"):
        return session.to("confirm", code=typed)
    return _hand_over(hall, session, answer.word, answer.opens_at)


def _refused(hall: Hall, session: Session, no: No) -> Then:
    """Where each refusal of a code or a check-in leads."""
    if no.word == "code_unknown":
        return session.to("unknown_code", tries=session.tries + 1)
    if no.word == "too_fast":
        return session.to("too_fast")
    opens = no.detail.get("opens_at")
    return _hand_over(hall, session, no.word, opens if isinstance(opens, int) else None)


_ELSEWHERE: dict[str, tuple[Step, HelpReason | None]] = {
    "too_early": ("too_early", None),
    "already_here": ("already_here", None),
    "too_late": ("too_late", "late"),
    "wrong_day": ("wrong_day", "wrong_day"),
    "wrong_place": ("wrong_place", "wrong_place"),
    "cancelled": ("cancelled", "other"),
    "appointment_cancelled": ("cancelled", "other"),
}
"""By the host's word: the page, and with what reason the greeter is called to it."""


def _hand_over(hall: Hall, session: Session, word: str, moment: int | None) -> Then:
    step, reason = _ELSEWHERE.get(word, ("sorry", "other"))
    if session.found is None:
        step, reason = "sorry", "other"
    after = session.end(step, moment=moment, code="")
    return after if reason is None else call_greeter(hall, session, reason, after)


def confirm(hall: Hall, session: Session) -> Page:
    """The time large, what it is for, and one key to say that it is right."""
    tongue, found = session.language, session.found
    assert found is not None
    return Page(
        step="confirm",
        language=tongue,
        title=say(tongue, "checkin.confirm", tijd=hall.time(found.appointed)),
        big=hall.time(found.appointed),
        lines=_what(hall, session),
        options=(
            Option("1", say(tongue, "checkin.yes"), _check_in(hall, session)),
            Option("2", say(tongue, "checkin.no"), call_greeter(hall, session, "code")),
            Option("3", say(tongue, "checkin.yes.need"), session.to("needs")),
        ),
    )


def _what(hall: Hall, session: Session) -> tuple[str, ...]:
    assert session.found is not None
    names = [hall.label(each, session.language) for each in session.found.services]
    labels = together(*[part for name in names for part in (" + ", name)][1:])
    if session.found.persons == 1:
        return (labels,)
    count = say(session.language, "walkin.persons.count", aantal=session.found.persons)
    return (together(labels, f" ({count})"),)


def _check_in(hall: Hall, session: Session) -> Then:
    if hall.alone:
        return take(session)

    def make(identity: str) -> Message:
        from wire.commands import CheckIn

        return CheckIn(
            id=identity,
            code=session.code,
            language=session.language,
            needs=session.needs,
            slip=hall.prints,
        )

    def answered(answer: Done | No | Answer) -> Then:
        if answer.kind == "done":
            return session.end(after_coming(answer), done=answer, code="", needs=(), tries=0)
        assert answer.kind == "no"
        return _refused(hall, session, answer)

    return Ask(make, answered)


def unknown_code(hall: Hall, session: Session) -> Page:
    """Once: try again. More often: the greeter finds the appointment."""
    tongue = session.language
    title, line = ("err.code", "err.code.again")
    if session.tries > 1:
        title, line = ("err.notfound", "help.walk")
    again = session.to("code", code="")
    if session.before is not None and session.before.step == "code":
        again = replace(session.before, tries=session.tries)
    return Page(
        step="unknown_code",
        language=tongue,
        title=say(tongue, title),
        lines=(say(tongue, line),),
        options=(
            Option("1", say(tongue, "checkin.again"), again),
            Option("2", say(tongue, "start.help"), call_greeter(hall, session, "code")),
        ),
        alarm=True,
    )


def bsn(hall: Hall, session: Session) -> Page:
    tongue = session.language
    return Page(
        step="bsn",
        language=tongue,
        title=say(tongue, "privacy.bsn"),
        options=(
            Option("1", say(tongue, "checkin.again"), session.to("code", code="")),
            Option("2", say(tongue, "start.help"), call_greeter(hall, session, "code")),
        ),
        alarm=True,
    )


def too_fast(hall: Hall, session: Session) -> Page:
    tongue = session.language
    return Page(
        step="too_fast",
        language=tongue,
        title=say(tongue, "checkin.fast"),
        options=(Option("1", say(tongue, "checkin.again"), session.to("code", code="")),),
    )
