"""Books for other systems: what they ask is judged by the agenda, and asking twice books once.

A repeat is known by a keyed digest of place, time, services and person; nothing personal is kept
for it.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import structlog

from host.agenda.records import Appointment, Asked, Channel, Contact
from host.web.doors import Doors
from host.web.interop.moments import ZONE, local, told
from host.web.interop.people import holds_number, without_numbers
from wire.refusals import Refused

log = structlog.get_logger()

SERVICES_MAX = 6
PERSONS_MAX = 12
"""What one appointment can hold at all; a service may allow fewer."""
TIMES_MAX = 50
"""So often one person can book and cancel the very same thing."""
NO_ROOM = frozenset(
    {
        "slot_taken",
        "too_soon",
        "too_far",
        "day_closed",
        "closed_now",
        "too_many_persons",
        "not_together",
        "not_bookable",
    }
)
"""Refusals that mean, to whoever looks for a time: there is none."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One appointment as another system asks for it."""

    channel: Channel
    location: str
    asked: Asked
    appointed: int
    person: Mapping[str, object]
    """All that was told: two people of one name are two people. Not kept."""
    contact: Contact
    language: str
    key: str
    """Name of the key that asks."""


def locations(doors: Doors) -> list[str]:
    """Locations that other systems may see: in the time zone they work in, and not closed for
    good.
    """
    settings = doors.settings
    found = []
    for name, place in settings.locations.items():
        zone = settings.zone(name)
        today = datetime.fromtimestamp(doors.clock() / 1000, zone).date()
        if zone.key == ZONE and (place.valid_until is None or place.valid_until >= today):
            found.append(name)
    return found


def merged(services: Iterable[str], amounts: Iterable[int]) -> dict[str, int]:
    """Each service once, with how many ask for it."""
    found: dict[str, int] = {}
    for service, amount in zip(services, amounts, strict=True):
        found[service] = found.get(service, 0) + amount
    return found


def asked_of(doors: Doors, location: str | None, amounts: Mapping[str, int]) -> Asked:
    """Raises Refused: service_unknown (also for what the public may not book), too_many_persons,
    not_together.
    """
    offered = doors.agenda.offered(location, public=True)
    if not amounts or any(service not in offered for service in amounts):
        raise Refused("service_unknown")
    if len(amounts) > SERVICES_MAX:
        raise Refused("not_together")
    if max(amounts.values()) > PERSONS_MAX:
        raise Refused("too_many_persons")
    return Asked(tuple(amounts), tuple(amounts.values()))


async def free(
    doors: Doors, location: str, asked: Asked, first: date | None = None, last: date | None = None
) -> list[datetime]:
    """Local start times with room from the first day to the last, both included; without days the
    whole horizon. Empty where the agenda has no room at all.
    """
    begin, end = doors.agenda.horizon(location)
    begin, end = max(begin, first or begin), min(end, last or end)
    if begin > end:
        return []
    try:
        days = await doors.agenda.free(location, asked, begin, end)
    except Refused as no:
        if no.word in NO_ROOM:
            return []
        raise
    starts = (start for starts in days.values() for start in starts)
    return told(starts, doors.settings.zone(location))


async def book(doors: Doors, wish: Wish) -> Appointment:
    """Books, or finds what the same wish booked before. Raises Refused, also `text_unfit`."""
    if holds_number(wish.person):
        log.warning("number_refused", key=wish.key)
        raise Refused("text_unfit")
    for identity in _identities(doors.secret, wish):
        known = await doors.agenda.find(identity)
        if known is None:
            try:
                return await _try(doors, wish, identity)
            except Refused:
                known = await doors.agenda.find(identity)  # the same wish may have been first
                if known is None:
                    raise
        stands = known.location == wish.location and known.appointed == wish.appointed
        if known.state == "open" and stands:
            return known
    raise Refused("slot_taken")


async def _try(doors: Doors, wish: Wish, identity: str) -> Appointment:
    await _look(doors, wish)
    return await doors.agenda.book(
        wish.location,
        wish.asked,
        wish.appointed,
        contact=wish.contact,
        language=wish.language,
        channel=wish.channel,
        by=f"key:{wish.key}",
        identity=identity,
    )


async def _look(doors: Doors, wish: Wish) -> None:
    """Raises Refused when there is no room now. The host remembers a refusal under the id of its
    command, and this wish may be granted when somebody else has cancelled: so it is not said in
    vain.
    """
    zone = doors.settings.zone(wish.location)
    first, last = doors.agenda.horizon(wish.location)
    day = local(wish.appointed, zone).date()
    if not first <= day <= last:
        raise Refused("too_far" if day > last else "too_soon")
    days = await doors.agenda.free(wish.location, wish.asked, day, day)
    if not any(wish.appointed in starts for starts in days.values()):
        raise Refused("slot_taken")


def _identities(secret: bytes, wish: Wish) -> Iterator[str]:
    """The ids that this wish may have, in order: the next is for who cancelled or moved what the
    one before booked. Each is a UUID in hex.
    """
    said = [
        wish.channel,
        wish.location,
        wish.appointed,
        sorted(zip(wish.asked.services, wish.asked.amounts, strict=True)),
        without_numbers(wish.person),
    ]
    text = json.dumps(said, sort_keys=True).encode()
    for number in range(TIMES_MAX):
        digest = hmac.digest(secret, b"booked by another system %d " % number + text, "sha256")
        yield UUID(bytes=digest[:16], version=5).hex
