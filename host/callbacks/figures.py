"""The figures of promises to call back: of the terms that ended in a period, the share that was
kept within each number of working days, how many of the rest were honestly tried, and how many
calls somebody took at once.

Notes count when their term ends, not when they are made, and only once it is over. Departments
that cannot promise it are told with and without.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from typing import Literal

from host.core.callbacks import Judged, measure
from host.core.cells import Cell, counted, share
from host.settings import Settings, moment
from host.store import Store
from host.store.callback_lists import TermRow, made_and_transferred, terms_between

DEFINITION = "cb"
Exempt = Literal["without", "with", "only"]
"""Of which departments: those that can promise it, all, or those that cannot."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a norm on some notes."""

    term_days: int
    """Within so many working days."""
    exempt: Exempt
    department: str
    """Empty: all that `exempt` says."""
    n: int
    """Terms that ended in the period."""
    within: Cell
    """The share that was kept."""
    tried: Cell
    """How many of the others were called in vain on two half-days before their term ended."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The table of a period."""

    lines: tuple[Line, ...]
    transferred: Cell
    """Share of all calls noted in the period that somebody took at once."""


def figures(
    store: Store,
    settings: Settings,
    locations: Sequence[str],
    first: date,
    last: date,
    now: int,
) -> Figures:
    """Both days included, by the first location's clock. Not measured where the town has no
    departments; no share of no notes.
    """
    places = tuple(locations) or tuple(settings.locations)
    start, end = _span(settings, places[0], first, last)
    rows = store.read(partial(terms_between, locations=places, first=start, last=min(end, now + 1)))
    made, at_once = store.read(
        partial(made_and_transferred, locations=places, first=start, last=end)
    )
    if not settings.departments and not made:
        nothing = Cell("share", gap="not_measured")
        return Figures((), nothing)
    return Figures(tuple(lines(rows, _terms(settings, rows))), share(at_once, made))


def indicator(
    store: Store,
    settings: Settings,
    locations: Sequence[str],
    first: date,
    last: date,
    term_days: int | None = None,
    now: int | None = None,
) -> Cell:
    """One share, without the exempt departments: of the terms of so many working days, or of the
    shortest that the town has. `now`: terms that end later do not count yet; None: the period is
    over.
    """
    if not settings.departments:
        return Cell("share", gap="not_measured")
    places = tuple(locations) or tuple(settings.locations)
    start, end = _span(settings, places[0], first, last)
    until = end if now is None else min(end, now + 1)
    rows = store.read(partial(terms_between, locations=places, first=start, last=until))
    days = min(_terms(settings, rows)) if term_days is None else term_days
    judged = kept_within(rows, days)
    return share(judged.within, judged.n)


def kept_within(
    rows: Sequence[TermRow],
    term_days: int,
    exempt: Exempt = "without",
    department: str = "",
    own_days: int | None = None,
) -> Judged:
    """The terms of so many working days. `own_days`: only of notes to which just that was
    promised.
    """
    fits: dict[Exempt, Callable[[TermRow], bool]] = {
        "without": lambda row: not row.exempt,
        "with": lambda row: True,
        "only": lambda row: row.exempt,
    }
    return measure(
        (row.due, row.answered, row.tried)
        for row in rows
        if row.term_days == term_days
        and fits[exempt](row)
        and department in ("", row.department)
        and own_days in (None, row.own_days)
    )


def lines(rows: Sequence[TermRow], terms: Sequence[int]) -> list[Line]:
    """For each term: without the exempt departments, with them where there are any, then each
    department.
    """
    found = []
    for days in terms:
        here = [row for row in rows if row.term_days == days]
        found.append(_line(here, days, "without"))
        if any(row.exempt for row in here):
            found.append(_line(here, days, "with"))
        for department, exempt in sorted({(row.department, row.exempt) for row in here}):
            found.append(_line(here, days, "only" if exempt else "without", department))
    return found


def _line(rows: Sequence[TermRow], days: int, exempt: Exempt, department: str = "") -> Line:
    judged = kept_within(rows, days, exempt, department)
    tried = counted(judged.tried) if judged.n else Cell("count", gap="none", n=0)
    return Line(days, exempt, department, judged.n, share(judged.within, judged.n), tried)


def _terms(settings: Settings, rows: Sequence[TermRow]) -> list[int]:
    promised = {days for each in settings.departments.values() for days in each.terms}
    return sorted(promised | {row.term_days for row in rows})


def _span(settings: Settings, location: str, first: date, last: date) -> tuple[int, int]:
    zone = settings.zone(location)
    return moment(zone, first, time(0)), moment(zone, last + timedelta(days=1), time(0))
