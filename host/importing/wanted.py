"""What a file wants: appointments as plain records, and everything that can be wrong with one line
of it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from wire.text import clean, has_bsn

LENGTHS = {"name": 200, "phone": 200, "mail": 200, "note": 200}


@dataclass(frozen=True)
class FileFault:
    """What is wrong with one line; never what stood in it when that could be personal."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


class FileFaulty(Exception):
    """Nothing was imported; `faults` says why, line by line."""

    def __init__(self, faults: list[FileFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Wanted:
    """One appointment of a file. `appointed`: milliseconds UTC; an empty code: one is made."""

    line: int
    day: date
    appointed: int
    services: tuple[str, ...]
    persons: int = 1
    language: str = "nl"
    code: str = ""
    name: str = ""
    phone: str = ""
    mail: str = ""
    note: str = ""
    key: str = ""
    """What makes it the same appointment when the file comes again."""
    stands: bool = True
    """False: cancelled or over; nothing but its line is known."""


class Unfit(Exception):
    """One value cannot be used."""


def local_moment(zone: ZoneInfo, day: date, clock: time) -> int:
    """A local time in milliseconds UTC. Raises Unfit for an hour that is skipped or comes twice."""
    local = datetime.combine(day, clock, zone)
    back = datetime.fromtimestamp(local.timestamp(), zone)
    if back.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Unfit(f"{day} {clock:%H:%M} does not exist: the clock goes forward that night")
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise Unfit(f"{day} {clock:%H:%M} exists twice: the clock goes back that night")
    return int(local.timestamp() * 1000)


def fit_text(column: str, said: str) -> str:
    """A person's text without control characters. Raises Unfit; never repeats a citizen service
    number.
    """
    text = clean(said)
    if has_bsn(text):
        raise Unfit(f"{column} holds a citizen service number (BSN); it may not be imported")
    if len(text) > LENGTHS.get(column, 200):
        raise Unfit(f"{column} is longer than {LENGTHS.get(column, 200)} letters")
    return text
