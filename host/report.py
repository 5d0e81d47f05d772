"""The figures of a day or a period, from the store's visits: each with its definition, n, mean,
share and p90.

Waits are given by both clocks: from the appointed time (WT-A) and as felt, from the arrival
(WT-A').
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from host.core import indicators
from host.core.indicators import Ratio, Record
from host.core.printing import count, minutes_seconds, percent
from host.settings import Settings
from host.store import Store, VisitRecord

Definition = Literal["wt_a", "wt_a_felt", "wt_w"]
NAMES: dict[Definition, str] = {
    "wt_a": "with appointment, from the appointed time",
    "wt_a_felt": "with appointment, from the arrival",
    "wt_w": "without appointment, from the arrival",
}
FINISHED = frozenset({"done", "left", "no_show", "cancelled"})


@dataclass(frozen=True)
class WaitFigure:
    """One wait figure. Seconds and shares unrounded; None: nothing to judge."""

    definition: Definition
    service: str | None
    """None: the whole location."""
    n: int
    mean_seconds: float | None
    p90_seconds: float | None
    within: float | None
    """Share of those who waited at most the limit of their own service."""
    target: float | None
    met: bool | None


@dataclass(frozen=True)
class LocationReport:
    """One location in the period."""

    location: str
    name: str
    day_from: str
    day_to: str
    visits: int
    persons: int
    transactions: int
    no_shows: int
    no_show_share: float | None
    left: int
    left_share: float | None
    bounced: int
    service_mean_seconds: float | None
    unfinished: int
    """Visits of the period that are not over yet."""
    figures: tuple[WaitFigure, ...]


def run(
    settings: Settings,
    store: Store,
    day_from: str,
    day_to: str = "",
    location: str = "",
    as_json: bool = False,
    tell: Callable[[str], None] = print,
) -> None:
    """Tells the report of one or all locations; days are ISO dates, both included. Raises StoreBusy
    and KeyError for an unknown location.
    """
    places = [location] if location else list(settings.locations)
    found = [report(settings, store, place, day_from, day_to or day_from) for place in places]
    if as_json:
        tell(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        for line in lines_of(settings, each):
            tell(line)


def report(
    settings: Settings, store: Store, location: str, day_from: str, day_to: str
) -> LocationReport:
    """The figures of one location."""
    name = settings.locations[location].name
    rows = store.visits(location, day_from, day_to)
    finished = [(row, record_of(row)) for row in rows if row.stage in FINISHED]
    records = [record for _, record in finished]
    due, gone = indicators.no_show_rate(records), indicators.abandonment(records)
    return LocationReport(
        location=location,
        name=name,
        day_from=day_from,
        day_to=day_to,
        visits=indicators.visits(records),
        persons=indicators.persons(records),
        transactions=indicators.transactions(records),
        no_shows=due.part,
        no_show_share=due.value,
        left=gone.part,
        left_share=gone.value,
        bounced=indicators.bounced(records),
        service_mean_seconds=indicators.mean(indicators.service_times(records)),
        unfinished=len(rows) - len(finished),
        figures=tuple(_figures(settings, finished)),
    )


def record_of(row: VisitRecord) -> Record:
    """A visit of the store as the indicators take it."""
    return Record(
        stage=row.stage,  # type: ignore[arg-type]
        appointed=row.appointed,
        arrived=row.arrived,
        first_called=row.first_called,
        served=round(row.served_seconds * 1000),
        met=row.met,
        ended=row.ended,
        persons=row.persons,
        transactions=row.transactions,
        away=round(row.away_seconds * 1000),
        auto=row.auto,
        times_wrong=row.times_wrong,
    )


Finished = Sequence[tuple[VisitRecord, Record]]


def _figures(settings: Settings, finished: Finished) -> list[WaitFigure]:
    """Each definition for the whole location and for each service that somebody came for."""
    by_service: dict[str, list[tuple[VisitRecord, Record]]] = {}
    for each in finished:
        by_service.setdefault(each[0].services[0] if each[0].services else "", []).append(each)
    found: list[WaitFigure] = []
    for definition in NAMES:
        found.append(_figure(settings, definition, None, by_service))
        for service in sorted(by_service):
            figure = _figure(settings, definition, service, {service: by_service[service]})
            if figure.n:
                found.append(figure)
    return found


def _figure(
    settings: Settings,
    definition: Definition,
    service: str | None,
    groups: dict[str, list[tuple[VisitRecord, Record]]],
) -> WaitFigure:
    seconds: list[float] = []
    share = Ratio(0, 0)
    targets: set[float | None] = set()
    means: list[bool] = []
    for name, group in groups.items():
        own = _waits(definition, [record for _, record in group])
        known = settings.services.get(name)
        limit = _limit_seconds(settings, definition, name)
        inside = indicators.within(own, limit)
        share = Ratio(share.part + inside.part, share.whole + inside.whole)
        seconds += own
        if own and known is not None:
            targets.add(known.target if known.statistic == "share" else None)
            means.append(indicators.keeps("mean", own, limit) is True)
    target = targets.pop() if len(targets) == 1 else None
    by_share = share.part >= target * share.whole if target is not None and share.whole else None
    by_mean = all(means) if means and target is None else None
    return WaitFigure(
        definition=definition,
        service=service,
        n=len(seconds),
        mean_seconds=indicators.mean(seconds),
        p90_seconds=indicators.percentile(seconds, 90),
        within=share.value,
        target=target,
        met=by_share if by_share is not None else by_mean,
    )


def _waits(definition: Definition, records: list[Record]) -> list[float]:
    if definition == "wt_w":
        return indicators.waits(indicators.walk_ins(records))
    booked = indicators.appointments(records)
    return indicators.waits(booked) if definition == "wt_a" else indicators.felt_waits(booked)


def _limit_seconds(settings: Settings, definition: Definition, service: str) -> float:
    known = settings.services.get(service)
    if known is None:
        return 900.0 if definition == "wt_w" else 300.0
    minutes = (
        known.walk_in_limit_minutes if definition == "wt_w" else known.appointment_limit_minutes
    )
    return minutes * 60


def lines_of(settings: Settings, told: LocationReport) -> list[str]:
    """The report as a table of text."""
    period = told.day_from if told.day_from == told.day_to else f"{told.day_from} to {told.day_to}"
    head = f"{told.name}, {period}"
    rows = [
        head,
        "=" * len(head),
        f"visits {count(told.visits)}   persons {count(told.persons)}   "
        f"transactions {count(told.transactions)}",
        f"no-shows {count(told.no_shows)}{_share(told.no_show_share)}   "
        f"left {count(told.left)}{_share(told.left_share)}, of whom {told.bounced} within a minute",
        f"mean service time {_clock(told.service_mean_seconds)}   not over yet {told.unfinished}",
        "",
    ]
    for definition, name in NAMES.items():
        rows.append(f"{name} ({definition})")
        rows.append(f"  {'':32}{'n':>7}{'mean':>8}{'p90':>8}{'within':>9}{'target':>9}  kept")
        rows += [_row(settings, each) for each in told.figures if each.definition == definition]
        rows.append("")
    return rows


def _row(settings: Settings, figure: WaitFigure) -> str:
    name = "all services" if figure.service is None else _name(settings, figure.service)
    within = "-" if figure.within is None else f"{percent(figure.within, figure.target)} %"
    target = "-"
    if figure.n:
        target = "mean" if figure.target is None else f"{percent(figure.target)} %"
    kept = {True: "yes", False: "no", None: "-"}[figure.met]
    return (
        f"  {name[:31]:32}{count(figure.n):>7}{_clock(figure.mean_seconds):>8}"
        f"{_clock(figure.p90_seconds):>8}{within:>9}{target:>9}  {kept}"
    )


def _name(settings: Settings, service: str) -> str:
    known = settings.services.get(service)
    return known.names.get(settings.town.languages[0], service) if known else service


def _clock(seconds: float | None) -> str:
    return "-" if seconds is None else minutes_seconds(seconds)


def _share(share: float | None) -> str:
    return "" if share is None else f" ({percent(share)} %)"
