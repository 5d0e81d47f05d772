"""What is read from the store: the log of a day, and questions to the plain tables. Changes
nothing.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, func, select

from host.core.entry import Entry
from host.core.events import EVENT as ANY_EVENT
from host.store.kept import AppointmentRow, PersonRow, RoundRow, VisitRecord
from host.store.tables import APPOINTMENT, EVENT, PERSON, ROUND, VISIT, VISIT_SERVICE

MOVED = "moved"
"""How a visit ends on the day that its appointment left."""
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


def entries_of_days(
    connection: Connection, location: str, first: str, last: str
) -> dict[str, list[Entry]]:
    """The logs of the days from `first` to `last`, both included, each oldest first."""
    log = (
        select(*(EVENT.c[name] for name in _ENTRY), EVENT.c.body, EVENT.c.day)
        .where(EVENT.c.location == location, EVENT.c.day.between(first, last))
        .order_by(EVENT.c.day, EVENT.c.seq)
    )
    found: dict[str, list[Entry]] = defaultdict(list)
    for (day, *said), facts in groupby(connection.execute(log), key=lambda row: (row[7], *row[:6])):
        entry, what, sender, at, desk, digest = said
        events = tuple(ANY_EVENT.validate_json(fact[6]) for fact in facts)
        found[day].append(Entry(entry, what, sender, at, events, desk, digest))
    return found


def last_seqs(connection: Connection, location: str, first: str, last: str) -> dict[str, int]:
    """Of the newest event of each day in the range that has one."""
    newest = (
        select(EVENT.c.day, func.max(EVENT.c.seq).label("seq"))
        .where(EVENT.c.location == location, EVENT.c.day.between(first, last))
        .group_by(EVENT.c.day)
    )
    return {row.day: row.seq for row in connection.execute(newest)}


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
        _appointments()
        .where(
            APPOINTMENT.c.code == code, APPOINTMENT.c.day >= since, APPOINTMENT.c.state == "open"
        )
        .order_by(APPOINTMENT.c.day, APPOINTMENT.c.appointed, APPOINTMENT.c.location)
    )
    return [_appointment(row) for row in connection.execute(found)]


def appointments(
    connection: Connection, location: str, first: str, last: str = ""
) -> list[AppointmentRow]:
    """Every appointment of a day as it was booked, in order of time: also those that were
    cancelled, not those that moved to another day or location, since they stand there. With `last`:
    of all days until then.
    """
    days = APPOINTMENT.c.day.between(first, last or first)
    found = (
        _appointments()
        .where(APPOINTMENT.c.location == location, days, VISIT.c.outcome != MOVED)
        .order_by(APPOINTMENT.c.appointed, APPOINTMENT.c.visit)
    )
    return [_appointment(row) for row in connection.execute(found)]


def places_with_appointments(connection: Connection, since: str) -> dict[str, int]:
    """How many open appointments and rounds each location has on the ISO date `since` or later;
    also locations that are not in the settings any more.
    """
    counts: dict[str, int] = defaultdict(int)
    for table in (APPOINTMENT, ROUND):
        found = (
            select(table.c.location, func.count())
            .where(table.c.day >= since, table.c.state == "open")
            .group_by(table.c.location)
        )
        for row in connection.execute(found):
            counts[row[0]] += row[1]
    return dict(sorted(counts.items()))


def people(connection: Connection, location: str, day: str) -> dict[str, PersonRow]:
    """Personal data of a day, by visit."""
    found = connection.execute(select(PERSON).where(*_on(PERSON, location, day)))
    texts = ("name", "look", "seat", "note", "phone", "mail")
    return {
        row["visit"]: PersonRow(row["visit"], **{text: row[text] or "" for text in texts})
        for row in found.mappings()
    }


def person(connection: Connection, location: str, day: str, visit: str) -> PersonRow | None:
    """Personal data of one visit."""
    of_visit = (*_on(PERSON, location, day), PERSON.c.visit == visit)
    row = connection.execute(select(PERSON).where(*of_visit)).mappings().first()
    texts = ("name", "look", "seat", "note", "phone", "mail")
    if row is None:
        return None
    return PersonRow(visit, **{text: row[text] or "" for text in texts})


def appointments_where(
    connection: Connection, *, visit: str | None = None, link: str | None = None
) -> list[AppointmentRow]:
    """Every row of an appointment, by its id or its page: one for each day that it was on, newest
    day last.
    """
    where = APPOINTMENT.c.visit == visit if link is None else APPOINTMENT.c.link == link
    found = _appointments().where(where).order_by(APPOINTMENT.c.changes, APPOINTMENT.c.day)
    return [_appointment(row) for row in connection.execute(found)]


def rounds_where(connection: Connection, number: str) -> list[RoundRow]:
    """The round of an id."""
    found = select(ROUND).where(ROUND.c.round == number)
    return [RoundRow(**row._mapping) for row in connection.execute(found)]


def rounds_of_period(
    connection: Connection, location: str, first: str, last: str
) -> list[RoundRow]:
    """The rounds of a location that stand from one ISO date to another, both included, by day,
    route and code.
    """
    days = (ROUND.c.location == location, ROUND.c.day.between(first, last))
    found = select(ROUND).where(*days, ROUND.c.state == "open")
    found = found.order_by(ROUND.c.day, ROUND.c.route, ROUND.c.code)
    return [RoundRow(**row._mapping) for row in connection.execute(found)]


def round_of_link(
    connection: Connection, link: str, locations: Sequence[str], since: str
) -> RoundRow | None:
    """The round of a page, on the ISO date `since` or later: only days to come are looked
    through.
    """
    coming = (ROUND.c.location.in_(locations), ROUND.c.day >= since, ROUND.c.link == link)
    row = connection.execute(select(ROUND).where(*coming)).first()
    return None if row is None else RoundRow(**row._mapping)


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


def first_visited_day(connection: Connection) -> str:
    """The first day that is kept on which somebody came; empty: nobody ever did."""
    return connection.execute(select(func.min(VISIT.c.day))).scalar() or ""


def visited_days(connection: Connection, locations: Sequence[str], number: int) -> list[str]:
    """The last days on which somebody came, newest first."""
    found = (
        select(VISIT.c.day)
        .where(VISIT.c.location.in_(locations), VISIT.c.arrived.is_not(None))
        .group_by(VISIT.c.day)
        .order_by(VISIT.c.day.desc())
        .limit(number)
    )
    return list(connection.execute(found).scalars())


def _appointments() -> Select[Any]:
    """An appointment, and the language of its visitor."""
    of_visit = and_(
        *(APPOINTMENT.c[name] == VISIT.c[name] for name in ("location", "day", "visit"))
    )
    return select(APPOINTMENT, VISIT.c.language).join(VISIT, of_visit)


def _appointment(row: Row[Any]) -> AppointmentRow:
    said = {**row._mapping, "services": tuple(row.services), "amounts": tuple(row.amounts)}
    return AppointmentRow(**said)


def _on(table: Table, location: str, day: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.location == location, table.c.day == day
