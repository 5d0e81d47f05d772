"""Results of a bench and how they are shown: one table for people, one closing line each for a
script. Knows no bench.
"""

import operator
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

GOALS: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
}

BEST: dict[str, Callable[[Sequence[float]], float]] = {"<=": min, ">=": max}
"""The round that other work on the machine disturbed least, for times and for speeds."""


@dataclass(frozen=True)
class Result:
    """One figure. `goal` is a sign and a number without a space, such as `<=1.5`; empty: no goal,
    the figure is only told."""

    name: str
    value: float
    unit: str
    goal: str = ""
    note: str = ""
    """Spread, sizes, how many: what makes the figure believable."""

    @property
    def is_ok(self) -> bool:
        if not self.goal:
            return True
        return GOALS[self.goal[:2]](self.value, float(self.goal[2:]))

    @property
    def closing_line(self) -> str:
        """`name value unit goal ok|short`, five words."""
        word = "ok" if self.is_ok else "short"
        return f"{self.name} {number(self.value)} {self.unit} {self.goal or '-'} {word}"


class Skipped(Exception):
    """This bench cannot run here; the text says why."""


def ratio(
    name: str, product: Sequence[float], bare: Sequence[float], goal: str, note: str = ""
) -> Result:
    """The median of the rounds' ratios; round i of both ran right after each other. On a machine
    that does other work too, the best round of each side says what would be without it."""
    ratios = [ours / theirs for ours, theirs in zip(product, bare, strict=True)]
    best = BEST[goal[:2] or "<="]
    spread = (
        f"rounds {len(ratios)}, min {min(ratios):.2f}, max {max(ratios):.2f}, "
        f"best against best {best(product) / best(bare):.2f}"
    )
    text = f"{spread}; {note}" if note else spread
    return Result(name, statistics.median(ratios), "ratio", goal, text)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies, nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def number(value: float) -> str:
    """Three digits that count, without an exponent; a count as it is."""
    if value == int(value):
        return str(int(value))
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def show(results: Sequence[Result]) -> None:
    """Prints the table, then the closing lines."""
    rows = [("name", "value", "unit", "goal", "", "how")]
    for result in results:
        word = "" if not result.goal else "ok" if result.is_ok else "SHORT"
        rows.append(
            (result.name, number(result.value), result.unit, result.goal, word, result.note)
        )
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        print("  ".join([*cells, row[5]]).rstrip())
    print()
    for result in results:
        print(result.closing_line)
