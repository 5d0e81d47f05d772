"""A report as a workbook (XLSX): one sheet a location, numbers as numbers, and a sheet with the
definitions. What has no value stands as the sign that people know.
"""

import io
import re
from datetime import datetime
from math import isinf
from textwrap import wrap
from typing import Any

import xlsxwriter

from host.measures.definitions import DEFINITIONS
from host.measures.document import Box, Part, Report, Table
from host.measures.outputs.footer import footer, signs
from wire.words import say

SECONDS_A_DAY = 86_400
FORMATS = {
    "seconds": "[m]:ss",
    "share": "0.0 %",
    "count": "#,##0",
    "mark": "0.0",
    "days": "0",
    "percent_points": "+0.0;-0.0;0.0",
}
"""How a spreadsheet prints each unit; its comma and dot are the reader's own."""
NAME_WIDTH, CELL_WIDTH = 46, 15
"""In signs; the first column is wider where a name is longer."""
LINE_HEIGHT = 15
"""Points. A program that does not measure wrapped text itself would show its first line alone, and
two columns whose titles end differently under one name.
"""


def sheet_of(report: Report) -> bytes:
    """The file. A figure that falls short of its target and would be rounded up to it is written as
    it is printed, so that no reader sees it reached.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": False}) as book:
        built = datetime.fromisoformat(report.built_at).replace(tzinfo=None)
        book.set_properties({"title": f"{report.town}, {report.label}", "created": built})
        used: set[str] = set()
        for part in report.parts:
            _Sheet(book, _sheet_name(part.name, used), report).part(part, report)
        name = say(report.language, "report.definitions")
        _Sheet(book, _sheet_name(name, used), report).definitions(report)
    return file.getvalue()


def _printed(text: str) -> str:
    """As it stands above a printed page, where & begins a code."""
    return text.replace("&", "&&")


def _sheet_name(name: str, used: set[str]) -> str:
    """At most 31 signs, none of []:*?/\\, and no two alike."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", name)[:28].strip("' ") or "-"
    found = plain
    while found.casefold() in used:
        found = f"{plain} {len(used)}"
    used.add(found.casefold())
    return found


class _Sheet:
    """One sheet, written from the top down."""

    def __init__(self, book: Any, name: str, report: Report) -> None:
        self._book = book
        self._sheet = book.add_worksheet(name)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_header(f"&L{_printed(report.town)}&R{_printed(report.label)}")
        self._sheet.set_footer(f"&L{_printed(name)}&R&P / &N")
        self._sheet.set_column(0, 0, NAME_WIDTH)
        self._sheet.set_column(1, 12, CELL_WIDTH)
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._subject = book.add_format({"bold": True})
        self._head = book.add_format({"bold": True, "text_wrap": True, "align": "right"})
        self._last_head = book.add_format({"bold": True, "align": "left", "indent": 1})
        self._last = book.add_format({"align": "left", "indent": 1})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._right = book.add_format({"align": "right"})
        self._units = {
            unit: book.add_format({"num_format": code, "align": "right"})
            for unit, code in FORMATS.items()
        }
        self._tenths = book.add_format({"num_format": "#,##0.0", "align": "right"})
        self._line = 0

    def part(self, part: Part, report: Report) -> None:
        names = [row.name for table in part.tables for row in table.rows]
        self._sheet.set_column(0, 0, max((NAME_WIDTH, *(len(name) + 2 for name in names))))
        self._write(0, f"{report.town}, {part.name}, {report.label}", self._title)
        self._line += 2
        for table in part.tables:
            self._table(table, report)
        for text in footer(report):
            self._write(0, text)
            self._line += 1

    def definitions(self, report: Report) -> None:
        for identity in report.definitions():
            known = DEFINITIONS[identity]
            self._write(0, f"{known.name(report.language)} ({known.versioned})", self._bold)
            self._sheet.merge_range(
                self._line, 1, self._line, 8, known.formula(report.language), self._wrapped
            )
            self._sheet.set_row(self._line, 32)
            self._line += 1
        self._line += 1
        for sign, means in signs(report.language):
            self._write(0, sign)
            self._write(1, means)
            self._line += 1

    def _table(self, table: Table, report: Report) -> None:
        self._write(0, table.title, self._subject)
        self._line += 1
        told = table.note or ("" if table.rows else say(report.language, "report.none"))
        if told:
            self._write(0, told)
            self._line += 1
        if table.rows:
            self._rows(table, report)
        self._line += 1

    def _rows(self, table: Table, report: Report) -> None:
        titles = [column.title for column in table.columns]
        self._write(0, table.head, self._subject)
        for at, text in enumerate(titles, 1):
            self._write(at, text, self._head)
        last = len(titles) + 1
        self._write(last, say(report.language, "report.definition"), self._last_head)
        lines = max((len(wrap(text, CELL_WIDTH)) for text in titles), default=1)
        self._sheet.set_row(self._line, LINE_HEIGHT * lines)
        self._line += 1
        for row in table.rows:
            self._write(0, row.name)
            for at, box in enumerate(row.boxes, 1):
                self._box(at, box, report.language)
            ids = dict.fromkeys(box.versioned for box in row.boxes if box.definition)
            self._write(last, ", ".join(ids), self._last)
            self._line += 1

    def _box(self, at: int, box: Box, language: str) -> None:
        cell = box.cell
        text = box.text(language)
        if cell is None or cell.value is None or _is_told_as_text(box):
            self._write(at, text, self._right)
        else:
            fraction = cell.unit == "count" and cell.value != int(cell.value)
            style = self._tenths if fraction else self._units[cell.unit]
            value = cell.value / SECONDS_A_DAY if cell.unit == "seconds" else cell.value
            self._sheet.write_number(self._line, at, value, style)

    def _write(self, at: int, text: str, style: Any = None) -> None:
        """Always as text: what begins with = is no formula."""
        self._sheet.write_string(self._line, at, text, style)


def _is_told_as_text(box: Box) -> bool:
    """More than the horizon, less than no time, and what rounding would show as a target reached
    that is not: a spreadsheet cannot print these.
    """
    cell = box.cell
    if cell is None or cell.value is None or isinf(cell.value):
        return True
    if cell.unit == "seconds" and cell.value < 0:
        return True
    return box.target is not None and box.text("nl") != Box(cell).text("nl")
