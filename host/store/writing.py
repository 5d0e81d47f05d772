"""The hot path: entries as rows, and the few statements that keep them. Nothing here waits for a
thread or a lock.

The statements are SQLAlchemy's, compiled from the tables once per engine, and then handed to the
driver as text with plain tuples: building them anew for each command costs more than keeping it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

import orjson
from sqlalchemy import Dialect, Table, bindparam, delete, func, update
from sqlalchemy.dialects import postgresql, sqlite

from host.core.day import Visit
from host.core.events import AnyEvent, Booked, Moved, RoundBooked, RoundCancelled, RoundMovedAway
from host.core.figures import service_millis
from host.core.waits import felt_millis, wait_millis
from host.store.columns import as_datetime, as_text
from host.store.kept import Kept, MessageRow, PersonChange
from host.store.tables import APPOINTMENT, EVENT, MESSAGE, PERSON, ROUND, VISIT, VISIT_SERVICE

Row = tuple[Any, ...]
ExecuteMany = Callable[[str, list[Row]], Any]
"""Runs a statement once per row of values."""

SERVICES_SET_BY = frozenset(
    kind.model_fields["kind"].default
    for kind in get_args(get_args(AnyEvent)[0])
    if {"services", "visits"} & kind.model_fields.keys()
)
"""Kinds of events after which a visit's services may be others than before."""

SERVICES_SET_ANEW = SERVICES_SET_BY - {"booked", "walked_in", "served_at_once"}
"""Of these, the ones to a visit that had services before: there may be fewer now."""

_MESSAGE_COLUMNS = [column.name for column in MESSAGE.columns]
_STATES = {"expected": "open", "cancelled": "cancelled", "no_show": "no_show"}


@dataclass(slots=True)
class Rows:
    """Everything that one transaction writes, made while the visits are as they are now."""

    events: list[Row] = field(default_factory=list)
    visits: dict[Row, Row] = field(default_factory=dict)
    services: dict[Row, Row] = field(default_factory=dict)
    service_counts: dict[Row, Row] = field(default_factory=dict)
    appointments: list[Row] = field(default_factory=list)
    moves: list[Row] = field(default_factory=list)
    rounds: list[Row] = field(default_factory=list)
    round_states: list[Row] = field(default_factory=list)
    rounds_gone: list[Row] = field(default_factory=list)
    """On this day no longer; written before `rounds`, since one may come back."""
    states: dict[Row, Row] = field(default_factory=dict)
    persons: list[Row] = field(default_factory=list)
    messages: list[Row] = field(default_factory=list)
    wakes: dict[tuple[str, str], int] = field(default_factory=dict)


def _postgresql() -> Dialect:
    made: Any = postgresql.psycopg.dialect
    dialect: Dialect = made(paramstyle="format")
    return dialect


