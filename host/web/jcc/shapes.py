"""Activities, locations and appointments as JCC writes them: local times without an offset, and
what there is nothing to say of is left out.
"""

from datetime import datetime
from html import escape
from typing import Any

from host.agenda.records import Appointment, Contact
from host.settings import Settings
from host.web.interop.moments import local
from host.web.jcc.names import id_of, told
from wire.words.tongues import whole

SHOWN, HIDDEN = 0, 1
"""A field of the form: may be filled in, is not there. (2 would be: must be filled in.)"""
WANTED = ("lastNamePrefix", "emailAddress", "mainPhoneNumber")
"""What helps to greet and reach a visitor. The last name is always asked, by the client itself."""
UNWANTED = (
    "gender",
    "firstName",
    "initials",
    "birthDate",
    "socialSecurityNumber",
    "nationality",
    "language",
    "mobilePhoneNumber",
    "streetName",
    "houseNumber",
    "houseNumberSuffix",
    "postalCode",
    "city",
    "country",
)
ISO_COUNTRIES = {"Nederland": "NL", "België": "BE", "Deutschland": "DE"}


def customer_fields() -> dict[str, Any]:
    """Which fields a form shows for any service: as few as possible, none of them required."""
    return {
        **dict.fromkeys(WANTED, SHOWN),
        **dict.fromkeys(UNWANTED, HIDDEN),
        "areFirstNameOrInitialsRequired": False,
        "isAnyPhoneNumberRequired": False,
    }


def language_of(settings: Settings, wished: str) -> str:
    """The language to answer in: as wished where the town speaks it, else the town's own."""
    short = wished.strip().lower()[:2]
    return short if short in whole(settings.town.languages) else settings.town.languages[0]


def activity(settings: Settings, name: str, language: str) -> dict[str, Any]:
    service = settings.services[name]
    return {
        "id": id_of(settings.town.name, "service", name),
        "number": list(settings.services).index(name) + 1,
        "description": service.names[language],
        "necessities": necessities(service.bring.get(language, ())),
        "appointmentDuration": service.first_minutes * 60,
        "maxCountForEvent": service.persons_max,
        "activityGroupId": id_of(settings.town.name, "group", service.group),
        "synonyms": [],
    }


def necessities(bring: tuple[str, ...]) -> str:
    """What to take along, as HTML."""
    lines = "".join(f"<li>{escape(thing)}</li>" for thing in bring)
    return f"<ul>{lines}</ul>" if lines else ""


def location(settings: Settings, name: str) -> dict[str, Any]:
    place, town = settings.locations[name], settings.town.name
    where = place.address
    country = {"name": where.country, "isoCode": ISO_COUNTRIES.get(where.country, "NL")}
    return {
        "id": id_of(town, "location", name),
        "description": place.name,
        "address": {
            "id": id_of(town, "address", name),
            "streetName": where.street,
            "houseNumber": where.house_number,
            "houseNumberSuffix": where.house_number_suffix,
            "postalCode": where.postal_code,
            "city": where.city,
            "country": {"id": id_of(town, "country", where.country)} | country,
        },
        "isDefault": name == next(iter(settings.locations)),
        "isActive": True,
        "locationNumber": list(settings.locations).index(name) + 1,
        "phoneNumberList": [{"number": where.phone}] if where.phone else [],
    }


def appointment(
    settings: Settings, booked: Appointment, contact: Contact, language: str
) -> dict[str, Any]:
    zone, town = settings.zone(booked.location), settings.town.name
    customer = {
        "lastName": contact.name,
        "emailAddress": contact.mail,
        "phoneNumber": contact.phone,
        "isMainCustomer": True,
    }
    chosen = zip(booked.asked.services, booked.asked.amounts, strict=True)
    return {
        "id": told(booked.visit),
        "startDateTime": written(local(booked.appointed, zone)),
        "endDateTime": written(local(booked.ends, zone)),
        "activityList": [
            {"amount": amount, "activity": _chosen(settings, name, language)}
            for name, amount in chosen
        ],
        "location": {
            "id": id_of(town, "location", booked.location),
            "description": settings.locations[booked.location].name,
        },
        "message": contact.note,
        "customerList": [{key: said for key, said in customer.items() if said}],
        "fieldList": [],
    }


def _chosen(settings: Settings, name: str, language: str) -> dict[str, Any]:
    """A service of an appointment, which may be older than the settings."""
    if name in settings.services:
        return activity(settings, name, language)
    return {"id": id_of(settings.town.name, "service", name), "description": name}


def written(time: datetime) -> str:
    """`2026-08-21T13:00:00`"""
    return time.strftime("%Y-%m-%dT%H:%M:%S")
