"""The log of broken promises: from when until when a norm was not kept, and since when it is again.

Computed from the kept days, so it needs no book of its own and cannot differ from the figures.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from host.core.norms import Norm, PeriodName
from host.measures.span import Period
from host.norms.judged import judge_days, spans_of
from host.norms.kept import versions_of
from host.settings import Settings
from host.store import Store
from host.store import norms as rows
from host.store.norm_figures import NormDay, days_of

Stretch = tuple[str, str, bool | None]
"""First and last ISO date of what was judged at once, and whether the norm was kept; None: nothing
to judge.
"""


@dataclass(frozen=True, slots=True)
class Breach:
    """A norm that was not kept. ISO dates."""

    since: str
    until: str | None
    """The last day; None: it is not kept now either."""
    back: str | None
    """The first day on which it was kept again; None: not, or the norm ended broken."""


def intervals(stretches: Iterable[Stretch]) -> list[Breach]:
    """Broken stretches that follow one another are one breach. What could not be judged ends
    nothing: a weekend is no recovery.
    """
    found: list[Breach] = []
    since = ""
    for first, _, kept in stretches:
        if kept is False and not since:
            since = first
        elif kept and since:
            found.append(Breach(since, _before(first), first))
            since = ""
    if since:
        found.append(Breach(since, None, None))
    return found


def breaches(
    settings: Settings, store: Store, location: str, period: Period
) -> list[tuple[Norm, list[Breach]]]:
    """Each norm that held here in the period, per version, judged over the norm's own period: per
    day, week, month and so on. Raises StoreBusy.
    """
    found = stretches_of(settings, store, location, period)
    return [(norm, log_of(stretches, ended)) for norm, stretches, ended in found]


def log_of(stretches: Sequence[Stretch], ended: bool) -> list[Breach]:
    """As `intervals`; a norm that ended broken is broken no longer than it held."""
    log = intervals(stretches)
    if ended and log and log[-1].until is None:
        log[-1] = replace(log[-1], until=stretches[-1][1])
    return log


def stretches_of(
    settings: Settings, store: Store, location: str, period: Period
) -> list[tuple[Norm, list[Stretch], bool]]:
    """Each norm that held here with all that was judged of it, and whether it ended in the period.
    A norm that neither waits nor access times tell of has no stretches.
    """
    held = spans_of(versions_of(settings, store.read(rows.versions)), period, location)
    found = []
    for norm, (first, last) in held:
        days = store.read(partial(days_of, norm=norm, location=location, spans=[(first, last)]))
        ended = last < period.last.isoformat()
        found.append((norm, judged_stretches(norm, first, last, days), ended))
    return found


def judged_stretches(norm: Norm, first: str, last: str, days: Sequence[NormDay]) -> list[Stretch]:
    """The days from first to last, cut by the norm's period, each with whether it was kept."""
    by_start: dict[str, list[NormDay]] = {}
    for day in days:
        by_start.setdefault(_start(norm.period, day.day), []).append(day)
    found: list[Stretch] = []
    for start, own in sorted(by_start.items()):
        end = min(_end(norm.period, start), last)
        found.append((max(start, first), end, judge_days(norm, own).kept))
    return found


def _start(period: PeriodName, text: str) -> str:
    """The first day of the period in which a day lies."""
    day = date.fromisoformat(text)
    if period == "day":
        return text
    if period == "week":
        return (day - timedelta(days=day.weekday())).isoformat()
    months = _MONTHS[period]
    return date(day.year, (day.month - 1) // months * months + 1, 1).isoformat()


def _end(period: PeriodName, start: str) -> str:
    day = date.fromisoformat(start)
    if period == "day":
        return start
    if period == "week":
        return (day + timedelta(days=6)).isoformat()
    months = day.month - 1 + _MONTHS[period]
    following = date(day.year + months // 12, months % 12 + 1, 1)
    return (following - timedelta(days=1)).isoformat()


_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
