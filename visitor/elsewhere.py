"""The pages of a known appointment that cannot be checked in now: too early, too late, another day
or place, cancelled, here already. Each says where to go; none sends anybody away.
"""

from __future__ import annotations

from visitor.entrance import call_greeter
from visitor.hall import Hall
from visitor.page import Option, Page, Session
from wire.words import say

SIT_MILLIS = 20 * 60_000
"""So long before check-in opens somebody may just as well sit down."""


def too_early(hall: Hall, session: Session) -> Page:
    """When checking in opens, large, and the appointment's own time; who is far too early is not
    told to sit and wait.
    """
    tongue, found = session.language, session.found
    assert found is not None
    opens = session.moment or found.appointed
    stay = opens - hall.now <= SIT_MILLIS
    way = "checkin.tooearly.wait" if stay else "checkin.tooearly.back"
    return Page(
        step="too_early",
        language=tongue,
        title=say(tongue, "checkin.tooearly", tijd=hall.time(opens)),
        big=hall.time(opens),
        lines=(
            say(tongue, "checkin.tooearly.at", tijd=hall.time(found.appointed)),
            say(tongue, way, tijd=hall.time(opens)),
        ),
        options=(Option("1", say(tongue, "key.done"), Session()),),
    )


def too_late(hall: Hall, session: Session) -> Page:
    assert session.found is not None
    at = hall.time(session.found.appointed)
    return _to_the_greeter(hall, session, say(session.language, "checkin.toolate", tijd=at))


def wrong_day(hall: Hall, session: Session) -> Page:
    assert session.found is not None
    day = hall.day(session.found.appointed, session.language)
    return _to_the_greeter(hall, session, say(session.language, "checkin.wrongday", datum=day))


def wrong_place(hall: Hall, session: Session) -> Page:
    assert session.found is not None
    place = session.found.location_name
    return _to_the_greeter(
        hall, session, say(session.language, "checkin.wrongplace", locatie=place)
    )


def cancelled(hall: Hall, session: Session) -> Page:
    return _to_the_greeter(hall, session, say(session.language, "checkin.cancelled"))


def _to_the_greeter(hall: Hall, session: Session, title: str) -> Page:
    tongue = session.language
    coming = say(tongue, "help.coming" if session.called else "help.walk")
    return Page(
        step=session.step,
        language=tongue,
        title=title,
        lines=(coming,),
        options=(Option("1", say(tongue, "key.done"), Session()),),
    )


def already_here(hall: Hall, session: Session) -> Page:
    """Checked in before: the number once more, and where to look; or that the visit is over."""
    tongue, found = session.language, session.found
    if found is not None and found.over:
        return _over(hall, session)
    ticket = found.ticket if found else ""
    if not ticket:
        lines = (say(tongue, "done.seat"), say(tongue, "done.fetch"))
        title = say(tongue, "checkin.here")
    else:
        lines = (say(tongue, "done.seat"), say(tongue, "ticket.look"))
        title = say(tongue, "checkin.twice", nummer=ticket)
    return Page(
        step="already_here",
        language=tongue,
        title=title,
        big=ticket,
        lines=lines,
        options=(Option("1", say(tongue, "key.done"), Session()),),
    )


def _over(hall: Hall, session: Session) -> Page:
    """Helped before; whoever wants more asks a person."""
    tongue = session.language
    return Page(
        step="already_here",
        language=tongue,
        title=say(tongue, "checkin.over"),
        lines=(say(tongue, "checkin.over.ask"),),
        options=(
            Option("1", say(tongue, "start.help"), call_greeter(hall, session, "other")),
            Option("2", say(tongue, "key.done"), Session()),
        ),
    )
