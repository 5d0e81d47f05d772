"""What the house itself measured, for the rows of a table: each period is read once, however many
rows ask for it.
"""

from dataclasses import dataclass, field

from host.callbacks.figures import figures as callback_figures
from host.core.cells import Cell, Unit
from host.core.norms import Norm
from host.measures.definitions import DEFINITIONS
from host.measures.period import Measures, Period, measure
from host.settings import Settings
from host.settings.tables import SERIES, SHARES, TableRow
from host.store import Store

UNITS: dict[str, Unit] = {name: known.unit for name, known in DEFINITIONS.items()}


@dataclass
class Own:
    """Reads what is asked for. `now`: milliseconds UTC; what is due later is not judged yet."""

    settings: Settings
    store: Store
    now: int
    _read: dict[tuple[Period, tuple[str, ...]], Measures] = field(default_factory=dict)
    data_until: int | None = None
    """The newest fact in what was read so far, milliseconds UTC."""

    def cell(self, row: TableRow, period: Period, norm: Norm | None) -> Cell:
        """The figure of a row; of a norm that promises a maximum or a 90th percentile just that.
        Raises StoreBusy.
        """
        places = self.places(row)
        if row.figure == "cb" and row.term_days is not None:
            return self._callbacks(row, period, places)
        found = self._measures(period, places)
        if row.figure in ("wt_a", "wt_a_felt", "wt_w") and norm is not None:
            if norm.statistic == "p90":
                return found.percentile(row.figure, 90)
            if norm.statistic == "max":
                return _longest(found, row.figure)
        limit = None if row.limit_minutes is None else row.limit_minutes * 60
        if limit is None and norm is not None and row.figure in SHARES:
            limit = norm.limit
        return found.cell(row.figure, row.channel or None, limit)

    def places(self, row: TableRow) -> tuple[str, ...]:
        return tuple(self.settings.locations if row.locations == "all" else row.locations)

    def _measures(self, period: Period, places: tuple[str, ...]) -> Measures:
        """Of one location it is a part of what was read of all of them."""
        everywhere = tuple(self.settings.locations)
        if len(places) == 1 and places != everywhere:
            return self._measures(period, everywhere).only(location=places[0])
        key = period, places
        if key not in self._read:
            found = measure(self.store, self.settings, period, places, now=self.now)
            self._read[key] = found
            self._seen(found.found.data_until)
        return self._read[key]

    def _callbacks(self, row: TableRow, period: Period, places: tuple[str, ...]) -> Cell:
        found = callback_figures(
            self.store, self.settings, places, period.first, period.last, self.now
        )
        lines = [
            line for line in found.lines if line.term_days == row.term_days and not line.department
        ]
        self._measures(period, places)  # so that the moment of the newest fact is known
        if not self.settings.departments:
            return Cell("share", gap="not_measured")
        chosen = [line for line in lines if line.exempt == row.exempt] or lines
        return chosen[0].within if chosen else Cell("share", gap="none", n=0)

    def _seen(self, until: int | None) -> None:
        if until is not None:
            self.data_until = max(until, self.data_until or until)


def unit_of(row: TableRow) -> Unit:
    """Of a row that the house counts itself; without a definition its targets are shares."""
    return UNITS.get(row.figure, "share")


def is_series(row: TableRow) -> bool:
    return row.figure.startswith(SERIES)


def _longest(found: Measures, definition: str) -> Cell:
    values = found.values(definition)
    return (
        Cell("seconds", values[-1], n=len(values)) if values else Cell("seconds", gap="none", n=0)
    )
