"""What the figures of a period are taken of, as bare rows: a year of a large town in one read. No
object is made of a row, and no moment is read that is not asked for.

The seldom facts (desks, changes, hand-overs) come straight from the log: two partial indexes of
schema.sql hold exactly these kinds.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    func,
    select,
    text,
    type_coerce,
)
from sqlalchemy.types import NullType

from host.store.columns import Moment, millis_of
from host.store.fields import SELDOM
from host.store.tables import APPOINTMENT, EVENT, VISIT, VISIT_SERVICE


class Served(NamedTuple):
    """The columns of `served`, in order. Moments in milliseconds UTC."""

    location: str
    day: str
    service: str
    by_appointment: bool
    persons: int
    transactions: int
    wait_seconds: float | None
    felt_seconds: float | None
    service_seconds: float | None
    desk: str | None
    met: int | None
    ended: int | None
    served_seconds: float
    auto: bool
    times_wrong: bool
    told_from: int | None
    told_to: int | None


class NotServed(NamedTuple):
    """The columns of `not_served`, in order; visits that are not over among them. Moments in
    milliseconds UTC.
    """

    location: str
    day: str
    service: str
    by_appointment: bool
    stage: str
    appointed: int | None
    arrived: int | None
    ended: int | None


class Fact(NamedTuple):
    """A seldom event of the log."""

    location: str
    day: str
    seq: int
    at: int
    kind: str
    visit: str | None
    entry: str
    body: dict[str, Any]


class Documents(NamedTuple):
    """Documents that were applied for at one location on one day."""

    location: str
    day: str
    delivery: bool
    """To be brought home."""
    documents: int
    visits: int


class Bare(NamedTuple):
    """Everything of a period, read at one moment."""

    facts: list[Fact]
    served: list[Sequence[Any]]
    not_served: list[Sequence[Any]]
    called: dict[tuple[str, str, int], int]
    doors: list[tuple[str, str, int]]
    demand: list[tuple[str, str, bool, int, int]]
    documents: list[Documents]
    newest: int | None
    """The newest moment in the log of these days, milliseconds UTC."""


def of_period(
    line: Connection, first: str, last: str, locations: Sequence[str], handed_out: Sequence[str]
) -> Bare:
    """Both days included. `handed_out`: services of which a document is handed out later."""
    span = (line, first, last, locations)
    return Bare(
        facts=facts(*span),
        served=served(*span),
        not_served=not_served(*span),
        called=next_calls(*span),
        doors=first_channels(*span),
        demand=demand(*span),
        documents=documents(*span, handed_out),
        newest=newest(*span),
    )


def served(
    line: Connection, first: str, last: str, locations: Sequence[str]
) -> list[Sequence[Any]]:
    """Visits that were served, in no order, as plain rows with the columns of `Served`."""
    found = _of_first_service(Served._fields[3:]).where(VISIT.c.stage == "done")
    return _raw(line, found.where(*_between(VISIT, first, last, locations)))


def not_served(
    line: Connection, first: str, last: str, locations: Sequence[str]
) -> list[Sequence[Any]]:
    """All others, as plain rows with the columns of `NotServed`."""
    found = _of_first_service(NotServed._fields[3:]).where(VISIT.c.stage != "done")
    return _raw(line, found.where(*_between(VISIT, first, last, locations)))


def _raw(line: Connection, found: Select[Any]) -> list[Sequence[Any]]:
    """The driver's own rows: no object is made of each."""
    return list(line.execute(found).cursor.fetchall())


def _bare(name: str) -> ColumnElement[Any]:
    """A column as the engine has it, a moment as the engine counts it: to make either of them of
    each row costs more than reading it.
    """
    column = VISIT.c[name]
    return millis_of(column) if isinstance(column.type, Moment) else type_coerce(column, NullType)


def _of_first_service(names: Sequence[str]) -> Select[Any]:
    """Of visits, the service that each waited for first, else the first one that was asked for,
    which is looked up only then.
    """
    asked = (
        select(VISIT_SERVICE.c.service)
        .where(
            *(VISIT_SERVICE.c[name] == VISIT.c[name] for name in ("location", "day", "visit")),
            VISIT_SERVICE.c.position == 0,
        )
        .scalar_subquery()
    )
    service = func.coalesce(func.nullif(VISIT.c.waited_for, ""), asked, "")
    return select(VISIT.c.location, VISIT.c.day, service, *map(_bare, names))


def demand(
    line: Connection, first: str, last: str, locations: Sequence[str]
) -> list[tuple[str, str, bool, int, int]]:
    """Of visits that were served: location, service, by appointment, visits and persons. A visit
    for two services stands under both.
    """
    found = (
        _with_services(first, last, locations)
        .with_only_columns(
            VISIT.c.location,
            VISIT_SERVICE.c.service,
            VISIT.c.by_appointment,
            func.count(),
            func.sum(VISIT.c.persons),
        )
        .group_by(VISIT.c.location, VISIT_SERVICE.c.service, VISIT.c.by_appointment)
    )
    return [(*row[:3], row[3], int(row[4])) for row in line.execute(found)]


