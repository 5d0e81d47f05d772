"""The boards of Warsaw's district offices as a judge of expected waits reads them: rows in time
order, and how long the last of a queue really waited. Guesses nothing.
"""

import csv
import datetime
import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

LEAST_ROWS = 30
LEAST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class BoardRow:
    """What one queue's board showed at one minute."""

    office: str
    queue_id: str
    at: str
    """Local minute, as it stands in the file."""
    waiting: int
    desks: int
    number: int | None
    """Called last; None: the board showed none."""
    office_minutes: float
    """Per visitor, the office's own figure."""

    @property
    def queue(self) -> str:
        return f"{self.office}/{self.queue_id}"

    @property
    def day(self) -> str:
        return self.at[:10]

    @property
    def minute(self) -> int:
        """Since midnight."""
        return int(self.at[11:13]) * 60 + int(self.at[14:16])

    @property
    def weekday(self) -> int:
        return datetime.date.fromisoformat(self.day).weekday()


def read_rows(file: Path) -> list[BoardRow]:
    """All rows in time order; rows of one minute by office and queue."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        rows = [_row(found) for found in csv.DictReader(lines)]
    return sorted(rows, key=lambda row: (row.at, row.office, row.queue_id))


def _row(found: dict[str, str]) -> BoardRow:
    number = re.search(r"\d+", found["serving_number"])
    return BoardRow(
        office=found["office"],
        queue_id=found["queue_id"],
        at=found["at"],
        waiting=int(found["waiting"]),
        desks=int(found["open_desks"]),
        number=int(number.group()) if number else None,
        office_minutes=float(found["official_minutes_per_visitor"] or 0),
    )


def by_minute(rows: Sequence[BoardRow]) -> Iterator[list[BoardRow]]:
    for _, together in groupby(rows, key=lambda row: row.at):
        yield list(together)


def truths(rows: Sequence[BoardRow]) -> dict[BoardRow, int]:
    """For each row that can be judged the minutes until the board reached its number + waiting.

    Left out: queue-days whose numbers fall, that have fewer than 30 rows or numbers below 15 only;
    rows without a number; those whose turn never came on that day.
    """
    days: dict[tuple[str, str], list[BoardRow]] = {}
    for row in rows:
        days.setdefault((row.queue, row.day), []).append(row)
    found: dict[BoardRow, int] = {}
    for of_day in days.values():
        if can_be_followed(of_day):
            found.update(_truths(of_day))
    return found


def can_be_followed(rows: Sequence[BoardRow]) -> bool:
    """Whether one queue's day, in time order, tells who was called when."""
    numbers = [row.number for row in rows if row.number is not None]
    if len(rows) < LEAST_ROWS or max(numbers, default=0) < LEAST_NUMBER:
        return False
    return numbers == sorted(numbers)


def _truths(rows: Sequence[BoardRow]) -> Iterator[tuple[BoardRow, int]]:
    called = [(row.number, row.minute) for row in rows if row.number is not None]
    place = 0
    for row in rows:
        if row.number is None or not row.waiting:
            continue
        while called[place][1] < row.minute:
            place += 1
        target = row.number + row.waiting
        reached = next((minute for number, minute in called[place:] if number >= target), None)
        if reached is not None:
            yield row, reached - row.minute
