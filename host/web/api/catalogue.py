"""What can be booked, where, and when there is room."""

from datetime import date
from typing import Annotated

from fastapi import FastAPI, Query

from host.agenda.records import Asked
from host.settings import Settings
from host.store.keys import KeyRow
from host.web.api import bodies
from host.web.api.gate import Denied, Key, may_at, needs
from host.web.api.moments import DayIn, tell_moment
from host.web.doors import Doors
from wire.base import Name
from wire.refusals import Refused

READ = needs("availability:read")
ServiceNames = Annotated[
    list[Name],
    Query(
        alias="service",
        min_length=1,
        max_length=bodies.SERVICES_MAX,
        description="Once for each service of the appointment.",
    ),
]
Persons = Annotated[int, Query(ge=1, le=bodies.PERSONS_MAX, description="For every service.")]
Amounts = Annotated[
    list[Annotated[int, Query(ge=1, le=bodies.PERSONS_MAX)]],
    Query(
        alias="amount",
        max_length=bodies.SERVICES_MAX,
        description="Instead of persons: for how many each service is, in the same order.",
    ),
]
At = Annotated[Name, Query(description="Key of a location.")]


def add_locations(api: FastAPI, doors: Doors) -> None:
    """Where the town receives; open to everybody."""

    @api.get("/locations", tags=["catalogue"], summary="Where the town receives visitors")
    async def locations(
        service: Annotated[
            list[Name],
            Query(
                max_length=bodies.SERVICES_MAX,
                description="Only where one desk can do all of these.",
            ),
        ] = [],  # noqa: B006
    ) -> bodies.Locations:
        places = doors.settings.locations
        if service:
            services_known(doors.settings, service)
            chosen = doors.agenda.places(service)
        else:
            chosen = list(places)
        return bodies.Locations(
            town=doors.settings.town.name,
            locations=[_location(doors.settings, name) for name in chosen],
        )


def _location(settings: Settings, name: str) -> bodies.Location:
    place = settings.locations[name]
    return bodies.Location(
        location=name,
        name=place.name,
        mode=place.mode,
        timezone=str(settings.zone(name)),
        address=place.address,
        valid_from=place.valid_from.isoformat() if place.valid_from else None,
        valid_until=place.valid_until.isoformat() if place.valid_until else None,
    )


def add_services(api: FastAPI, doors: Doors) -> None:
    """What can be booked through this door."""

    @api.get("/services", tags=["catalogue"], summary="What can be booked", openapi_extra=READ)
    async def services(
        key: Key,
        location: Annotated[Name | None, Query(description="Only what is offered there.")] = None,
        beside: Annotated[
            list[Name],
            Query(
                alias="with",
                max_length=bodies.SERVICES_MAX,
                description="Only what may be added to these in one appointment.",
            ),
        ] = [],  # noqa: B006
    ) -> bodies.Services:
        if location is not None:
            place_known(doors, key, location)
        if beside:
            services_known(doors.settings, beside)
            names = doors.agenda.combine(beside, location, True)
        else:
            names = doors.agenda.offered(location, True)
        return bodies.Services(services=[_service(doors.settings, name) for name in names])


def _service(settings: Settings, name: str) -> bodies.Service:
    service = settings.services[name]
    return bodies.Service(
        service=name,
        names=service.names,
        upl=service.upl,
        first_minutes=service.first_minutes,
        further_minutes=service.further_minutes,
        persons_max=service.persons_max,
        urgent=service.urgent,
        bring={language: list(lines) for language, lines in service.bring.items()},
        promise=service.promise,
        digital_url=service.digital_url,
    )


def add_availability(api: FastAPI, doors: Doors) -> None:
    """When there is room."""

    @api.get("/availability", tags=["catalogue"], summary="Free times", openapi_extra=READ)
    async def availability(
        key: Key,
        location: At,
        service: ServiceNames,
        persons: Persons = 1,
        amount: Amounts = [],  # noqa: B006
        first: Annotated[
            DayIn | None, Query(alias="from", description="First day; else the first bookable.")
        ] = None,
        last: Annotated[
            DayIn | None, Query(alias="to", description="Last day, included; else the last.")
        ] = None,
    ) -> bodies.Availability:
        place_known(doors, key, location)
        services_known(doors.settings, service)
        if len(set(service)) < len(service):
            raise Denied("unreadable", detail="each service once; amount says for how many")
        if amount and len(amount) != len(service):
            raise Denied("unreadable", detail="as many amounts as services, or none")
        asked = Asked(tuple(service), tuple(amount) or (persons,) * len(service))
        return await _availability(doors, location, asked, first, last)


async def _availability(
    doors: Doors, location: str, asked: Asked, first: date | None, last: date | None
) -> bodies.Availability:
    minutes = doors.agenda.minutes(location, asked)
    begins, ends = doors.agenda.horizon(location)
    first, last = max(first or begins, begins), min(last or ends, ends)
    free = await doors.agenda.free(location, asked, first, last) if first <= last else {}
    zone = doors.settings.zone(location)
    return bodies.Availability(
        location=location,
        services=_asked(asked),
        minutes=minutes,
        first_day=begins.isoformat(),
        last_day=ends.isoformat(),
        days=[
            bodies.FreeDay(day=day.isoformat(), times=[tell_moment(time, zone) for time in times])
            for day, times in sorted(free.items())
            if times
        ],
    )


def _asked(asked: Asked) -> list[bodies.Asked]:
    return [
        bodies.Asked(service=service, persons=persons)
        for service, persons in zip(asked.services, asked.amounts, strict=True)
    ]


def place_known(doors: Doors, key: KeyRow, location: str) -> None:
    """Raises Denied `location_unknown`, Refused `other_location`."""
    if location not in doors.settings.locations or location not in doors.office.halls:
        raise Denied("location_unknown")
    if not may_at(key, location):
        raise Refused("other_location")


def services_known(settings: Settings, services: list[str]) -> None:
    """Raises Refused `service_unknown`."""
    if any(service not in settings.services for service in services):
        raise Refused("service_unknown")
