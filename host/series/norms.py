"""Which promise a row of a table is held against in each of its periods, and when it became another
one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from host.core.cells import Cell, Unit
from host.core.norms import Norm
from host.measures.span import Period, date_text
from host.norms import in_force
from wire.words import say


@dataclass(frozen=True, slots=True)
class Promised:
    """The norm as it held on the last day of a period."""

    norm: Norm
    cell: Cell
    """What is promised: a limit, a share or a mark."""

    @property
    def versioned(self) -> str:
        return f"{self.norm.id}.v{self.norm.version}"


def promised(versions: Iterable[Norm], norm: str, period: Period) -> Promised | None:
    """None: it did not hold then."""
    own = [each for each in versions if each.id == norm]
    held = in_force(own, period.last.isoformat())
    if not held:
        return None
    found = held[0]
    if found.statistic == "share":
        return Promised(found, Cell("share", found.target))
    unit: Unit = found.unit
    return Promised(found, Cell(unit, found.limit))


def norm_break(
    versions: Sequence[Norm], norm: str, before: Period, period: Period, language: str
) -> str:
    """Why what is promised in a period cannot be compared with the one before; empty: it can."""
    was, now = (promised(versions, norm, each) for each in (before, period))
    if was is None or now is None or was.norm.version == now.norm.version:
        return ""
    return say(
        language,
        "table.break.norm",
        norm=now.norm.name(language),
        versie=now.norm.version,
        dag=_day(now.norm.valid_from, language),
        wie=now.norm.decided_by,
    )


def _day(day: str, language: str) -> str:
    return date_text(date.fromisoformat(day), language) if day else "-"
