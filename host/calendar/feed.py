"""The appointments of a location, or of the services that one desk can do, as a calendar that staff
subscribe to. Times and numbers of persons, and nothing that tells who comes or what for.
"""

import base64
import hmac
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from host.agenda.records import Appointment
from host.calendar.appointment import PRODUCT, moment_of, uid_of
from host.calendar.zone import vtimezone
from host.settings import Settings
from wire.text import clean
from wire.words import say

REFRESH = timedelta(minutes=15)
"""So often a calendar is asked to look again."""
TOKEN_BYTES = 16


def feed_token(secret: bytes, location: str, desk: str = "") -> str:
    """What the address of a feed ends with: 128 bits that only this host can make."""
    found = hmac.digest(secret, f"feed {location} {desk}".encode(), "sha256")[:TOKEN_BYTES]
    return base64.urlsafe_b64encode(found).decode().rstrip("=")


def feed_path(secret: bytes, location: str, desk: str = "") -> str:
    """The path of a feed below the host's own address."""
    middle = f"{location}/{desk}" if desk else location
    return f"/calendar/{middle}/{feed_token(secret, location, desk)}.ics"


def feed(
    settings: Settings,
    location: str,
    appointments: Iterable[Appointment],
    now: int,
    desk: str = "",
) -> bytes:
    """The calendar. With a desk: the appointments that it can serve. Cancelled ones are left out,
    and with them they leave the subscriber's calendar.
    """
    place = settings.locations[location]
    able = place.desks[desk].services if desk else "all"
    shown = [
        one
        for one in appointments
        if one.state in ("open", "used") and (able == "all" or set(one.asked.services) <= set(able))
    ]
    name = place.name if not desk else f"{place.name}, {place.desks[desk].label or desk}"
    found = Calendar()
    found.add("VERSION", "2.0")
    found.add("PRODID", PRODUCT)
    found.add("CALSCALE", "GREGORIAN")
    found.add("NAME", clean(name))
    found.add("X-WR-CALNAME", clean(name))
    found.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    if shown:
        moments = [moment_of(one.appointed) for one in shown]
        found.add_component(vtimezone(settings.zone(location), min(moments), max(moments)))
    for one in shown:
        found.add_component(_event(settings, one, now))
    written: bytes = found.to_ical()
    return written


def _event(settings: Settings, appointment: Appointment, now: int) -> Event:
    zone = settings.zone(appointment.location)
    number = "one" if appointment.asked.persons == 1 else "many"
    event = Event()
    event.add("UID", uid_of(settings, _unlike(appointment.visit)))
    event.add("DTSTAMP", moment_of(now).replace(microsecond=0))
    event.add("SEQUENCE", appointment.changes)
    event.add("DTSTART", moment_of(appointment.appointed).astimezone(zone))
    event.add("DTEND", moment_of(appointment.ends).astimezone(zone))
    event.add(
        "SUMMARY",
        say(
            settings.town.languages[0],
            f"calendar.feed.{number}",
            aantal=appointment.asked.persons,
        ),
    )
    event.add("LOCATION", clean(settings.locations[appointment.location].name))
    event.add("STATUS", "CONFIRMED")
    return event


def _unlike(visit: str) -> str:
    """Another name than the visit's own, which opens doors elsewhere."""
    return sha256(f"feed {visit}".encode()).hexdigest()[:32]
