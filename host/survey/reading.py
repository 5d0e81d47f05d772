"""The mark of a period, read from the store in one go. Answers are kept by week, so a period that
is not made of whole weeks has none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from host.core.cells import Cell, Gap
from host.measures.span import Period
from host.settings import Settings, service_day
from host.settings.survey import Survey
from host.store import Store
from host.store import survey as rows
from host.store.survey import Count
from host.survey import figures
from host.survey.weeks import is_of_whole_weeks, last_of_whole_weeks


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What visitors of a period thought, at some locations together."""

    desk: Cell
    """The mark for the help at the desk: what is meant by the mark (SAT)."""
    greeter: Cell
    """The mark for the welcome."""
    response: Cell
    """The share of visits that were answered about."""
    groups: dict[str, Cell] = field(default_factory=dict)
    """The mark of each group that visitors chose; "" is who chose none."""
    choices: dict[str, Cell] = field(default_factory=dict)
    """How the answers to the town's own question are divided."""
    channels: dict[str, int] = field(default_factory=dict)
    """Answers by page, mail and kiosk."""
    marks: dict[int, int] = field(default_factory=dict)
    greeter_marks: dict[int, int] = field(default_factory=dict)


def mark(
    store: Store,
    settings: Settings,
    period: Period,
    locations: Sequence[str] = (),
    now: int | None = None,
) -> Cell:
    """The indicator sat. No locations: all of them. `now`, milliseconds UTC: a period that runs
    until today is told until its last week that is over. Raises StoreBusy.
    """
    return satisfaction(store, settings, _so_far(settings, period, now), locations).desk


def _so_far(settings: Settings, period: Period, now: int | None) -> Period:
    if now is None or is_of_whole_weeks(period.first, period.last):
        return period
    today = service_day(settings.zone(next(iter(settings.locations))), now)
    last = last_of_whole_weeks(period.first, period.last) if period.last == today else None
    return Period(period.first, last) if last is not None else period


def satisfaction(
    store: Store, settings: Settings, period: Period, locations: Sequence[str] = ()
) -> Satisfaction:
    """Everything that the answers of a period tell. No locations: all of them. Raises StoreBusy."""
    places = tuple(locations) or tuple(settings.locations)
    asked = asked_days(settings.survey, period)
    if asked is None:
        return _gap("not_offered")
    if not is_of_whole_weeks(period.first, period.last):
        return _gap("not_measured")

    look = partial(
        rows.of_period,
        locations=places,
        weeks=(period.first.isoformat(), period.last.isoformat()),
        days=(asked[0].isoformat(), asked[1].isoformat()),
    )
    return _of(settings.survey, *store.read(look))


def asked_days(survey: Survey, period: Period) -> tuple[date, date] | None:
    """The days of a period whose visits could be answered about; None: there is none."""
    if survey.valid_from is None:
        return None
    first = max(period.first, survey.valid_from)
    last = min(period.last, survey.valid_until or period.last)
    return (first, last) if first <= last else None


def _of(survey: Survey, counts: list[Count], visits: int) -> Satisfaction:
    desk = _sum(counts, lambda one: one.mark)
    greeter = _sum(counts, lambda one: one.greeter_mark)
    answers = sum(desk.values())
    parties = {*survey.groups, *(one.party for one in counts)} if survey.groups else set()
    groups = {
        party: _sum((one for one in counts if one.party == party), lambda one: one.mark)
        for party in sorted(parties)
    }
    chosen: Counter[str] = Counter(dict.fromkeys(survey.choices, 0))
    for one in counts:
        if one.choice:
            chosen[one.choice] += one.number
    channels: Counter[str] = Counter()
    for one in counts:
        channels[one.channel] += one.number
    offered = survey.greeter_mark != "never" or bool(greeter)
    return Satisfaction(
        desk=figures.mean(desk),
        greeter=figures.mean(greeter) if offered else Cell("mark", gap="not_offered"),
        response=figures.response(answers, visits),
        groups=figures.groups(groups),
        choices=figures.shares(chosen),
        channels=dict(channels),
        marks=desk,
        greeter_marks=greeter,
    )


def _sum(counts: Iterable[Count], which: Callable[[Count], int | None]) -> dict[int, int]:
    found: Counter[int] = Counter()
    for one in counts:
        if (given := which(one)) is not None:
            found[given] += one.number
    return dict(found)


def _gap(gap: Gap) -> Satisfaction:
    none = Cell("mark", gap=gap)
    return Satisfaction(desk=none, greeter=none, response=Cell("share", gap=gap))
