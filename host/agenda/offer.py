"""What can be booked where, by the settings alone: services, places, combinations and how far
ahead.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from host.settings import Settings, service_day


class Offer:
    """Reads the settings anew each time, since they may be reloaded."""

    def __init__(self, settings: Callable[[], Settings], clock: Callable[[], int]) -> None:
        self._settings = settings
        self.clock = clock

    @property
    def settings(self) -> Settings:
        return self._settings()

    def offered(self, location: str | None, public: bool) -> list[str]:
        """Services that may be booked, at a location or anywhere, in the order of the settings.
        `public`: by everybody; else also those that only staff book.
        """
        doable: set[str] = set()
        for place in self._asked_places(location):
            doable.update(*self._desks(place))
        return [
            name
            for name, service in self.settings.services.items()
            if name in doable
            and (service.bookable == "public" or (not public and service.bookable == "staff"))
        ]

    def places(self, services: Sequence[str]) -> list[str]:
        """Locations where one desk can do all of these, in the order of the settings."""
        need = set(services)
        return [
            place
            for place in self._asked_places(None)
            if need and any(desk >= need for desk in self._desks(place))
        ]

    def combine(self, services: Sequence[str], location: str | None, public: bool) -> list[str]:
        """What may be added to these services in one appointment, without them."""
        need, together = set(services), set[str]()
        for place in self._asked_places(location):
            for desk in self._desks(place):
                if desk >= need:
                    together |= desk
        return [name for name in self.offered(location, public) if name in together - need]

    def horizon(self, location: str) -> tuple[date, date]:
        """First and last bookable day, both included; the last lies before the first where nothing
        can be booked any more.
        """
        place = self.settings.locations[location]
        today = service_day(self.settings.zone(location), self.clock())
        last = today + timedelta(days=place.booking.horizon_days - 1)
        return max(today, place.valid_from or today), min(last, place.valid_until or last)

    def _asked_places(self, location: str | None) -> Iterable[str]:
        if location is not None:
            return [location] if location in self.settings.locations else []
        return [
            name
            for name in self.settings.locations
            if (ends := self.settings.locations[name].valid_until) is None
            or ends >= service_day(self.settings.zone(name), self.clock())
        ]

    def _desks(self, location: str) -> list[set[str]]:
        """What each desk of a location can do."""
        offered = set(self.settings.services_of(location))
        return [
            offered if desk.services == "all" else offered & set(desk.services)
            for desk in self.settings.locations[location].desks.values()
        ]
