"""The part of `balie.toml` that says how the town's own tables look: the rows and columns that its
council knows from the budget and the annual report.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from host.measures.span import Period
from host.settings.norms import NormTable
from host.settings.parts import Part
from wire.base import Language, Name

Texts = dict[Language, Annotated[str, Field(min_length=1, max_length=400)]]
PeriodText = Annotated[str, Field(pattern=r"^\d{4}(-(H[12]|Q[1-4]|W\d{2}|\d{2}(-\d{2})?))?$")]
Shape = Literal["usual", "whole", "tenths"]
Where = tuple[str | int, ...]
NOT_OF_A_PERIOD = ("ch", "ch_last")
SERIES = "series:"
SHARES = ("sl_a", "sl_w", "sl_a_left", "sl_w_left", "cb")
WAITS = ("wt_a", "wt_a_felt", "wt_w")


class TableColumn(Part):
    """One column of a table: a period, or what is worked out of other columns."""

    period: PeriodText | Literal[""] = ""
    """2022, 2022-H1, 2022-Q2, 2022-06; empty: see total and change."""
    kind: Literal["auto", "measured", "so_far", "forecast", "target"] = "auto"
    """measured: what came of it, once the period is over. so_far: that of a period that is running.
    target: what was promised or planned. auto: measured once the period is over, until then the
    target."""
    names: Texts = {}
    """The heading, per language; else the period with (w), (b), (p) or (v)."""
    total: tuple[PeriodText, ...] = ()
    """The sum of the columns of these periods."""
    change: Annotated[tuple[PeriodText, ...], Field(max_length=2)] = ()
    """From the first of two periods to the second, as a percentage of the first."""

    @model_validator(mode="after")
    def _one_thing(self) -> "TableColumn":
        if sum(map(bool, (self.period, self.total, self.change))) != 1:
            raise ValueError("a column has a period, or a total, or a change")
        if len(self.change) == 1:
            raise ValueError("a change is from one period to another")
        if self.period:
            Period.read(self.period)
        elif not self.names:
            raise ValueError("a total or change needs names")
        return self


class TableRow(Part):
    """One row of a table: a figure of the house, or a series that was brought in."""

    names: Annotated[Texts, Field(min_length=1)]
    """What the row is called, per language."""
    figure: Annotated[str, Field(pattern=r"^[a-z0-9_:-]{0,80}$")] = ""
    """The id of a definition, such as wt_a, sl_a, cb, sat or vi; or series: and the name of a
    series. Empty: nobody wrote down what is counted, so nothing is computed."""
    predecessor: Name | Literal[""] = ""
    """The series of the system before this one: its figures stand for the periods that it has."""
    locations: Literal["all"] | list[Name] = "all"
    """Where it is counted."""
    limit_minutes: Annotated[float, Field(gt=0, le=1440)] | None = None
    """For sl_*: the limit itself is within it. Else of each service its own."""
    term_days: Annotated[int, Field(ge=0, le=366)] | None = None
    """For cb: of the terms of so many working days. Else each note by its own."""
    exempt: Literal["without", "with"] = "without"
    """For cb: without or with the departments that cannot promise it."""
    channel: Name | Literal[""] = ""
    """For ch and ch_last: the share of this channel."""
    norm: Name | Literal[""] = ""
    """The norm whose limit or share is the target, as it held in each period."""
    targets: dict[PeriodText, float] = {}
    """Targets per period, in the unit of the row: a share from 0 to 1, a mark, seconds."""
    shape: Shape = "usual"
    """usual: 69,0 % and 8. whole: 69 %. tenths: 8,0."""
    note: Texts = {}
    """A footnote to the row, per language."""
    chart: bool = False
    """Whether the page draws the row too, under the table."""


class TownTable(Part):
    """A table of the town's own, as its council knows it."""

    names: Annotated[Texts, Field(min_length=1)]
    """Its title, per language."""
    head: Texts = {}
    """Over the names of the rows, per language."""
    columns: Annotated[tuple[TableColumn, ...], Field(min_length=1, max_length=24)]
    """From left to right."""
    rows: Annotated[tuple[TableRow, ...], Field(min_length=1, max_length=200)]
    """From top to bottom."""
    note: Texts = {}
    """Under the table, per language."""


def table_faults(
    tables: Mapping[str, TownTable],
    definitions: Collection[str],
    locations: Collection[str],
    norms: Collection[NormTable],
    languages: Collection[str],
) -> Iterator[tuple[Where, str]]:
    """Names that lead nowhere, and texts that a language misses."""
    for name, table in tables.items():
        here: Where = ("tables", name)
        periods = {column.period for column in table.columns}
        for at, column in enumerate(table.columns):
            for period in (*column.total, *column.change):
                if period not in periods:
                    yield (*here, "columns"), f"column {at + 1}: there is no column {period}"
        for at, row in enumerate(table.rows):
            for key, what in _row_faults(row, definitions, locations, norms, languages):
                yield (*here, "rows", at, key), what
        for key, texts in (("names", table.names), ("head", table.head), ("note", table.note)):
            yield from (((*here, key), what) for what in _without(texts, languages))


def _row_faults(
    row: TableRow,
    definitions: Collection[str],
    locations: Collection[str],
    norms: Collection[NormTable],
    languages: Collection[str],
) -> Iterator[tuple[str, str]]:
    yield from (("names", what) for what in _without(row.names, languages))
    yield from (("note", what) for what in _without(row.note, languages))
    if row.figure and not row.figure.startswith(SERIES) and row.figure not in definitions:
        yield "figure", f'there is no definition "{row.figure}"'
    if row.norm:
        yield from (("norm", what) for what in _norm_faults(row, norms))
    if row.locations != "all":
        for location in row.locations:
            if location not in locations:
                yield "locations", f'there is no location "{location}"'
    for key, has, figures in (
        ("limit_minutes", row.limit_minutes is not None, SHARES[:4]),
        ("term_days", row.term_days is not None, ("cb",)),
        ("channel", bool(row.channel), NOT_OF_A_PERIOD),
    ):
        if has and row.figure not in figures:
            yield key, f"is for {', '.join(figures)}"
    if row.figure in NOT_OF_A_PERIOD and not row.channel:
        yield "figure", "needs a channel"


def _norm_faults(row: TableRow, norms: Collection[NormTable]) -> Iterator[str]:
    own = [norm for norm in norms if norm.id == row.norm]
    if not own:
        yield f'there is no norm "{row.norm}"'
    for norm in own:
        promises_share = norm.statistic == "share"
        if row.figure in SHARES and not promises_share:
            yield f"version {norm.version} promises no share"
        if row.figure in WAITS and promises_share:
            yield f"version {norm.version} promises a share: the figure of that begins with sl_"


def _without(texts: Texts, languages: Collection[str]) -> Iterator[str]:
    if texts:
        yield from (f'has no text in "{each}"' for each in languages if each not in texts)
