"""What the report tells of access: how long one waited for an appointment in a period, and which
share of those who booked got one soon.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from itertools import pairwise
from math import inf
from typing import Literal

from host.core.cells import Cell
from host.core.indicators import Ratio
from host.settings import Settings, moment
from host.settings.working_days import following
from host.store import Store
from host.store.access_times import AccessTime, booked, of_period

SOON_DAYS = 2
"""Working days within which an appointment is soon."""


@dataclass(frozen=True)
class AccessFigure:
    """The access time (AT) of one service in a period, in working days. None: longer than the
    horizon.
    """

    service: str
    n: int
    """Days on which it was looked at."""
    first_days: int | None
    """The middle one of all days; of an even number the longer."""
    third_days: int | None
    longest_first_days: int | None
    horizon_days: int
    """The shortest horizon of the period: what is longer than the horizon is more than this."""


def figures(kept: Sequence[AccessTime]) -> list[AccessFigure]:
    """One per service, in the order in which they were kept."""
    found = []
    for service in dict.fromkeys(each.service for each in kept):
        own = [each for each in kept if each.service == service]
        first = _sorted([each.first_days for each in own])
        third = _sorted([each.third_days for each in own])
        found.append(
            AccessFigure(
                service=service,
                n=len(own),
                first_days=first[len(own) // 2],
                third_days=third[len(own) // 2],
                longest_first_days=first[-1],
                horizon_days=min(each.horizon_days for each in own),
            )
        )
    return found


def days_said(days: int | None, horizon_days: int) -> str:
    """Never blank: what lies beyond the horizon is more than it."""
    return f"> {horizon_days}" if days is None else str(days)


def _sorted(days: Sequence[int | None]) -> list[int | None]:
    """None is longer than anything."""
    return sorted(days, key=lambda each: (each is None, each or 0))


@dataclass(frozen=True)
class AccessReport:
    """Of one location in a period."""

    figures: tuple[AccessFigure, ...]
    """Working days to the first and third free slot (AT), per service that the public can book."""
    booked: int
    """Who made an appointment in the period, for whatever day. Brought in from elsewhere: not."""
    soon: int
    """Of these, whose appointment lay within two working days."""
    soon_share: float | None
    kept: tuple[AccessTime, ...] = ()
    """Each look behind the figures."""


def access_days(kept: Sequence[AccessTime], which: Literal["first", "third"]) -> Cell:
    """The indicators at1 and at3: the middle one of all looks, of an even number the longer. Beyond
    the horizon it is more than the shortest horizon.
    """
    if not kept:
        return Cell("days", gap="not_measured")
    days = _sorted([each.first_days if which == "first" else each.third_days for each in kept])
    middle = days[len(days) // 2]
    horizon = min(each.horizon_days for each in kept)
    return Cell("days", inf if middle is None else middle, n=len(kept), whole=horizon)


def read_access(
    settings: Settings, store: Store, location: str, day_from: str, day_to: str
) -> AccessReport:
    """The access of a location from one ISO date to another, both included; with it the indicator
    at_soon.
    """
    kept = store.read(partial(of_period, location=location, day_from=day_from, day_to=day_to))
    first, last = date.fromisoformat(day_from), date.fromisoformat(day_to)
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 2)]
    starts = [moment(settings.zone(location), day, time()) for day in days]
    asked = partial(booked, since=starts[0], until=starts[-1], day=day_from)
    made = store.read(partial(asked, location=location))
    late = [following(settings, location, day, SOON_DAYS + 1).isoformat() for day in days]
    moments, wished = [at for at, _ in made], [day for _, day in made]
    edges = [bisect_left(moments, start) for start in starts]
    soon = sum(
        day < until
        for until, (a, b) in zip(late, pairwise(edges), strict=False)
        for day in wished[a:b]
    )
    share = Ratio(soon, len(made))
    return AccessReport(tuple(figures(kept)), share.whole, share.part, share.value, tuple(kept))
