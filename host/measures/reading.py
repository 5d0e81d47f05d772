"""Everything that the figures of a period need, read from the store in one transaction and added up
in one pass.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import partial

from host.core.cells import Cell
from host.core.indicators import Ratio
from host.devices.availability import Available, available
from host.measures.access import AccessReport, read_access
from host.measures.channels import last_channels
from host.measures.delivery import DeliveryReport, handed_out_later, read_delivery
from host.measures.desks import DeskDay, Place, desk_days, occupancy
from host.measures.elsewhere import figures
from host.measures.second_leg import second_waits
from host.measures.span import Period
from host.measures.tally import DAY_MILLIS, Tally, gather
from host.settings import Settings, moment
from host.store import Store, lean

NOON = time(12)


@dataclass(frozen=True)
class Read:
    """Everything that was read of a period, of all its locations."""

    tally: Tally
    desk_days: dict[Place, DeskDay]
    midnights: "Midnights"
    second_waits: dict[str, list[float]]
    doors: list[tuple[str, str, int]]
    """Location, door and number of the appointments that were served."""
    last_channels: dict[str, Counter[str]]
    access: dict[str, AccessReport]
    delivery: dict[str, DeliveryReport]
    demand: list[tuple[str, str, bool, int, int]]
    """Location, service, by appointment, visits and persons; a visit for two services twice."""
    elsewhere: dict[tuple[str, ...], dict[str, Cell]]
    """What other parts of the house keep (cb, sat), of all locations and of each."""
    available: dict[str, Available]
    """How much of the opening hours devices could be used, by location."""
    occupied: dict[str, Ratio]
    """By location; milliseconds busy, of milliseconds open."""
    data_until: int | None
    """The newest moment that the store holds of these days, milliseconds UTC."""


class Midnights(dict[Place, int]):
    """00:00 of each location's day in milliseconds UTC, worked out when first asked. Counted back
    from noon, so that half hours are right on the days on which the clock is changed.
    """

    def __init__(self, settings: Settings) -> None:
        self._zones = {location: settings.zone(location) for location in settings.locations}

    def __missing__(self, place: Place) -> int:
        location, day = place
        noon = moment(self._zones[location], date.fromisoformat(day), NOON)
        self[place] = noon - DAY_MILLIS // 2
        return self[place]


def read(
    store: Store,
    settings: Settings,
    period: Period,
    locations: Sequence[str],
    now: int | None = None,
) -> Read:
    """Raises StoreBusy, and KeyError for a location that the settings do not have."""
    for location in locations:
        settings.locations[location]
    first, last = period.first.isoformat(), period.last.isoformat()
    later = handed_out_later(settings)
    asked = partial(lean.of_period, first=first, last=last, locations=locations, handed_out=later)
    bare = store.read(asked)
    midnights = Midnights(settings)
    tally = gather(bare.served, bare.not_served, midnights)
    days = desk_days(bare.facts, bare.newest)
    chosen = {tuple(locations), *((name,) for name in locations)}
    return Read(
        tally=tally,
        desk_days=days,
        midnights=midnights,
        second_waits=second_waits(bare.facts, bare.called),
        doors=bare.doors,
        last_channels=last_channels(bare.facts),
        access={name: read_access(settings, store, name, first, last) for name in locations},
        delivery=_delivery(settings, period, locations, bare.documents),
        demand=bare.demand,
        elsewhere={each: figures(store, settings, period, each, now) for each in chosen},
        available={name: available(store, settings, period, name, now) for name in locations},
        occupied={name: occupancy(_there(days, name), tally.days) for name in locations},
        data_until=bare.newest,
    )


def _delivery(
    settings: Settings,
    period: Period,
    locations: Sequence[str],
    documents: Sequence[lean.Documents],
) -> dict[str, DeliveryReport]:
    days = list(period.days())
    found: dict[str, list[lean.Documents]] = defaultdict(list)
    for each in documents:
        found[each.location].append(each)
    return {name: read_delivery(settings, name, days, found[name]) for name in locations}


def _there(days: dict[Place, DeskDay], location: str) -> dict[Place, DeskDay]:
    return {place: own for place, own in days.items() if place[0] == location}
