"""Messages to visitors as rows: which wait, who is sending one, and what became of it. Functions
over a connection; moments in milliseconds UTC, told by the caller.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from host.store.kept import MessageRow
from host.store.tables import APPOINTMENT, MESSAGE, VISIT

OPEN = ("waiting", "sending")


def add(line: Connection, message: MessageRow) -> bool:
    """Keeps a message that follows from no entry. False: its cause gave this message before."""
    engine = sqlite if line.dialect.name == "sqlite" else postgresql
    values = {name: getattr(message, name) for name in message.__slots__}
    statement = engine.insert(MESSAGE).values(**values).on_conflict_do_nothing()
    return line.execute(statement.returning(MESSAGE.c.id)).first() is not None


def due(line: Connection, now: int, channels: Sequence[str], most: int) -> list[MessageRow]:
    """Messages of these channels whose turn has come, longest due first; also those whose sender
    was lost.
    """
    wanted = (
        select(MESSAGE)
        .where(
            MESSAGE.c.state.in_(OPEN),
            MESSAGE.c.next_try <= now,
            MESSAGE.c.channel.in_(channels),
        )
        .order_by(MESSAGE.c.next_try, MESSAGE.c.id)
        .limit(most)
    )
    return [MessageRow(**row._mapping) for row in line.execute(wanted)]


def unsent(line: Connection) -> dict[str, int]:
    """How many wait to be sent, by location."""
    wanted = select(MESSAGE.c.location, func.count().label("n")).where(MESSAGE.c.state.in_(OPEN))
    found = line.execute(wanted.group_by(MESSAGE.c.location))
    return {row.location: row.n for row in found}


def change(line: Connection, message: MessageRow, **said: Any) -> bool:
    """Says something new of a message that is still as `message` has it. False: another process
    was first, and nothing was changed.
    """
    still = (
        MESSAGE.c.id == message.id,
        MESSAGE.c.state == message.state,
        MESSAGE.c.tries == message.tries,
        MESSAGE.c.next_try == message.next_try,
    )
    return line.execute(update(MESSAGE).where(*still).values(**said)).rowcount == 1


def place_of_visit(
    line: Connection, visit: str, location: str | None = None
) -> tuple[str, str, str] | None:
    """Location, newest day and language of a visit, at one location or at any."""
    wanted = select(VISIT.c.location, VISIT.c.day, VISIT.c.language).where(VISIT.c.visit == visit)
    if location is not None:
        wanted = wanted.where(VISIT.c.location == location)
    found = line.execute(wanted.order_by(VISIT.c.day.desc())).first()
    return None if found is None else (found[0], found[1], found[2])


def visits_of_code(line: Connection, location: str, code: str) -> list[tuple[str, str]]:
    """Day and visit of the appointments that had this code at a location, newest first."""
    wanted = (
        select(APPOINTMENT.c.day, APPOINTMENT.c.visit)
        .where(APPOINTMENT.c.location == location, APPOINTMENT.c.code == code)
        .order_by(APPOINTMENT.c.day.desc())
    )
    return [(day, visit) for day, visit in line.execute(wanted)]


def messages(
    line: Connection, *, visit: str = "", location: str = "", day_from: str = "", day_to: str = ""
) -> list[MessageRow]:
    """The proof of sending: of one visit wherever it was moved to, or of a location's days."""
    wanted = select(MESSAGE).order_by(MESSAGE.c.due, MESSAGE.c.id)
    if visit:
        wanted = wanted.where(MESSAGE.c.visit == visit)
    if location:
        wanted = wanted.where(MESSAGE.c.location == location)
    if day_from:
        wanted = wanted.where(MESSAGE.c.day >= day_from)
    if day_to:
        wanted = wanted.where(MESSAGE.c.day <= day_to)
    return [MessageRow(**row._mapping) for row in line.execute(wanted)]
