"""Who is in the building: for whoever counts heads when it burns. Reads a day, decides nothing."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Literal

from host.core.day import Day, Visit

Place = Literal["waiting", "called", "serving", "missed", "badge"]
"""Missed: called in vain and perhaps still inside. Badge: served or parked, and the badge is not
back."""


def persons_in(day: Day) -> int:
    """How many are inside; who waits outside is not."""
    others = chain(_at_desks(day), _missed(day), _upstairs(day))
    return day.room_persons + sum(visit.persons for visit in others)


def visits_in(day: Day, most: int) -> list[tuple[Place, Visit]]:
    """The parties inside: at the desks, upstairs, called in vain, then those who wait, as they came
    in. At most so many.
    """
    found: list[tuple[Place, Visit]] = []
    for visit in _at_desks(day):
        found.append(("called" if visit.stage == "called" else "serving", visit))
    found += [("badge", visit) for visit in _upstairs(day)]
    found += [("missed", visit) for visit in _missed(day)]
    found += [("waiting", day.visits[name]) for name in islice(day.room, most)]
    return found[:most]


def _at_desks(day: Day) -> Iterator[Visit]:
    return (day.visits[desk.visit] for desk in day.desks.values() if desk.visit is not None)


def _missed(day: Day) -> Iterator[Visit]:
    return (day.visits[name] for name in day.missed)


def _upstairs(day: Day) -> Iterator[Visit]:
    """With a badge, and nowhere else in the hall."""
    visits = (day.visits[name] for name in day.badges)
    return (visit for visit in visits if visit.stage in ("done", "parked", "left"))
