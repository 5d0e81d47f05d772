"""The figures of a period: read from the store in one go, then asked for one by one."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from host.core.cells import Cell, counted, share
from host.core.indicators import Ratio, mean, percentile
from host.devices.availability import chain, lowest
from host.measures import channels, desks
from host.measures.access import access_days
from host.measures.definitions import DEFINITIONS
from host.measures.delivery import delivery_share
from host.measures.limits import Clock, Limits
from host.measures.reading import Read, read
from host.measures.span import Period as Period
from host.measures.tally import Group, merged, per_person
from host.settings import Settings
from host.store import Store
from host.store.access_times import AccessTime

Population = Literal["appointment", "walk_in"]
_LISTS = {"wt_a": "waits", "wt_a_felt": "felt", "wt_w": "waits", "st": "service_times"}
OF: dict[str, Population] = {
    "wt_a": "appointment",
    "wt_a_felt": "appointment",
    "sl_a": "appointment",
    "sl_a_left": "appointment",
    "ns": "appointment",
    "wt_w": "walk_in",
    "sl_w": "walk_in",
    "sl_w_left": "walk_in",
}
"""Whom a definition is about, where it says so itself."""
_COUNTS = {"vi": "visits", "pe": "persons", "tr": "transactions", "bounced": "bounced"}
OF_A_LOCATION = frozenset(
    {"wt_2", "oc", "ot", "ch", "ch_last", "dl", "cb", "sat", "av", "av_chain"}
)
"""Not told per service."""


@dataclass(frozen=True)
class Measures:
    """What was read of a period. Every figure is taken of it without reading again."""

    settings: Settings
    period: Period
    locations: tuple[str, ...]
    found: Read
    services: tuple[str, ...] = ()
    """Empty: all."""
    _sorted: dict[tuple[str, str | None], Sequence[float]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def cell(
        self,
        definition: str,
        population: str | None = None,
        limit_seconds: float | None = None,
    ) -> Cell:
        """The figure of a definition (see `host.measures.definitions`); the mean where it is in
        seconds. `population`: "appointment" or "walk_in" where both are counted, the channel for
        "ch" and "ch_last"; `limit_seconds`: for "sl_*" the limit, inclusive; None: of each service
        its own.

        Raises KeyError for an id that is not defined, and for a channel that there is not.
        """
        unit = DEFINITIONS[definition].unit
        if self.services and definition in OF_A_LOCATION:
            return Cell(unit, gap="not_measured")
        if definition in _LISTS or definition in ("wt_2", "ot"):
            return self._of_list(definition, mean(self.values(definition, population)), population)
        if definition in _COUNTS:
            groups = self.groups(population)
            return counted(sum(getattr(group, _COUNTS[definition]) for group in groups))
        if definition.startswith("sl_"):
            return self._within(definition, limit_seconds)
        if definition in _OTHERS:
            return _OTHERS[definition](self, population)
        return self.found.elsewhere[self.locations][definition]

    def percentile(self, definition: str, percent: int) -> Cell:
        """The wait or service time that so many of a hundred did not exceed, by nearest rank."""
        return self._of_list(definition, percentile(self.values(definition), percent), None)

    def values(self, definition: str, population: str | None = None) -> Sequence[float]:
        """Each value behind a mean, in seconds, in rising order: of `wt_a`, `wt_a_felt`, `wt_w`,
        `wt_2`, `st` and `ot`.
        """
        key = (definition, population)
        if key not in self._sorted:
            self._sorted[key] = self._values(definition, population)
        return self._sorted[key]

    def only(self, location: str | None = None, service: str | None = None) -> "Measures":
        """The same period for one location or one service (the one that was waited for)."""
        return replace(
            self,
            locations=self.locations if location is None else (location,),
            services=self.services if service is None else (service,),
            _sorted={},
        )

    def groups(self, population: str | None = None) -> list[Group]:
        """What was added up of these locations and services."""
        return [
            group
            for group in self.found.tally.groups.values()
            if group.location in self.locations
            and (not self.services or group.service in self.services)
            and (population is None or group.by_appointment is (population == "appointment"))
        ]

    def services_met(self) -> list[str]:
        """Every service that somebody came for, or did not come for, in the order of the settings;
        then those that are not there any more.
        """
        met = {group.service for group in self.groups()}
        known = [name for name in self.settings.services if name in met]
        return known + sorted(met - set(known))

    @cached_property
    def limits(self) -> Limits:
        """What was promised on the last day of the period."""
        return Limits(self.settings, self.period.last)

    def _values(self, definition: str, population: str | None) -> list[float]:
        if definition == "wt_2":
            found = self.found.second_waits
            return sorted(wait for name in self.locations for wait in found.get(name, ()))
        if definition == "ot":
            tally = self.found.tally
            return sorted(desks.overtime(self._desk_days(), tally.days, tally.running))
        chosen = self.groups(OF.get(definition, population))
        return merged(chosen, _LISTS[definition])

    def _of_list(self, definition: str, value: float | None, population: str | None) -> Cell:
        unit = DEFINITIONS[definition].unit
        number = len(self.values(definition, population))
        return Cell(unit, gap="none", n=0) if value is None else Cell(unit, value, n=number)

    def _within(self, definition: str, limit_seconds: float | None) -> Cell:
        part = whole = 0
        clock: Clock = "wt_w" if OF[definition] == "walk_in" else "wt_a"
        for group in self.groups(OF[definition]):
            limit = limit_seconds
            if limit is None:
                limit = self.limits.of(clock, group.location, group.service).seconds
            judge = group.within_counting_left if definition.endswith("_left") else group.within
            own = judge(limit)
            part, whole = part + own.part, whole + own.whole
        return share(part, whole)

    # -- one figure each -------------------------------------------------------------------------

    def _no_shows(self, population: str | None) -> Cell:
        due = self.groups("appointment")
        came = sum(group.visits + group.left for group in due)
        missed = sum(group.no_shows for group in due)
        return share(missed, came + missed)

    def _left(self, population: str | None) -> Cell:
        groups = self.groups(population)
        left = sum(group.left for group in groups)
        return share(left, left + sum(group.visits for group in groups))

    def _told(self, population: str | None) -> Cell:
        groups = self.groups(population)
        return share(sum(group.told_hits for group in groups), sum(group.told for group in groups))

    def _per_person(self, population: str | None) -> Cell:
        value, persons = per_person(self.groups(population))
        if value is None:
            return Cell("seconds", gap="none", n=0)
        return Cell("seconds", value, n=persons)

    def _occupancy(self, population: str | None) -> Cell:
        own = [self.found.occupied[name] for name in self.locations]
        return _ratio(Ratio(sum(each.part for each in own), sum(each.whole for each in own)))

    def _desk_days(self) -> dict[desks.Place, desks.DeskDay]:
        days = self.found.desk_days.items()
        return {place: day for place, day in days if place[0] in self.locations}

    def _channel(self, population: str | None) -> Cell:
        walk_ins = sum(group.visits for group in self.groups("walk_in"))
        doors = [(door, n) for name, door, n in self.found.doors if name in self.locations]
        return channels.channel_share(channels.first_channels(doors, walk_ins), str(population))

    def _last_channel(self, population: str | None) -> Cell:
        changes: Counter[str] = Counter()
        for name in self.locations:
            changes += self.found.last_channels.get(name, Counter())
        return channels.channel_share(changes, str(population))

    def _access_first(self, population: str | None) -> Cell:
        return access_days(self._looks(), "first")

    def _access_third(self, population: str | None) -> Cell:
        return access_days(self._looks(), "third")

    def _looks(self) -> list[AccessTime]:
        return [
            each
            for name in self.locations
            for each in self.found.access[name].kept
            if not self.services or each.service in self.services
        ]

    def _soon(self, population: str | None) -> Cell:
        told = [self.found.access[name] for name in self.locations]
        return share(sum(each.soon for each in told), sum(each.booked for each in told))

    def _delivered(self, population: str | None) -> Cell:
        return delivery_share(self.found.delivery[name] for name in self.locations)

    def _available(self, population: str | None) -> Cell:
        return lowest(self.found.available[name] for name in self.locations)

    def _available_chain(self, population: str | None) -> Cell:
        return chain(self.found.available[name] for name in self.locations)


def _ratio(found: Ratio) -> Cell:
    """A share of times: `part` and `whole` are milliseconds, so there is no n."""
    if found.value is None:
        return Cell("share", gap="none")
    return Cell("share", found.value, part=found.part, whole=found.whole)


_OTHERS: dict[str, Callable[[Measures, str | None], Cell]] = {
    "ns": Measures._no_shows,
    "ab": Measures._left,
    "told": Measures._told,
    "st_person": Measures._per_person,
    "oc": Measures._occupancy,
    "ch": Measures._channel,
    "ch_last": Measures._last_channel,
    "at1": Measures._access_first,
    "at3": Measures._access_third,
    "at_soon": Measures._soon,
    "dl": Measures._delivered,
    "av": Measures._available,
    "av_chain": Measures._available_chain,
}


def measure(
    store: Store,
    settings: Settings,
    period: Period,
    locations: Sequence[str] = (),
    services: Sequence[str] = (),
    now: int | None = None,
) -> Measures:
    """Reads a period; no locations or services: all of them. `now`, in milliseconds UTC: what is
    due later is not judged yet. Raises StoreBusy, and KeyError for a location that the settings do
    not have.
    """
    chosen = tuple(locations or settings.locations)
    found = read(store, settings, period, chosen, now)
    return Measures(settings, period, chosen, found, tuple(services))
