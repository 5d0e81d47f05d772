"""The visits behind a figure, as lines of text or as CSV: ids and times only."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial

from host.core import cells
from host.core.printing import number
from host.measures.behind import Behind, figure_of
from host.measures.definitions import DEFINITIONS
from host.settings import Settings
from wire.words import say

MOMENTS = ("appointed", "arrived", "first_called", "met", "ended")
WORDS = ("appointed", "arrived", "called", "began", "ended")


def behind_text(
    settings: Settings, definition: str, behind: Sequence[Behind], language: str
) -> str:
    """A line a visit, in the town's own time, and the figure that they make."""
    known, word = DEFINITIONS[definition], partial(say, language)
    name = f"{known.name(language)} ({known.versioned})"
    head = word("report.behind", naam=name, n=len(behind))
    titles = "".join(f"{word(f'report.{each}'):>12}" for each in WORDS)
    last = word("report.seconds" if known.unit == "seconds" else "report.counts")
    lines = [head, "", f"{word('report.day'):12}{word('report.visit'):38}{titles}{last:>12}"]
    for each in behind:
        clocks = "".join(f"{_clock(settings, each, name):>12}" for name in MOMENTS)
        exact = Decimal(f"{each.value:.{3 if known.unit == 'seconds' else 0}f}")
        lines.append(f"{each.day:12}{each.visit:38}{clocks}{number(exact, language):>12}")
    again = cells.text(figure_of(definition, behind), language)
    return "\n".join([*lines, "", word("report.behind.recomputed", waarde=again), ""])


def behind_csv(definition: str, behind: Sequence[Behind]) -> str:
    """Moments are milliseconds since 1970 in UTC."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(("definition", "location", "day", "visit", *MOMENTS, "value", "weight"))
    versioned = DEFINITIONS[definition].versioned
    for each in behind:
        moments = [getattr(each, name) for name in MOMENTS]
        where = (versioned, each.location, each.day, each.visit)
        writer.writerow((*where, *moments, each.value, each.weight))
    return file.getvalue()


def _clock(settings: Settings, each: Behind, name: str) -> str:
    at: int | None = getattr(each, name)
    if at is None:
        return "-"
    return f"{datetime.fromtimestamp(at / 1000, settings.zone(each.location)):%H:%M:%S}"
