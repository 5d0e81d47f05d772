"""The norms over a period, past or running, from the kept days: each version over the days on which
it held.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from math import fsum

from host.callbacks.figures import indicator
from host.core.cells import Cell
from host.core.norms import NOTHING, Judged, Norm, judge_mean, judge_share
from host.measures import elsewhere
from host.measures.span import Period
from host.norms import in_force
from host.norms.kept import versions_of
from host.settings import Settings
from host.store import Store
from host.store import norms as rows
from host.store.norm_figures import ACCESS, WAITS, NormDay, Span, days_of, reached


def judged(
    settings: Settings, store: Store, period: Period, location: str, now: int | None = None
) -> list[tuple[Norm, Judged]]:
    """Every version of a norm that held at this location on some day of the period, over those
    days. A norm without a definition, or whose figures nobody measures, has nothing to judge.

    `now`, milliseconds UTC, for a period that is running: calls that are due later do not count
    yet. Raises StoreBusy.
    """
    held: dict[Norm, list[Span]] = {}
    versions = versions_of(settings, store.read(rows.versions))
    for norm, span in spans_of(versions, period, location):
        held.setdefault(norm, []).append(span)
    found = []
    for norm, spans in held.items():
        if norm.definition in WAITS or norm.definition in ACCESS:
            found.append((norm, _of_days(store, norm, location, spans)))
        else:
            found.append((norm, _of_cell(norm, _cell(settings, store, norm, spans, location, now))))
    return found


def spans_of(versions: Iterable[Norm], period: Period, location: str) -> list[tuple[Norm, Span]]:
    """Each norm that held here in the period with its first and last day there; more than once when
    it was away in between.
    """
    known = [norm for norm in versions if norm.counts(location)]
    found: list[tuple[Norm, Span]] = []
    for first, last in _pieces(known, period):
        for norm in in_force(known, first):
            before = next((at for at, each in enumerate(found) if _ends(each, norm, first)), None)
            if before is None:
                found.append((norm, (first, last)))
            else:
                found[before] = norm, (found[before][1][0], last)
    return found


def judge_days(norm: Norm, days: Sequence[NormDay]) -> Judged:
    """From the kept days; of a 90th percentile it tells whether it is kept, not what it is."""
    n = sum(day.n for day in days)
    within = sum(day.within for day in days)
    if not n:
        return NOTHING
    if norm.statistic == "mean":
        return judge_mean(norm, fsum(day.total for day in days), n, within)
    if norm.statistic == "max":
        return Judged(n, max(day.longest for day in days), within == n, within)
    share = judge_share(norm, within, n)
    return share if norm.statistic == "share" else Judged(n, None, share.kept, within)


def _of_days(store: Store, norm: Norm, location: str, spans: Sequence[Span]) -> Judged:
    days = partial(days_of, norm=norm, location=location, spans=spans)
    told = judge_days(norm, store.read(days))
    if norm.statistic != "p90" or not told.n:
        return told
    place = -(-9 * told.n // 10)
    value = partial(reached, norm=norm, location=location, spans=spans, place=place)
    return replace(told, realised=store.read(value))


def _cell(
    settings: Settings,
    store: Store,
    norm: Norm,
    spans: Sequence[Span],
    location: str,
    now: int | None,
) -> Cell | None:
    """The figure of what others keep, over one span; over several it is not known."""
    if len(spans) != 1:
        return None
    period = Period(*map(date.fromisoformat, spans[0]))
    if norm.definition == "sat":
        return elsewhere.marks(store, settings, period, (location,), now)
    if norm.definition == "cb":
        days = int(norm.limit)
        return indicator(store, settings, (location,), period.first, period.last, days, now)
    if norm.definition == "av":
        return elsewhere.availability(store, settings, period, (location,), now)
    return None


def _of_cell(norm: Norm, cell: Cell | None) -> Judged:
    if cell is None or cell.value is None:
        return NOTHING
    least = norm.limit if norm.at_least else norm.target or 0.0
    return Judged(cell.n or cell.whole or 0, cell.value, cell.value >= least, cell.part)


def _pieces(versions: Iterable[Norm], period: Period) -> list[Span]:
    """The period, cut wherever a version begins or ends."""
    first, last = period.first.isoformat(), period.last.isoformat()
    cuts = {first}
    for norm in versions:
        cuts.add(norm.valid_from)
        if norm.valid_until is not None:
            cuts.add(_after(norm.valid_until))
    begins = sorted(cut for cut in cuts if first <= cut <= last)
    ends = [*(_before(cut) for cut in begins[1:]), last]
    return list(zip(begins, ends, strict=True))


def _ends(piece: tuple[Norm, Span], norm: Norm, first: str) -> bool:
    """Whether this piece is of the same norm, up to the day before."""
    return piece[0] == norm and _after(piece[1][1]) == first


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
