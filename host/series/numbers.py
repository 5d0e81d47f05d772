"""Reads a figure as a published table prints it: "121.942", "8,5", "69 %", "6:30", "-", "*". A
footnote mark is no part of a number, so what could be one is refused rather than guessed.
"""

import re

from host.core.cells import Gap, Unit

GAPS: dict[str, Gap] = {
    "-": "none",
    "*": "few",
    "n.b.": "not_measured",
    "niet aangeboden": "not_offered",
}
"""What may stand in place of a figure."""
UNITS: tuple[Unit, ...] = ("seconds", "share", "count", "mark", "days", "percent_points")
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII)
_DOTTED = re.compile(r"-?\d+\.\d{1,2}", re.ASCII)
_CLOCK = re.compile(r"(\d+):([0-5]\d)", re.ASCII)


def read_figure(text: str, unit: Unit) -> tuple[float | None, str]:
    """The value, or None and the gap. Shares are written as percentages and come back from 0 to 1;
    seconds are written as m:ss or plain.

    Raises ValueError with a sentence.
    """
    said = text.strip()
    if said.casefold() in GAPS:
        return None, GAPS[said.casefold()]
    value = _value(said, unit)
    if unit == "mark" and not 1 <= value <= 10:
        raise ValueError(f'"{said}" is no mark from 1 to 10')
    if unit == "count" and value != int(value):
        raise ValueError(f'"{said}" is no whole number')
    if unit == "share" and value > 1:
        raise ValueError(f'"{said}" is more than 100 %')
    if value < 0 and unit not in ("percent_points", "count"):
        raise ValueError(f'"{said}" is below zero')
    return value, ""


def _value(said: str, unit: Unit) -> float:
    if unit == "seconds" and (clock := _CLOCK.fullmatch(said)):
        return int(clock[1]) * 60.0 + int(clock[2])
    bare = said.removesuffix("%").strip() if unit in ("share", "percent_points") else said
    if unit != "count" and _DOTTED.fullmatch(bare):  # a decimal point, as programs write
        number = float(bare)
    elif _NUMBER.fullmatch(bare):
        number = float(bare.replace(".", "").replace(",", "."))
    else:
        raise ValueError(f'"{said}" is no {unit}; a footnote has a column of its own')
    return number / 100 if unit == "share" else number
