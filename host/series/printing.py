"""How the fields of a town's table are printed: as the house prints figures, in whole percents, or
with one decimal always. Never better than they are.
"""

from decimal import Decimal

from host.core import cells
from host.core.cells import Cell
from host.core.printing import TENTH, minutes_seconds, number, percent, rounded
from host.settings.tables import Shape
from wire.words import say


def printed(cell: Cell, language: str, shape: Shape, target: float | None = None) -> str:
    """A figure. What falls short of the target is not printed as if it did not."""
    if cell.value is None or shape == "usual" or cell.unit not in ("share", "mark"):
        return cells.text(cell, language, target)
    step = TENTH if shape == "tenths" else Decimal(1)
    scale = 100 if cell.unit == "share" else 1
    told = number(rounded(cell.value, target, step, scale), language)
    return f"{told} %" if cell.unit == "share" else told


def target_printed(cell: Cell, language: str, shape: Shape) -> str:
    """A target: for waits and access times it is a limit, and says so."""
    if cell.value is None or cell.unit not in ("seconds", "days"):
        return printed(cell, language, shape)
    if cell.unit == "days":
        return say(language, "table.at_most.days", n=cells.text(cell, language))
    whole = cell.value % 60 == 0
    limit = str(int(cell.value) // 60) if whole else minutes_seconds(cell.value)
    return say(language, "table.at_most.minutes", n=limit)


def change_printed(cell: Cell, language: str) -> str:
    """+30,5 %, -9,1 %; in English +30.5 %."""
    if cell.value is None:
        return cells.text(cell, language)
    sign = "+" if cell.value > 0 else ""
    return f"{sign}{percent(cell.value, language=language)} %"
