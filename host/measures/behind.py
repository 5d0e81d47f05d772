"""The visits behind a figure, worked out again from the log: ids and times, nothing of a person. It
takes another road than the report (the day replayed, the core's own formulas), so that each proves
the other.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from host.core import indicators
from host.core.cells import Cell, counted, share
from host.core.day import Day, Visit
from host.core.indicators import Record
from host.core.keep import replay
from host.measures.definitions import DEFINITIONS
from host.measures.limits import Clock, Limits
from host.measures.period import OF, Period
from host.settings import Settings
from host.store import Store


@dataclass(frozen=True, slots=True)
class Behind:
    """One visit of a figure. Moments in milliseconds UTC."""

    location: str
    day: str
    visit: str
    appointed: int | None
    arrived: int | None
    first_called: int | None
    met: int | None
    ended: int | None
    value: float
    """Seconds of a mean, what it adds to a count, 1 or 0 of a share."""
    weight: int = 1
    """Of a mean per person: the persons."""


Judge = Callable[[Record, float], float | None]
"""What a visit adds, told its service's limit in seconds; None: it is not in the population."""


def visits_behind(
    settings: Settings,
    store: Store,
    definition: str,
    period: Period,
    locations: Sequence[str] = (),
) -> list[Behind]:
    """In order of day and arrival. Raises ValueError for a definition that is not made of visits,
    KeyError for one that is not known, and StoreBusy.
    """
    if definition not in JUDGES:
        raise ValueError(f"{DEFINITIONS[definition].versioned} is not made of single visits")
    found: list[Behind] = []
    limits = Limits(settings, period.last)
    for location in locations or settings.locations:
        for day in period.days():
            name = day.isoformat()
            lived = replay(Day(location, name), store.load(location, name))
            found += _of_day(limits, lived, definition)
    return sorted(found, key=lambda each: (each.day, each.arrived or each.appointed or 0))


def figure_of(definition: str, behind: Sequence[Behind]) -> Cell:
    """The figure, of nothing but these visits."""
    unit = DEFINITIONS[definition].unit
    if unit == "count":
        return counted(sum(round(each.value) for each in behind))
    if unit == "share":
        return share(sum(round(each.value) for each in behind), len(behind))
    number = sum(each.weight for each in behind)
    if not number:
        return Cell(unit, gap="none", n=0)
    return Cell(unit, sum(each.value for each in behind) / number, n=number)


def _of_day(limits: Limits, day: Day, definition: str) -> Iterator[Behind]:
    population = OF.get(definition)
    for visit in day.visits.values():
        if population is not None and visit.by_appointment is not (population == "appointment"):
            continue
        record = _record(visit)
        if record is None:
            continue
        service = visit.waited_for or visit.services[0]
        clock: Clock = "wt_a" if visit.by_appointment else "wt_w"
        limit = limits.of(clock, day.location, service)
        value = JUDGES[definition](record, limit.seconds)
        if value is not None:
            weight = visit.persons if definition == "st_person" else 1
            moments = (visit.appointed, visit.arrived, visit.first_called, visit.met, visit.ended)
            yield Behind(day.location, day.day, visit.visit, *moments, value, weight)


def _record(visit: Visit) -> Record | None:
    """None while it is not over."""
    if visit.stage not in ("done", "left", "no_show", "cancelled"):
        return None
    return Record(
        stage=visit.stage,
        appointed=visit.appointed,
        arrived=visit.arrived,
        first_called=visit.first_called,
        met=visit.met,
        ended=visit.ended,
        persons=visit.persons,
        transactions=visit.persons * len(visit.services),
        away=visit.away,
        served=visit.served,
        auto=visit.auto,
        times_wrong=visit.times_wrong,
        told_from=visit.told_from,
        told_to=visit.told_to,
    )


# -- what each figure takes of a visit -----------------------------------------------------------


def _only(values: Sequence[float]) -> float | None:
    return values[0] if values else None


def _wait(record: Record, limit: float) -> float | None:
    return _only(indicators.waits([record]))


def _felt(record: Record, limit: float) -> float | None:
    return _only(indicators.felt_waits([record]))


def _within(record: Record, limit: float) -> float | None:
    wait = _wait(record, limit)
    return None if wait is None else float(wait <= limit)


def _within_left(record: Record, limit: float) -> float | None:
    found = indicators.within_counting_left([record], limit)
    return None if not found.whole else float(found.part)


def _service(record: Record, limit: float) -> float | None:
    return _only(indicators.service_times([record]))


def _no_show(record: Record, limit: float) -> float | None:
    found = indicators.no_show_rate([record])
    return None if not found.whole else float(found.part)


def _left(record: Record, limit: float) -> float | None:
    found = indicators.abandonment([record])
    return None if not found.whole else float(found.part)


def _told(record: Record, limit: float) -> float | None:
    found = indicators.told_hits([record])
    return None if not found.whole else float(found.part)


def _count(take: Callable[[list[Record]], int], record: Record, limit: float) -> float | None:
    return float(take([record])) or None


JUDGES: dict[str, Judge] = {
    "wt_a": _wait,
    "wt_a_felt": _felt,
    "wt_w": _wait,
    "sl_a": _within,
    "sl_w": _within,
    "sl_a_left": _within_left,
    "sl_w_left": _within_left,
    "st": _service,
    "st_person": _service,
    "ns": _no_show,
    "ab": _left,
    "told": _told,
    "bounced": partial(_count, indicators.bounced),
    "vi": partial(_count, indicators.visits),
    "pe": partial(_count, indicators.persons),
    "tr": partial(_count, indicators.transactions),
}
"""Figures that are made of visits."""
