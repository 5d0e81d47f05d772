"""Reads appointments from an iCalendar file (RFC 5545): one VEVENT is one appointment.

CATEGORIES names the services, SUMMARY the person, X-BALIE-PERSONS the number of persons. Times with
a zone are taken as they are; floating ones as the location's.
"""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from host.importing.wanted import FileFault, FileFaulty, Unfit, Wanted, fit_text, local_moment


def read_ics(content: bytes, zone: ZoneInfo, services: Collection[str]) -> list[Wanted]:
    """The appointments of a file. Raises FileFaulty; the line is the number of the event."""
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
    except (ValueError, IndexError, KeyError) as fault:
        raise FileFaulty([FileFault(1, f"is not iCalendar: {type(fault).__name__}")]) from None
    faults: list[FileFault] = []
    found: list[Wanted] = []
    for number, event in enumerate(events, 1):
        try:
            found.append(_wanted(number, event, zone, services))
        except Unfit as fault:
            faults.append(FileFault(number, f"(event) {fault}"))
    if faults:
        raise FileFaulty(faults)
    return found


def _wanted(number: int, event: object, zone: ZoneInfo, services: Collection[str]) -> Wanted:
    read = event.get  # type: ignore[attr-defined]
    if str(read("STATUS", "")).upper() == "CANCELLED":
        raise Unfit("is cancelled; only appointments that stand can be imported")
    if read("RRULE") is not None:
        raise Unfit("repeats; every appointment needs an event of its own")
    start = getattr(read("DTSTART"), "dt", None)
    if not isinstance(start, datetime):
        raise Unfit("has no start with a time of day")
    if start.tzinfo is None:
        appointed = local_moment(zone, start.date(), start.time())
    else:
        appointed = int(start.timestamp() * 1000)
    local = datetime.fromtimestamp(appointed / 1000, zone)
    uid = str(read("UID", ""))
    if not uid:
        raise Unfit("has no UID")
    return Wanted(
        line=number,
        day=local.date(),
        appointed=appointed,
        services=_services(read("CATEGORIES"), services),
        persons=_persons(str(read("X-BALIE-PERSONS", "1"))),
        name=fit_text("name", str(read("SUMMARY", ""))),
        key=f"uid {uid}",
    )


def _services(said: object, known: Collection[str]) -> tuple[str, ...]:
    lists = said if isinstance(said, list) else [said] if said is not None else []
    names = tuple(dict.fromkeys(str(name) for each in lists for name in getattr(each, "cats", ())))
    if not names:
        raise Unfit("has no CATEGORIES that name services")
    for name in names:
        if name not in known:
            raise Unfit(f'this location does not offer "{name}"')
    return names


def _persons(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 12):
        raise Unfit("X-BALIE-PERSONS is not a number from 1 to 12")
    return int(text)
