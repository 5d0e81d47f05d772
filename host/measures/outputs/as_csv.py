"""A report as CSV: one line a figure, for other programs and for spreadsheets."""

import csv
import io
from math import isinf

from host.measures.document import Report

COLUMNS = (
    *("town", "period", "location", "table", "row", "column", "definition", "statistic", "unit"),
    *("value", "gap", "n", "part", "whole", "target", "text", "data_until", "built_at"),
)


def csv_of(report: Report) -> str:
    """Values are not rounded and have a dot; shares go from 0 to 1, times are seconds. `text` is
    the figure as it is printed. Beyond the horizon `value` is empty and `text` says more than what.
    """
    file = io.StringIO()
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for part, table, (row, column), box in report.figures():
        cell = box.cell
        assert cell is not None
        beyond = cell.value is not None and isinf(cell.value)
        writer.writerow(
            {
                "town": report.town,
                "period": report.period,
                "location": part.location,
                "table": table.id,
                "row": row.id,
                "column": column.id,
                "definition": box.versioned,
                "statistic": box.statistic,
                "unit": cell.unit,
                "value": None if beyond else cell.value,
                "gap": cell.gap,
                "n": cell.n,
                "part": cell.part,
                "whole": cell.whole,
                "target": box.target,
                "text": box.text(report.language),
                "data_until": report.data_until,
                "built_at": report.built_at,
            }
        )
    return file.getvalue()
