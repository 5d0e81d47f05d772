"""What is read from the store: the log of a day, and questions to the plain tables. Changes
nothing.
"""

from collections import defaultdict
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, select

from host.core.entry import Entry
from host.core.events import EVENT as ANY_EVENT
from host.store.kept import AppointmentRow, PersonRow, VisitRecord
from host.store.tables import APPOINTMENT, EVENT, PERSON, VISIT, VISIT_SERVICE

_ENTRY = ("entry", "what", "sender", "at_ms", "desk", "digest")


def entries(connection: Connection, location: str, day: str, after_seq: int = 0) -> list[Entry]:
    """The log of one service day, oldest first; with `after_seq` only what came later."""
    log = (
        select(*(EVENT.c[name] for name in _ENTRY), EVENT.c.body)
        .where(EVENT.c.location == location, EVENT.c.day == day, EVENT.c.seq > after_seq)
        .order_by(EVENT.c.seq)
    )
    found = []
    for (entry, what, sender, at, desk, digest), facts in groupby(
        connection.execute(log), key=lambda row: tuple(row[:6])
    ):
        events = tuple(ANY_EVENT.validate_json(fact[6]) for fact in facts)
        found.append(Entry(entry, what, sender, at, events, desk, digest))
    return found


def days(connection: Connection) -> list[tuple[str, str]]:
    """Location and day of every service day in the log, oldest first."""
    found = select(EVENT.c.location, EVENT.c.day).distinct().order_by(EVENT.c.day, EVENT.c.location)
    return [(location, day) for location, day in connection.execute(found)]


def last_seq(connection: Connection, location: str, day: str) -> int:
    """Of the newest event of the day; 0 while there is none."""
    newest = (
        select(EVENT.c.seq)
        .where(EVENT.c.location == location, EVENT.c.day == day)
        .order_by(EVENT.c.seq.desc())
        .limit(1)
    )
    return connection.execute(newest).scalar() or 0


def newest_kind(connection: Connection, location: str, day: str) -> str | None:
    """Kind of the newest event of the day: `day_ended` closes it. None while there is no event."""
    newest = (
        select(EVENT.c.kind)
        .where(EVENT.c.location == location, EVENT.c.day == day)
        .order_by(EVENT.c.seq.desc())
        .limit(1)
    )
    return connection.execute(newest).scalar()


def open_appointments(connection: Connection, code: str, since: str) -> list[AppointmentRow]:
    """Open appointments of a code at any location, on `since` (ISO date) or later, the first day
    first.
    """
    found = (
        select(APPOINTMENT)
        .where(
            APPOINTMENT.c.code == code, APPOINTMENT.c.day >= since, APPOINTMENT.c.state == "open"
        )
        .order_by(APPOINTMENT.c.day, APPOINTMENT.c.appointed, APPOINTMENT.c.location)
    )
    return [_appointment(row) for row in connection.execute(found)]


def appointments(connection: Connection, location: str, day: str) -> list[AppointmentRow]:
    """Every appointment of a day as it was booked, in order of time."""
    found = (
        select(APPOINTMENT)
        .where(*_on(APPOINTMENT, location, day))
        .order_by(APPOINTMENT.c.appointed, APPOINTMENT.c.visit)
    )
    return [_appointment(row) for row in connection.execute(found)]


def people(connection: Connection, location: str, day: str) -> dict[str, PersonRow]:
    """Personal data of a day, by visit."""
    found = connection.execute(select(PERSON).where(*_on(PERSON, location, day)))
    texts = ("name", "look", "seat", "note", "phone", "mail")
    return {
        row["visit"]: PersonRow(row["visit"], **{text: row[text] or "" for text in texts})
        for row in found.mappings()
    }


def visits(connection: Connection, location: str, day_from: str, day_to: str) -> list[VisitRecord]:
    """The visits of a location from the first day to the last, both included."""
    asked: dict[tuple[str, str], list[str]] = defaultdict(list)
    services = (
        select(VISIT_SERVICE.c.day, VISIT_SERVICE.c.visit, VISIT_SERVICE.c.service)
        .where(VISIT_SERVICE.c.location == location, VISIT_SERVICE.c.day.between(day_from, day_to))
        .order_by(VISIT_SERVICE.c.day, VISIT_SERVICE.c.visit, VISIT_SERVICE.c.position)
    )
    for day, visit, service in connection.execute(services):
        asked[day, visit].append(service)
    found = (
        select(VISIT)
        .where(VISIT.c.location == location, VISIT.c.day.between(day_from, day_to))
        .order_by(VISIT.c.day, VISIT.c.arrived.nulls_last(), VISIT.c.visit)
    )
    return [
        VisitRecord(**row._mapping, services=tuple(asked[row.day, row.visit]))
        for row in connection.execute(found)
    ]


def _appointment(row: Row[Any]) -> AppointmentRow:
    return AppointmentRow(**{**row._mapping, "services": tuple(row.services)})


def _on(table: Table, location: str, day: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.location == location, table.c.day == day
