"""Moments and days as the REST interface says them: RFC 3339, always with the offset, and plain
dates. Inside the host a moment is milliseconds since 1970 in UTC.
"""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_YEARS = range(2000, 2200)
"""Beyond these nobody has an appointment, and no sum with a date can overflow within."""


def read_moment(said: object) -> int:
    """Milliseconds UTC. Raises ValueError, also for a moment without an offset: which of two hours
    is meant when the clock goes back cannot be guessed.
    """
    if not isinstance(said, str) or not _MOMENT.fullmatch(said):
        raise ValueError("not a moment with its offset, such as 2026-11-23T09:00:00+01:00")
    try:
        moment = datetime.fromisoformat(said.upper())
    except ValueError:
        raise ValueError("there is no such moment") from None
    if moment.year not in _YEARS:
        raise ValueError("the year lies too far away")
    return (moment - _EPOCH) // _MILLISECOND


def read_day(said: object) -> date:
    """A date. Raises ValueError."""
    if not isinstance(said, str) or not _DAY.fullmatch(said):
        raise ValueError("not a date, such as 2026-11-23")
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise ValueError("there is no such day") from None
    if day.year not in _YEARS:
        raise ValueError("the year lies too far away")
    return day


def tell_moment(millis: int, zone: tzinfo) -> str:
    """As a clock in that zone shows it, with its offset of that moment."""
    return datetime.fromtimestamp(millis / 1000, zone).isoformat(timespec="seconds")


def _schema(form: str, example: str) -> Any:
    return WithJsonSchema({"type": "string", "format": form, "examples": [example]})


_MOMENT_SCHEMA = _schema("date-time", "2026-11-23T09:00:00+01:00")
_DAY_SCHEMA = _schema("date", "2026-11-23")
MomentIn = Annotated[int, BeforeValidator(read_moment), _MOMENT_SCHEMA]
DayIn = Annotated[date, BeforeValidator(read_day), _DAY_SCHEMA]
MomentOut = Annotated[str, _MOMENT_SCHEMA]
DayOut = Annotated[str, _DAY_SCHEMA]
