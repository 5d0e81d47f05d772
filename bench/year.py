"""A year of a town, day by day through the rules and the store: who comes when, and what each visit
takes. Drawn from a seed, with exactly as many served visits as are asked for.

Totals, shares, month factors and mix are those of Haarlemmermeer in 2018 as far as they were
published (121.000 visits); the rest are assumptions.
"""

import datetime
import random
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from bench.year_day import Arrival, YearDay
from host.settings import Settings, plan_of
from host.settings.days import opening
from host.store import Store

T = TypeVar("T")
SETTINGS = Path(__file__).with_name("haarlemmermeer.toml")
SHARES = {"hoofddorp": 0.60, "nieuw_vennep": 0.15, "halfweg": 0.08, "schiphol": 0.17}
MONTHS = (0.95, 0.95, 1.05, 1.15, 1.20, 1.25, 1.10, 0.85, 0.90, 0.90, 0.85, 0.85)
WEEKDAYS = (1.15, 0.95, 1.00, 0.95, 0.95)
MIX = {
    "passport": (27, 9.5),
    "passport_collect": (25, 3.5),
    "licence": (11, 7.0),
    "licence_collect": (10, 3.0),
    "extract": (8, 6.0),
    "moving": (6, 14.0),
    "birth": (3, 18.0),
    "marriage": (1, 25.0),
    "nationality": (1, 52.0),
    "information": (8, 6.0),
}
"""Per service: of a hundred visits, and minutes at the desk."""
HALF_HOURS = (8.2, 10.1, 9.4, 8.8, 7.5, 6.9, 5.7, 5.7, 5.0, 5.0, 5.7, 5.7, 5.0, 4.4, 3.8, 3.1)
"""Of a hundred walk-ins, from nine o'clock on."""
PERSONS = ((1, 78), (2, 13), (3, 5), (4, 4))
DOORS = (("web", 70), ("phone", 22), ("desk", 5), ("greeter", 3))
BY_APPOINTMENT = 0.72
NO_SHOW = 0.08
LEAVES = 0.02
BATCH = 256


def quotas(settings: Settings, year: int, visits: int) -> dict[tuple[str, datetime.date], int]:
    """How many are served at each location on each day; together exactly `visits`."""
    first = datetime.date(year, 1, 1)
    days = [first + datetime.timedelta(days=ahead) for ahead in range(366)]
    weights = {}
    for location, share in SHARES.items():
        open_days = [d for d in days if d.year == year and opening(settings, location, d)]
        own = {d: MONTHS[d.month - 1] * WEEKDAYS[d.weekday()] for d in open_days}
        for day, weight in own.items():
            weights[location, day] = share * weight / sum(own.values())
    found = {place: int(weight * visits) for place, weight in weights.items()}
    for place in sorted(weights, key=lambda each: -(weights[each] * visits % 1)):
        if sum(found.values()) == visits:
            break
        found[place] += 1
    return found


def live(store: Store, settings: Settings, year: int, visits: int, seed: int = 1) -> Iterator[int]:
    """Lives the year and keeps it, as a host does: commands that come together are one transaction.
    Yields the commands of each day.

    Who left is made up for on the location's next day; on its last day nobody leaves.
    """
    wanted = quotas(settings, year, visits)
    owed = dict.fromkeys(SHARES, 0)
    for location in SHARES:
        days = sorted(day for place, day in wanted if place == location)
        for day in days:
            chance = random.Random(f"{seed} {location} {day}")
            quota = wanted[location, day] + owed[location]
            plan = plan_of(settings, location, day)
            one = YearDay(plan)
            leaves = 0.0 if day == days[-1] else LEAVES
            one.live(arrivals(chance, plan.services.keys(), quota, leaves), chance)
            owed[location] = quota - one.served
            for start in range(0, len(one.kept), BATCH):
                store.keep(one.kept[start : start + BATCH])
            yield len(one.kept)
    assert not any(owed.values()), owed


def arrivals(
    chance: random.Random, offered: Collection[str], quota: int, leaves: float
) -> list[Arrival]:
    """Who comes, or does not, on a day of eight hours from nine o'clock on. Seconds since then."""
    services = [name for name in MIX if name in offered]
    shares = [MIX[name][0] for name in services]
    found: list[Arrival] = []
    while sum(each.comes for each in found) < quota:
        service = chance.choices(services, shares)[0]
        booked = not service.endswith("_collect") and chance.random() < BY_APPOINTMENT
        comes = not booked or chance.random() >= NO_SHOW
        found.append(
            Arrival(
                service=service,
                at=_arrives(chance, booked),
                appointed=booked,
                comes=comes,
                persons=_one_of(chance, PERSONS),
                minutes=_minutes(chance, service),
                leaves=comes and not booked and chance.random() < leaves,
                door=_one_of(chance, DOORS),
                days_ahead=min(30, 1 + int(chance.expovariate(0.15))),
                delivery=chance.random() < 0.1,
            )
        )
    return found


def _one_of(chance: random.Random, weighted: Sequence[tuple[T, int]]) -> T:
    return chance.choices([each for each, _ in weighted], [weight for _, weight in weighted])[0]


def _arrives(chance: random.Random, booked: bool) -> float:
    if booked:
        return chance.randrange(0, 8 * 3600 - 600, 300)
    half = chance.choices(range(16), HALF_HOURS)[0]
    return half * 1800 + chance.uniform(0, 1800)


def _minutes(chance: random.Random, service: str) -> float:
    """Log-normal with a coefficient of variation of 0.45."""
    mean = MIX[service][1]
    return mean * chance.lognormvariate(-0.0921, 0.4294)
