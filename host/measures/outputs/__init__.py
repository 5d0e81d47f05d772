"""What a report looks like: as text, CSV, JSON, a workbook and a page."""

from collections.abc import Callable

from host.measures.document import Report
from host.measures.outputs.as_csv import csv_of
from host.measures.outputs.as_json import json_of
from host.measures.outputs.as_page import page_of
from host.measures.outputs.as_sheet import sheet_of
from host.measures.outputs.as_text import text_of

OUTPUTS: dict[str, Callable[[Report], bytes]] = {
    "text": lambda report: text_of(report).encode(),
    "csv": lambda report: csv_of(report).encode(),
    "json": lambda report: json_of(report).encode(),
    "html": lambda report: page_of(report).encode(),
    "xlsx": sheet_of,
}
"""The bytes of a file, by its format."""
