"""A report as JSON: every figure with the id and version of its definition."""

from math import isinf
from typing import Any

import orjson

from host.measures.definitions import DEFINITIONS
from host.measures.document import Box, Column, Part, Report, Row, Table


def json_of(report: Report) -> str:
    """Values are not rounded; shares go from 0 to 1, times are seconds. Where there is no value
    `gap` says why: none, few, not_measured, not_offered. Beyond the horizon `more_than` names it.
    """
    told = {
        "town": report.town,
        "period": report.period,
        "label": report.label,
        "data_until": report.data_until or None,
        "built_at": report.built_at,
        "definitions": {
            DEFINITIONS[each].versioned: {
                "name": DEFINITIONS[each].name(report.language),
                "formula": DEFINITIONS[each].formula(report.language),
                "unit": DEFINITIONS[each].unit,
            }
            for each in report.definitions()
        },
        "parts": [_part(part, report) for part in report.parts],
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2).decode() + "\n"


def _part(part: Part, report: Report) -> dict[str, Any]:
    return {
        "location": part.location or None,
        "name": part.name,
        "tables": [_table(table, report) for table in part.tables],
    }


def _table(table: Table, report: Report) -> dict[str, Any]:
    return {
        "table": table.id,
        "title": table.title,
        "columns": {column.id: column.title for column in table.columns},
        "rows": [_row(row, table.columns, report) for row in table.rows],
    }


def _row(row: Row, columns: tuple[Column, ...], report: Report) -> dict[str, Any]:
    figures = {
        column.id: _figure(box, report)
        for column, box in zip(columns, row.boxes, strict=True)
        if box.cell is not None or box.word
    }
    return {"row": row.id, "name": row.name, "figures": figures}


def _figure(box: Box, report: Report) -> dict[str, Any]:
    cell = box.cell
    if cell is None:
        return {"text": box.word}
    beyond = cell.value is not None and isinf(cell.value)
    said: dict[str, Any] = {
        "definition": box.versioned or None,
        "statistic": box.statistic or None,
        "unit": cell.unit,
        "value": None if beyond else cell.value,
        "more_than": cell.whole if beyond else None,
        "gap": cell.gap,
        "n": cell.n,
        "part": None if beyond else cell.part,
        "whole": None if beyond else cell.whole,
        "target": box.target,
    }
    kept = {key: value for key, value in said.items() if value is not None}
    return {**kept, "text": box.text(report.language)}