class Writer:
    """Makes rows of entries and writes them, for one engine's dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self._on_sqlite = dialect.name == "sqlite"
        self._moment: Callable[[int | None], Any] = as_text if self._on_sqlite else as_datetime
        self._compile: Dialect = sqlite.dialect() if self._on_sqlite else _postgresql()
        self._add_event = self._insert(EVENT)
        self._put_visit = self._upsert(VISIT)
        self._put_service = self._upsert(VISIT_SERVICE)
        self._drop_services = self._text(
            delete(VISIT_SERVICE).where(
                *(VISIT_SERVICE.c[name] == bindparam(name) for name in _VISIT_KEY),
                VISIT_SERVICE.c.position >= bindparam("count"),
            ),
            (*_VISIT_KEY, "count"),
        )
        self._put_appointment = self._upsert(APPOINTMENT)
        self._put_state = self._text(
            update(APPOINTMENT)
            .values(state=bindparam("new_state"))
            .where(*(APPOINTMENT.c[name] == bindparam(f"of_{name}") for name in _VISIT_KEY)),
            ("new_state", *(f"of_{name}" for name in _VISIT_KEY)),
        )
        moved: dict[str, Any] = {
            name: bindparam(f"new_{name}") for name in ("appointed", "minutes", "changes")
        }
        self._put_move = self._text(
            update(APPOINTMENT)
            .values(**moved)
            .where(*(APPOINTMENT.c[name] == bindparam(f"of_{name}") for name in _VISIT_KEY)),
            ("new_appointed", "new_minutes", "new_changes", *(f"of_{n}" for n in _VISIT_KEY)),
        )
        self._compile_rounds()
        self._put_person = self._upsert(PERSON, keep_when_null=True)
        self._put_message = self._insert_once(MESSAGE)

    def _compile_rounds(self) -> None:
        of_round = ("location", "day", "round")
        self._put_round = self._upsert(ROUND)
        self._put_round_state = self._text(
            update(ROUND)
            .values(state=bindparam("new_state"))
            .where(*(ROUND.c[name] == bindparam(f"of_{name}") for name in of_round)),
            ("new_state", *(f"of_{name}" for name in of_round)),
        )
        self._drop_round = self._text(
            delete(ROUND).where(*(ROUND.c[name] == bindparam(name) for name in of_round)),
            of_round,
        )

    # -- rows ------------------------------------------------------------------------------------

    def rows(self, batch: Sequence[Kept]) -> Rows:
        """The batch as rows; afterwards the visits may change."""
        rows = Rows()
        for kept in batch:
            self.add_events(rows, kept)
            self.add_plain(rows, kept)
            if kept.person is not None:
                rows.persons.append(self._person(kept.location, kept.day, kept.person))
            rows.messages.extend(map(self._message, kept.messages))
        return rows

    def add_events(self, rows: Rows, kept: Kept) -> None:
        """The log's rows of one entry."""
        entry, location, day = kept.entry, kept.location, kept.day
        assert entry.events, "an entry without events says nothing"
        said = (entry.at, entry.what, entry.by, entry.desk, entry.digest)
        for part, fact in enumerate(entry.events):
            visit = getattr(fact, "visit", None)
            body = fact.model_dump_json()
            rows.events.append(
                (location, day, kept.seq + part, entry.id, part, *said, fact.kind, visit, body)
            )
        rows.wakes[location, day] = kept.seq + len(entry.events) - 1

    def add_plain(self, rows: Rows, kept: Kept) -> None:
        """The plain rows of one entry: its appointments, and its visits as they are now."""
        kinds = {fact.kind for fact in kept.entry.events}
        services_set = not kinds.isdisjoint(SERVICES_SET_BY)
        for visit in kept.visits:
            self.add_visit(rows, kept.location, kept.day, visit, services_set=services_set)
            if services_set and not kinds.isdisjoint(SERVICES_SET_ANEW):
                key = (kept.location, kept.day, visit.visit)
                rows.service_counts[key] = (*key, len(visit.services))
        self.add_booked(rows, kept.location, kept.day, kept.entry.events)

    def add_visit(
        self, rows: Rows, location: str, day: str, visit: Visit, *, services_set: bool
    ) -> None:
        """One visit as it is now; its services only where they may be new."""
        key = (location, day, visit.visit)
        rows.visits[key] = (*key, *self._visit(visit))
        if services_set:
            for position, service in enumerate(visit.services):
                rows.services[*key, position] = (*key, position, service)
        if visit.code:
            rows.states[key] = (_STATES.get(visit.stage, "used"), *key)

    def add_booked(self, rows: Rows, location: str, day: str, facts: Iterable[AnyEvent]) -> None:
        """Appointments as they were booked; what became of them is their visits' stage."""
        for fact in facts:
            if isinstance(fact, Booked):
                key = (location, day, fact.visit)
                rows.moves = [move for move in rows.moves if move[3:] != key]
                rows.appointments.append((location, day, *self._booked(fact)))
            elif isinstance(fact, Moved):
                when = self._moment(fact.appointed)
                rows.moves.append((when, fact.minutes, fact.changes, location, day, fact.visit))
            elif isinstance(fact, RoundBooked):
                said = (fact.service, fact.route, fact.code, fact.link, fact.language)
                rows.rounds.append((location, day, fact.round, *said, fact.channel, "open"))
            elif isinstance(fact, RoundCancelled):
                rows.round_states.append(("cancelled", location, day, fact.round))
            elif isinstance(fact, RoundMovedAway):
                key = (location, day, fact.round)
                rows.rounds = [row for row in rows.rounds if row[:3] != key]
                rows.rounds_gone.append(key)

    def _visit(self, visit: Visit) -> Row:
        moment = self._moment
        return (
            visit.by_appointment,
            visit.stage,
            visit.outcome,
            visit.ticket,
            visit.language,
            visit.persons,
            visit.persons * len(visit.services),
            visit.desk,
            visit.waited_for,
            moment(visit.appointed),
            moment(visit.arrived),
            moment(visit.first_called),
            moment(visit.met),
            moment(visit.ended),
            visit.late,
            visit.auto,
            visit.times_wrong,
            _seconds(wait_millis(visit)),
            _seconds(felt_millis(visit)),
            _seconds(service_millis(visit)),
            visit.served / 1000,
            visit.away / 1000,
            visit.delivery,
            visit.told_from,
            visit.told_to,
        )

    def _booked(self, fact: Booked) -> Row:
        services = orjson.dumps(fact.services).decode()
        when = self._moment(fact.appointed)
        amounts = orjson.dumps(fact.amounts).decode()
        said = (fact.visit, fact.code, when, fact.persons, services, fact.channel, "open")
        return (*said, fact.minutes, amounts, fact.link, fact.changes)

    def _person(self, location: str, day: str, change: PersonChange) -> Row:
        texts = (change.name, change.look, change.seat, change.note, change.phone, change.mail)
        erase_on = change.erase_on if self._on_sqlite else date.fromisoformat(change.erase_on)
        return (location, day, change.visit, *texts, erase_on)

    def _message(self, message: MessageRow) -> Row:
        said = {name: getattr(message, name) for name in _MESSAGE_COLUMNS}
        for name in ("due", "next_try", "appointed", "sent"):
            said[name] = self._moment(said[name])
        return tuple(said.values())

    # -- statements ------------------------------------------------------------------------------

    def write(self, execute_many: ExecuteMany, rows: Rows) -> None:
        """Everything in the open transaction, the log first: there a lost race shows."""
        for statement, values in (
            (self._add_event, rows.events),
            (self._put_visit, rows.visits.values()),
            (self._put_service, rows.services.values()),
            (self._drop_services, rows.service_counts.values()),
            (self._put_appointment, rows.appointments),
            (self._put_move, rows.moves),
            (self._drop_round, rows.rounds_gone),
            (self._put_round, rows.rounds),
            (self._put_round_state, rows.round_states),
            (self._put_state, rows.states.values()),
            (self._put_person, rows.persons),
            (self._put_message, rows.messages),
        ):
            if values:
                execute_many(statement, list(values))
        if rows.wakes and not self._on_sqlite:
            wakes = [(f"{location} {day} {seq}",) for (location, day), seq in rows.wakes.items()]
            execute_many("SELECT pg_notify('balie_event', %s)", wakes)

    def _insert(self, table: Table) -> str:
        return self._text(self._inserting(table), [column.name for column in table.columns])

    def _insert_once(self, table: Table) -> str:
        statement = self._inserting(table).on_conflict_do_nothing()
        return self._text(statement, [column.name for column in table.columns])

    def _upsert(self, table: Table, *, keep_when_null: bool = False) -> str:
        insert = self._inserting(table)
        new = {
            column.name: func.coalesce(insert.excluded[column.name], column)
            if keep_when_null
            else insert.excluded[column.name]
            for column in table.columns
            if not column.primary_key
        }
        statement = insert.on_conflict_do_update(
            index_elements=list(table.primary_key.columns), set_=new
        )
        return self._text(statement, [column.name for column in table.columns])

    def _inserting(self, table: Table) -> Any:
        return sqlite.insert(table) if self._on_sqlite else postgresql.insert(table)

    def _text(self, statement: Any, order: Iterable[str]) -> str:
        compiled = statement.compile(dialect=self._compile)
        assert compiled.positiontup == list(order), compiled.positiontup
        return str(compiled)


_VISIT_KEY = ("location", "day", "visit")


def _seconds(millis: int | None) -> float | None:
    return None if millis is None else millis / 1000
