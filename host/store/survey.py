"""Answers of visitors as rows: kept so that no row says whose it is, counted, and erased. Functions
over a connection.

An answer and the note that its visit has answered are written in one transaction, so the order of
the rows (SQLite's rowid, PostgreSQL's xmin and ctid) would join them again. Therefore the answer is
written among others of its week, which are taken out and written anew with it, in an order by
chance.
"""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from host.store.tables import MESSAGE, PERSON, SURVEY_ANSWER, SURVEY_GIVEN, VISIT

SHUFFLED = 50
"""So many other answers of the week, or all of them where there are fewer, are written anew beside
a new one.
"""
_LOCK = 7_205_314  # of PostgreSQL's advisory locks: two who shuffle at once would wait in a ring


@dataclass(frozen=True, slots=True)
class Answer:
    """What one visitor answered. `week` is the ISO date that the visit's week begins with."""

    location: str
    week: str
    channel: str
    mark: int
    greeter_mark: int | None = None
    choice: str = ""
    party: str = ""
    """The group that the visitor chose to belong to."""
    said: str = ""
    said_until: date | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """So many answers that are alike."""

    location: str
    week: str
    channel: str
    mark: int
    greeter_mark: int | None
    choice: str
    party: str
    number: int


@dataclass(frozen=True, slots=True)
class Served:
    """A visit that is over, as far as a question about it needs it."""

    visit: str
    language: str
    has_ticket: bool


@dataclass(frozen=True, slots=True)
class Reachable:
    """A visit that is over, whose visitor has left a mail address."""

    location: str
    day: str
    visit: str
    language: str
    ended: int
    """Milliseconds UTC."""


def keep(line: Connection, answer: Answer, given: str, erase_on: date) -> bool:
    """Keeps an answer. False: this visit has answered before, and nothing was kept."""
    if line.dialect.name == "postgresql":
        line.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    engine = sqlite if line.dialect.name == "sqlite" else postgresql
    note = engine.insert(SURVEY_GIVEN).values(given=given, erase_on=erase_on)
    noted = note.on_conflict_do_nothing().returning(SURVEY_GIVEN.c.given)
    if line.execute(noted).first() is None:
        return False
    rows = [*_taken_out(line, answer.location, answer.week), asdict(answer)]
    secrets.SystemRandom().shuffle(rows)
    for row in rows:
        row["id"] = secrets.token_hex(16)
    line.execute(insert(SURVEY_ANSWER), rows)
    return True


def _taken_out(line: Connection, location: str, week: str) -> list[dict[str, Any]]:
    of_week = (SURVEY_ANSWER.c.location == location, SURVEY_ANSWER.c.week == week)
    some = select(SURVEY_ANSWER.c.id).where(*of_week).order_by(func.random()).limit(SHUFFLED)
    names = list(line.execute(some).scalars())
    taken = delete(SURVEY_ANSWER).where(SURVEY_ANSWER.c.id.in_(names)).returning(SURVEY_ANSWER)
    return [dict(row._mapping) for row in line.execute(taken)] if names else []


def has_given(line: Connection, given: str) -> bool:
    wanted = select(SURVEY_GIVEN.c.given).where(SURVEY_GIVEN.c.given == given)
    return line.execute(wanted).first() is not None


def those_given(line: Connection, given: Sequence[str]) -> set[str]:
    """Which of these have answered."""
    wanted = select(SURVEY_GIVEN.c.given).where(SURVEY_GIVEN.c.given.in_(given))
    return set(line.execute(wanted).scalars())


def counts(line: Connection, locations: Sequence[str], first: str, last: str) -> list[Count]:
    """The answers of the weeks that begin on these days, both included, counted."""
    said = [SURVEY_ANSWER.c[name] for name in Count.__slots__ if name != "number"]
    wanted = (
        select(*said, func.count().label("number"))
        .where(SURVEY_ANSWER.c.location.in_(locations), SURVEY_ANSWER.c.week.between(first, last))
        .group_by(*said)
        .order_by(*said)
    )
    return [Count(**row._mapping) for row in line.execute(wanted)]


def of_period(
    line: Connection, locations: Sequence[str], weeks: tuple[str, str], days: tuple[str, str]
) -> tuple[list[Count], int]:
    """The answers of the weeks that begin in a period, and the visits of the days that could be
    answered about: first and last ISO date of each, both included.
    """
    visits = number_served(line, locations, *days)
    return counts(line, locations, *weeks), visits


def texts(
    line: Connection, locations: Sequence[str], first: str, last: str
) -> list[tuple[str, str, str]]:
    """Location, week and text of what visitors wrote; no mark beside it, in an order by chance."""
    wanted = select(SURVEY_ANSWER.c.location, SURVEY_ANSWER.c.week, SURVEY_ANSWER.c.said).where(
        SURVEY_ANSWER.c.location.in_(locations),
        SURVEY_ANSWER.c.week.between(first, last),
        SURVEY_ANSWER.c.said != "",
    )
    found = [(place, week, said) for place, week, said in line.execute(wanted)]
    secrets.SystemRandom().shuffle(found)
    return sorted(found, key=lambda row: row[:2])


def served(line: Connection, location: str, day: str) -> list[Served]:
    """The visits of a day that are over."""
    wanted = select(VISIT.c.visit, VISIT.c.language, VISIT.c.ticket).where(
        VISIT.c.location == location, VISIT.c.day == day, VISIT.c.stage == "done"
    )
    return [
        Served(visit, language, bool(ticket)) for visit, language, ticket in line.execute(wanted)
    ]


def number_served(line: Connection, locations: Sequence[str], first: str, last: str) -> int:
    """Visits of these days that are over."""
    wanted = select(func.count()).where(
        VISIT.c.location.in_(locations), VISIT.c.day.between(first, last), VISIT.c.stage == "done"
    )
    return line.execute(wanted).scalar() or 0


def reachable(
    line: Connection, locations: Sequence[str], since: str, before: int
) -> list[Reachable]:
    """Visits of the ISO date `since` or later that ended before a moment, whose mail address is
    known, and that were not written to about it yet.
    """
    key = ("location", "day", "visit")
    told = select(MESSAGE.c.id).where(
        *(MESSAGE.c[name] == VISIT.c[name] for name in key), MESSAGE.c.kind == "survey"
    )
    wanted = (
        select(VISIT.c.location, VISIT.c.day, VISIT.c.visit, VISIT.c.language, VISIT.c.ended)
        .join(PERSON, and_(*(VISIT.c[name] == PERSON.c[name] for name in key)))
        .where(
            VISIT.c.location.in_(locations),
            VISIT.c.day >= since,
            VISIT.c.stage == "done",
            VISIT.c.ended <= before,
            PERSON.c.mail != "",
            ~told.exists(),
        )
        .order_by(VISIT.c.ended)
    )
    return [Reachable(**row._mapping) for row in line.execute(wanted)]


def erase(line: Connection, today: date) -> int:
    """Removes the notes of visits that can answer no more, and texts whose time has come; how many
    of both.
    """
    notes = delete(SURVEY_GIVEN).where(SURVEY_GIVEN.c.erase_on <= today)
    texts = (
        update(SURVEY_ANSWER)
        .where(SURVEY_ANSWER.c.said_until <= today)
        .values(said="", said_until=None)
    )
    return line.execute(notes).rowcount + line.execute(texts).rowcount
