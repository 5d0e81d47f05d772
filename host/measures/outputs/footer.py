"""What stands under every report: until when the data go, when it was made, and what the signs
mean.
"""

from datetime import datetime
from functools import partial

from host.core.cells import Cell, text
from host.measures.document import Report
from host.measures.span import date_text
from wire.words import say

GAPS = ("none", "few", "not_measured", "not_offered")


def footer(report: Report) -> list[str]:
    """Both times; the data are never newer than the report."""
    word = partial(say, report.language)
    until = moment_text(report.data_until, report.language) or word("report.empty")
    return [
        f"{word('report.data_until')} {until}" if report.data_until else until,
        f"{word('report.built_at')} {moment_text(report.built_at, report.language)}",
    ]


def moment_text(moment: str, language: str) -> str:
    """ "8 juni 2018 17:06:48", as read on a clock in the town."""
    if not moment:
        return ""
    at = datetime.fromisoformat(moment)
    return f"{date_text(at.date(), language)} {at:%H:%M:%S}"


def signs(language: str) -> list[tuple[str, str]]:
    """Each sign that stands where no figure does, and the one behind a figure."""
    found = [
        (text(Cell("count", gap=gap), language), say(language, f"gap.{gap}.means"))  # type: ignore[arg-type]
        for gap in GAPS
    ]
    return [*found, ("+", say(language, "gap.over.means"))]
