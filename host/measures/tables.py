"""The tables of a report that say how it went: in short, the waits by both clocks, access, demand
and channels. Each takes measures and makes a table; none reads anything.
"""

from collections.abc import Iterator
from functools import partial

from host.core.cells import Cell, counted, share
from host.measures.access import access_days
from host.measures.channels import CHANNELS
from host.measures.definitions import DEFINITIONS
from host.measures.document import Box, Column, Row, Table
from host.measures.limits import Clock
from host.measures.period import Measures
from host.measures.promise import Promise, promise_of
from wire.words import say

TOP = 10
IN_SHORT = (
    *("vi", "pe", "tr", "wt_a", "wt_a_felt", "wt_w", "wt_2", "sl_a", "sl_a_left", "sl_w"),
    *("sl_w_left", "told", "ns", "ab", "bounced", "st", "st_person", "oc", "ot", "at_soon", "dl"),
    *("cb", "sat", "av", "av_chain"),
)
"""Definitions of the first table."""


def columns(language: str, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, say(language, f"report.{name}")) for name in names)


def in_short(measures: Measures, language: str) -> Table:
    """Every definition for the whole location; people who left with and without an appointment
    apart.
    """
    rows = []
    for definition in IN_SHORT:
        name = DEFINITIONS[definition].name(language)
        target = _devices_promised(measures) if definition in ("av", "av_chain") else None
        rows.append(_short(definition, name, measures.cell(definition), target=target))
        if definition == "ab":
            for population in ("appointment", "walk_in"):
                cell = measures.cell("ab", population)
                said = f"{name}, {say(language, f'report.{population}')}"
                rows.append(_short("ab", said, cell, f"ab.{population}"))
    unfinished = sum(group.unfinished for group in measures.groups())
    said = say(language, "report.unfinished").capitalize()
    rows.append(Row("unfinished", said, (_count(unfinished), Box())))
    head = say(language, "report.figure")
    return Table(
        "in_short",
        say(language, "report.in_short"),
        head,
        columns(language, "value", "n"),
        tuple(rows),
    )


def _short(
    definition: str, name: str, cell: Cell, row: str = "", target: float | None = None
) -> Row:
    n = Box() if cell.unit == "count" or cell.n is None else _count(cell.n)
    return Row(row or definition, name, (Box(cell, definition, target), n))


def _devices_promised(measures: Measures) -> float | None:
    """The highest share of the opening hours that any of the locations promised of its devices."""
    told = (measures.limits.available(location) for location in measures.locations)
    return max((share for share in told if share is not None), default=None)


def waits(measures: Measures, language: str, *, walk_in: bool) -> Table:
    """All services and each: both clocks beside each other for appointments, and the share within
    the norm with and without those who left.
    """
    first: Clock = "wt_w" if walk_in else "wt_a"
    clocks = (first,) if walk_in else (first, "wt_a_felt")
    within = "sl_w" if walk_in else "sl_a"
    names = ["n"]
    for clock in clocks:
        names += [f"mean.{clock}", f"p90.{clock}"]
    names += ["within", "within_left", "target", "kept"]
    rows = []
    for identity, name, own in _services(measures, language):
        found = own.cell(first)
        if not found.n and identity:
            continue
        promise = promise_of(own, first)
        boxes = [_count(found.n or 0)]
        for clock in clocks:
            limit = promise.mean_limit_seconds if clock == first else None
            boxes.append(Box(own.cell(clock), clock, limit, statistic="mean"))
            boxes.append(Box(own.percentile(clock, 90), clock, statistic="p90"))
        boxes.append(Box(own.cell(within), within, promise.target))
        boxes.append(Box(own.cell(f"{within}_left"), f"{within}_left", promise.target))
        rows.append(Row(identity or "all", name, (*boxes, *_promised(promise, found, language))))
    title = say(language, "report.walk_ins" if walk_in else "report.appointments")
    head = say(language, "report.service")
    return Table(within, title, head, columns(language, *names), tuple(rows))


def _promised(promise: Promise, found: Cell, language: str) -> tuple[Box, Box]:
    """What was promised, and whether it was kept."""
    word = partial(say, language)
    if not found.n:
        return Box(word="-"), Box(word="-")
    target = (
        Box(word=word("report.mean"))
        if promise.target is None
        else Box(Cell("share", promise.target))
    )
    kept = {True: word("report.yes"), False: word("report.no"), None: "-"}[promise.kept]
    return target, Box(word=kept)


