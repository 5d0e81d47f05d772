"""Appointments over REST: book, look, move, cancel. Every rule is the agenda's."""

import re
from datetime import date
from typing import Annotated

from fastapi import FastAPI, Path, Query, Request, Response

from host.agenda.records import Appointment, Asked, Contact
from host.store.keys import KeyRow
from host.web.api import bodies
from host.web.api.catalogue import place_known, services_known
from host.web.api.gate import Denied, Key, may_at, needs
from host.web.api.moments import DayIn, tell_moment
from host.web.api.once import once
from host.web.doors import Doors
from wire.base import Code, Name
from wire.refusals import Refused

READ = needs("appointments:read")
WRITE = needs("appointments:write")
READ_CONTACT = needs("contact:read")
ID = re.compile(r"[0-9A-Za-z_-]{8,64}")
Id = Annotated[str, Path(description="Id of an appointment.")]


def add_booking(api: FastAPI, doors: Doors) -> None:
    """An appointment is made."""

    @api.post(
        "/appointments",
        status_code=201,
        tags=["appointments"],
        summary="Book",
        openapi_extra=WRITE,
    )
    async def book(
        wish: bodies.NewAppointment, request: Request, response: Response, key: Key
    ) -> bodies.Appointment:
        asked = wanted(doors, key, wish)
        named = await once(doors, request, key)
        told = wish.contact
        made = await doors.agenda.book(
            wish.location,
            asked,
            wish.start,
            contact=Contact(told.name, told.mail, told.phone, told.note),
            language=wish.language,
            channel="api",
            by=by_of(key),
            identity=named.identity,
            hold=wish.hold,
        )
        response.headers["location"] = f"{request.url.path}/{made.visit}"
        return tell(doors, made, key)


def add_looking(api: FastAPI, doors: Doors) -> None:
    """Appointments of a day, by code, by id; and who one is for."""

    @api.get(
        "/appointments",
        tags=["appointments"],
        summary="Of one day at a location, or with a code",
        openapi_extra=READ,
    )
    async def appointments(
        key: Key,
        location: Annotated[Name | None, Query(description="With day.")] = None,
        day: Annotated[DayIn | None, Query(description="With location.")] = None,
        code: Annotated[
            Code | None, Query(description="Instead of both: an open one from yesterday on.")
        ] = None,
    ) -> bodies.Appointments:
        found = await _listed(doors, key, location, day, code)
        return bodies.Appointments(appointments=[tell(doors, one, key) for one in found])

    @api.get(
        "/appointments/{appointment}",
        tags=["appointments"],
        summary="One appointment",
        openapi_extra=READ,
    )
    async def appointment(appointment: Id, key: Key) -> bodies.Appointment:
        return tell(doors, await _known(doors, key, appointment), key)

    @api.get(
        "/appointments/{appointment}/contact",
        tags=["appointments"],
        summary="Who an appointment is for",
        openapi_extra=READ_CONTACT,
    )
    async def contact(appointment: Id, key: Key) -> bodies.Person:
        told = await doors.agenda.contact(await _known(doors, key, appointment))
        return bodies.Person(name=told.name, mail=told.mail, phone=told.phone, note=told.note)


def add_changes(api: FastAPI, doors: Doors) -> None:
    """An appointment moves, or is cancelled."""

    @api.patch(
        "/appointments/{appointment}", tags=["appointments"], summary="Move", openapi_extra=WRITE
    )
    async def move(
        appointment: Id, wish: bodies.Change, request: Request, key: Key
    ) -> bodies.Appointment:
        known = await _known(doors, key, appointment)
        if wish.location is not None:
            place_known(doors, key, wish.location)
        named = await once(doors, request, key)
        if not named.acted and not _is_there(known, wish):
            known = await doors.agenda.move(
                known.visit,
                wish.start,
                location=wish.location,
                channel="api",
                by=by_of(key),
                identity=named.identity,
            )
            await named.done()
        return tell(doors, known, key)

    @api.delete(
        "/appointments/{appointment}",
        status_code=204,
        tags=["appointments"],
        summary="Cancel",
        openapi_extra=WRITE,
    )
    async def cancel(appointment: Id, request: Request, key: Key) -> Response:
        known = await _known(doors, key, appointment)
        named = await once(doors, request, key)
        if known.state != "cancelled":  # asked for again, it is so already
            await doors.agenda.cancel(
                known.visit, channel="api", by=by_of(key), identity=named.identity
            )
        return Response(status_code=204)


def by_of(key: KeyRow) -> str:
    """How the log of events names a key."""
    return f"key:{key.name}"


def wanted(doors: Doors, key: KeyRow, wish: bodies.Wanted) -> Asked:
    place_known(doors, key, wish.location)
    names = [asked.service for asked in wish.services]
    services_known(doors.settings, names)
    for asked in wish.services:
        most = doors.settings.services[asked.service].persons_max
        if asked.persons > most:
            raise Refused("too_many_persons", most=most)
    return Asked(tuple(names), tuple(asked.persons for asked in wish.services))


async def _known(doors: Doors, key: KeyRow, appointment: str) -> Appointment:
    """An appointment that this key may know of. Raises Refused `visit_unknown`."""
    found = await doors.agenda.find(appointment) if ID.fullmatch(appointment) else None
    if found is None or not may_at(key, found.location):
        raise Refused("visit_unknown")
    return found


def _is_there(known: Appointment, wish: bodies.Change) -> bool:
    """What is asked for is so already: sent twice, it is done once."""
    place = wish.location or known.location
    return (known.state, known.location, known.appointed) == ("open", place, wish.start)


async def _listed(
    doors: Doors, key: KeyRow, location: str | None, day: date | None, code: str | None
) -> list[Appointment]:
    if code is not None and location is None and day is None:
        found = await doors.agenda.by_code(code)
        return [found] if found is not None and may_at(key, found.location) else []
    if code is not None or location is None or day is None:
        raise Denied("unreadable", detail="location and day, or code")
    place_known(doors, key, location)
    return await doors.agenda.day(location, day)


def tell(doors: Doors, found: Appointment, key: KeyRow) -> bodies.Appointment:
    """As it is told to this key. Whoever holds the visitor's page may move and cancel, so only a
    key that may do so itself is told where it is.
    """
    zone = doors.settings.zone(found.location)
    asked = zip(found.asked.services, found.asked.amounts, strict=True)
    shown = found.link and "appointments:write" in key.scopes
    return bodies.Appointment(
        appointment=found.visit,
        location=found.location,
        day=found.day,
        start=tell_moment(found.appointed, zone),
        end=tell_moment(found.ends, zone),
        services=[bodies.Asked(service=name, persons=persons) for name, persons in asked],
        code=found.code,
        page=f"{doors.settings.server.url}/a/{found.link}" if shown else "",
        language=found.language,
        channel=found.channel,
        state=found.state,
        changes=found.changes,
    )
