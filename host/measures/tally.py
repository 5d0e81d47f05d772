"""What the visits of a period add up to, per location, service and population: one pass over bare
rows. Knows no norm and no name.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from host.core.figures import BOUNCED_MILLIS
from host.core.indicators import Ratio

HALF_HOUR = 1_800_000
DAY_MILLIS = 86_400_000


@dataclass(slots=True)
class Group:
    """The visits of one service at one location, with an appointment or without. Seconds are not
    rounded.
    """

    location: str
    service: str
    by_appointment: bool
    visits: int = 0
    persons: int = 0
    transactions: int = 0
    no_shows: int = 0
    left: int = 0
    bounced: int = 0
    unfinished: int = 0
    waits: list[float] = field(default_factory=list)
    """By the norm; in rising order once the pass is over, as all lists here."""
    felt: list[float] = field(default_factory=list)
    service_times: list[float] = field(default_factory=list)
    told: int = 0
    """Who was told how long it would take, and whose wait is known ..."""
    told_hits: int = 0
    """... and who was called within it."""
    persons_timed: int = 0
    """Of the visits that have a service time."""
    stayed: list[float] = field(default_factory=list)
    """How long those who left had waited by the norm's own clock."""

    def within(self, limit_seconds: float) -> Ratio:
        """As `indicators.within`, of a list in order."""
        return Ratio(bisect_right(self.waits, limit_seconds), len(self.waits))

    def within_counting_left(self, limit_seconds: float) -> Ratio:
        """As `indicators.within_counting_left`."""
        served = self.within(limit_seconds)
        gone = len(self.stayed) - bisect_right(self.stayed, limit_seconds)
        return Ratio(served.part, served.whole + gone)


@dataclass(slots=True)
class PlaceDay:
    """One location on one day: what the desks' figures are made of. Moments in milliseconds UTC."""

    served: list[tuple[str, int, int]] = field(default_factory=list)
    """Desk, from, until: where each visit was served last."""
    earlier: float = 0.0
    """Seconds served at desks before a hand-over, and before a pause."""
    ends: dict[str, int] = field(default_factory=dict)
    """When the last visitor of each desk was gone."""
    last_end: int = 0
    half_hours: Counter[int] = field(default_factory=Counter)
    """Served visits by the half hour of the local day in which serving began."""


@dataclass(slots=True)
class Tally:
    """All of a period."""

    groups: dict[tuple[str, str, bool], Group] = field(default_factory=dict)
    days: dict[tuple[str, str], PlaceDay] = field(default_factory=dict)
    running: set[tuple[str, str]] = field(default_factory=set)
    """Locations and days with visits that are still to come or not over."""


def gather(
    served: Iterable[Sequence[Any]],
    not_served: Iterable[Sequence[Any]],
    midnights: Mapping[tuple[str, str], int],
) -> Tally:
    """The rows of `host.store.lean`, added up. `midnights`: the local 00:00 of each location's
    day, in milliseconds UTC.
    """
    tally = Tally()
    _served(tally, served, midnights)
    for row in not_served:
        if _not_served(_group(tally, row[0], row[2], row[3]), row):
            tally.running.add((row[0], row[1]))
    for group in tally.groups.values():
        for values in (group.waits, group.felt, group.service_times, group.stayed):
            values.sort()
    for place in tally.days.values():
        for desk, _, until in place.served:
            if until > place.ends.get(desk, 0):
                place.ends[desk] = until
    return tally


def _group(tally: Tally, location: str, service: str, by_appointment: bool) -> Group:
    key = (location, service, bool(by_appointment))
    group = tally.groups.get(key)
    if group is None:
        group = tally.groups[key] = Group(*key)
    return group


def _served(
    tally: Tally, rows: Iterable[Sequence[Any]], midnights: Mapping[tuple[str, str], int]
) -> None:
    """The one loop that a year goes through: rows of one day come together, and what belongs to the
    day is looked up once.
    """
    place, day_of, midnight = PlaceDay(), ("", ""), 0
    for row in rows:
        location, day, service, by_appointment, persons, transactions, wait, felt, seconds = row[:9]
        desk, met, ended, earlier, auto, wrong, told_from, told_to = row[9:]
        if day != day_of[1] or location != day_of[0]:
            day_of = (location, day)
            place = tally.days.setdefault(day_of, PlaceDay())
            midnight = midnights[day_of]
        group = tally.groups.get((location, service, by_appointment)) or _group(
            tally, location, service, by_appointment
        )
        group.visits += 1
        group.persons += persons
        group.transactions += transactions
        if wait is not None and not wrong:
            group.waits.append(wait)
            group.felt.append(felt)
            if told_to is not None:
                group.told += 1
                group.told_hits += told_from * 60 <= felt <= told_to * 60
        if seconds is not None:
            group.service_times.append(seconds)
            group.persons_timed += persons
        until = ended or 0
        began = until if met is None else met
        place.half_hours[(began - midnight) // HALF_HOUR] += 1
        if auto:
            continue
        if until > place.last_end:
            place.last_end = until
        if met is not None and not wrong:
            place.served.append((desk or "", began, until))
            place.earlier += earlier


def _not_served(group: Group, row: Sequence[Any]) -> bool:
    """Whether it may still be served."""
    stage, appointed, arrived, ended = row[4:8]
    if stage == "no_show":
        group.no_shows += 1
    elif stage == "left":
        group.left += 1
        if arrived is not None and ended is not None:
            group.bounced += ended - arrived < BOUNCED_MILLIS
            group.stayed.append((ended - max(appointed or 0, arrived)) / 1000)
    elif stage != "cancelled":
        group.unfinished += 1
        return True
    return False


def merged(groups: Iterable[Group], name: str) -> list[float]:
    """One list of several groups, in rising order."""
    found: list[float] = []
    for group in groups:
        found += getattr(group, name)
    found.sort()
    return found


def per_person(groups: Iterable[Group]) -> tuple[float | None, int]:
    """The indicator st_person: seconds at the desk per person, and how many persons; None of
    nobody.
    """
    seconds, persons = 0.0, 0
    for group in groups:
        seconds += sum(group.service_times)
        persons += group.persons_timed
    return (seconds / persons if persons else None), persons
