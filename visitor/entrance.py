"""The first pages: language, what for; help from anywhere; and what lies over a page when the hall
is closed, the line is silent or nobody seems to be there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from visitor.alone import told, told_shortly
from visitor.hall import Hall, in_all
from visitor.page import HELP_KEY, Ask, Option, Page, Session, Then
from visitor.tongues import Mixed, spoken
from wire.words import say
from wire.words.tongues import OFFERED_MAX, TONGUES, whole

if TYPE_CHECKING:
    from wire.base import Message
    from wire.frames import Answer, Done, No
    from wire.setup import Setup

LONG_MILLIS = 5 * 60_000
"""Silence after which visitors are told of another place."""

HelpReason = Literal[
    "help", "code", "late", "wrong_day", "wrong_place", "closed", "printer", "other"
]


def language(hall: Hall, session: Session) -> Page:
    """Which language: the one page without a time-out. A code that was scanned here is kept."""
    from visitor.appointment import look_up

    def then(chosen: str) -> Then:
        started = Session(language=chosen).to("start")
        if session.code:
            return look_up(hall, started, session.code)
        return started

    town = hall.setup.town
    return Page(
        step="language",
        language=hall.language,
        title=say(hall.language, "welcome.title", gemeente=town),
        lines=_choose(hall, scanned=bool(session.code)),
        options=tuple(
            Option(
                str(number),
                spoken(each, say(each, "lang.name")),
                then(each),
                spoken(each, told_shortly(hall, each)),
            )
            for number, each in enumerate(hall.setup.languages[:OFFERED_MAX], start=1)
        ),
    )


def _choose(hall: Hall, scanned: bool) -> tuple[str, ...]:
    """In one line; a line each when a code was read, so that nobody scans twice."""
    if scanned:
        return tuple(spoken(each, say(each, "lang.scanned")) for each in hall.setup.languages)
    return (in_all(hall, "lang.choose"),)


def start(hall: Hall, session: Session) -> Page:
    """Appointment, no appointment, collect, help: in this order in every language."""
    tongue = session.language
    options = [
        Option("1", say(tongue, "start.appointment"), session.to("appointment")),
        Option("2", say(tongue, "start.walkin"), session.to("services", collect=False)),
    ]
    if any(each.collect for each in hall.setup.services):
        options.append(
            Option("3", say(tongue, "start.pickup"), session.to("services", collect=True))
        )
    options.append(Option("4", say(tongue, "start.help"), call_greeter(hall, session, "help")))
    return Page(
        step="start",
        language=tongue,
        title=say(tongue, "welcome.title", gemeente=hall.setup.town),
        lines=told(hall, tongue),
        options=tuple(options),
    )


def help_option(hall: Hall, session: Session) -> Option:
    """The help key of every page; where no language is chosen yet it says so in all of them."""
    label = say(session.language or hall.language, "key.help")
    if session.step == "language":
        label = in_all(hall, "key.help")
    reason: HelpReason = "closed" if not hall.view.open else _REASONS.get(session.step, "help")
    return Option(HELP_KEY, label, call_greeter(hall, session, reason))


_REASONS: dict[str, HelpReason] = {
    "appointment": "code",
    "code": "code",
    "nine": "code",
    "unknown_code": "code",
    "too_late": "late",
    "wrong_day": "wrong_day",
    "wrong_place": "wrong_place",
    "service_closed": "closed",
}


def call_greeter(
    hall: Hall, session: Session, reason: HelpReason, then: Session | None = None
) -> Then:
    """Calls the greeter, then shows `then` (the help page where it is not given).

    A kiosk whose call stands unanswered does not call again: one person is on the way. Where no
    greeter's screen is there the call waits for one, and nobody is told that somebody comes.
    """
    after = then or _helped(session)
    visit = session.found.visit if session.found else None
    page = "closed" if not hall.view.open and session.step == "language" else session.step
    chosen = session.language if session.step != "language" else ""

    def make(identity: str) -> Message:
        from wire.commands import CallForHelp

        return CallForHelp(
            id=identity, reason=reason, visit=visit, language=chosen or None, page=page
        )

    def answered(answer: Done | No | Answer) -> Then:
        return replace(after, called=answer.kind == "done" and hall.view.help_heard)

    if hall.alone:
        return replace(after, called=False)
    if hall.view.help_called:
        return replace(after, called=hall.view.help_heard)
    return Ask(make, answered)


def _helped(session: Session) -> Session:
    """The help page, from which "back" leads to where the visitor was, with all that was typed."""
    if session.step == "help":
        return session
    place = session.before if session.step == "nine" and session.before else session
    if place.step == "language":
        place = replace(place, language="")
    return replace(session.end("help"), before=place)


def starting() -> Page:
    """Before the host has said anything: no town, no language."""
    return Page(
        step="starting",
        language="nl",
        title="",
        lines=tuple(spoken(each, say(each, "starting")) for each in _all()),
    )


def away(setup: Setup | None, tongue: str, silent_millis: int = 0) -> Page:
    """Nothing is heard of the host. In the visitor's language, or in all while there is none.

    Where else to go is said only after minutes of silence: nobody is sent across town because a
    host starts again.
    """
    tongues = (tongue,) if tongue else (setup.languages if setup else _all())
    backup = setup.backup if setup and silent_millis >= LONG_MILLIS else ""
    told = [
        [
            spoken(each, say(each, "away.title")),
            spoken(each, say(each, "away.next")),
            *([spoken(each, say(each, "err.down", backup=backup))] if backup else []),
        ]
        for each in tongues
    ]
    return _told(Page(step="away", language=tongues[0], title="", alarm=True), told)


def closed(hall: Hall, session: Session) -> Page:
    """Outside opening hours, with the next moment that somebody can come; in every language. Help
    is offered while somebody is still there to hear of it.
    """
    tongues = (session.language,) if session.language else hall.setup.languages
    told = [[spoken(each, say(each, "closed.title")), *_opens(hall, each)] for each in tongues]
    helped = help_option(hall, session) if hall.view.help_heard else None
    return _told(Page(step="closed", language=tongues[0], title="", help=helped), told)


def _opens(hall: Hall, tongue: str) -> list[Mixed]:
    opens = hall.view.opens_at
    if opens is None:
        return []
    key = "closed.today" if hall.is_today(opens) else "closed.day"
    said = say(tongue, key, tijd=hall.time(opens), datum=hall.day(opens, tongue))
    return [spoken(tongue, said)]


def _told(page: Page, told: list[list[Mixed]]) -> Page:
    """The first sentence as title, the rest below, a blank line before each further language."""
    (title, *first), *others = told
    lines: list[str] = [*first]
    for other in others:
        lines += ["", *other]
    return replace(page, title=title, lines=tuple(lines))


def still_there(tongue: str, seconds: int) -> Page:
    """Any key stays."""
    return Page(
        step="still_there",
        language=tongue,
        title=say(tongue, "timeout.ask"),
        big=str(seconds),
        lines=(say(tongue, "timeout.left", seconden=seconds),),
        options=(Option("1", say(tongue, "timeout.stay"), Session()),),
    )


def busy(tongue: str) -> Page:
    """An answer takes longer than the blink of an eye."""
    return Page(step="busy", language=tongue, title=say(tongue, "busy"))


def _all() -> tuple[str, ...]:
    """Before the town is known: the languages that every town may have, Dutch first."""
    return whole(TONGUES)
