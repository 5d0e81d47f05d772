"""What the report tells of access: how long one waited for an appointment in a period, and which
share of those who booked got one soon.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from host.core.indicators import Ratio
from host.core.printing import count, percent
from host.settings import Settings
from host.settings.working_days import between
from host.store import Store
from host.store.access_times import AccessTime, booked, of_period
from wire.words import say

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


def read_access(
    settings: Settings, store: Store, location: str, day_from: str, day_to: str
) -> AccessReport:
    """The access of a location from one ISO date to another, both included."""
    zone = settings.zone(location)
    kept = store.read(partial(of_period, location=location, day_from=day_from, day_to=day_to))
    first = datetime.combine(date.fromisoformat(day_from), datetime.min.time(), zone)
    last = datetime.combine(date.fromisoformat(day_to), datetime.min.time(), zone)
    since = int(first.timestamp() * 1000)
    until = int((last + timedelta(days=1)).timestamp() * 1000)
    made = store.read(partial(booked, location=location, since=since, until=until, day=day_from))
    waits = [
        between(settings, location, _date(settings, location, at), date.fromisoformat(day))
        for at, day in made
    ]
    soon = Ratio(sum(days <= SOON_DAYS for days in waits), len(waits))
    return AccessReport(tuple(figures(kept)), soon.whole, soon.part, soon.value)


def access_lines(
    access: AccessReport, name_of: Callable[[str], str], tongue: str = "en"
) -> list[str]:
    """As a table of text."""
    word = partial(say, tongue)
    first, third, longest = (
        word(f"report.access.{each}") for each in ("first", "third", "longest")
    )
    rows = [f"{word('report.access')} (at)"]
    if access.figures:
        days = word("report.access.days")
        rows.append(f"  {'':32}{days:>7}{first:>8}{third:>8}{longest:>14}")
    else:
        rows.append(f"  {word('report.access.none')}")
    for each in access.figures:
        said = [
            days_said(days, each.horizon_days)
            for days in (each.first_days, each.third_days, each.longest_first_days)
        ]
        name = name_of(each.service)[:31]
        rows.append(f"  {name:32}{count(each.n):>7}{said[0]:>8}{said[1]:>8}{said[2]:>14}")
    share = "" if access.soon_share is None else f" ({percent(access.soon_share)} %)"
    soon = f"{count(access.soon)}{share}"
    booked = count(access.booked)
    rows.append("  " + word("report.access.booked", n=booked, soon=soon, days=SOON_DAYS))
    return [*rows, ""]


def _date(settings: Settings, location: str, at: int) -> date:
    return datetime.fromtimestamp(at / 1000, settings.zone(location)).date()
