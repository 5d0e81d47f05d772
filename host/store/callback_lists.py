"""Promises to call back in lists: those that stand open, those of a time, and the norms on them for
the figures. Changes nothing; moments in milliseconds UTC.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from host.store.callbacks import KEY, CallbackRow, row_of, select_callbacks
from host.store.tables import CALLBACK, CALLBACK_TERM


@dataclass(frozen=True, slots=True)
class TermRow:
    """One norm on one note, for the figures."""

    department: str
    exempt: bool
    own_days: int
    """The term that was promised."""
    term_days: int
    due: int
    answered: int | None
    tried: int | None


def of_location(
    line: Connection,
    location: str,
    state: str,
    department: str | None = None,
    since: int | None = None,
) -> list[CallbackRow]:
    """Open ones by their due; those that are done newest first. `since`: only what ended, or for
    open ones is due, from this moment on.
    """
    wanted = select_callbacks().where(CALLBACK.c.location == location, CALLBACK.c.state == state)
    by = CALLBACK.c.due if state == "open" else CALLBACK.c.ended
    if department is not None:
        wanted = wanted.where(CALLBACK.c.department == department)
    if since is not None:
        wanted = wanted.where(by >= since)
    order = by if state == "open" else by.desc()
    found = line.execute(wanted.order_by(order, CALLBACK.c.created, CALLBACK.c.callback))
    return [row_of(row) for row in found]


def made_between(
    line: Connection, locations: Sequence[str], first: int, last: int
) -> list[CallbackRow]:
    """Those that were made from one moment on and before another, oldest first."""
    made = and_(CALLBACK.c.created >= first, CALLBACK.c.created < last)
    wanted = select_callbacks().where(CALLBACK.c.location.in_(locations), made)
    found = line.execute(wanted.order_by(CALLBACK.c.created, CALLBACK.c.callback))
    return [row_of(row) for row in found]


def terms_between(
    line: Connection, locations: Sequence[str], first: int, last: int
) -> list[TermRow]:
    """Every norm on every note whose term ended from one moment on and before another. Calls that
    somebody took at once were never a promise.
    """
    of_note = and_(*(CALLBACK_TERM.c[name] == CALLBACK.c[name] for name in KEY))
    wanted = (
        select(
            CALLBACK.c.department,
            CALLBACK.c.exempt,
            CALLBACK.c.term_days.label("own_days"),
            CALLBACK_TERM.c.term_days,
            CALLBACK_TERM.c.due,
            CALLBACK.c.answered,
            CALLBACK.c.tried,
        )
        .join(CALLBACK, of_note)
        .where(
            CALLBACK_TERM.c.location.in_(locations),
            CALLBACK_TERM.c.due >= first,
            CALLBACK_TERM.c.due < last,
            CALLBACK.c.outcome != "transferred",
        )
    )
    return [TermRow(**row._mapping) for row in line.execute(wanted)]


def made_and_transferred(
    line: Connection, locations: Sequence[str], first: int, last: int
) -> tuple[int, int]:
    """How many calls were noted in this time, and how many of them somebody took at once."""
    made = and_(CALLBACK.c.created >= first, CALLBACK.c.created < last)
    wanted = (
        select(CALLBACK.c.outcome, func.count())
        .where(CALLBACK.c.location.in_(locations), made)
        .group_by(CALLBACK.c.outcome)
    )
    found: dict[str, int] = {row[0]: row[1] for row in line.execute(wanted)}
    return sum(found.values()), found.get("transferred", 0)
