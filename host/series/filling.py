"""Fills one field of a town's table: from what the house measured, from a series, from a norm or
from the targets in the settings; and says when it cannot be compared with the field before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from host.core.cells import Cell, Unit
from host.core.norms import Norm
from host.measures.definitions import DEFINITIONS
from host.measures.span import Period
from host.series.document import Figure, Kind
from host.series.norms import Promised, norm_break, promised
from host.series.own import Own, is_series, unit_of
from host.series.printing import printed, target_printed
from host.settings import service_day
from host.settings.tables import SERIES, TableRow
from host.store.series import KeptValue
from wire.words import say

LESS_IS_BETTER = frozenset({"ns", "ab"})
"""Of the shares; waits and access times are too."""


@dataclass
class Filler:
    """For one table. `used` gathers the imports that stand in it."""

    own: Own
    language: str
    versions: Sequence[Norm]
    series: Sequence[KeptValue]
    used: list[KeptValue] = field(default_factory=list)

    def figure(self, row: TableRow, period: Period, kind: Kind) -> Figure:
        promise = promised(self.versions, row.norm, period) if row.norm else None
        if kind == "target":
            return self._target(row, period, promise)
        kept = self._kept(row, period, "forecast" if kind == "forecast" else "measured")
        if kept is None and not is_series(row) and row.figure and kind != "forecast":
            return self._measured(row, period, kind, promise)
        if kept is None:
            return self._gap(kind, self._unit(row), "not_measured")
        return self._imported(row, kept, kind, self._aim(row, period, promise))

    def promise_break(self, row: TableRow, before: Period, period: Period) -> str:
        """Why the promises of two periods cannot be compared; empty: they can."""
        if not row.norm:
            return ""
        return norm_break(self.versions, row.norm, before, period, self.language)

    def figure_break(self, was: Figure, figure: Figure) -> str:
        """Why two figures cannot be compared; empty: they can."""
        if was.source and not figure.source and figure.cell.value is not None:
            return say(self.language, "table.break.source", was=was.source)
        if was.name and figure.name and was.name != figure.name:
            return say(self.language, "table.break.name", was=was.name, wordt=figure.name)
        if was.counted_by and figure.counted_by and was.counted_by != figure.counted_by:
            both = {"was": was.counted_by, "wordt": figure.counted_by}
            return say(self.language, "table.break.definition", **both)
        return ""

    # -- each kind of field ----------------------------------------------------------------------

    def _target(self, row: TableRow, period: Period, promise: Promised | None) -> Figure:
        if period.written in row.targets:
            cell = Cell(self._unit(row), row.targets[period.written])
            text = target_printed(cell, self.language, row.shape)
            return Figure("target", cell, text)
        for kind in ("target", "plan"):
            if (kept := self._kept(row, period, kind)) is not None:
                return self._imported(row, kept, "target", None)
        if promise is not None:
            text = target_printed(promise.cell, self.language, row.shape)
            return Figure("target", promise.cell, text, norm=promise.versioned)
        return self._gap("target", self._unit(row), "none")

    def _measured(
        self, row: TableRow, period: Period, kind: Kind, promise: Promised | None
    ) -> Figure:
        is_over = period.last.isoformat() < self._today(row)
        if not is_over and kind != "so_far":
            return self._gap(kind, self._unit(row), "not_measured")
        cell = self.own.cell(row, period, None if promise is None else promise.norm)
        aim = self._aim(row, period, promise)
        return Figure(
            kind=kind,
            cell=cell,
            text=printed(cell, self.language, row.shape, aim),
            counted_by=DEFINITIONS[row.figure].versioned,
            target=aim,
            kept=_kept(cell, aim, row.figure),
            norm="" if promise is None else promise.versioned,
            provisional=kind == "so_far",
        )

    def _imported(self, row: TableRow, kept: KeptValue, kind: Kind, aim: float | None) -> Figure:
        self.used.append(kept)
        value, cell = kept.value, kept.value.cell
        is_target = kind == "target"
        text = (
            target_printed(cell, self.language, row.shape)
            if is_target
            else printed(cell, self.language, row.shape, aim)
        )
        return Figure(
            kind=kind,
            cell=cell,
            text=text,
            counted_by=value.counted_by,
            target=aim,
            kept=_kept(cell, aim, row.figure) if kind == "measured" else None,
            name=value.name(self.language) if value.names else "",
            source=value.source,
            source_date=value.source_date.isoformat(),
            series_version=value.version,
            provisional=value.provisional,
            footnote=value.footnote,
            break_reason=value.break_reason,
        )

    def _gap(self, kind: Kind, unit: Unit, gap: str) -> Figure:
        cell = Cell(unit, gap=gap)  # type: ignore[arg-type]
        return Figure(kind, cell, printed(cell, self.language, "usual"))

    # -- what it is made of ----------------------------------------------------------------------

    def _kept(self, row: TableRow, period: Period, kind: str) -> KeptValue | None:
        """What was brought in for this field. A row of one location takes that one's, any other the
        whole town's.
        """
        series = row.figure.removeprefix(SERIES) if is_series(row) else row.predecessor
        place = row.locations[0] if row.locations != "all" and len(row.locations) == 1 else ""
        wanted = (series, place, period.written, kind)
        return next((kept for kept in self.series if kept.value.key == wanted), None)

    def _aim(self, row: TableRow, period: Period, promise: Promised | None) -> float | None:
        if period.written in row.targets:
            return row.targets[period.written]
        for kind in ("target", "plan"):
            if (kept := self._kept(row, period, kind)) is not None:
                return kept.value.value
        return None if promise is None else promise.cell.value

    def _unit(self, row: TableRow) -> Unit:
        if not is_series(row):
            return unit_of(row)
        series = row.figure.removeprefix(SERIES)
        units = [kept.value.unit for kept in self.series if kept.value.series == series]
        return units[0] if units else "count"

    def _today(self, row: TableRow) -> str:
        zone = self.own.settings.zone(self.own.places(row)[0])
        return service_day(zone, self.own.now).isoformat()


def _kept(cell: Cell, aim: float | None, figure: str) -> bool | None:
    """Compared unrounded; a count is held against nothing."""
    if cell.value is None or aim is None or cell.unit in ("count", "percent_points"):
        return None
    if cell.unit in ("seconds", "days") or figure in LESS_IS_BETTER:
        return cell.value <= aim
    return cell.value >= aim
