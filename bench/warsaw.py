"""The public boards of Warsaw's district offices: reads one office's day and derives who came and
who was called when. Knows no host.

A board shows per queue and minute how many wait and which number was called last. Its numbers are
given in order, so `number called last + waiting` is the number given last. Some queues begin at
501 instead of 1: the hundreds below the first number are not people.
"""

import csv
import datetime
import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Warsaw")
LEAST_ROWS = 30


@dataclass(frozen=True)
class Row:
    """One queue at one minute. `called`: the number called last, 0 before the first."""

    queue: str
    at: int
    """Milliseconds UTC."""
    waiting: int
    open_desks: int
    called: int


@dataclass
class QueueDay:
    """What happened in one queue on one day. Moments in milliseconds UTC, in order."""

    queue: str
    name: str
    arrivals: list[int] = field(default_factory=list)
    calls: list[int] = field(default_factory=list)
    desks: list[tuple[int, int]] = field(default_factory=list)
    """From when how many desks were open; only changes."""

    @property
    def most_desks(self) -> int:
        return max((count for _, count in self.desks), default=0)

    @property
    def ends(self) -> int:
        """The last moment at which anything happened."""
        return max(self.arrivals[-1:] + self.calls[-1:] + [at for at, _ in self.desks[-1:]])

    @property
    def waits_seconds(self) -> list[float]:
        """Of each one who was called, in the order of coming."""
        pairs = zip(self.arrivals, self.calls, strict=False)
        return [(called - came) / 1000 for came, called in pairs]


def read_day(file: Path, office: str, day: str) -> list[QueueDay]:
    """The queues of an office on an ISO date that can be followed: numbers that only rise, and at
    least 30 rows. Queues in which nobody came are left out."""
    rows: dict[str, list[Row]] = {}
    names: dict[str, str] = {}
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        for found in csv.DictReader(lines):
            if found["office"] == office and found["at"].startswith(day):
                row = _row(found)
                rows.setdefault(row.queue, []).append(row)
                names[row.queue] = found["queue_name"]
    queues = (
        follow(queue, names[queue], ordered)
        for queue in rows
        if is_rising(ordered := sorted(rows[queue], key=lambda row: row.at))
    )
    return [queue for queue in queues if queue.arrivals]


def is_rising(rows: list[Row]) -> bool:
    """Whether the board can be followed: its numbers never start again."""
    numbers = [row.called for row in rows]
    return len(rows) >= LEAST_ROWS and numbers == sorted(numbers)


def follow(queue: str, name: str, rows: Sequence[Row]) -> QueueDay:
    """Arrivals and calls between two rows are spread evenly over the time between them. Who was
    called came before: an arrival is never later than the call of the same number."""
    day = QueueDay(queue, name)
    before: Row | None = None
    first = next((row.called for row in rows if row.called), 1)
    base = (first - 1) // 100 * 100
    given = called = base
    for row in rows:
        start = before.at if before else row.at - 60_000
        reached = max(row.called, base)
        newest = max(given, reached + row.waiting)
        day.arrivals += _spread(start, row.at, newest - given)
        day.calls += _spread(start, row.at, reached - called)
        given, called = newest, reached
        if before is None or before.open_desks != row.open_desks:
            day.desks.append((row.at, row.open_desks))
        before = row
    day.calls = [max(call, day.arrivals[number] + 1) for number, call in enumerate(day.calls)]
    day.calls.sort()
    return day


def _spread(start: int, end: int, count: int) -> Iterator[int]:
    return (start + (end - start) * (number + 1) // (count + 1) for number in range(count))


def _row(found: dict[str, str]) -> Row:
    at = datetime.datetime.fromisoformat(found["at"]).replace(tzinfo=ZONE)
    number = re.search(r"\d+", found["serving_number"])
    return Row(
        queue=found["queue_id"],
        at=int(at.timestamp() * 1000),
        waiting=int(found["waiting"]),
        open_desks=int(found["open_desks"]),
        called=int(number.group()) if number else 0,
    )
