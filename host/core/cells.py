"""A figure as a table holds it: a value with its unit, or one of four kinds of none. Knows how it
is printed, not how it came about.
"""

from dataclasses import dataclass, replace
from math import inf
from typing import Literal

from host.core.printing import (
    TENTH,
    count,
    mark,
    minutes_seconds,
    number,
    percent,
    rounded,
)
from wire.words import say

Gap = Literal["none", "few", "not_measured", "not_offered"]
"""none: there was nothing to count; few: too few to tell; not_measured: nobody has looked;
not_offered: it was not there to be had.
"""

Unit = Literal["seconds", "share", "count", "mark", "days", "percent_points"]
LEAST = 10
"""Of fewer than this no figure is published."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. It has a value or a gap, never both, so that no zero stands for what is not
    known.
    """

    unit: Unit
    value: float | None = None
    """Not rounded. Shares from 0 to 1. Days beyond the horizon are infinite, and `whole` is the
    horizon."""
    gap: Gap | None = None
    n: int | None = None
    """How many it was taken of."""
    part: int | None = None
    """Of a share: above the line ..."""
    whole: int | None = None
    """... and below it."""

    def __post_init__(self) -> None:
        assert (self.value is None) is not (self.gap is None), "a value or a gap"


def counted(number: float) -> Cell:
    """A count; of itself it is its own n."""
    return Cell("count", number, n=int(number))


def share(part: int, whole: int) -> Cell:
    """A share with what it was made of; of nothing there is none."""
    if not whole:
        return Cell("share", gap="none", n=0, part=0, whole=0)
    return Cell("share", part / whole, n=whole, part=part, whole=whole)


def hidden(cell: Cell, least: int = LEAST) -> Cell:
    """The cell as the public may see it: taken of fewer than `least`, it is too few to tell. A
    count of nobody stays 0: it says nothing of anybody.
    """
    if cell.value is None or cell.n is None or cell.n >= least:
        return cell
    if cell.unit == "count" and cell.n == 0:
        return cell
    return replace(cell, value=None, gap="few", n=None, part=None, whole=None)


def text(cell: Cell, language: str, target: float | None = None) -> str:
    """As people read it: "5:46", "94,9 %", "121.000", "8,5", "-"; in English "94.9 %", "121,000".

    `target` is in the cell's own unit. A figure that falls short of it is never printed as if it
    did not: 94,96 of 95 is "94,9 %", 300,4 seconds of 300 are "5:00+", 7,96 of 8 is "8,0".
    """
    if cell.value is None:
        return say(language, f"gap.{cell.gap}")
    return _PRINTED[cell.unit](cell, language, target)


def _seconds(cell: Cell, language: str, target: float | None) -> str:
    value = cell.value or 0
    printed = minutes_seconds(value) if value >= 0 else f"-{minutes_seconds(-value)}"
    hides = target is not None and value > target and printed == minutes_seconds(target)
    return f"{printed}+" if hides else printed


def _share(cell: Cell, language: str, target: float | None) -> str:
    return f"{percent(cell.value or 0, target, language=language)} %"


def _count(cell: Cell, language: str, target: float | None) -> str:
    value = cell.value or 0
    if value == int(value):
        return count(int(value), language=language)
    return _decimal(value, language)


def _mark(cell: Cell, language: str, target: float | None) -> str:
    value = cell.value or 0
    if target is not None and value < target <= rounded(value, None, TENTH):
        return _decimal(value, language)
    return mark(value, language=language)


def _days(cell: Cell, language: str, target: float | None) -> str:
    return f"> {cell.whole}" if cell.value == inf else _count(cell, language, target)


def _points(cell: Cell, language: str, target: float | None) -> str:
    value = cell.value or 0
    return ("+" if value > 0 else "") + _decimal(value, language)


def _decimal(value: float, language: str) -> str:
    """One decimal, halves up, also where it is 0."""
    printed = rounded(value, None, TENTH)
    return number(abs(printed) if printed == 0 else printed, language)


_PRINTED = {
    "seconds": _seconds,
    "share": _share,
    "count": _count,
    "mark": _mark,
    "days": _days,
    "percent_points": _points,
}
