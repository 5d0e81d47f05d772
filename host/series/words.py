"""What is said around a town's table, alike on paper and on a page: footnotes, breaks, sources, and
until when the data go.
"""

from datetime import date
from functools import partial

from host.measures.definitions import DEFINITIONS
from host.measures.outputs.footer import moment_text, signs
from host.measures.span import date_text
from host.series.document import Figure, TableReport
from wire.words import say

Notes = list[tuple[str, str]]
"""Each with its mark."""
BULLET = "•"
"""Not a dash: that stands where there was nothing to count."""


def shown(report: TableReport, figure: Figure) -> str:
    """The figure; a provisional one says so."""
    if figure.provisional and figure.cell.value is not None:
        return f"{figure.text} ({say(report.language, 'table.kind.so_far')})"
    return figure.text


def notes_of(report: TableReport) -> list[tuple[str, Notes]]:
    """Everything under the table, under its own heading; what there is none of is left out."""
    word = partial(say, report.language)
    told = [(mark, text) for mark, text in report.footnotes().items()]
    if report.note:
        told.append((BULLET, report.note))
    breaks = [
        ("|", f"{row.name}, {word('table.break.before', kolom=heading.title)}: {reason}")
        for row, heading, reason in report.breaks()
    ]
    found = [
        (word("table.notes"), told),
        (word("table.break"), breaks),
        (word("report.definitions"), _definitions(report)),
        (word("table.sources"), _sources(report)),
        (word("report.signs"), _signs(report)),
    ]
    return [(title, notes) for title, notes in found if notes]


def _sources(report: TableReport) -> Notes:
    """Each source once, with the newest date of what was read there."""
    newest: dict[str, str] = {}
    for row in report.rows:
        for figure in row.figures:
            if figure.source:
                newest[figure.source] = max(figure.source_date, newest.get(figure.source, ""))
    return [
        (
            BULLET,
            say(
                report.language,
                "table.source",
                bron=source,
                dag=date_text(date.fromisoformat(day), report.language),
            ),
        )
        for source, day in sorted(newest.items())
    ]


def _definitions(report: TableReport) -> Notes:
    """How the house itself counts what stands in this table."""
    told = {figure.counted_by for row in report.rows for figure in row.figures}
    return [
        (known.versioned, f"{known.name(report.language)}. {known.formula(report.language)}")
        for known in DEFINITIONS.values()
        if known.versioned in told
    ]


def _signs(report: TableReport) -> Notes:
    """The letters of the columns and the signs that stand in this table."""
    word = partial(say, report.language)
    texts = {figure.text for row in report.rows for figure in row.figures}
    kinds = dict.fromkeys(
        heading.kind
        for heading in report.headings
        if heading.period and heading.title.endswith(f"({word('table.kind.' + heading.kind)})")
    )
    letters = [
        (f"({word(f'table.kind.{kind}')})", word(f"table.kind.{kind}.means")) for kind in kinds
    ]
    found = [
        (sign, means)
        for sign, means in signs(report.language)
        if sign in texts or (sign == "+" and any(text.endswith("+") for text in texts))
    ]
    return [*letters, *found]


def footer(report: TableReport) -> list[str]:
    """Both times; the data are never newer than the table."""
    word = partial(say, report.language)
    until = moment_text(report.data_until, report.language)
    return [
        f"{word('report.data_until')} {until}" if until else word("report.empty"),
        f"{word('report.built_at')} {moment_text(report.built_at, report.language)}",
    ]
