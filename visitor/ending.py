"""The last page of each way: what happens next and where to go. Nobody leaves without it."""

from __future__ import annotations

from visitor import outside
from visitor.hall import Hall, in_all, minutes
from visitor.page import BACK_KEY, Option, Page, Session
from visitor.tongues import spoken
from wire.words import say

_LATE = {"waits": "done.nopaper", "missing": "done.missing"}


def done(hall: Hall, session: Session) -> Page:
    """A number, huge; or, where people are fetched, that somebody comes."""
    assert session.done is not None
    if session.done.outside:
        return outside.told(hall, session, _paper_of(hall, session))
    if session.done.fetch or not session.done.ticket:
        return _fetched(hall, session)
    tongue, ticket = session.language, session.done.ticket
    return Page(
        step="done",
        language=tongue,
        title=say(tongue, "ticket.number", nummer=ticket),
        big=ticket,
        lines=(*_paper(hall, session), *_promise(hall, session), say(tongue, "ticket.look")),
        options=(Option("1", say(tongue, "key.done"), Session()),),
    )


def _fetched(hall: Hall, session: Session) -> Page:
    tongue = session.language
    return Page(
        step="done",
        language=tongue,
        title=say(tongue, "checkin.done.host"),
        lines=(say(tongue, "done.seat"), *_promise(hall, session)),
        options=(Option("1", say(tongue, "key.done"), Session()),),
    )


def _paper_of(hall: Hall, session: Session) -> tuple[str, ...]:
    assert session.done is not None
    return _paper(hall, session) if session.done.ticket else ()


def _paper(hall: Hall, session: Session) -> tuple[str, ...]:
    """What becomes of this visit's own slip: new paper brings none that was not asked for."""
    assert session.done is not None
    tongue, slip = session.language, session.done.slip
    if slip is not None:
        late = {each.slip: each.state for each in hall.view.slips}
        return (say(tongue, _LATE[late[slip]] if slip in late else "done.slip"),)
    if hall.view.printer == "out":
        return (say(tongue, "done.nopaper"),)
    return (say(tongue, "done.photo"),)


def _promise(hall: Hall, session: Session) -> tuple[str, ...]:
    """Early and late are told in words; the wait where the host can tell it."""
    tongue, answer, found = session.language, session.done, session.found
    assert answer is not None
    lines: list[str] = []
    if found is not None and answer.word == "early":
        lines.append(say(tongue, "checkin.early", tijd=hall.time(found.appointed)))
    elif answer.word == "late":
        lines.append(say(tongue, "checkin.late"))
    wait = minutes(tongue, answer.wait_from_minutes, answer.wait_to_minutes)
    if wait:
        lines.append(say(tongue, "ticket.wait", min=wait))
    return tuple(lines)


def helped(hall: Hall, session: Session) -> Page:
    """The greeter was called; or, when even that did not work, where the greeter stands.

    In every language for a visitor who has chosen none; and with a way back to where they were.
    """
    tongue, place = session.language, session.before
    told = "help.coming" if session.called else "help.walk"
    lines: list[str] = [say(tongue, "help.wait")] if session.called else []
    done, back = say(tongue, "key.done"), say(tongue, "help.back")
    if place is not None and place.step == "language":
        lines = [spoken(each, say(each, told)) for each in hall.setup.languages if each != tongue]
        done, back = in_all(hall, "key.done"), in_all(hall, "key.back")
    options = [Option("1", done, Session())]
    if place is not None:
        options.append(Option(BACK_KEY, back, place))
    return Page(
        step="help",
        language=tongue,
        title=say(tongue, told),
        lines=tuple(lines),
        options=tuple(options),
    )


def sorry(hall: Hall, session: Session) -> Page:
    """Something that a kiosk cannot do: a person takes over."""
    tongue = session.language
    return Page(
        step="sorry",
        language=tongue,
        title=say(tongue, "sorry.title"),
        lines=(say(tongue, "help.coming" if session.called else "help.walk"),),
        options=(Option("1", say(tongue, "key.done"), Session()),),
        alarm=True,
    )
