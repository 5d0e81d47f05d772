"""How the fields of a town's table are printed: as the house prints figures, in whole percents, or
with one decimal always. Never better than they are.
"""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from host.core import cells
from host.core.cells import Cell
from host.core.printing import minutes_seconds, percent
from host.settings.tables import Shape
from wire.words import say


def printed(cell: Cell, language: str, shape: Shape, target: float | None = None) -> str:
    """A figure. What falls short of the target is not printed as if it did not."""
    if cell.value is None or shape == "usual" or cell.unit not in ("share", "mark"):
        return cells.text(cell, language, target)
    step = Decimal("0.1") if shape == "tenths" else Decimal(1)
    scale = 100 if cell.unit == "share" else 1
    number = _rounded(cell.value, target, scale, step)
    return f"{number} %" if cell.unit == "share" else number


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
    """+30,5 %, -9,1 %."""
    if cell.value is None:
        return cells.text(cell, language)
    sign = "+" if cell.value > 0 else ""
    return f"{sign}{percent(cell.value)} %"


def _rounded(value: float, target: float | None, scale: int, step: Decimal) -> str:
    exact = Decimal(str(value)) * scale
    number = exact.quantize(step, ROUND_HALF_UP)
    if target is not None and exact < Decimal(str(target)) * scale <= number:
        number = exact.quantize(step, ROUND_FLOOR)
    return str(number).replace(".", ",")