def documents(
    line: Connection, first: str, last: str, locations: Sequence[str], services: Sequence[str]
) -> list[Documents]:
    """Of the services of which something is handed out later; a document is one service for one
    person.
    """
    found = (
        _with_services(first, last, locations)
        .where(VISIT.c.outcome == "served", VISIT_SERVICE.c.service.in_(services))
        .with_only_columns(
            VISIT.c.location,
            VISIT.c.day,
            VISIT.c.delivery,
            func.sum(VISIT.c.persons),
            func.count(VISIT.c.visit.distinct()),
        )
        .group_by(VISIT.c.location, VISIT.c.day, VISIT.c.delivery)
    )
    return [
        Documents(row[0], row[1], bool(row[2]), int(row[3]), row[4]) for row in line.execute(found)
    ]


def first_channels(
    line: Connection, first: str, last: str, locations: Sequence[str]
) -> list[tuple[str, str, int]]:
    """Location, channel and number of the appointments of these days that were served."""
    of_visit = and_(
        *(APPOINTMENT.c[name] == VISIT.c[name] for name in ("location", "day", "visit"))
    )
    found = (
        select(APPOINTMENT.c.location, APPOINTMENT.c.channel, func.count())
        .join(VISIT, of_visit)
        .where(*_between(APPOINTMENT, first, last, locations), VISIT.c.stage == "done")
        .group_by(APPOINTMENT.c.location, APPOINTMENT.c.channel)
    )
    return [(row[0], row[1], row[2]) for row in line.execute(found)]


def facts(line: Connection, first: str, last: str, locations: Sequence[str]) -> list[Fact]:
    """The seldom facts of these days, each day in order."""
    found = (
        select(*(EVENT.c[name] for name in ("location", "day", "seq", "at_ms", "kind")))
        .add_columns(EVENT.c.visit, EVENT.c.entry, EVENT.c.body)
        .where(text(SELDOM), *_between(EVENT, first, last, locations))
        .order_by(EVENT.c.location, EVENT.c.day, EVENT.c.seq)
    )
    return [Fact._make((*row[:7], orjson.loads(row[7]))) for row in _raw(line, found)]


def next_calls(
    line: Connection, first: str, last: str, locations: Sequence[str]
) -> dict[tuple[str, str, int], int]:
    """When the visit of each hand-over was called again, by location, day and number of the
    hand-over; not of those that never were.
    """
    later = EVENT.alias("later")
    called = (
        select(later.c.at_ms)
        .where(
            *(later.c[name] == EVENT.c[name] for name in ("location", "day", "visit")),
            later.c.seq > EVENT.c.seq,
            later.c.kind == "called",
        )
        .order_by(later.c.seq)
        .limit(1)
        .scalar_subquery()
    )
    found = select(EVENT.c.location, EVENT.c.day, EVENT.c.seq, called).where(
        text(f"event.{SELDOM}"),
        EVENT.c.kind == "handed_over",
        *_between(EVENT, first, last, locations),
    )
    return {(row[0], row[1], row[2]): row[3] for row in line.execute(found) if row[3] is not None}


def newest(line: Connection, first: str, last: str, locations: Sequence[str]) -> int | None:
    """The newest moment in the log of these days. A day to come holds what was booked before it:
    from there it goes back, to one that had begun.
    """
    moments: list[int] = []
    for location in locations:
        before = EVENT.c.day <= last
        while found := line.execute(
            select(EVENT.c.day, EVENT.c.at_ms)
            .where(*_between(EVENT, first, last, [location]), before)
            .order_by(EVENT.c.day.desc(), EVENT.c.seq.desc())
            .limit(1)
        ).first():
            moments.append(found.at_ms)
            if datetime.fromtimestamp(found.at_ms / 1000, UTC).date().isoformat() >= found.day:
                break
            before = EVENT.c.day < found.day
    return max(moments, default=None)


def _with_services(first: str, last: str, locations: Sequence[str]) -> Select[Any]:
    of_visit = and_(
        *(VISIT_SERVICE.c[name] == VISIT.c[name] for name in ("location", "day", "visit"))
    )
    return (
        select(VISIT.c.visit)
        .join(VISIT_SERVICE, of_visit)
        .where(*_between(VISIT, first, last, locations), VISIT.c.stage == "done")
    )


def _between(
    table: Table, first: str, last: str, locations: Sequence[str]
) -> tuple[ColumnElement[bool], ...]:
    return table.c.location.in_(locations), table.c.day.between(first, last)
