"""The way of a visitor who gives a mark: the number of the slip, a mark, what the town adds,
thanks.
One visit gives one mark, so nobody answers without a slip.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from visitor.entrance import help_option
from visitor.hall import Hall, in_all
from visitor.page import ESCAPE_KEY, Option, Page, Session, Step
from visitor.rating_marks import choice, greeter, mark, party, ten
from visitor.rating_slip import look_up, start, unknown
from visitor.tongues import spoken
from wire.words import say
from wire.words.tongues import OFFERED_MAX

HELP = "*"


def language(hall: Hall, session: Session) -> Page:
    """The same question in another language."""
    before = session.before
    assert before is not None
    return Page(
        step="rate_language",
        language=session.language,
        title=in_all(hall, "lang.choose"),
        options=tuple(
            Option(str(key), spoken(each, say(each, "lang.name")), replace(before, language=each))
            for key, each in enumerate(hall.setup.languages[:OFFERED_MAX], start=1)
        ),
    )


def thanks(hall: Hall, session: Session) -> Page:
    return replace(_ending(session, "survey.thanks"), big=say(session.language, "survey.kiosk.big"))


def given(hall: Hall, session: Session) -> Page:
    return _ending(session, "survey.kiosk.given", "survey.given.once")


def not_yet(hall: Hall, session: Session) -> Page:
    return _ending(session, "survey.not_yet.title", "survey.kiosk.not_yet")


def failed(hall: Hall, session: Session) -> Page:
    return replace(_ending(session, "survey.kiosk.off"), alarm=True)


def _ending(session: Session, title: str, line: str = "") -> Page:
    tongue = session.language
    return Page(
        step=session.step,
        language=tongue,
        title=say(tongue, title),
        lines=(say(tongue, line),) if line else (),
        options=(Option("1", say(tongue, "key.done"), Session()),),
    )


PAGES: dict[Step, Callable[[Hall, Session], Page]] = {
    "rate": start,
    "rate_unknown": unknown,
    "rate_language": language,
    "rate_mark": mark,
    "rate_ten": ten,
    "rate_greeter": greeter,
    "rate_choice": choice,
    "rate_party": party,
    "rate_thanks": thanks,
    "rate_given": given,
    "rate_not_yet": not_yet,
    "rate_failed": failed,
}

ENDINGS: frozenset[Step] = frozenset({"rate_thanks", "rate_given", "rate_not_yet", "rate_failed"})
"""Last pages: after a few seconds they make room for the next visitor by themselves."""


def page_of(hall: Hall, session: Session) -> Page:
    """The page with the keys that every page of a rating has: none of them is a digit."""
    page = PAGES[session.step](hall, session)
    nobody_chose = session.step in ("rate", "rate_unknown")

    def word(key: str) -> str:
        return in_all(hall, key) if nobody_chose else say(session.language, key)

    back = None
    if session.before is not None:
        back = Option(ESCAPE_KEY, word("key.back"), session.before)
    asked = replace(help_option(hall, session), key=HELP, label=word("key.help"))
    page = replace(page, back=back, help=asked)
    if page.typed is None:
        return page
    ready = look_up(session, session.code) if session.code else session
    done = Option("Enter", in_all(hall, "key.done"), ready)
    return replace(page, more=done, erase=say(hall.language, "key.erase"))
