"""The questions of a kiosk in rating mode: a mark or two, and what the town adds. The answers go to
the host together, when the last one is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from visitor.hall import Hall
from visitor.page import Ask, Option, Page, Rated, Session, Step, Then
from visitor.rating_slip import ELSEWHERE
from visitor.tongues import Mixed
from wire.words import say

if TYPE_CHECKING:
    from wire.base import Message
    from wire.frames import Answer, Done, No

ASIDE_KEY = "-"
"""Skips a question, or leads to the languages: no digit, for these are marks."""
TEN = "0"


def mark(hall: Hall, session: Session) -> Page:
    rated = _of(session)
    key = "survey.desk" if rated.greeter else "survey.grade"
    others = [each for each in hall.setup.languages if each != session.language]
    names = Mixed(tuple((each, say(each, "lang.name")) for each in others))
    page = _marks(session, key, lambda number: _with(hall, session, mark=number))
    aside = Option(ASIDE_KEY, names, session.to("rate_language")) if others else None
    return replace(page, more=aside)


def greeter(hall: Hall, session: Session) -> Page:
    page = _marks(
        session, "survey.greeter", lambda number: _with(hall, session, greeter_mark=number)
    )
    return replace(page, more=_skip(hall, session, greeter_mark=None))


def _marks(session: Session, key: str, then: Callable[[int], Then]) -> Page:
    """Ten large keys in two rows; the last one is typed as a nought."""
    options = [Option(str(number), str(number), then(number)) for number in range(1, 10)]
    options.append(Option(TEN, "10", then(10), face="10"))
    title = say(session.language, key)
    return Page(session.step, session.language, title, options=tuple(options), tiles=True)


def ten(hall: Hall, session: Session) -> Page:
    """A one by a key may be the beginning of a ten."""
    before = session.before
    assert before is not None
    which = "greeter_mark" if before.step == "rate_greeter" else "mark"
    said = {number: _with(hall, before, **{which: number}) for number in (1, 10)}
    tongue = session.language
    return Page(
        step="rate_ten",
        language=tongue,
        title=say(tongue, "survey.kiosk.ten"),
        options=(
            Option("1", say(tongue, "survey.kiosk.one"), said[1]),
            Option(TEN, say(tongue, "survey.kiosk.ten.yes"), said[10]),
        ),
    )


def may_be_ten(session: Session) -> Session | None:
    """Where a one by a key leads; None where it is no mark."""
    return session.to("rate_ten") if session.step in ("rate_mark", "rate_greeter") else None


def choice(hall: Hall, session: Session) -> Page:
    told = hall.setup.survey
    assert told is not None
    return _choices(hall, session, told.question, told.choices, "choice")


def party(hall: Hall, session: Session) -> Page:
    told = hall.setup.survey
    assert told is not None
    return _choices(hall, session, told.group_question, told.groups, "party")


def _choices(
    hall: Hall,
    session: Session,
    question: Mapping[str, str],
    those: Mapping[str, Mapping[str, str]],
    which: str,
) -> Page:
    tongue = session.language
    return Page(
        step=session.step,
        language=tongue,
        title=_in(question, tongue),
        options=tuple(
            Option(str(number), _in(names, tongue), _with(hall, session, **{which: key}))
            for number, (key, names) in enumerate(those.items(), start=1)
        ),
        more=_skip(hall, session, **{which: ""}),
    )


def _in(texts: Mapping[str, str], tongue: str) -> str:
    return texts.get(tongue) or next(iter(texts.values()), "")


def _skip(hall: Hall, session: Session, **nothing: object) -> Option:
    label = say(session.language, "survey.kiosk.skip")
    return Option(ASIDE_KEY, label, _with(hall, session, **nothing))


def _with(hall: Hall, session: Session, **said: object) -> Then:
    """On with one answer more: to the next question that this visitor is asked, or to the host."""
    session = replace(session, rated=replace(_of(session), **said))  # type: ignore[arg-type]
    told = hall.setup.survey
    assert told is not None
    asked: dict[Step, object] = {
        "rate_mark": True,
        "rate_greeter": _of(session).greeter,
        "rate_choice": told.question and told.choices,
        "rate_party": told.groups,
    }
    steps = [step for step, wanted in asked.items() if wanted]
    left = steps[steps.index(session.step) + 1 :]
    return session.to(left[0]) if left else _give(session)


def _give(session: Session) -> Then:
    rated = _of(session)

    def make(identity: str) -> Message:
        from wire.survey import GiveMark

        assert rated.mark is not None
        return GiveMark(
            id=identity,
            slip=rated.slip,
            mark=rated.mark,
            greeter_mark=rated.greeter_mark,
            choice=rated.choice or None,
            party=rated.party or None,
        )

    def answered(answer: Done | No | Answer) -> Then:
        bare = replace(session, rated=None, code="")
        word = answer.word if answer.kind == "mark_taken" else "unknown"
        if word == "kept":
            return bare.end("rate_thanks")
        return bare.end(ELSEWHERE.get(word, "rate_failed"))

    return Ask(make, answered)


def _of(session: Session) -> Rated:
    assert session.rated is not None
    return session.rated
