"""Promises to call back as CSV, in and out. The file that goes out holds nobody's name unless asked
for; one that comes in may hold notes of another system, finished ones too.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from host.agenda.export import as_text
from host.importing.csv_file import columns_of, text_of
from host.importing.wanted import FileFault, FileFaulty, Unfit, fit_text, local_moment
from host.settings import Settings
from host.store.callbacks import CallbackRow

NEEDED = ("created", "department")
COLUMNS = (
    *NEEDED,
    "term_days",
    "name",
    "phone",
    "note",
    "attempts",
    "answered",
    "transferred_directly",
    "reference",
)
OUT = (
    "callback",
    "location",
    "department",
    "exempt",
    "term_days",
    "calendar",
    "created",
    "due",
    "state",
    "outcome",
    "attempts",
    "tried",
    "answered",
    "ended",
    "appointment",
    "channel",
)
PEOPLE = ("name", "phone", "note")
YES = frozenset({"1", "ja", "yes", "true", "j", "y"})
NO = frozenset({"", "0", "nee", "no", "false", "n"})
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4})[ T](\d{1,2}:\d{2})(:\d{2})?")


@dataclass(frozen=True, slots=True)
class Brought:
    """One line of a file that comes in. Moments in milliseconds UTC."""

    line: int
    created: int
    department: str
    term_days: int | None
    attempts: tuple[int, ...]
    """Calls in vain."""
    answered: int | None
    transferred_directly: bool
    name: str
    phone: str
    note: str
    key: str
    """Tells the line from others: its reference, or all that stands in it."""


def read_table(content: bytes, zone: ZoneInfo, departments: Sequence[str]) -> list[Brought]:
    """The notes of a file in its order: UTF-8, comma or semicolon, a header line first. Moments are
    local: 2026-11-20 16:00 or 20-11-2026 16:00; several attempts with a + between. Raises
    FileFaulty with all faults of all lines.
    """
    text = text_of(content)
    head = text.split("\n", 1)[0]
    delimiter = ";" if ";" in head else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    faults: list[FileFault] = []
    found: list[Brought] = []
    try:
        columns = columns_of(next(rows, []), NEEDED, COLUMNS)
        for cells in rows:
            if any(cell.strip() for cell in cells):
                try:
                    found.append(_brought(rows.line_num, columns, cells, zone, departments))
                except Unfit as fault:
                    faults.append(FileFault(rows.line_num, str(fault)))
    except csv.Error as fault:
        faults.append(FileFault(rows.line_num, f"is not CSV: {fault}"))
    if faults:
        raise FileFaulty(faults)
    return found


def write_table(
    settings: Settings, rows: Sequence[CallbackRow], *, with_people: bool = False
) -> str:
    """The whole file, its moments with their offset. A cell that a spreadsheet would take for a
    formula begins with an apostrophe.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    columns = OUT + (PEOPLE if with_people else ())
    table.writerow(columns)
    for row in rows:
        table.writerow([as_text(_cell(settings, row, name)) for name in columns])
    return out.getvalue()


def _cell(settings: Settings, row: CallbackRow, name: str) -> str:
    value: Any = row.visit if name == "appointment" else getattr(row, name)
    if value is None:
        return ""
    if name in ("created", "due", "tried", "answered", "ended"):
        known = row.location in settings.locations
        place = row.location if known else next(iter(settings.locations))
        return datetime.fromtimestamp(value / 1000, settings.zone(place)).isoformat(
            timespec="seconds"
        )
    return str(value).lower() if isinstance(value, bool) else str(value)


def _brought(
    line: int, columns: list[str], cells: list[str], zone: ZoneInfo, departments: Sequence[str]
) -> Brought:
    if len(cells) != len(columns):
        raise Unfit(f"has {len(cells)} cells where the header has {len(columns)}")
    cell = dict.fromkeys(COLUMNS, "")
    cell |= {name: text.strip() for name, text in zip(columns, cells, strict=True)}
    if cell["department"] not in departments:
        raise Unfit(f'there is no department "{cell["department"]}"')
    created = _moment("created", cell["created"], zone)
    attempts = [each.strip() for each in cell["attempts"].split("+") if each.strip()]
    answered = _moment("answered", cell["answered"], zone) if cell["answered"] else None
    calls = tuple(_moment("attempts", each, zone) for each in attempts)
    at_once = _yes(cell["transferred_directly"])
    if at_once and (calls or answered is not None):
        raise Unfit("was taken at once, so it has no attempts and is not answered")
    if any(at < created for at in (*calls, *filter(None, [answered]))):
        raise Unfit("something was done before it was created")
    return Brought(
        line=line,
        created=created,
        department=cell["department"],
        term_days=_term(cell["term_days"]),
        attempts=calls,
        answered=answered,
        transferred_directly=at_once,
        name=fit_text("name", cell["name"]),
        phone=fit_text("phone", cell["phone"]),
        note=fit_text("note", cell["note"]),
        key=cell["reference"] or "|".join(cell[name] for name in COLUMNS),
    )


def _moment(name: str, text: str, zone: ZoneInfo) -> int:
    """Of 2026-11-20 16:00, or 20-11-2026 16:00."""
    found = _MOMENT.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        parts = [int(part) for part in found[1].split("-")]
        year, month, day = parts if parts[0] > 31 else parts[::-1]
        return local_moment(zone, date(year, month, day), time.fromisoformat(found[2].zfill(5)))
    except ValueError:
        raise Unfit(f"{name} is not written as 2026-11-20 16:00") from None


def _term(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 60):
        raise Unfit("term_days is not a number of working days")
    return int(text)


def _yes(text: str) -> bool:
    if text.casefold() in YES | NO:
        return text.casefold() in YES
    raise Unfit("transferred_directly is not yes or no")
