"""What the columns of the tables are made of, for both engines."""

from typing import Any

from sqlalchemy import DOUBLE_PRECISION, Index, Text, text
from sqlmodel import Field

from host.store.columns import Moment


def identity() -> Any:
    """Text that is a row's name, or a part of it."""
    return Field(primary_key=True, sa_type=Text)


def word(*, unique: bool = False) -> Any:
    """Text; whether it may be NULL is the annotation's to say."""
    return Field(sa_type=Text, sa_column_kwargs={"unique": unique} if unique else {})


def moment() -> Any:
    """Milliseconds UTC in Python."""
    return Field(sa_type=Moment)


def seconds() -> Any:
    """Elapsed, not rounded."""
    return Field(sa_type=DOUBLE_PRECISION)


def default(value: str) -> Any:
    """A column that came later, with what older rows have there."""
    return Field(sa_column_kwargs={"server_default": text(value)})


SELDOM = (
    "kind IN ('cancelled', 'day_opened', 'desk_closed', 'desk_opened', 'desk_paused', "
    "'handed_over', 'moved', 'moved_away', 'plan_changed', 'step_undone')"
)
BOOKED = "kind = 'booked'"
"""The parts of the log that have an index of their own; it is used where a question says the same
words.
"""


def partial(name: str, *columns: str, where: str) -> Index:
    """An index of some rows only."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
