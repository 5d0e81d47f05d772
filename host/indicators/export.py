"""One export: every promise and figure of a period at one moment, as the public may see them. Page,
JSON and CSV are made of it and of nothing else.

Nothing personal is in it, and no figure of fewer than ten.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from math import isinf

from host.core.cells import LEAST, Cell, Unit, hidden
from host.core.norms import Judged, Norm
from host.indicators.periods import Choice
from host.measures.definitions import DEFINITIONS
from host.measures.period import Measures, measure
from host.norms.judged import judged, spans_of
from host.norms.kept import versions_of
from host.settings import Settings
from host.store import Store
from host.store import norms as rows

FIGURES = (
    *("vi", "pe", "wt_a", "wt_a_felt", "wt_w", "sl_a", "sl_w", "ns", "ab", "st"),
    *("at1", "at3", "at_soon", "cb", "sat", "dl", "av"),
)
"""The definitions that are told beside the promises, in this order."""
SHARES = {"wt_a": ("sl_a",), "wt_w": ("sl_w",)}
"""A wait of which a share is promised is counted by two definitions."""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of one location. `norm` is None for a figure that nobody promised."""

    location: str
    definition: str
    """Id in `host.measures.definitions`; empty: nobody wrote down what is counted."""
    cell: Cell
    first: str
    last: str
    """ISO dates of the days that are counted: with a norm, those on which this version held."""
    norm: Norm | None = None
    kept: bool | None = None
    """Judged unrounded; None: nothing to judge, or too few."""

    @property
    def defined(self) -> tuple[str, ...]:
        """Ids of what it is counted by: of a share the share, then its clock."""
        share = self.norm is not None and self.norm.statistic == "share"
        own = SHARES.get(self.definition, ()) if share else ()
        return (*own, self.definition) if self.definition in DEFINITIONS else ()

    @property
    def versioned(self) -> list[str]:
        """The same with versions: sl_a.v1, wt_a.v1."""
        return [DEFINITIONS[each].versioned for each in self.defined]

    @property
    def target(self) -> float | None:
        """In the unit of the cell."""
        if self.norm is None:
            return None
        return self.norm.target if self.cell.unit == "share" else self.norm.limit


@dataclass(frozen=True, slots=True)
class Export:
    """All of it. Moments in milliseconds UTC."""

    settings: Settings
    choice: Choice
    exported_at: int
    """When the store was read."""
    data_until: int | None
    """The newest fact that was read; None: there is none."""
    promises: tuple[Told, ...]
    figures: tuple[Told, ...]

    def definitions(self) -> list[str]:
        """Ids of those that are told, in their own order."""
        told = {one for each in (*self.promises, *self.figures) for one in each.defined}
        return [each for each in DEFINITIONS if each in told]


def take(settings: Settings, store: Store, choice: Choice, now: int) -> Export:
    """Reads the store: a second or two for a year of a large town. Raises StoreBusy."""
    found = measure(store, settings, choice.period, now=now)
    return Export(
        settings=settings,
        choice=choice,
        exported_at=now,
        data_until=found.found.data_until,
        promises=tuple(_promises(settings, store, choice, found, now)),
        figures=tuple(_figures(found, choice)),
    )


def _figures(found: Measures, choice: Choice) -> Iterator[Told]:
    first, last = choice.period.first.isoformat(), choice.period.last.isoformat()
    for location in found.locations:
        own = found.only(location=location)
        for identity in FIGURES:
            yield Told(location, identity, hidden(own.cell(identity)), first, last)


def _promises(
    settings: Settings, store: Store, choice: Choice, found: Measures, now: int
) -> Iterator[Told]:
    versions = versions_of(settings, store.read(rows.versions))
    until = now if choice.running else None
    for location in found.locations:
        spans: dict[Norm, list[str]] = {}
        for norm, span in spans_of(versions, choice.period, location):
            spans.setdefault(norm, []).extend(span)
        own = found.only(location=location)
        found_here = judged(settings, store, choice.period, location, until)
        for norm, told in sorted(found_here, key=lambda pair: _place(settings, pair[0])):
            days = spans[norm]
            cell = hidden(_cell(norm, told, partial(own.cell, norm.definition)))
            kept = told.kept if cell.value is not None else None
            yield Told(location, norm.definition, cell, days[0], days[-1], norm, kept)


def _place(settings: Settings, norm: Norm) -> tuple[int, str, int]:
    """As the settings have them, the versions of one after another; then those of before."""
    ids = [each.id for each in settings.norms]
    return ids.index(norm.id) if norm.id in ids else len(ids), norm.id, norm.version


def _cell(norm: Norm, told: Judged, otherwise: "partial[Cell]") -> Cell:
    """`otherwise`: the figure of the definition itself, which knows why there is none."""
    unit = _unit(norm)
    if not norm.definition:
        return Cell(unit, gap="not_measured")
    if told.realised is None:
        gap = otherwise().gap or "none"
        return Cell(unit, gap=gap, n=0 if gap == "none" else None)
    whole = otherwise().whole if isinf(told.realised) else None
    if unit == "share":
        return Cell(unit, told.realised, n=told.n, part=told.within, whole=told.n)
    return Cell(unit, told.realised, n=told.n, whole=whole or 0)


def _unit(norm: Norm) -> Unit:
    return "share" if norm.statistic == "share" else norm.unit


__all__ = ["FIGURES", "LEAST", "Export", "Told", "take"]
