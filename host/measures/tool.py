"""`balie report` as a plain function: reads a period and writes it to a file or to standard output.
What goes wrong is raised with a sentence.
"""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from host.measures.behind import visits_behind
from host.measures.definitions import DEFINITIONS
from host.measures.outputs import OUTPUTS
from host.measures.outputs.behind import behind_csv, behind_text
from host.measures.report import make
from host.measures.span import Period, date_of
from host.settings import Settings
from host.store import Store


@dataclass(frozen=True)
class Asked:
    """What somebody wants to know. Empty: all locations, the town's own language, and standard
    output.
    """

    location: str = ""
    language: str = ""
    format: str = "text"
    visits: str = ""
    """A definition: the visits behind it, instead of the report."""
    out: Path | None = None


def period_of(period: str, day: str, until: str, today: date) -> Period:
    """From what was typed: a period, or a day, or a first and a last day. Raises ValueError."""
    if period and (day or until):
        raise ValueError("--period goes without --day and --until")
    if period:
        return Period.read(period)
    first = date_of(day) if day else today
    return Period(first, date_of(until) if until else first)


def write(settings: Settings, store: Store, period: Period, asked: Asked, now: int) -> None:
    """`now` in milliseconds UTC. Raises ValueError, KeyError for an unknown location, StoreBusy,
    OSError.
    """
    content = content_of(settings, store, period, asked, now)
    if asked.out is not None:
        asked.out.write_bytes(content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def content_of(settings: Settings, store: Store, period: Period, asked: Asked, now: int) -> bytes:
    """The bytes of the file."""
    locations = [asked.location] if asked.location else []
    for location in locations:
        settings.locations[location]
    language = asked.language or settings.town.languages[0]
    if asked.format not in OUTPUTS:
        raise ValueError(f"there is no format {asked.format!r}; there are {', '.join(OUTPUTS)}")
    if not asked.visits:
        report = make(settings, store, period, now, locations, language)
        return OUTPUTS[asked.format](report)
    if asked.visits not in DEFINITIONS:
        raise ValueError(f"there is no definition {asked.visits!r}; there are {told()}")
    if asked.format not in ("text", "csv"):
        raise ValueError("visits are told as text or csv")
    behind = visits_behind(settings, store, asked.visits, period, locations)
    if asked.format == "csv":
        return behind_csv(asked.visits, behind).encode()
    return behind_text(settings, asked.visits, behind, language).encode()


def told() -> str:
    return ", ".join(DEFINITIONS)
