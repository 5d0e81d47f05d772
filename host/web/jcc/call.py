"""One request of a JCC client: who asks, in which language, and its ids as the agenda's names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import QueryParams

from host.agenda.records import Asked
from host.store.keys import KeyRow
from host.web.doors import Doors
from host.web.interop import booking
from host.web.jcc.answers import Fault
from host.web.jcc.names import named
from wire.refusals import REFUSALS


@dataclass(frozen=True)
class Call:
    """Ids that are unknown, or not this key's to see, raise Fault."""

    doors: Doors
    key: KeyRow
    query: QueryParams
    language: str
    name: str = ""
    """The free part of the path."""
    body: bytes = b""

    def locations(self) -> list[str]:
        """Those that this key may see."""
        found = booking.locations(self.doors)
        return [name for name in found if not self.key.locations or name in self.key.locations]

    def location_of(self, identity: str) -> str:
        found = named(self.doors.settings.town.name, "location", identity, self.locations())
        if found is None:
            raise Fault(404, REFUSALS["other_location"], "other_location")
        return found

    def location(self) -> str | None:
        """The one of `locationId`; None where none is named."""
        said = self.query.get("locationId", "")
        return self.location_of(said) if said else None

    def service_of(self, identity: str) -> str:
        """One that the public may book."""
        offered = self.doors.agenda.offered(None, public=True)
        found = named(self.doors.settings.town.name, "service", identity, offered)
        if found is None:
            raise Fault(404, REFUSALS["service_unknown"], "service_unknown")
        return found

    def services(self, parameter: str) -> tuple[str, ...]:
        """Those of a repeated parameter, each once."""
        found = map(self.service_of, self.query.getlist(parameter))
        return tuple(dict.fromkeys(found))

    def asked(self, location: str | None) -> Asked:
        """`activityId` and `amount` belong together by their place; an amount that is missing is
        one. Raises Refused as well.
        """
        identities, amounts = self.query.getlist("activityId"), self.query.getlist("amount")
        if not identities:
            raise Fault(400, "activityId is missing")
        if amounts and len(amounts) != len(identities):
            raise Fault(400, "there is not one amount for each activityId")
        counted = map(_amount, amounts) if amounts else (1 for _ in identities)
        return self.asked_of(location, map(self.service_of, identities), counted)

    def asked_of(
        self, location: str | None, services: Iterable[str], amounts: Iterable[int]
    ) -> Asked:
        return booking.asked_of(self.doors, location, booking.merged(services, amounts))

    def day(self, parameter: str) -> date:
        try:
            return date.fromisoformat(self.query.get(parameter, "")[:10])
        except ValueError:
            raise Fault(400, f"{parameter} is not written as 2026-08-21") from None


def _amount(said: str) -> int:
    if not said.isdecimal() or len(said) > 3 or int(said) < 1:
        raise Fault(400, "amount is not a number of people")
    return int(said)
