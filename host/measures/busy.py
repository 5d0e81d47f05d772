"""The tables of a report that say when it was busy: visits and desk hours per weekday, per half
hour and per part of the day; pauses; and groups of desks, where the settings name them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from babel.dates import get_day_names

from host.core.cells import Cell, counted, share
from host.measures import desks
from host.measures.document import Box, Row, Table
from host.measures.period import Measures
from host.measures.tables import columns
from host.measures.tally import PlaceDay
from wire.words import say

HOUR_MILLIS = 3_600_000
BLOCKS = {"morning": range(24), "afternoon": range(24, 34), "evening": range(34, 56)}
"""Half hours of the local day: until 12:00, until 17:00, and after."""


@dataclass(slots=True)
class Load:
    """Visits and desk time, by half hour, weekday, and both."""

    visits: Counter[tuple[int, int]] = field(default_factory=Counter)
    """By weekday (Monday is 0) and half hour."""
    open_millis: Counter[tuple[int, int]] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    """Days with visits, by weekday."""
    paused: Counter[str] = field(default_factory=Counter)
    """Milliseconds that desks were paused, by reason."""


def loads_of(measures: Measures) -> dict[str, Load]:
    """Of each location."""
    loads = {location: Load() for location in measures.locations}
    tally, desk_days = measures.found.tally, measures.found.desk_days
    for place, own in tally.days.items():
        load = loads[place[0]]
        weekday = date.fromisoformat(place[1]).weekday()
        load.days[weekday] += 1
        for half, number in own.half_hours.items():
            load.visits[weekday, half] += number
    for place, opened in desk_days.items():
        load = loads[place[0]]
        weekday = date.fromisoformat(place[1]).weekday()
        served = tally.days.get(place, PlaceDay())
        midnight = measures.found.midnights[place]
        for half, millis in desks.open_by_half_hour(opened, served, midnight).items():
            load.open_millis[weekday, half] += millis
        load.paused.update(opened.paused_millis(served))
    return loads


def together(loads: Iterable[Load]) -> Load:
    """Of several locations."""
    found = Load()
    for load in loads:
        found.visits.update(load.visits)
        found.open_millis.update(load.open_millis)
        found.days.update(load.days)
        found.paused.update(load.paused)
    return found


def blocks(load: Load, language: str) -> Table:
    """Morning, afternoon and evening: is an evening worth its desks?"""
    rows = []
    for block, halves in BLOCKS.items():
        visits = sum(number for (_, half), number in load.visits.items() if half in halves)
        millis = sum(number for (_, half), number in load.open_millis.items() if half in halves)
        name = say(language, f"report.block.{block}")
        rows.append(Row(block, name, _boxes(visits, load.visits.total(), millis)))
    return _table("blocks", "block", language, rows)


def weekdays(load: Load, language: str) -> Table:
    names = get_day_names("wide", locale=language)
    rows = []
    for weekday in range(7):
        visits = sum(number for (day, _), number in load.visits.items() if day == weekday)
        millis = sum(number for (day, _), number in load.open_millis.items() if day == weekday)
        if visits or millis:
            boxes = _boxes(visits, load.visits.total(), millis)
            rows.append(Row(str(weekday + 1), names[weekday], boxes))
    return _table("weekdays", "weekday", language, rows)


def half_hours(load: Load, language: str) -> Table:
    rows = []
    known = {half for _, half in [*load.visits, *load.open_millis]}
    for half in sorted(known):
        visits = sum(number for (_, at), number in load.visits.items() if at == half)
        millis = sum(number for (_, at), number in load.open_millis.items() if at == half)
        clock = f"{half // 2 % 24:02d}:{half % 2 * 30:02d}"
        rows.append(Row(clock, clock, _boxes(visits, load.visits.total(), millis)))
    return _table("half_hours", "half_hour", language, rows)


def _boxes(visits: int, all_visits: int, open_millis: int) -> tuple[Box, ...]:
    hours = open_millis / HOUR_MILLIS
    rate = Cell("count", visits / hours, n=visits) if hours else Cell("count", gap="none")
    return (
        Box(counted(visits), "vi"),
        Box(share(visits, all_visits)),
        Box(Cell("count", hours)),
        Box(rate),
    )


def _table(identity: str, head: str, language: str, rows: list[Row]) -> Table:
    return Table(
        identity,
        say(language, f"report.{identity}"),
        say(language, f"report.{head}"),
        columns(language, "visits", "share", "desk_hours", "per_desk_hour"),
        tuple(rows),
    )


def pauses(load: Load, language: str) -> Table:
    """How long desks were paused, by reason: apart from the time that they were open."""
    found = load.paused
    rows = tuple(
        Row(
            reason,
            say(language, f"report.pause.{reason}"),
            (Box(Cell("count", millis / HOUR_MILLIS)), Box(_share_of(millis, found.total()))),
        )
        for reason, millis in sorted(found.items(), key=lambda each: (-each[1], each[0]))
    )
    return Table(
        "pauses",
        say(language, "report.pauses"),
        say(language, "report.reason"),
        columns(language, "desk_hours", "share"),
        rows,
    )


def _share_of(part: int, whole: int) -> Cell:
    return Cell("share", part / whole) if whole else Cell("share", gap="none")


def desk_groups(measures: Measures, language: str) -> Table | None:
    """The groups of desks that the settings name; None where they name none, which is usual."""
    rows = []
    tally, days = measures.found.tally.days, measures.found.desk_days
    for location in measures.locations:
        for name, chosen in measures.settings.reports.desk_groups.get(location, {}).items():
            of_location = {place: own for place, own in days.items() if place[0] == location}
            busy = desks.occupancy(of_location, tally, {location: frozenset(chosen)})
            cell = Cell("share", gap="none") if busy.value is None else Cell("share", busy.value)
            visits = _served_at(tally, location, frozenset(chosen))
            boxes = (Box(counted(visits), "vi"), Box(cell, "oc"))
            rows.append(Row(f"{location}.{name}", name, boxes))
    if not rows:
        return None
    return Table(
        "desk_groups",
        say(language, "report.desk_groups"),
        say(language, "report.desk_group"),
        columns(language, "visits", "occupancy"),
        tuple(rows),
    )


def _served_at(
    days: Mapping[tuple[str, str], PlaceDay], location: str, chosen: frozenset[str]
) -> int:
    return sum(
        desk in chosen
        for place, own in days.items()
        if place[0] == location
        for desk, _, _ in own.served
    )
