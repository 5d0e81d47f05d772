"""Reports that somebody answered for, as rows: added one after another and found, never changed.
Functions over a connection; what a row says is made and judged by `host.frozen`.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, insert, select

from host.store.tables import FROZEN_REPORT


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """One version of one report."""

    number: int
    """In the order of freezing, from 1, without gaps."""
    period: str
    location: str
    """Empty: all."""
    version: int
    status: str
    """provisional or definitive."""
    frozen_by: str
    frozen_at: int
    """Milliseconds UTC."""
    body: str
    """JSON."""
    digest: str
    before: str
    """Signature of the row before this one; empty: the first."""
    signature: str


def all_of(line: Connection) -> list[FrozenRow]:
    """In the order of freezing."""
    rows = line.execute(select(FROZEN_REPORT).order_by(FROZEN_REPORT.c.number))
    return [FrozenRow(**row._mapping) for row in rows]


def add(line: Connection, make: Callable[[list[FrozenRow]], FrozenRow]) -> FrozenRow:
    """Keeps what `make` makes of all that stands, in one transaction; nothing when it raises. Of
    two who freeze at once the second fails on the number.
    """
    row = make(all_of(line))
    line.execute(insert(FROZEN_REPORT).values(**asdict(row)))
    return row
