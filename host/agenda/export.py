"""The appointments of a period as a file for other programs: CSV or iCalendar. Personal data only
where it is asked for.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from icalendar import Calendar, Event

from host.calendar.appointment import PRODUCT, address_of, moment_of, uid_of
from host.calendar.zone import vtimezone
from host.settings import Settings
from host.store import AppointmentRow, PersonRow, Store
from host.store.queries import appointments

COLUMNS = (
    "location",
    "date",
    "time",
    "minutes",
    "services",
    "amounts",
    "persons",
    "code",
    "channel",
    "state",
    "changes",
    "id",
)
OF_PEOPLE = ("name", "phone", "mail", "note")
FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d ]+$)")
"""A cell that begins like this would be worked out by a spreadsheet; a phone number may stand."""
People = Mapping[tuple[str, str], PersonRow]
"""By service day and visit."""


def read_period(
    store: Store, location: str, first: date, last: date, *, with_people: bool
) -> tuple[list[AppointmentRow], People]:
    """Every appointment of the days, both included, by time, also those that were cancelled; each
    once, on the day it moved to. And who they are when that is asked for.
    """
    days = partial(appointments, location=location, first=first.isoformat(), last=last.isoformat())
    found = store.read(days)
    return found, people_of(store, location, {row.day for row in found} if with_people else ())


def people_of(store: Store, location: str, days: Iterable[str]) -> People:
    """Who was booked on these days, ISO dates."""
    people: dict[tuple[str, str], PersonRow] = {}
    for day in days:
        for person in store.people(location, day).values():
            people[day, person.visit] = person
    return people


def as_csv(
    settings: Settings,
    rows: Sequence[AppointmentRow],
    people: People,
    *,
    with_people: bool,
) -> str:
    """With a header; commas, one line an appointment, times local. Text of people cannot become a
    formula.
    """
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow((*COLUMNS, *OF_PEOPLE) if with_people else COLUMNS)
    for row in rows:
        local = moment_of(row.appointed).astimezone(settings.zone(row.location))
        cells: list[object] = [
            row.location,
            f"{local:%Y-%m-%d}",
            f"{local:%H:%M}",
            minutes_of(settings, row),
            " ".join(row.services),
            " ".join(map(str, amounts_of(row))),
            row.persons,
            row.code,
            row.channel,
            row.state,
            row.changes,
            row.visit,
        ]
        if with_people:
            cells += of_person(people.get((row.day, row.visit)))
        table.writerow(cells)
    return written.getvalue()


def as_ics(settings: Settings, rows: Sequence[AppointmentRow], people: People, now: int) -> bytes:
    """One event for each appointment that stands; CATEGORIES holds the keys of its services. Its
    title is the person where people are given, else the services.
    """
    standing = [row for row in rows if row.state in ("open", "used")]
    found = Calendar()
    found.add("VERSION", "2.0")
    found.add("PRODID", PRODUCT)
    found.add("CALSCALE", "GREGORIAN")
    if standing:
        moments = [moment_of(row.appointed) for row in standing]
        zone = settings.zone(standing[0].location)
        found.add_component(vtimezone(zone, min(moments), max(moments)))
    for row in standing:
        found.add_component(_event(settings, row, people.get((row.day, row.visit)), now))
    written: bytes = found.to_ical()
    return written


def of_person(person: PersonRow | None) -> list[str]:
    """The cells of `OF_PEOPLE`; empty ones of nobody, or of somebody who was erased."""
    known = person or PersonRow("")
    return [as_text(getattr(known, name)) for name in OF_PEOPLE]


def minutes_of(settings: Settings, row: AppointmentRow) -> int:
    """How long it takes; of one that was brought in without a length, as its services say."""
    if row.minutes:
        return row.minutes
    known = zip(row.services, amounts_of(row), strict=True)
    found = ((settings.services.get(name), amount) for name, amount in known)
    return sum(s.first_minutes + (n - 1) * s.further_minutes for s, n in found if s is not None)


def amounts_of(row: AppointmentRow) -> tuple[int, ...]:
    return row.amounts or (row.persons,) * len(row.services)


def _event(settings: Settings, row: AppointmentRow, person: PersonRow | None, now: int) -> Event:
    zone = settings.zone(row.location)
    starts: datetime = moment_of(row.appointed).astimezone(zone)
    language = settings.town.languages[0]
    names = [
        settings.services[name].names[language] if name in settings.services else name
        for name in row.services
    ]
    event = Event()
    event.add("UID", uid_of(settings, row.visit))
    event.add("DTSTAMP", moment_of(now).replace(microsecond=0))
    event.add("SEQUENCE", row.changes)
    event.add("DTSTART", starts)
    event.add("DTEND", starts + timedelta(minutes=minutes_of(settings, row)))
    event.add("SUMMARY", (person and person.name) or ", ".join(names))
    event.add("CATEGORIES", list(row.services))
    event.add("LOCATION", address_of(settings, row.location))
    event.add("STATUS", "CONFIRMED")
    event.add("X-BALIE-PERSONS", str(row.persons))
    event.add("X-BALIE-CODE", row.code)
    return event


def as_text(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def from_cell(text: str) -> str:
    """What `as_text` was given."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text
