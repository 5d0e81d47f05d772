"""Makes a table of the town's own out of the settings: measured by the house, brought in, promised
or planned, each field with where it comes from.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from host.core.cells import Cell
from host.measures.span import Period
from host.norms.kept import versions_of
from host.series.document import Figure, Heading, Kind, TableReport, TownRow
from host.series.filling import Filler
from host.series.own import Own
from host.series.printing import change_printed, printed
from host.settings import Settings, service_day
from host.settings.tables import TableColumn, TableRow, TownTable
from host.store import Store
from host.store import norms as norm_rows
from host.store import series as series_rows
from wire.words import say


def make_table(
    settings: Settings, store: Store, name: str, now: int, language: str = ""
) -> TableReport:
    """`now`: when it is made, milliseconds UTC. Raises StoreBusy, and KeyError for a table that the
    settings do not have.
    """
    table = settings.tables[name]
    tongue = language or settings.town.languages[0]
    own = Own(settings, store, now)
    zone = settings.zone(next(iter(settings.locations)))
    today = service_day(zone, now)
    filler = Filler(
        own=own,
        language=tongue,
        versions=versions_of(settings, store.read(norm_rows.versions)),
        series=store.read(partial(series_rows.all_of, series=_series_of(table))),
    )
    kinds = [_kind(column, today.isoformat()) for column in table.columns]
    rows = tuple(_row(table, row, kinds, filler, tongue) for row in table.rows)
    moments = [own.data_until, *(kept.imported for kept in filler.used)]
    until = max((at for at in moments if at is not None), default=None)
    return TableReport(
        town=settings.town.name,
        language=tongue,
        id=name,
        title=table.names[tongue],
        head=table.head.get(tongue) or say(tongue, "table.head"),
        headings=tuple(
            _heading(column, kind, tongue)
            for column, kind in zip(table.columns, kinds, strict=True)
        ),
        rows=rows,
        note=table.note.get(tongue, ""),
        data_until="" if until is None else _moment(until, zone),
        built_at=_moment(max(now, until or now), zone),
    )


def _series_of(table: TownTable) -> list[str]:
    named = [row.figure.partition(":")[2] for row in table.rows]
    return [each for each in [*named, *(row.predecessor for row in table.rows)] if each] or [""]


def _moment(at: int, zone: object) -> str:
    return datetime.fromtimestamp(at / 1000, zone).isoformat(timespec="seconds")  # type: ignore[arg-type]


def _kind(column: TableColumn, today: str) -> Kind:
    """A period that is not over has only what was promised."""
    if column.total:
        return "total"
    if column.change:
        return "change"
    if column.kind == "auto":
        is_over = Period.read(column.period).last.isoformat() < today
        return "measured" if is_over else "target"
    return column.kind


def _heading(column: TableColumn, kind: Kind, language: str) -> Heading:
    title = column.names.get(language)
    if title is None:
        period = Period.read(column.period)
        title = f"{period.label(language)} ({say(language, f'table.kind.{kind}')})"
    return Heading(title, kind, column.period)


def _row(
    table: TownTable, row: TableRow, kinds: Sequence[Kind], filler: Filler, language: str
) -> TownRow:
    figures: list[Figure] = []
    done: dict[str, Figure] = {}
    beside = _Beside()
    for column, kind in zip(table.columns, kinds, strict=True):
        if not column.period:
            figures.append(_worked_out(column, row, done, language))
            continue
        period = Period.read(column.period)
        figure = filler.figure(row, period, kind)
        reason = figure.break_reason or _reason(filler, row, period, figure, beside)
        beside.saw(period, figure)
        done.setdefault(column.period, figure)
        figures.append(replace(figure, break_reason=reason))
    missing = "" if row.figure else say(language, "table.no_definition")
    note = row.note.get(language, "")
    footnote = f"{note.rstrip('.')}. {missing}" if note and missing else note or missing
    return TownRow(row.names[language], row.figure, tuple(figures), footnote, row.chart)


class _Beside:
    """The fields that a next one is compared with: that of the period before, and the last figure
    that was not a target.
    """

    period: Period | None = None
    figure: Figure | None = None

    def saw(self, period: Period, figure: Figure) -> None:
        self.period = period
        if figure.kind != "target" and figure.cell.value is not None:
            self.figure = figure


def _reason(filler: Filler, row: TableRow, period: Period, figure: Figure, beside: _Beside) -> str:
    """Why a field cannot be compared with those before it; empty: it can."""
    reason = ""
    if beside.period is not None:
        reason = filler.promise_break(row, beside.period, period)
    if not reason and beside.figure is not None and figure.kind != "target":
        reason = filler.figure_break(beside.figure, figure)
    return reason


def _worked_out(
    column: TableColumn, row: TableRow, done: dict[str, Figure], language: str
) -> Figure:
    """A total of columns that stand before it, or the change between two of them."""
    if column.total:
        cell = _sum([done[period].cell for period in column.total if period in done])
        return Figure("total", cell, printed(cell, language, row.shape))
    cells = [done[period].cell for period in column.change if period in done]
    cell = change(*cells) if len(cells) == 2 else Cell("share", gap="none")
    return Figure("change", cell, change_printed(cell, language))


def _sum(parts: Sequence[Cell]) -> Cell:
    """Of counts, when all of them are there. Means, marks and shares cannot be added up."""
    values = [part.value for part in parts if part.value is not None]
    if not parts or len(values) < len(parts) or {part.unit for part in parts} != {"count"}:
        return Cell("count", gap="none")
    return Cell("count", sum(values))


def change(before: Cell, after: Cell) -> Cell:
    """From one count to another, as a share of the first; of nothing there is none."""
    if not before.value or after.value is None or before.unit != after.unit:
        return Cell("share", gap="none")
    return Cell("share", after.value / before.value - 1)
