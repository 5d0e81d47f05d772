"""A town's table as text, CSV and JSON. What it looks like as a page is `host.series.page`'s."""

import csv
import io
import textwrap
from collections.abc import Callable
from typing import Any

import orjson

from host.series.document import Figure, Heading, TableReport, TownRow
from host.series.page import page_of
from host.series.words import footer, notes_of, shown

NAME_CELLS = 50
LINE_CELLS = 100
COLUMNS = (
    *("town", "table", "row", "figure", "column", "period", "kind", "unit", "value", "gap", "n"),
    *("text", "footnote", "target", "kept", "norm", "definition", "source", "source_date"),
    *("series_version", "provisional", "break_reason", "data_until", "built_at"),
)


def text_of(report: TableReport) -> str:
    """For a terminal and for mail. A bar stands where two figures cannot be compared."""
    fields = [[_field(report, figure) for figure in row.figures] for row in report.rows]
    titles = [heading.title for heading in report.headings]
    columns = [_Column(title, [row[at] for row in fields]) for at, title in enumerate(titles)]
    longest = max(len(report.head), *(len(_name(report, row)) for row in report.rows))
    cells = min(NAME_CELLS, longest) + 1
    heads = "".join(column.head for column in columns)
    lines = [report.title, "=" * len(report.title), "", f"{report.head:{cells}}{heads}".rstrip()]
    for row, own in zip(report.rows, fields, strict=True):
        *above, last = textwrap.wrap(_name(report, row), cells - 1)
        printed = "".join(column.line(*field) for column, field in zip(columns, own, strict=True))
        lines += [*above, f"{last:{cells}}{printed}".rstrip()]
    for title, notes in notes_of(report):
        lines += ["", title]
        for mark, text in notes:
            lines += textwrap.wrap(
                f"{mark}  {text}",
                LINE_CELLS,
                initial_indent="  ",
                subsequent_indent=" " * (len(mark) + 4),
            )
    return "\n".join([*lines, "", *footer(report), ""])


class _Column:
    """A column of text: figures end below each other, and what is no figure stands behind them."""

    def __init__(self, title: str, fields: list[tuple[str, str]]) -> None:
        self._behind = max(len(mark) for _, mark in fields)
        before = max(len(text) for text, _ in fields)
        self._before = max(before, len(title) - self._behind) + 3
        self.head = title.rjust(self._before + self._behind)

    def line(self, text: str, mark: str) -> str:
        return text.rjust(self._before) + mark.ljust(self._behind)


def _name(report: TableReport, row: TownRow) -> str:
    mark = report.mark(row.footnote)
    return f"{row.name} [{mark}]" if mark else row.name


def _field(report: TableReport, figure: Figure) -> tuple[str, str]:
    """The figure with a bar before a break; and behind it, apart, its footnote and whether it is
    provisional.
    """
    mark = report.mark(figure.footnote)
    bar = "| " if figure.break_reason else ""
    behind = shown(report, figure).removeprefix(figure.text)
    return bar + figure.text, behind + (f" [{mark}]" if mark else "")


def csv_of(report: TableReport) -> str:
    """One line a field. Values are not rounded and have a dot; shares go from 0 to 1, times are
    seconds. `text` is the figure as it is printed, without footnote.
    """
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in report.rows:
        for heading, figure in zip(report.headings, row.figures, strict=True):
            said = {"town": report.town, "table": report.id, "row": row.name, "figure": row.figure}
            moments = {"data_until": report.data_until, "built_at": report.built_at}
            writer.writerow(said | _told(heading, figure) | moments)
    return file.getvalue()


def json_of(report: TableReport) -> str:
    """As the CSV, by row; with footnotes and breaks as lists."""
    told: dict[str, Any] = {
        "town": report.town,
        "table": report.id,
        "title": report.title,
        "columns": [
            {"title": each.title, "kind": each.kind, "period": each.period or None}
            for each in report.headings
        ],
        "rows": [_row(report, row) for row in report.rows],
        "footnotes": report.footnotes(),
        "breaks": [
            {"row": row.name, "before": heading.title, "reason": reason}
            for row, heading, reason in report.breaks()
        ],
        "note": report.note or None,
        "data_until": report.data_until or None,
        "built_at": report.built_at,
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2).decode() + "\n"


def _row(report: TableReport, row: TownRow) -> dict[str, Any]:
    figures = []
    for heading, figure in zip(report.headings, row.figures, strict=True):
        said = {**_told(heading, figure), "footnote": figure.footnote}
        figures.append({key: value for key, value in said.items() if value not in (None, "")})
    return {
        "name": row.name,
        "figure": row.figure or None,
        "footnote": row.footnote or None,
        "figures": figures,
    }


def _told(heading: Heading, figure: Figure) -> dict[str, Any]:
    cell = figure.cell
    return {
        "column": heading.title,
        "period": heading.period,
        "kind": figure.kind,
        "unit": cell.unit,
        "value": cell.value,
        "gap": cell.gap,
        "n": cell.n,
        "text": figure.text,
        "footnote": figure.footnote,
        "target": figure.target,
        "kept": figure.kept,
        "norm": figure.norm,
        "definition": figure.counted_by,
        "source": figure.source,
        "source_date": figure.source_date,
        "series_version": figure.series_version,
        "provisional": figure.provisional or None,
        "break_reason": figure.break_reason,
    }


TABLE_OUTPUTS: dict[str, Callable[[TableReport], bytes]] = {
    "text": lambda report: text_of(report).encode(),
    "csv": lambda report: csv_of(report).encode(),
    "json": lambda report: json_of(report).encode(),
    "html": lambda report: page_of(report).encode(),
}
"""The bytes of a file, by its format."""
