"""Rounds with what staff know of their visitors: those that stand, or found by what somebody typed.
Changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from host.store.booked import stands_in, with_words
from host.store.kept import RoundRow
from host.store.tables import PERSON, ROUND


@dataclass(frozen=True, slots=True)
class RoundPerson:
    """A round, and whom it is for; empty where that is erased."""

    round: RoundRow
    name: str
    phone: str


def rounds_ahead(
    connection: Connection, locations: Sequence[str], since: str, most: int
) -> tuple[list[RoundPerson], int]:
    """The first rounds that stand from the ISO date `since` on, by day, service, route and code;
    and how many there are.
    """
    where = ROUND.c.location.in_(locations), ROUND.c.day >= since, ROUND.c.state == "open"
    total = connection.execute(select(func.count()).select_from(ROUND).where(*where)).scalar_one()
    return _rows(connection, _rounds().where(*where).limit(most)), total


def rounds_like(
    connection: Connection,
    locations: Sequence[str],
    since: str,
    words: Sequence[str],
    days: Sequence[str] = (),
) -> list[RoundPerson]:
    """Those from `since` (ISO date) on, in any state, of which each word stands in the name, begins
    the code or, in digits, ends the phone number; with `days` only of these.
    """
    where = ROUND.c.location.in_(locations), ROUND.c.day >= since
    found = _rounds().where(*where, *with_words(words, ROUND.c.code))
    if days:
        found = found.where(ROUND.c.day.in_(days))
    rows = _rows(connection, found)
    return [row for row in rows if stands_in(words, row.name, row.round.code, row.phone)]


def _rounds() -> Select[Any]:
    of_person = and_(
        ROUND.c.location == PERSON.c.location,
        ROUND.c.day == PERSON.c.day,
        ROUND.c.round == PERSON.c.visit,
    )
    return (
        select(ROUND, PERSON.c.name, PERSON.c.phone)
        .outerjoin(PERSON, of_person)
        .order_by(ROUND.c.day, ROUND.c.service, ROUND.c.route, ROUND.c.code)
    )


def _rows(connection: Connection, found: Select[Any]) -> list[RoundPerson]:
    rows = []
    for row in connection.execute(found):
        known = dict(row._mapping)
        name, phone = known.pop("name") or "", known.pop("phone") or ""
        rows.append(RoundPerson(RoundRow(**known), name, phone))
    return rows
