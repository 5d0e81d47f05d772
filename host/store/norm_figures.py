"""What the kept days say of a norm: per day how many, their sum, how many within the limit, and the
longest. Functions over a connection.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from host.core.norms import Norm
from host.store.access_times import AccessTime, of_period
from host.store.tables import VISIT

Span = tuple[str, str]
"""First and last ISO date, both included."""
WAITS = ("wt_a", "wt_a_felt", "wt_w")
ACCESS = ("at1", "at3")


@dataclass(frozen=True, slots=True)
class NormDay:
    """One day of a norm, in its unit, not rounded. Access beyond the horizon is infinite."""

    day: str
    n: int
    total: float
    within: int
    longest: float


def days_of(line: Connection, norm: Norm, location: str, spans: Sequence[Span]) -> list[NormDay]:
    """The days of these spans on which there was something to judge, in order. Nothing for a norm
    that neither waits nor access times tell of.
    """
    if norm.definition in WAITS:
        return _waits(line, norm, location, spans)
    if norm.definition in ACCESS:
        return _access(line, norm, location, spans)
    return []


def reached(
    line: Connection, norm: Norm, location: str, spans: Sequence[Span], place: int
) -> float | None:
    """The value of that place from the shortest: with nine tenths of all as place it is the 90th
    percentile by nearest rank.
    """
    if norm.definition in ACCESS:
        kept = [
            days for span in spans for each in of_period(line, location, *span)
            if (days := _days(norm, each)) is not None
        ]  # fmt: skip
        return sorted(kept)[place - 1] if place <= len(kept) else None
    seconds = _seconds(norm)
    chosen = select(seconds).where(*_counted(norm, location, spans)).order_by(seconds)
    return line.execute(chosen.offset(place - 1).limit(1)).scalar()


def _waits(line: Connection, norm: Norm, location: str, spans: Sequence[Span]) -> list[NormDay]:
    seconds = _seconds(norm)
    asked = (
        select(
            VISIT.c.day,
            func.count(),
            func.sum(seconds),
            func.sum(case((seconds <= norm.limit, 1), else_=0)),
            func.max(seconds),
        )
        .where(*_counted(norm, location, spans))
        .group_by(VISIT.c.day)
        .order_by(VISIT.c.day)
    )
    return [
        NormDay(day, n, float(total), int(within), float(longest))
        for day, n, total, within, longest in line.execute(asked)
    ]


def _seconds(norm: Norm) -> ColumnElement[float]:
    column: ColumnElement[float] = (
        VISIT.c.felt_seconds if norm.definition == "wt_a_felt" else VISIT.c.wait_seconds
    )
    return column


def _counted(norm: Norm, location: str, spans: Sequence[Span]) -> list[ColumnElement[bool]]:
    """The population of a wait: who was served, whose wait is known and whose times are true."""
    found: list[ColumnElement[bool]] = [
        VISIT.c.location == location,
        or_(*(and_(VISIT.c.day >= first, VISIT.c.day <= last) for first, last in spans)),
        VISIT.c.stage == "done",
        VISIT.c.times_wrong.is_(False),
        VISIT.c.by_appointment.is_(norm.definition != "wt_w"),
        _seconds(norm).is_not(None),
    ]
    if norm.services:
        found.append(VISIT.c.waited_for.in_(norm.services))
    return found


def _access(line: Connection, norm: Norm, location: str, spans: Sequence[Span]) -> list[NormDay]:
    by_day: dict[str, list[float]] = {}
    for first, last in spans:
        for each in of_period(line, location, first, last):
            days = _days(norm, each)
            if days is not None:
                by_day.setdefault(each.day, []).append(days)
    return [
        NormDay(day, len(days), sum(days), sum(each <= norm.limit for each in days), max(days))
        for day, days in sorted(by_day.items())
    ]


def _days(norm: Norm, kept: AccessTime) -> float | None:
    """None: a service that the norm does not count."""
    if norm.services and kept.service not in norm.services:
        return None
    days = kept.first_days if norm.definition == "at1" else kept.third_days
    return inf if days is None else float(days)
