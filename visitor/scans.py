"""What a scan leads to, from whichever scanner it came. A scan replaces what was typed."""

from __future__ import annotations

from dataclasses import replace

from visitor import appointment, rating_slip, steps
from visitor.codes import code_of
from visitor.hall import Hall
from visitor.page import Session, Then


def meant(hall: Hall, session: Session, frame: str) -> Then | None:
    """Where a frame leads from the visitor's step; None when it means nothing there.

    Before a language is chosen the code is kept. One that cannot be read is answered only where a
    code is asked for.
    """
    if hall.rating:
        return rating_slip.scanned(hall, session, frame)
    session = whose(hall, session)
    if not hall.view.open and steps.is_first(session):
        return None
    code = code_of(frame)
    if not code:
        asked = session.step in ("appointment", "code")
        return session.to("unknown_code", tries=session.tries + 1) if asked else None
    if session.step == "language":
        return replace(session, code=code)
    return appointment.look_up(hall, session, code)


def whose(hall: Hall, session: Session) -> Session:
    """The visitor who scans, with nothing typed. At the end of a visit it is the next one; but who
    waits for help and was on the way is still the same."""
    if session.step == "help" and session.before is not None:
        session = session.before
    if session.step in steps.ENDINGS or session.step == "language":
        return steps.first(hall)
    return replace(session, code="")
