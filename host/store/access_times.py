"""How long one waits for an appointment, as it was looked at once a day. Functions over a
connection.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import orjson
from sqlalchemy import Connection, select, text
from sqlalchemy.dialects import postgresql, sqlite

from host.store.fields import BOOKED
from host.store.tables import ACCESS_TIME, EVENT


@dataclass(frozen=True, slots=True)
class AccessTime:
    """One service at one location on one day. Moments in milliseconds UTC; None: no slot within
    the days that can be booked.
    """

    location: str
    day: str
    """ISO date on which it was looked at."""
    service: str
    at: int
    first_slot: int | None
    third_slot: int | None
    first_days: int | None
    """Working days until the slot; today is 0."""
    third_days: int | None
    horizon_days: int
    """Working days until the last day that could be booked."""


def add(line: Connection, found: Sequence[AccessTime]) -> None:
    """Keeps what is not kept yet; what stands for a day stays."""
    if not found:
        return
    insert = sqlite.insert if line.dialect.name == "sqlite" else postgresql.insert
    once = insert(ACCESS_TIME).on_conflict_do_nothing()
    line.execute(once, [asdict(each) for each in found])


def of_period(line: Connection, location: str, day_from: str, day_to: str) -> list[AccessTime]:
    """Both days included, by day and service."""
    kept = (
        select(ACCESS_TIME)
        .where(ACCESS_TIME.c.location == location, ACCESS_TIME.c.day.between(day_from, day_to))
        .order_by(ACCESS_TIME.c.day, ACCESS_TIME.c.service)
    )
    return [AccessTime(**row._mapping) for row in line.execute(kept)]


def booked(
    line: Connection, location: str, since: int, until: int, day: str
) -> list[tuple[int, str]]:
    """Appointments that were made at this location from one moment to another, in that order: when,
    and for which service day. Not those that were brought in from elsewhere, nor those that only
    moved here.

    `day`: the ISO date of `since`; nobody books for an earlier one.
    """
    made = (
        select(EVENT.c.at_ms, EVENT.c.day, EVENT.c.body)
        .where(
            EVENT.c.location == location,
            EVENT.c.day >= day,
            text(BOOKED),
            EVENT.c.at_ms >= since,
            EVENT.c.at_ms < until,
        )
        .order_by(EVENT.c.at_ms)
    )
    found = []
    for at, on, body in line.execute(made).cursor.fetchall():
        fact = orjson.loads(body)
        if fact["channel"] != "import" and fact.get("moved_from") is None:
            found.append((at, on))
    return found
