"""A table of the town's own, as a document: what stands in each field, what is said under it, and
where two fields cannot be compared. Knows no store and no paper.
"""

from dataclasses import dataclass
from typing import Literal

from host.core.cells import Cell

Kind = Literal["measured", "so_far", "forecast", "target", "total", "change"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One field."""

    kind: Kind
    cell: Cell
    text: str
    """As it is printed, without the mark of a footnote."""
    counted_by: str = ""
    """The definition with its version: wt_a.v1."""
    target: float | None = None
    """What it is held against, in its own unit."""
    kept: bool | None = None
    """Compared unrounded; None: nothing to judge, or nothing to judge by."""
    norm: str = ""
    """The norm with its version, where the target comes from one: waiting.v2."""
    name: str = ""
    """What the source calls it in this period; empty: the house's own figure."""
    source: str = ""
    """Where it was brought in from; empty: the house's own figure."""
    source_date: str = ""
    series_version: int | None = None
    provisional: bool = False
    footnote: str = ""
    break_reason: str = ""
    """Why it cannot be compared with the field before it; empty: it can."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Over a column. `period` is empty for a total or a change."""

    title: str
    kind: Kind
    period: str = ""


@dataclass(frozen=True, slots=True)
class TownRow:
    """`figure` is what the settings say it is made of."""

    name: str
    figure: str
    figures: tuple[Figure, ...]
    footnote: str = ""
    chart: bool = False
    """Whether the page draws it too."""


@dataclass(frozen=True, slots=True)
class TableReport:
    """The whole. Moments are written in the town's own time."""

    town: str
    language: str
    id: str
    title: str
    head: str
    headings: tuple[Heading, ...]
    rows: tuple[TownRow, ...]
    note: str
    data_until: str
    """The newest fact or import that is in it, ISO; empty: there is none."""
    built_at: str

    def footnotes(self) -> dict[str, str]:
        """Each text by its mark, in the order in which one meets them. The one reason why figures
        are too few has the star that stands in their place.
        """
        few = {
            figure.footnote
            for row in self.rows
            for figure in row.figures
            if figure.cell.gap == "few" and figure.footnote
        }
        told: dict[str, str] = {}
        for row in self.rows:
            for text in (row.footnote, *(figure.footnote for figure in row.figures)):
                if not text or text in told.values():
                    continue
                number = len([mark for mark in told if mark != "*"]) + 1
                told["*" if few == {text} else str(number)] = text
        return told

    def mark(self, footnote: str) -> str:
        """The number of a footnote; empty for none, and where a star stands there anyhow."""
        found = next((mark for mark, text in self.footnotes().items() if text == footnote), "")
        return "" if found == "*" else found

    def breaks(self) -> list[tuple[TownRow, Heading, str]]:
        """Each break with its row, the column that it stands before, and the reason."""
        return [
            (row, heading, figure.break_reason)
            for row in self.rows
            for heading, figure in zip(self.headings, row.figures, strict=True)
            if figure.break_reason
        ]
