"""Services, branches and appointments as Qmatic writes them. Their public ids are the keys of
`balie.toml`, and an appointment's is its visit's: letters, digits, `-` and `_` only.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from host.agenda.records import Appointment, Contact
from host.settings import Settings
from host.web.interop.moments import ZONE

BOOKED = 20
"""The only status of an appointment that can be read."""
NO_POSTAL_CODE = "-"
"""Clients leave out a branch without a postal code and do not say so: better a dash."""
UNKNOWN_MOMENT = 0
"""These clients want to know since when a thing is there; settings do not say."""


def name_of(settings: Settings, service: str) -> str:
    """In the town's own language; these clients tell no other. An appointment may be older than the
    settings, and name a service that is gone.
    """
    known = settings.services.get(service)
    return known.names[settings.town.languages[0]] if known else service


def service(settings: Settings, name: str) -> dict[str, Any]:
    """One of a group of services."""
    known = settings.services.get(name)
    return {
        "publicId": name,
        "name": name_of(settings, name),
        "duration": known.first_minutes if known else 0,
        "additionalCustomerDuration": known.further_minutes if known else 0,
        "custom": None,
    }


def full_service(settings: Settings, name: str) -> dict[str, Any]:
    return service(settings, name) | {
        "active": name in settings.services,
        "publicEnabled": name in settings.services,
        "created": UNKNOWN_MOMENT,
        "updated": UNKNOWN_MOMENT,
    }


def branch(settings: Settings, location: str) -> dict[str, Any]:
    place = settings.locations[location]
    where = place.address
    number = f"{where.house_number}{where.house_number_suffix}"
    return {
        "publicId": location,
        "name": place.name,
        "addressLine1": f"{where.street} {number}".strip() or None,
        "addressLine2": None,
        "addressZip": where.postal_code or NO_POSTAL_CODE,
        "addressCity": where.city or None,
        "addressState": None,
        "addressCountry": where.country or None,
        "phone": where.phone or None,
        "email": where.mail or None,
        "timeZone": ZONE,
        "fullTimeZone": ZONE,
        "branchPrefix": None,
        "latitude": None,
        "longitude": None,
        "custom": None,
        "created": UNKNOWN_MOMENT,
        "updated": UNKNOWN_MOMENT,
    }


def customer(visit: str, contact: Contact, erased: int) -> dict[str, Any]:
    """What is kept of a person: one name, and how to reach them. `erased`: when it goes, in
    milliseconds UTC.
    """
    nothing = dict.fromkeys(
        (
            "addressLine1",
            "addressLine2",
            "addressZip",
            "addressCity",
            "addressState",
            "addressCountry",
            "identificationNumber",
            "externalId",
            "dateOfBirth",
            "dateOfBirthWithoutTime",
            "custom",
            "lastInteractionTimestamp",
            "consentTimestamp",
            "consentIdentifier",
        )
    )
    return nothing | {
        "publicId": f"{visit}-customer",
        "firstName": None,
        "lastName": contact.name or None,
        "name": contact.name or None,
        "email": contact.mail or None,
        "phone": contact.phone or None,
        "created": UNKNOWN_MOMENT,
        "updated": UNKNOWN_MOMENT,
        "deletionTimestamp": erased,
        "retentionPolicy": "default",
    }


def appointment(settings: Settings, booked: Appointment, contact: Contact) -> dict[str, Any]:
    services = booked.asked.services
    person = customer(booked.visit, contact, _erased(settings, booked))
    return {
        "publicId": booked.visit,
        "title": ", ".join(name_of(settings, name) for name in services),
        "services": [full_service(settings, name) for name in services],
        "branch": branch(settings, booked.location),
        "start": _moment(booked.appointed),
        "end": _moment(booked.ends),
        "customers": [person] * booked.asked.persons,
        "numberOfCustomers": booked.asked.persons,
        "notes": contact.note or None,
        "status": BOOKED,
        "allDay": False,
        "blocking": False,
        "resource": {"name": settings.locations[booked.location].name, "custom": None},
        "custom": None,
        "customSlotLength": None,
        "created": UNKNOWN_MOMENT,
        "updated": UNKNOWN_MOMENT,
    }


def _moment(at: int) -> str:
    """`2023-10-23T06:30:00.000+0000`"""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.000+0000")


def _erased(settings: Settings, booked: Appointment) -> int:
    last = date.fromisoformat(booked.day) + timedelta(days=settings.town.retention_days + 1)
    return int(datetime(last.year, last.month, last.day, tzinfo=UTC).timestamp() * 1000)
