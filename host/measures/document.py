"""A report as a document: parts, tables, rows and cells, before it is text, a sheet or a page.
Every figure carries the definition by which it was taken.
"""

from dataclasses import dataclass

from host.core import cells
from host.core.cells import Cell
from host.measures.definitions import DEFINITIONS


@dataclass(frozen=True, slots=True)
class Box:
    """One field of a table: a figure, or a word."""

    cell: Cell | None = None
    definition: str = ""
    """Id of the definition; empty: a plain count beside a figure."""
    target: float | None = None
    """In the unit of the cell."""
    word: str = ""
    statistic: str = ""
    """Which of the definition: "mean" or "p90"; empty where there is but one."""

    def text(self, language: str) -> str:
        return self.word if self.cell is None else cells.text(self.cell, language, self.target)

    @property
    def versioned(self) -> str:
        """wt_a.v1; empty where there is no definition."""
        return DEFINITIONS[self.definition].versioned if self.definition else ""


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """`id` is for programs, `name` for people."""

    id: str
    name: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Table:
    id: str
    title: str
    head: str
    """Over the names of the rows."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One location, or all of them together."""

    location: str
    """Empty: all."""
    name: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole. Moments are written in the town's own time."""

    town: str
    language: str
    period: str
    """As `Period.written`."""
    label: str
    """As people read it."""
    parts: tuple[Part, ...]
    data_until: str
    """The newest fact that is in it, ISO; empty: there is none."""
    built_at: str

    def definitions(self) -> list[str]:
        """Ids of those that are told, in their own order."""
        told = {box.definition for _, _, _, box in self.figures()}
        return [each for each in DEFINITIONS if each in told]

    def figures(self) -> "list[tuple[Part, Table, tuple[Row, Column], Box]]":
        """Every field that is a figure, with where it stands."""
        return [
            (part, table, (row, column), box)
            for part in self.parts
            for table in part.tables
            for row in table.rows
            for column, box in zip(table.columns, row.boxes, strict=True)
            if box.cell is not None
        ]
