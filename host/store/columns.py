"""The column types that both engines share: a moment is milliseconds in Python and TIMESTAMPTZ
in the database.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, DateTime, Dialect, types
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

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


class _Millis(FunctionElement[int]):
    inherit_cache = True
    type = BigInteger()


def millis_of(moment: ColumnElement[Any]) -> ColumnElement[int]:
    """A moment as milliseconds since 1970 in UTC, worked out by the engine: for questions that ask
    it of a hundred thousand rows.
    """
    return _Millis(moment)


@compiles(_Millis, "sqlite")
def _millis_on_sqlite(element: _Millis, compiler: Any, **options: Any) -> str:
    # A day number has room for a twenty-fifth of a millisecond, so the nearest whole one is exact.
    days = f"julianday({compiler.process(element.clauses, **options)}) - 2440587.5"
    return f"CAST(({days}) * 86400000 + 0.5 AS INTEGER)"


@compiles(_Millis, "postgresql")
def _millis_on_postgresql(element: _Millis, compiler: Any, **options: Any) -> str:
    return (
        f"CAST(EXTRACT(EPOCH FROM {compiler.process(element.clauses, **options)}) * 1000 AS BIGINT)"
    )
