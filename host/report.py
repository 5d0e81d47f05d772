"""The figures of a day or a period, from the store's visits: each with its definition, n, mean,
share and p90.

Waits are given by both clocks: from the appointed time (WT-A) and as felt, from the arrival
(WT-A').
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import partial
from typing import Literal

from host.access_report import AccessReport, access_lines, read_access
from host.core import indicators
from host.core.indicators import Ratio, Record
from host.core.printing import count, minutes_seconds, percent
from host.delivery_report import DeliveryReport, delivery_line, read_delivery
from host.settings import Settings
from host.store import Store, VisitRecord
from wire.words import say

Definition = Literal["wt_a", "wt_a_felt", "wt_w"]
DEFINITIONS: tuple[Definition, ...] = ("wt_a", "wt_a_felt", "wt_w")
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
    access: AccessReport
    delivery: DeliveryReport


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
        access=read_access(settings, store, location, day_from, day_to),
        delivery=read_delivery(settings, location, _days(day_from, day_to), rows),
    )


def _days(day_from: str, day_to: str) -> list[date]:
    first, last = date.fromisoformat(day_from), date.fromisoformat(day_to)
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


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
    for definition in DEFINITIONS:
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
    """The report as a table of text, in the town's own language. Behind each heading stands the
    name of its definition.
    """
    tongue = settings.town.languages[0]
    word = partial(say, tongue)
    period = told.day_from
    if told.day_to != told.day_from:
        period = word("report.period", van=told.day_from, tot=told.day_to)
    head = f"{told.name}, {period}"
    rows = [head, "=" * len(head), *_counted(told, word), delivery_line(told.delivery, tongue), ""]
    columns = [word(f"report.{each}") for each in ("n", "mean", "p90", "within", "target", "kept")]
    for definition in DEFINITIONS:
        rows.append(f"{word(f'report.{definition}')} ({definition})")
        rows.append(f"  {'':32}{columns[0]:>8}" + "".join(f"{each:>11}" for each in columns[1:]))
        rows += [
            _row(settings, each, word) for each in told.figures if each.definition == definition
        ]
        rows.append("")
    return rows + access_lines(told.access, partial(_name, settings), tongue)


def _counted(told: LocationReport, word: Callable[..., str]) -> list[str]:
    """How many came, and how many did not or not to the end."""
    visits = [("visits", told.visits), ("persons", told.persons)]
    counts = [*visits, ("transactions", told.transactions)]
    soon = word("report.left.soon", n=count(told.bounced))
    return [
        "   ".join(f"{word(f'report.{each}')} {count(n)}" for each, n in counts),
        f"{word('report.missed')} {count(told.no_shows)}{_share(told.no_show_share)}   "
        f"{word('report.left')} {count(told.left)}{_share(told.left_share)}, {soon}",
        f"{word('report.service_time')} {_clock(told.service_mean_seconds)}   "
        f"{word('report.unfinished')} {count(told.unfinished)}",
    ]


def _row(settings: Settings, figure: WaitFigure, word: Callable[..., str]) -> str:
    name = word("report.all") if figure.service is None else _name(settings, figure.service)
    within = "-" if figure.within is None else f"{percent(figure.within, figure.target)} %"
    target = "-"
    if figure.n:
        share = figure.target
        target = word("report.mean") if share is None else f"{percent(share)} %"
    kept = {True: word("report.yes"), False: word("report.no"), None: "-"}[figure.met]
    clocks = f"{_clock(figure.mean_seconds):>11}{_clock(figure.p90_seconds):>11}"
    return f"  {name[:31]:32}{count(figure.n):>8}{clocks}{within:>11}{target:>11}{kept:>11}"


def _name(settings: Settings, service: str) -> str:
    known = settings.services.get(service)
    return known.names.get(settings.town.languages[0], service) if known else service


def _clock(seconds: float | None) -> str:
    return "-" if seconds is None else minutes_seconds(seconds)


def _share(share: float | None) -> str:
    return "" if share is None else f" ({percent(share)} %)"
