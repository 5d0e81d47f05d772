"""How a kiosk in rating mode finds the visit: the number of the slip, typed or scanned. Which visit
it is, and whether it may answer, is the host's word.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from visitor.codes import code_of
from visitor.hall import Hall, in_all
from visitor.page import Ask, Option, Page, Rated, Session, Step, Then
from visitor.tongues import spoken
from wire.words import say

if TYPE_CHECKING:
    from wire.base import Message
    from wire.frames import Answer, Done, No

_ADDRESS = re.compile(r"https?://[^\s/]{1,100}(?:/[^\s/]{1,60})*/v/([0-9A-Za-z_-]{16,64})")
ELSEWHERE: dict[str, Step] = {"given": "rate_given", "not_yet": "rate_not_yet"}
"""By the host's word: the page that says why no mark can be given."""


def slip_of(frame: str) -> str:
    """What was scanned: the last part of the address on a slip, or a code; empty when neither."""
    found = _ADDRESS.fullmatch(frame.strip())
    return found.group(1) if found else code_of(frame)


def start(hall: Hall, session: Session) -> Page:
    """Nobody has chosen a language yet: the slip tells it."""
    if hall.setup.survey is None:
        return Page("rate", hall.language, in_all(hall, "survey.kiosk.off"), alarm=True)
    how = "code" if hall.ticketless else "scan" if hall.scanner else "number"
    return Page(
        step="rate",
        language=hall.language,
        title=in_all(hall, "survey.title"),
        lines=(in_all(hall, f"survey.kiosk.{how}"),),
        typed=session.code,
    )


def look_up(session: Session, slip: str) -> Then:
    """Asks the host whether this visit may give a mark; a citizen service number is not sent."""
    from wire.text import has_bsn

    if has_bsn(slip):
        return session.to("rate_unknown")

    def make(identity: str) -> Message:
        from wire.survey import AskSurvey

        return AskSurvey(id=identity, slip=slip)

    return Ask(make, lambda answer: _found(session, slip, answer))


def scanned(hall: Hall, session: Session, frame: str) -> Then | None:
    """A slip, on any page: it is the next visitor's, or this one's again."""
    if hall.setup.survey is None:
        return None
    slip = slip_of(frame)
    begun = Session(step="rate", language=hall.language)
    if slip:
        return look_up(begun, slip)
    return begun.to("rate_unknown") if session.step == "rate" else None


def _found(session: Session, slip: str, answer: Done | No | Answer) -> Then:
    if answer.kind != "survey_found" or answer.word == "unknown":
        return session.to("rate_unknown")
    session = replace(session, language=answer.language)
    if answer.word in ELSEWHERE:
        return session.end(ELSEWHERE[answer.word], code="")
    return session.to("rate_mark", rated=Rated(slip, answer.greeter))


def unknown(hall: Hall, session: Session) -> Page:
    """No mark without a slip: else one visit could give many. In every language, for a slip would
    have told which.
    """
    again = replace(session.before or Session(step="rate"), code="")
    own, *others = hall.setup.languages
    text = [say(own, "survey.kiosk.unknown.text")]
    for each in others:
        told = (say(each, f"survey.kiosk.unknown{part}") for part in ("", ".text"))
        text += ["", spoken(each, ". ".join(told))]
    return Page(
        step="rate_unknown",
        language=own,
        title=say(own, "survey.kiosk.unknown"),
        lines=tuple(text),
        options=(Option("1", in_all(hall, "survey.kiosk.again"), again),),
        alarm=True,
    )
