"""Figures of other systems and of plans as rows: added, found, and never changed. Functions over a
connection; moments in milliseconds UTC, told by the caller.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Literal, cast

from sqlalchemy import Connection, insert, select

from host.core.cells import Cell, Gap, Unit
from host.store.tables import SERIES_VALUE

Kind = Literal["measured", "forecast", "target", "plan"]


@dataclass(frozen=True, slots=True)
class SeriesValue:
    """One figure of one period. It has a value or a gap, never both."""

    series: str
    location: str
    """Empty: the whole town."""
    period: str
    """As `host.measures.span.Period` writes it."""
    kind: Kind
    names: tuple[tuple[str, str], ...]
    """What the source calls it in this period: pairs of language and name."""
    unit: Unit
    value: float | None
    """Shares from 0 to 1."""
    gap: str
    """none, few, not_measured or not_offered; empty where there is a value."""
    source: str
    source_date: date
    n: int | None = None
    footnote: str = ""
    provisional: bool = False
    definition: str = ""
    definition_version: int | None = None
    break_reason: str = ""
    """Why it cannot be compared with the period before; empty: it can."""
    version: int = 1

    @property
    def cell(self) -> Cell:
        """As it was published: what is too few is the source's to judge."""
        if self.value is None:
            return Cell(self.unit, gap=cast(Gap, self.gap), n=self.n)
        return Cell(self.unit, self.value, n=self.n)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Of all its versions."""
        return self.series, self.location, self.period, self.kind

    @property
    def counted_by(self) -> str:
        """The definition with its version: visits.v2; empty where the source does not say."""
        version = f".v{self.definition_version}" if self.definition_version else ""
        return f"{self.definition}{version}" if self.definition else ""

    def name(self, language: str) -> str:
        """In this language, else in the first that there is, else the series."""
        names = dict(self.names)
        return names.get(language) or next(iter(names.values()), self.series)


@dataclass(frozen=True, slots=True)
class KeptValue:
    """A figure, and when it was brought in."""

    value: SeriesValue
    imported: int


@dataclass(frozen=True, slots=True)
class Added:
    """What came of bringing figures in."""

    new: int
    changed: int
    """Of these there was another version."""
    known: int


def add(line: Connection, those: Sequence[SeriesValue], now: int) -> Added:
    """Keeps each that differs from the newest version of its period; the old version stays."""
    newest = {kept.value.key: kept.value for kept in all_of(line)}
    fresh, changed = [], 0
    for one in those:
        known = newest.get(one.key)
        version = 1 if known is None else known.version
        if known is not None and known == replace(one, version=version):
            continue
        changed += known is not None
        newest[one.key] = replace(one, version=version + (known is not None))
        fresh.append(newest[one.key])
    if fresh:
        line.execute(insert(SERIES_VALUE), [_row(one, now) for one in fresh])
    return Added(len(fresh) - changed, changed, len(those) - len(fresh))


def all_of(
    line: Connection, series: Sequence[str] = (), *, history: bool = False
) -> list[KeptValue]:
    """By series, location, period and kind. No series: all of them. With `history` every version,
    else the newest.
    """
    order = ("series", "location", "period", "kind", "version")
    wanted = select(SERIES_VALUE).order_by(*(SERIES_VALUE.c[name] for name in order))
    if series:
        wanted = wanted.where(SERIES_VALUE.c.series.in_(series))
    found = []
    for row in line.execute(wanted):
        said = dict(row._mapping)
        imported = said.pop("imported")
        said["names"] = tuple(sorted(said["names"].items()))
        found.append(KeptValue(SeriesValue(**said), imported))
    if history:
        return found
    return list({kept.value.key: kept for kept in found}.values())


def _row(one: SeriesValue, now: int) -> dict[str, object]:
    return asdict(one) | {"names": dict(one.names), "imported": now}