def access(measures: Measures, language: str) -> Table:
    """Working days to the first and third free slot, per service that the public can book."""
    looks = [each for name in measures.locations for each in measures.found.access[name].kept]
    rows = []
    for service in dict.fromkeys(each.service for each in looks):
        own = [each for each in looks if each.service == service]
        longest = max(own, key=lambda each: (each.first_days is None, each.first_days or 0))
        boxes = (
            _count(len(own)),
            Box(access_days(own, "first"), "at1"),
            Box(access_days(own, "third"), "at3"),
            Box(access_days([longest], "first"), "at1", statistic="longest"),
        )
        rows.append(Row(service, name_of(measures, service, language), boxes))
    none = "" if rows else say(language, "report.access.none")
    return Table(
        "access",
        say(language, "report.access"),
        say(language, "report.service"),
        columns(language, "access.days", "access.first", "access.third", "access.longest"),
        tuple(rows),
        none,
    )


def demand(measures: Measures, language: str) -> Table:
    """The services for which most came, and how many of them by appointment; ties in the order of
    the settings.
    """
    order = list(measures.settings.services)
    booked: dict[str, int] = {}
    visits: dict[str, int] = {}
    persons: dict[str, int] = {}
    for location, service, by_appointment, number, people in measures.found.demand:
        if location in measures.locations:
            visits[service] = visits.get(service, 0) + number
            persons[service] = persons.get(service, 0) + people
            booked[service] = booked.get(service, 0) + (number if by_appointment else 0)
    top = sorted(
        visits,
        key=lambda each: (-visits[each], order.index(each) if each in order else len(order), each),
    )[:TOP]
    rows = tuple(
        Row(
            service,
            name_of(measures, service, language),
            (
                _count(visits[service]),
                _count(persons[service]),
                Box(share(booked[service], visits[service])),
            ),
        )
        for service in top
    )
    return Table(
        "demand",
        say(language, "report.demand"),
        say(language, "report.service"),
        columns(language, "visits", "transactions", "by_appointment"),
        rows,
    )


def documents(measures: Measures, language: str) -> Table:
    """Documents that were applied for, and how many are brought home; each location by itself,
    since it decides whether it delivers.
    """
    rows = []
    for location in measures.locations:
        told = measures.found.delivery[location]
        offered = told.offered != "not offered"
        boxes = (
            _count(told.applied),
            _count(told.delivered) if offered else Box(Cell("count", gap="not_offered")),
            Box(measures.only(location=location).cell("dl"), "dl"),
            _count(told.pick_ups),
        )
        rows.append(Row(location, measures.settings.locations[location].name, boxes))
    return Table(
        "documents",
        say(language, "report.documents.title"),
        say(language, "report.location"),
        columns(language, "applied", "delivered", "delivered.share", "pick_ups"),
        tuple(rows),
    )


def channels(measures: Measures, language: str) -> Table:
    """Where visits began and where appointments were changed last; ties keep their order."""
    rows = []
    for channel in CHANNELS:
        first, last = (measures.cell(each, channel) for each in ("ch", "ch_last"))
        boxes = (
            Box(first if first.part is None else counted(first.part)),
            Box(first, "ch"),
            Box(last, "ch_last"),
        )
        rows.append(Row(channel, say(language, f"measure.channel.{channel}"), boxes))
    rows.sort(key=lambda row: -((row.boxes[0].cell or counted(0)).value or 0))
    return Table(
        "channels",
        say(language, "report.channels"),
        say(language, "report.channel"),
        columns(language, "visits", "channel.first", "channel.last"),
        tuple(rows),
    )


def name_of(measures: Measures, service: str, language: str) -> str:
    known = measures.settings.services.get(service)
    return known.names.get(language, service) if known else service


def _services(measures: Measures, language: str) -> Iterator[tuple[str, str, Measures]]:
    yield "", say(language, "report.all"), measures
    for service in measures.services_met():
        yield service, name_of(measures, service, language), measures.only(service=service)


def _count(number: int) -> Box:
    return Box(counted(number))
