"""Reads appointments from CSV: UTF-8, comma or semicolon, the columns in any order, a header line
first.
"""

import csv
import io
import re
from collections.abc import Collection, Sequence
from datetime import date, time
from zoneinfo import ZoneInfo

from host.agenda.export import OF_PEOPLE, from_cell
from host.importing.wanted import (
    FileFault,
    FileFaulty,
    Unfit,
    Wanted,
    fit_text,
    local_moment,
)

NEEDED = ("date", "time", "services")
COLUMNS = (*NEEDED, "persons", "name", "phone", "mail", "language", "code")
EXPORTED = ("location", "minutes", "amounts", "channel", "state", "changes", "id", "note")
"""What our own export has besides: most of it is for people, and not needed here."""
STATES = ("open", "used", "cancelled", "no_show")
PERSONS_MAX = 12
SERVICES_MAX = 6
_CODE = re.compile(r"[A-Z0-9-]{4,64}")
_DUTCH_DATE = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")


def read_csv(
    content: bytes, zone: ZoneInfo, services: Collection[str], location: str = ""
) -> list[Wanted]:
    """The appointments of a file, in its order. Raises FileFaulty with all faults of all lines.

    `date`: 2026-11-20 or 20-11-2026. `time`: 09:05. `services`: keys of the settings with a space
    or + between. The others may be empty or missing. A table of `balie agenda export` is read too:
    its lines must be of `location`, and those that do not stand any more are marked so.
    """
    text = text_of(content)
    head = text.split("\n", 1)[0]
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",", strict=True
    )
    faults: list[FileFault] = []
    found: list[Wanted] = []
    try:
        columns = columns_of(next(rows, []), NEEDED, (*COLUMNS, *EXPORTED))
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            try:
                cell = _cells(columns, cells, location)
                stands = cell.get("state", "open") == "open"
                found.append(
                    _wanted(rows.line_num, cell, zone, services)
                    if stands
                    else Wanted(rows.line_num, date.min, 0, (), stands=False)
                )
            except Unfit as fault:
                faults.append(FileFault(rows.line_num, str(fault)))
    except csv.Error as fault:
        faults.append(FileFault(rows.line_num, f"is not CSV: {fault}"))
    if faults:
        raise FileFaulty(faults)
    return found


def text_of(content: bytes) -> str:
    """Its lines end with a line feed. Raises FileFaulty."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise FileFaulty(
            [
                FileFault(
                    line,
                    "is not UTF-8, probably Windows-1252; save the file as "
                    '"CSV UTF-8" and import it again',
                )
            ]
        ) from None


def columns_of(cells: Sequence[str], needed: Sequence[str], known: Sequence[str]) -> list[str]:
    """The names in a header line. Raises FileFaulty with all that is wrong with it."""
    names = [cell.strip().casefold() for cell in cells]
    wrong = [f'has no column "{name}"' for name in needed if name not in names]
    wrong += [f'has an unknown column "{name}"' for name in names if name not in known]
    wrong += [f'has the column "{name}" twice' for name in {*names} if names.count(name) > 1]
    if wrong:
        told = f"known are {', '.join(known)}"
        raise FileFaulty([FileFault(1, f"{text}; {told}") for text in wrong])
    return names


def _cells(columns: list[str], cells: list[str], location: str) -> dict[str, str]:
    """By column, of a line of this location."""
    if len(cells) != len(columns):
        raise Unfit(f"has {len(cells)} cells where the header has {len(columns)}")
    cell = {name: text.strip() for name, text in zip(columns, cells, strict=True)}
    if cell.get("location", location) != location:
        raise Unfit("is of another location")
    if cell.get("state", "open") not in STATES:
        raise Unfit(f"state is not one of {', '.join(STATES)}")
    if "id" in cell:
        cell |= {name: from_cell(cell.get(name, "")) for name in OF_PEOPLE}
    return cell


def _wanted(line: int, cell: dict[str, str], zone: ZoneInfo, services: Collection[str]) -> Wanted:
    day, clock = _date(cell["date"]), _time(cell["time"])
    return Wanted(
        line=line,
        day=day,
        appointed=local_moment(zone, day, clock),
        services=_services(cell["services"], services),
        persons=_persons(cell.get("persons", "")),
        language=_language(cell.get("language", "")),
        code=_code(cell.get("code", "")),
        name=fit_text("name", cell.get("name", "")),
        phone=fit_text("phone", cell.get("phone", "")),
        mail=fit_text("mail", cell.get("mail", "")),
        note=fit_text("note", cell.get("note", "")),
        key=cell.get("id", "") or "|".join(cell.get(name, "") for name in COLUMNS),
    )


def _date(text: str) -> date:
    dutch = _DUTCH_DATE.fullmatch(text)
    try:
        if dutch:
            return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise Unfit("date is not written as 2026-11-20 or 20-11-2026") from None


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text.zfill(5))
    except ValueError:
        raise Unfit("time is not written as 09:05") from None


def _services(text: str, known: Collection[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(text.replace("+", " ").split()))
    if not 1 <= len(names) <= SERVICES_MAX:
        raise Unfit(f"services names {len(names)} services; 1 to {SERVICES_MAX} are possible")
    for name in names:
        if name not in known:
            raise Unfit(f'this location does not offer "{name}"')
    return names


def _persons(text: str) -> int:
    if not text:
        return 1
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= PERSONS_MAX):
        raise Unfit(f"persons is not a number from 1 to {PERSONS_MAX}")
    return int(text)


def _language(text: str) -> str:
    language = text.casefold() or "nl"
    if not re.fullmatch(r"[a-z]{2,3}", language):
        raise Unfit("language is not written as nl, en or de")
    return language


def _code(text: str) -> str:
    code = text.upper()
    if code and not _CODE.fullmatch(code):
        raise Unfit("code holds something else than letters, digits and hyphens, or is too short")
    return code
