"""Finished days as the expected wait learns from them: few columns, one day at a time. Changes
nothing.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from host.store.tables import VISIT

COLUMNS = (
    "waited_for",
    "by_appointment",
    "late",
    "appointed",
    "arrived",
    "first_called",
    "met",
    "ended",
    "desk",
    "service_seconds",
    "auto",
)


def days_between(connection: Connection, location: str, first: str, last: str) -> list[str]:
    """The days from `first` up to, not with, `last` on which somebody was expected, in order."""
    found = (
        select(VISIT.c.day)
        .where(VISIT.c.location == location, VISIT.c.day >= first, VISIT.c.day < last)
        .distinct()
        .order_by(VISIT.c.day)
    )
    return list(connection.execute(found).scalars())


def who_came(connection: Connection, location: str, day: str) -> Sequence[Row[Any]]:
    """Who was in the hall on one day, `COLUMNS` of each; not those whose times are marked wrong."""
    found = select(*(VISIT.c[name] for name in COLUMNS)).where(
        VISIT.c.location == location,
        VISIT.c.day == day,
        VISIT.c.arrived.is_not(None),
        VISIT.c.times_wrong.is_(False),
    )
    return connection.execute(found).all()
