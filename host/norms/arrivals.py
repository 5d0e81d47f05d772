"""How many visitors without an appointment come in each half hour of a weekday: learned from the
same weekday of the last weeks, in memory only.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from host.core.demand import HALF_HOUR
from host.hall import Hall
from host.office import Office
from host.settings import moment
from host.store import Store, StoreBusy
from host.store.arrivals import Came, walk_ins_of

WEEKS = 8
LEAST_DAYS = 3
"""From fewer days nothing is learned: the rate of today says more."""
LOOK_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Profile:
    """The half hours of one day. Called with two moments it tells how many come in between."""

    midnight: int
    """Of the day, milliseconds UTC."""
    rates: tuple[float, ...]
    """Walk-ins per half hour from midnight on."""

    def __call__(self, first: int, last: int) -> float:
        came = 0.0
        for place, rate in enumerate(self.rates):
            starts = self.midnight + place * HALF_HOUR
            inside = min(last, starts + HALF_HOUR) - max(first, starts)
            came += rate * max(0, inside) / HALF_HOUR
        return came


def profile_of(zone: ZoneInfo, today: date, days: Sequence[Came]) -> Profile | None:
    """From the days of the same weekday; None from too few."""
    own = [each for each in days if date.fromisoformat(each.day).weekday() == today.weekday()]
    if len(own) < LEAST_DAYS:
        return None
    counts: dict[int, int] = {}
    for each in own:
        midnight = _midnight(zone, date.fromisoformat(each.day))
        for at in each.moments:
            place = (at - midnight) // HALF_HOUR
            counts[place] = counts.get(place, 0) + 1
    rates = tuple(counts.get(place, 0) / len(own) for place in range(max(counts, default=-1) + 1))
    return Profile(_midnight(zone, today), rates)


async def learn(store: Store, hall: Hall, today: date) -> Profile | None:
    """For one location. Raises StoreBusy."""
    first, last = today - timedelta(weeks=WEEKS), today - timedelta(days=1)
    days = await store.ask(
        partial(
            walk_ins_of,
            location=hall.location,
            first=first.isoformat(),
            last=last.isoformat(),
        )
    )
    return profile_of(hall.settings.zone(hall.location), today, days)


async def keep_learning(
    office: Office, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> None:
    """At the start, and once a service day; never ends. A busy store is asked again later."""
    learned: dict[str, date] = {}
    while True:
        for hall in list(office.halls.values()):
            today = hall.today(office.clock())
            if learned.get(hall.location) == today:
                continue
            try:
                hall.arrivals = await learn(office.store, hall, today)
            except StoreBusy:
                continue
            learned[hall.location] = today
        await sleep(LOOK_SECONDS)


def _midnight(zone: ZoneInfo, day: date) -> int:
    return moment(zone, day, time.min)
