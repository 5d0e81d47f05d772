"""How moments, persons, services and places are said in a visitor's language."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from host.agenda.records import Asked
from host.settings import Settings
from wire.words import TOWN_LANGUAGE, say

LOCALES = {"en": "en_GB"}
"""Where the language alone would write dates as on another continent."""


def day_text(language: str, day: date) -> str:
    """ "maandag 23 november": the language's own full date, without the year."""
    locale = _locale(language)
    pattern = re.sub(r"(?:,|\s|'[^']*')*y+$", "", locale.date_formats["full"].pattern)
    return format_date(day, pattern, locale=locale)


def local(at: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(at / 1000, zone)


def time_text(at: int, zone: ZoneInfo) -> str:
    return f"{local(at, zone):%H:%M}"


def moment_text(language: str, at: int, zone: ZoneInfo) -> str:
    day = day_text(language, local(at, zone).date())
    return say(language, "booking.moment", datum=day, tijd=time_text(at, zone))


def service_text(settings: Settings, language: str, name: str) -> str:
    names = settings.services[name].names if name in settings.services else {}
    return names.get(language) or next(iter(names.values()), name)


def persons_text(language: str, persons: int) -> str:
    if persons == 1:
        return say(language, "booking.persons.one")
    return say(language, "booking.persons.many", aantal=persons)


def asked_lines(settings: Settings, language: str, asked: Asked) -> list[str]:
    """One line a service; for how many stands behind it where that can differ."""
    lines = []
    for name, amount in zip(asked.services, asked.amounts, strict=True):
        line = service_text(settings, language, name)
        most = settings.services[name].persons_max if name in settings.services else amount
        if most > 1 or amount > 1:
            line = f"{line} ({persons_text(language, amount)})"
        lines.append(line)
    return lines


def address_lines(settings: Settings, location: str) -> list[str]:
    """Street and town of a location; empty when the town did not say."""
    at = settings.locations[location].address
    street = f"{at.street} {at.house_number}{at.house_number_suffix}".strip()
    city = f"{at.postal_code} {at.city}".strip()
    return [line for line in (street, city) if line]


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(LOCALES.get(language, language))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(TOWN_LANGUAGE)
