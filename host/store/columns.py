"""The column types that both engines share: a moment is milliseconds in Python and TIMESTAMPTZ
in the database.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, types

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def as_text(millis: int | None) -> str | None:
    """SQLite's form: UTC with fixed width, so that text order is time order."""
    if millis is None:
        return None
    return f"{_second_as_text(millis // 1000)}.{millis % 1000:03d}+00:00"


@lru_cache(8192)
def _second_as_text(second: int) -> str:
    """Moments that are written together lie close together."""
    return (_EPOCH + timedelta(seconds=second)).strftime("%Y-%m-%d %H:%M:%S")


def as_datetime(millis: int | None) -> datetime | None:
    """PostgreSQL's form."""
    return None if millis is None else _EPOCH + millis * _MILLISECOND


def as_millis(stored: str | datetime | None) -> int | None:
    """Either form back to milliseconds since 1970 in UTC."""
    if stored is None:
        return None
    moment = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return (moment - _EPOCH) // _MILLISECOND


class Moment(types.TypeDecorator[int]):
    """TIMESTAMPTZ on both engines; SQLite takes the word and keeps text."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> types.TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_TextMoment())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: int | None, dialect: Dialect) -> Any:
        return as_text(value) if dialect.name == "sqlite" else as_datetime(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:
        return as_millis(value)


class _TextMoment(types.UserDefinedType[str]):
    cache_ok = True

    def get_col_spec(self, **_options: Any) -> str:
        return "TIMESTAMPTZ"
