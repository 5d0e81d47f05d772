"""Appointments with what staff know of their visitors: of some days, or found by what somebody
typed. Changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from string import digits
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from host.letters import folded
from host.store.tables import APPOINTMENT, PERSON, VISIT

CODE_LETTERS_MIN = 3
"""Fewer letters than this are looked for in names only."""
PHONE_DIGITS_MIN = 4
"""So many digits may end a phone number; fewer would fit too many."""
PHONE_DIGITS_MAX = 9
"""What Dutch numbers have after the zero or the +31."""


@dataclass(frozen=True, slots=True)
class BookedRow:
    """One appointment on one day. `state`: open, used, cancelled or no_show."""

    visit: str
    day: str
    code: str
    appointed: int
    minutes: int
    """0: as the services say."""
    services: tuple[str, ...]
    amounts: tuple[int, ...]
    persons: int
    channel: str
    state: str
    language: str
    name: str
    phone: str = ""


def booked_between(connection: Connection, location: str, first: str, last: str) -> list[BookedRow]:
    """The appointments of these days, both included, in order of time; without those that were
    moved to another day.
    """
    return _rows(connection, _booked(location).where(APPOINTMENT.c.day.between(first, last)))


def booked_like(
    connection: Connection,
    location: str,
    since: str,
    words: Sequence[str],
    days: Sequence[str] = (),
) -> list[BookedRow]:
    """Those from `since` (ISO date) on of which each word stands in the name, begins the code or,
    in digits, ends the phone number; with `days` only of these.
    """
    found = _booked(location).where(
        APPOINTMENT.c.day >= since, *with_words(words, APPOINTMENT.c.code)
    )
    if days:
        found = found.where(APPOINTMENT.c.day.in_(days))
    rows = _rows(connection, found)
    return [row for row in rows if stands_in(words, row.name, row.code, row.phone)]


def with_words(words: Sequence[str], code: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """For each word: it may stand in the name, begin the code or end the phone number. A coarse
    look; `stands_in` looks closely.
    """
    return [_has(word, code) for word in words]


def stands_in(words: Sequence[str], name: str, code: str, phone: str) -> bool:
    """Whether each word stands in the name, begins the code or ends the phone number."""
    return all(_fits(word, name, code, phone) for word in words)


def _booked(location: str) -> Select[Any]:
    where = ("location", "day", "visit")
    of_visit = and_(*(APPOINTMENT.c[name] == VISIT.c[name] for name in where))
    of_person = and_(*(APPOINTMENT.c[name] == PERSON.c[name] for name in where))
    fields = ("visit", "day", "code", "appointed", "minutes", "services", "amounts", "persons")
    return (
        select(
            *(APPOINTMENT.c[name] for name in (*fields, "channel", "state")),
            VISIT.c.language,
            PERSON.c.name,
            PERSON.c.phone,
        )
        .join(VISIT, of_visit)
        .outerjoin(PERSON, of_person)
        .where(APPOINTMENT.c.location == location, VISIT.c.outcome != "moved")
        .order_by(APPOINTMENT.c.day, APPOINTMENT.c.appointed, APPOINTMENT.c.visit)
    )


def _rows(connection: Connection, found: Select[Any]) -> list[BookedRow]:
    return [
        BookedRow(
            **{
                **row._mapping,
                "services": tuple(row.services),
                "amounts": tuple(row.amounts),
                "name": row.name or "",
                "phone": row.phone or "",
            }
        )
        for row in connection.execute(found)
    ]


def _has(word: str, code: ColumnElement[str]) -> ColumnElement[bool]:
    """The database knows no accents: a name with other letters than ASCII may always fit."""
    plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in folded(word))
    has_others = PERSON.c.name.regexp_match("[^ -~]")
    in_name = or_(func.lower(PERSON.c.name).like(f"%{plain}%"), has_others)
    if len(word) < CODE_LETTERS_MIN:
        return in_name
    found = or_(in_name, code.like(f"{plain.upper()}%"))
    if not _may_be_phone(word):
        return found
    return or_(found, PERSON.c.phone.like(f"%{'%'.join(_ending(word))}%"))


def _fits(word: str, name: str, code: str, phone: str) -> bool:
    wanted = folded(word)
    begins = len(word) >= CODE_LETTERS_MIN and folded(code).startswith(wanted)
    if begins or wanted in folded(name):
        return True
    dialled = "".join(c for c in phone if c in digits)
    return _may_be_phone(word) and dialled.endswith(_ending(word))


def _may_be_phone(word: str) -> bool:
    plain = word.removeprefix("+")
    return len(plain) >= PHONE_DIGITS_MIN and set(plain) <= set(digits)


def _ending(word: str) -> str:
    """Without the zero or the country: the number may have been written with the other."""
    return word.removeprefix("+")[-PHONE_DIGITS_MAX:]
