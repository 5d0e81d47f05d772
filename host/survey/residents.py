"""Reads a residents' survey from a CSV file: year, question, mark, n, source and, where it has one,
place. All of it or nothing.
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from host.core.cells import Gap
from host.store.residents import Residents
from wire.text import clean, has_bsn

NEEDED = ("year", "question", "mark", "n", "source")
GAPS: dict[str, Gap] = {
    "": "none",
    "-": "none",
    "*": "few",
    "n.b.": "not_measured",
    "niet aangeboden": "not_offered",
}
"""What may stand in place of a mark, as published tables have it."""
TEXT_MAX = 200


class Unfit(ValueError):
    """A line cannot be read. The text is a sentence that names it."""


def read_residents(path: Path) -> list[Residents]:
    """Everything in the file. Commas or semicolons between the columns, a comma or a dot in a mark.

    Raises Unfit and OSError.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        try:
            lines = csv.DictReader(file, delimiter=";" if ";" in head else ",")
            missing = [name for name in NEEDED if name not in (lines.fieldnames or ())]
            if missing:
                raise Unfit(f"{path}: there is no column {', '.join(missing)}")
            found = list(_rows(lines))
        except (csv.Error, UnicodeDecodeError) as fault:
            raise Unfit(f"{path}: {fault}") from fault
    keys = [(one.year, one.question, one.place, one.source) for one in found]
    double = next((key for key in keys if keys.count(key) > 1), None)
    if double is not None:
        raise Unfit(f"{path}: {double[0]}, {double[1]} stands there twice")
    return found


def _rows(lines: "csv.DictReader[str]") -> Iterator[Residents]:
    for said in lines:
        try:
            yield _row(said)
        except ValueError as fault:
            raise Unfit(f"line {lines.line_num}: {fault}") from fault


def _row(said: Mapping[str, str | None]) -> Residents:
    year = (said["year"] or "").strip()
    if not (year.isascii() and year.isdecimal() and 1901 <= int(year) <= 2199):
        raise ValueError(f'"{year}" is no year')
    mark, gap = _mark((said["mark"] or "").strip())
    return Residents(
        year=int(year),
        question=_text(said, "question", needed=True),
        place=_text(said, "place"),
        source=_text(said, "source", needed=True),
        mark=mark,
        gap=gap,
        n=_number((said["n"] or "").strip()),
    )


def _mark(text: str) -> tuple[float | None, str]:
    if text.casefold() in GAPS:
        return None, GAPS[text.casefold()]
    try:
        mark = float(text.replace(",", "."))
    except ValueError:
        raise ValueError(f'"{text}" is no mark') from None
    if not 1 <= mark <= 10:
        raise ValueError(f'"{text}" is no mark from 1 to 10')
    return mark, ""


def _number(text: str) -> int | None:
    bare = text.replace(".", "")
    if text in ("", "-"):
        return None
    if not (bare.isascii() and bare.isdecimal()):
        raise ValueError(f'"{text}" is no number of answers')
    return int(bare)


def _text(said: Mapping[str, str | None], name: str, needed: bool = False) -> str:
    text = clean(said.get(name) or "")
    if needed and not text:
        raise ValueError(f"there is no {name}")
    if len(text) > TEXT_MAX or has_bsn(text):
        raise ValueError(f"the {name} cannot be kept")
    return text
