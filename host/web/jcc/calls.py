"""Every call of the interface: its address, the scope that it needs, and its answer. The rules of
the wire (ids, lists by place, local times) end here.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from importlib.metadata import version as version_of
from typing import Any

from host.agenda.records import Appointment, Contact
from host.web.interop import booking
from host.web.interop.keys import READ, READ_LISTS, WHO, WRITE
from host.web.interop.moments import moment_of
from host.web.jcc import shapes
from host.web.jcc.answers import Fault, no
from host.web.jcc.call import Call
from host.web.jcc.names import NOBODY, told, visit_of
from host.web.jcc.wanted import Wanted, wanted_of
from wire.refusals import REFUSALS, Refused

SPOKEN = "1.0"
"""The version of this interface."""


async def version(call: Call) -> Any:
    return {"warpApiVersion": SPOKEN, "afsprakenVersion": f"Balie {version_of('balie')}"}


async def activities(call: Call) -> Any:
    return _activities(call, _offered(call, call.location()))


async def more_activities(call: Call) -> Any:
    """What combines with what is chosen."""
    chosen, location = call.services("selectedActivityId"), call.location()
    offered = _offered(call, location)
    found = call.doors.agenda.combine(chosen, location, public=True)
    if call.query.get("includeSelectedActivities", "").lower() == "true":
        found = [*chosen, *found]
    return _activities(call, [name for name in found if name in offered])


def _offered(call: Call, location: str | None) -> list[str]:
    places = call.locations() if location is None else [location]
    agenda = call.doors.agenda
    found = {name for place in places for name in agenda.offered(place, public=True)}
    return [name for name in call.doors.settings.services if name in found]


def _activities(call: Call, names: list[str]) -> Any:
    return [shapes.activity(call.doors.settings, name, call.language) for name in names]


async def locations(call: Call) -> Any:
    return [shapes.location(call.doors.settings, name) for name in call.locations()]


async def locations_for(call: Call) -> Any:
    """Those where one visit can be for all that is chosen."""
    fits = call.doors.agenda.places(call.services("selectedActivityId"))
    found = [name for name in call.locations() if name in fits]
    return [shapes.location(call.doors.settings, name) for name in found]


async def location(call: Call) -> Any:
    return shapes.location(call.doors.settings, call.location_of(call.name))


async def date_range(call: Call) -> Any:
    """The first and last day that any location gives appointments for this."""
    fits = call.doors.agenda.places(call.services("activityId"))
    horizons = [call.doors.agenda.horizon(name) for name in call.locations() if name in fits]
    open_yet = [(first, last) for first, last in horizons if first <= last]
    if not open_yet:
        raise Fault(404, REFUSALS["not_together"], "not_together")
    first, last = min(pair[0] for pair in open_yet), max(pair[1] for pair in open_yet)
    return {"minDate": f"{first}T00:00:00", "maxDate": f"{last}T00:00:00"}


async def times(call: Call) -> Any:
    """Start times from one day to another, which is not included."""
    place = call.location()
    if place is None:
        raise Fault(400, "locationId is missing")
    first, until = call.day("fromDate"), call.day("toDate")
    try:
        asked = call.asked(place)
        seconds = call.doors.agenda.minutes(place, asked) * 60
    except Refused as refused:
        if refused.word not in booking.NO_ROOM:
            raise
        return {"availableTimesList": [], "appointmentDuration": 0}
    found = []
    if first < until:
        last = until - timedelta(days=1)
        found = await booking.free(call.doors, place, asked, first, last)
    return {
        "availableTimesList": [shapes.written(time) for time in found],
        "appointmentDuration": seconds,
    }


async def duration(call: Call) -> Any:
    """In minutes; where locations differ, the longest."""
    asked = call.asked(None)
    fits = call.doors.agenda.places(asked.services)
    found = [call.doors.agenda.minutes(name, asked) for name in call.locations() if name in fits]
    if not found:
        raise Refused("not_together")
    return max(found)


async def fields(call: Call) -> Any:
    call.services("selectedActivityId")
    return shapes.customer_fields()


async def appointment(call: Call) -> Any:
    found = await _found(call)
    may = WHO in call.key.scopes
    contact = await call.doors.agenda.contact(found) if may else Contact()
    return shapes.appointment(call.doors.settings, found, contact, call.language)


async def code(call: Call) -> Any:
    """What the visitor shows or types at the kiosk."""
    return (await _found(call)).code


async def book(call: Call) -> Any:
    try:
        booked = await _book(call, wanted_of(call.body))
    except Fault as fault:
        return {"id": NOBODY, "acknowledgeIsSuccess": False} | no(fault.word)
    except Refused as refused:
        return {"id": NOBODY, "acknowledgeIsSuccess": False} | no(refused.word)
    return {"id": told(booked.visit), "acknowledgeIsSuccess": True}


async def _book(call: Call, wanted: Wanted) -> Appointment:
    place = call.location_of(wanted.locationId)
    appointed = moment_of(wanted.fromDateTime, call.doors.settings.zone(place))
    if appointed is None:
        raise Refused("slot_taken")
    chosen = [(call.service_of(each.activityId), each.amount) for each in wanted.activityList]
    return await booking.book(
        call.doors,
        booking.Wish(
            channel="jcc",
            location=place,
            asked=call.asked_of(place, *zip(*chosen, strict=True)),
            appointed=appointed,
            person=wanted.person,
            contact=wanted.contact(),
            language=call.language,
            key=call.key.name,
        ),
    )


async def cancel(call: Call) -> Any:
    try:
        found = await _found(call)
        await call.doors.agenda.cancel(found.visit, channel="jcc", by=f"key:{call.key.name}")
    except Fault as fault:
        return no(fault.word)
    except Refused as refused:
        return no(refused.word)
    return {"id": told(found.visit)}


async def _found(call: Call) -> Appointment:
    """The appointment of `id`; one that was cancelled is gone."""
    visit = visit_of(call.query.get("id", ""))
    found = await call.doors.agenda.find(visit) if visit is not None else None
    if found is None or found.state == "cancelled" or found.location not in call.locations():
        raise Fault(404, REFUSALS["visit_unknown"], "visit_unknown")
    return found


Answer = Callable[[Call], Awaitable[Any]]
CALLS: tuple[tuple[str, str, str, Answer], ...] = (
    ("GET", "version", READ_LISTS, version),
    ("GET", "activity/listforappointment", READ_LISTS, activities),
    ("GET", "activity/listforappointment/additional", READ_LISTS, more_activities),
    ("GET", "activity/appointmentdaterange", READ_LISTS, date_range),
    ("GET", "location", READ_LISTS, locations),
    ("GET", "location/forappointment", READ_LISTS, locations_for),
    ("GET", "location/{name}", READ_LISTS, location),
    ("GET", "appointment/availabletimelist", READ_LISTS, times),
    ("GET", "appointment/calculateduration", READ_LISTS, duration),
    ("GET", "customer/customerfields/required", READ_LISTS, fields),
    ("POST", "appointment", WRITE, book),
    ("GET", "appointment", READ, appointment),
    ("GET", "appointment/qrcode", READ, code),
    ("DELETE", "appointment", WRITE, cancel),
)
"""Method, address, scope, answer."""
