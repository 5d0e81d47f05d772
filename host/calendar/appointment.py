"""One appointment for the visitor's own calendar: put in, changed, taken out (RFC 5545, 5546).

It says when and where, and how to change it. What it is for is not said: a calendar is often read
by others.
"""

from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event, vCalAddress

from host.agenda.records import Appointment
from host.calendar.zone import vtimezone
from host.settings import Settings
from host.store import RoundRow
from wire.text import clean
from wire.words import say
from wire.words.tongues import whole

PRODUCT = "-//Balie//Appointments//NL"
ALARM_BEFORE = timedelta(hours=1)
Method = Literal["PUBLISH", "CANCEL"]


def invitation(settings: Settings, appointment: Appointment, now: int) -> bytes:
    """An .ics that puts the appointment in a calendar, or replaces it there after a change. `now`:
    milliseconds UTC.

    PUBLISH, not REQUEST: nobody here reads an answer to an invitation.
    """
    return _object(settings, appointment, now, "PUBLISH")


def cancellation(settings: Settings, appointment: Appointment, now: int) -> bytes:
    """An .ics that takes the appointment out of a calendar again. `appointment` is as it is after
    the cancellation: its `changes` is higher than in every .ics before.
    """
    return _object(settings, appointment, now, "CANCEL")


def uid_of(settings: Settings, visit: str) -> str:
    """Of the appointment, wherever it is moved to; unlike every other in the world."""
    return f"{visit}@{urlsplit(settings.server.url).hostname or 'balie'}"


def address_of(settings: Settings, location: str) -> str:
    """The location as a route planner finds it: "Stadhuis, Dam 1, 1234 AB Voorbeelddam"."""
    place = settings.locations[location]
    at = place.address
    number = f"{at.house_number}{at.house_number_suffix}"
    parts = (place.name, f"{at.street} {number}", f"{at.postal_code} {at.city}")
    return clean(", ".join(part.strip() for part in parts if part.strip()))


def page_of(settings: Settings, appointment: Appointment) -> str:
    """The visitor's own page; empty where it has none."""
    if not appointment.link:
        return ""
    return f"{settings.server.url.rstrip('/')}/a/{appointment.link}"


def round_page_of(settings: Settings, known: RoundRow) -> str:
    """The page of somebody who comes by at the visitor's address; empty where it has none."""
    return f"{settings.server.url.rstrip('/')}/h/{known.link}" if known.link else ""


def _object(settings: Settings, appointment: Appointment, now: int, method: Method) -> bytes:
    zone = settings.zone(appointment.location)
    starts = moment_of(appointment.appointed)
    found = Calendar()
    found.add("VERSION", "2.0")
    found.add("PRODID", PRODUCT)
    found.add("CALSCALE", "GREGORIAN")
    found.add("METHOD", method)
    found.add_component(vtimezone(zone, starts, moment_of(appointment.ends)))
    found.add_component(_event(settings, appointment, now, method))
    written: bytes = found.to_ical()
    return written


def _event(settings: Settings, appointment: Appointment, now: int, method: Method) -> Event:
    zone = settings.zone(appointment.location)
    language = _language(settings, appointment)
    summary = say(language, "calendar.summary", gemeente=settings.town.name)
    event = Event()
    event.add("UID", uid_of(settings, appointment.visit))
    event.add("DTSTAMP", moment_of(now).replace(microsecond=0))
    event.add("SEQUENCE", appointment.changes)
    event.add("DTSTART", moment_of(appointment.appointed).astimezone(zone))
    event.add("DTEND", moment_of(appointment.ends).astimezone(zone))
    event.add("SUMMARY", summary)
    event.add("LOCATION", address_of(settings, appointment.location))
    event.add("ORGANIZER", _organizer(settings))
    event.add("STATUS", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT" if method == "CANCEL" else "OPAQUE")
    if method == "CANCEL":
        return event
    page = page_of(settings, appointment)
    lines = [say(language, "calendar.code", code=appointment.code)]
    if page:
        event.add("URL", page)
        lines.append(say(language, "calendar.change", link=page))
    event.add("DESCRIPTION", "\n".join(lines))
    event.add_component(_alarm(summary))
    return event


def _alarm(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", -ALARM_BEFORE)
    alarm.add("DESCRIPTION", summary)
    return alarm


def _organizer(settings: Settings) -> vCalAddress:
    """By RFC 5546 there must be one; a town without a sender's address is known by its pages."""
    sender = settings.messages.mail.sender
    found = vCalAddress(f"mailto:{sender}" if sender else settings.server.url)
    found.params["CN"] = clean(settings.town.name).replace('"', "'")
    return found


def _language(settings: Settings, appointment: Appointment) -> str:
    known = appointment.language in whole(settings.town.languages)
    return appointment.language if known else settings.town.languages[0]


def moment_of(millis: int) -> datetime:
    """Milliseconds UTC as iCalendar's libraries take it."""
    return datetime.fromtimestamp(millis / 1000, UTC)
