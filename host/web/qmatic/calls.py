"""Every call of the interface: its address, the scope that it needs, and its answer. The rules of
the wire (matrix parameters, envelopes, local times) end here.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from fastapi.responses import JSONResponse, Response

from host.agenda.records import Appointment, Asked, Contact
from host.store.keys import KeyRow
from host.web.doors import Doors
from host.web.interop import booking
from host.web.interop.keys import READ, READ_LISTS, WHO, WRITE
from host.web.interop.moments import moment_of
from host.web.qmatic import shapes
from host.web.qmatic.answers import Fault, fault_of, wrapped
from host.web.qmatic.wanted import wanted_of
from wire.refusals import Refused

BOOKED_AS = "application/text;charset=UTF-8"
"""What a booking is answered as, though it is JSON."""


@dataclass(frozen=True)
class Call:
    """One request: who asks, the free parts of its address, its parameters and its body."""

    doors: Doors
    key: KeyRow
    names: tuple[str, ...]
    given: Mapping[str, list[str]]
    body: bytes = b""

    @property
    def services(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.given.get("servicePublicId", ())))

    @property
    def asked(self) -> Asked:
        """`numberOfCustomers` counts the people beside the first. Raises Fault."""
        said = self.given.get("numberOfCustomers", ["0"])[-1]
        if not said.isdecimal() or len(said) > 3:
            raise Fault(400, "numberOfCustomers is not a number")
        if not self.services:
            raise Fault(400, "servicePublicId is missing")
        return Asked.alike(self.services, int(said) + 1)

    def branches(self) -> list[str]:
        """Those that this key may see."""
        found = booking.locations(self.doors)
        return [name for name in found if not self.key.locations or name in self.key.locations]

    def branch(self) -> str:
        """The one that the address names. Raises Fault."""
        if self.names[0] not in self.branches():
            raise Fault(404, "no such branch")
        return self.names[0]

    def known(self, services: tuple[str, ...], location: str | None) -> None:
        """Raises Fault for a service that the public cannot book there."""
        offered = self.doors.agenda.offered(location, public=True)
        if not services or any(name not in offered for name in services):
            raise Fault(404, "no such service")


async def services(call: Call) -> Response:
    return _services(call, None)


async def branch_services(call: Call) -> Response:
    return _services(call, call.branch())


def _services(call: Call, location: str | None) -> Response:
    settings, agenda = call.doors.settings, call.doors.agenda
    places = call.branches() if location is None else [location]
    names = dict.fromkeys(name for place in places for name in agenda.offered(place, public=True))
    ordered = [name for name in settings.services if name in names]
    told = [shapes.full_service(settings, name) for name in ordered]
    return wrapped("serviceList", told, call.given)


async def groups(call: Call) -> Response:
    """What combines, anywhere: one entry per branch, and no envelope."""
    call.known(call.services, None)
    settings = call.doors.settings
    fits = call.doors.agenda.places(call.services)
    return JSONResponse(
        [
            {
                "branchPublicId": name,
                "branchName": settings.locations[name].name,
                "serviceGroups": _groups(call, name),
            }
            for name in call.branches()
            if name in fits
        ]
    )


async def branch_groups(call: Call) -> Response:
    location = call.branch()
    call.known(call.services, location)
    return JSONResponse(_groups(call, location))


def _groups(call: Call, location: str) -> list[object]:
    """The services that were asked for stand in it too: clients show what is in both lists."""
    agenda, settings = call.doors.agenda, call.doors.settings
    names = [*call.services, *agenda.combine(call.services, location, public=True)]
    return [{"services": [shapes.service(settings, name) for name in dict.fromkeys(names)]}]


async def branches(call: Call) -> Response:
    return _branches(call, call.branches())


async def service_branches(call: Call) -> Response:
    call.known(call.names, None)
    fits = call.doors.agenda.places(call.names)
    return _branches(call, [name for name in call.branches() if name in fits])


def _branches(call: Call, locations: list[str]) -> Response:
    told = [shapes.branch(call.doors.settings, name) for name in locations]
    return wrapped("branchList", told, call.given)


async def branch(call: Call) -> Response:
    """Asked before every booking, where a fault would be a crash: it reads settings only."""
    return wrapped("branch", shapes.branch(call.doors.settings, call.branch()), call.given)


async def dates(call: Call) -> Response:
    location, asked = call.branch(), call.asked
    call.known(asked.services, location)
    found = await booking.free(call.doors, location, asked)
    days = dict.fromkeys(time.date() for time in found)
    return wrapped("dates", [f"{day}T00:00:00" for day in days], call.given)


async def times(call: Call) -> Response:
    location, asked, day = call.branch(), call.asked, _day(call.names[1])
    call.known(asked.services, location)
    found = await booking.free(call.doors, location, asked, day, day)
    return wrapped("times", [f"{time:%H:%M}" for time in found if time.date() == day], call.given)


async def book(call: Call) -> Response:
    location = call.branch()
    appointed = moment_of(
        datetime.combine(_day(call.names[1]), _clock(call.names[2])),
        call.doors.settings.zone(location),
    )
    wanted = wanted_of(call.body)
    services = tuple(dict.fromkeys(each.publicId for each in wanted.services))
    try:
        if appointed is None:
            raise Refused("slot_taken")
        booked = await booking.book(
            call.doors,
            booking.Wish(
                channel="qmatic",
                location=location,
                asked=booking.asked_of(
                    call.doors, location, dict.fromkeys(services, len(wanted.customers))
                ),
                appointed=appointed,
                person=wanted.person,
                contact=wanted.contact(),
                language=call.doors.settings.town.languages[0],
                key=call.key.name,
            ),
        )
    except Refused as no:
        raise fault_of(no) from None
    body = await _appointment(call, booked)
    return JSONResponse(body, 202, {"content-type": BOOKED_AS})


async def appointment(call: Call) -> Response:
    return wrapped("appointment", await _appointment(call, await _found(call)), call.given)


async def cancel(call: Call) -> Response:
    found = await _found(call)
    try:
        await call.doors.agenda.cancel(found.visit, channel="qmatic", by=f"key:{call.key.name}")
    except Refused as no:
        raise fault_of(no) from None
    return Response(status_code=204)


async def _appointment(call: Call, booked: Appointment) -> dict[str, object]:
    """Who it is for is told to a key that may know it."""
    may = WHO in call.key.scopes
    contact = await call.doors.agenda.contact(booked) if may else Contact()
    return shapes.appointment(call.doors.settings, booked, contact)


async def _found(call: Call) -> Appointment:
    """The appointment that the address names; one that was cancelled is gone."""
    found = await call.doors.agenda.find(call.names[0]) if call.names[0].isascii() else None
    if found is None or found.state == "cancelled" or found.location not in call.branches():
        raise Fault(404, "no such appointment")
    return found


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Fault(400, "the date is not written as 2027-01-11") from None


def _clock(said: str) -> time:
    try:
        return datetime.strptime(said, "%H:%M").time()  # noqa: DTZ007
    except ValueError:
        raise Fault(400, "the time is not written as 09:00") from None


Answer = Callable[[Call], Awaitable[Response]]
CALLS: tuple[tuple[str, str, str, Answer], ...] = (
    ("GET", "v1/services", READ_LISTS, services),
    ("GET", "v1/branches/*/services", READ_LISTS, branch_services),
    ("GET", "v1/services/groups", READ_LISTS, groups),
    ("GET", "v2/branches/*/services/groups", READ_LISTS, branch_groups),
    ("GET", "v1/branches", READ_LISTS, branches),
    ("GET", "v1/services/*/branches", READ_LISTS, service_branches),
    ("GET", "v1/branches/*", READ_LISTS, branch),
    ("GET", "v2/branches/*/dates", READ_LISTS, dates),
    ("GET", "v2/branches/*/dates/*/times", READ_LISTS, times),
    ("POST", "v2/branches/*/dates/*/times/*/book", WRITE, book),
    ("GET", "v1/appointments/*", READ, appointment),
    ("DELETE", "v1/appointments/*", WRITE, cancel),
)
"""Method, address (`*`: any one part), scope, answer."""
