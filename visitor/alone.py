"""A kiosk whose host is away: what it offers by what it heard last, and its page for a number of
its own. Nobody is sent away; what cannot be looked up is looked up later.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visitor.hall import Hall
from visitor.page import Option, Own, Page, Session, Take
from wire.words import say

if TYPE_CHECKING:
    from wire.base import Millis
    from wire.rows import Choice
    from wire.views import KioskView

ROLL_OVER_HOURS = 4
"""When a service day ends, local time: as the host has it."""


def standing_alone(hall: Hall, seen_at: Millis) -> Hall:
    """The hall as this kiosk may offer it by itself. `seen_at`: when the view was heard.

    On the day of the view its hours hold. On a later one nobody has told the hours, and whoever
    stands before the kiosk has come through the doors.
    """
    view = hall.view
    today = service_day(hall, hall.now) == service_day(hall, seen_at)
    opened = _open_today(view, hall.now) if today else _open_later(view, hall.now)
    choices = tuple(_choice(each, hall.now, today=today) for each in view.choices)
    changes: dict[str, object] = {
        "open": opened,
        "opens_at": view.opens_at if not view.open else None,
        "choices": choices,
        "printer": "none",
        "help_called": False,
        "help_heard": False,
        "room_full": False,
    }
    return replace(hall, view=view.model_copy(update=changes), alone=True, booking="")


def _open_today(view: KioskView, now: Millis) -> bool:
    if view.open:
        return view.closes_at is None or now < view.closes_at
    return view.opens_at is not None and view.opens_at <= now


def _open_later(view: KioskView, now: Millis) -> bool:
    return view.open or view.opens_at is None or view.opens_at <= now


def _choice(choice: Choice, now: Millis, *, today: bool) -> Choice:
    """Without a wait: nobody can tell it. What was to open meanwhile is open."""
    due = choice.opens_at is not None and choice.opens_at <= now
    opened = choice.open or due or not today
    changes: dict[str, object] = {
        "open": opened,
        "wait_from_minutes": None,
        "wait_to_minutes": None,
    }
    if opened:
        changes |= {"opens_at": None, "over": False}
    return choice.model_copy(update=changes)


def service_day(hall: Hall, moment: Millis) -> str:
    """The ISO date of the service day of a moment, which ends at four in the morning."""
    local: datetime = hall.local(moment)
    return (local.replace(tzinfo=None) - timedelta(hours=ROLL_OVER_HOURS)).date().isoformat()


def take(session: Session) -> Take:
    """A number of the kiosk's own; where not even that works, a person."""

    def taken(own: Own | None) -> Session:
        if own is None:
            return session.end("sorry", code="", needs=())
        return session.end("alone_done", own=own, code="", needs=())

    return Take(session, taken)


def told(hall: Hall, tongue: str) -> tuple[str, ...]:
    """That the system is down, and that one can take a number all the same."""
    return (say(tongue, "alone.title"), say(tongue, "alone.offer")) if hall.alone else ()


def told_shortly(hall: Hall, tongue: str) -> str:
    """The same in a few words, beside the name of a language."""
    return say(tongue, "alone.short") if hall.alone else ""


def alone_done(hall: Hall, session: Session) -> Page:
    """The number, huge; that the place is kept, where to go, and what to do without paper."""
    tongue, own = session.language, session.own
    assert own is not None
    paper = {
        "asked": "alone.printing",
        "printed": "done.slip",
        "unknown": "alone.printing",
        "none": "alone.remember",
    }
    return Page(
        step="alone_done",
        language=tongue,
        title=say(tongue, "ticket.number", nummer=own.ticket),
        big=own.ticket,
        lines=(
            say(tongue, paper[own.paper]),
            say(tongue, "alone.keep"),
            say(tongue, "alone.where"),
        ),
        options=(Option("1", say(tongue, "key.done"), Session()),),
    )
