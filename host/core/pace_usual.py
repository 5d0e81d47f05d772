"""How long it usually takes per person: what was seen on earlier days when about as many waited at
about this hour. Knows nothing of today.
"""

from dataclasses import dataclass, field
from math import exp, log
from typing import Any

CELL_MINUTES = 30
CELL_SIZE = 0.25
"""Of the logarithm of how many wait: the difference between 4 and 5, or between 40 and 50."""
REACHES = ((600.0, 3.0), (200.0, 1.0), (120.0, 0.5))
"""How far around the asked minute and size is looked, in minutes and in the logarithm: wide first,
then near. What is seen near counts on top of what is seen wide."""
TRUST = 1.0
"""So many sightings weigh as much as the wider guess does."""
TRUST_ALL = 20.0
KEEP = 0.88
"""Share of a sighting's weight that is left one service day later."""
LEAST = 1e-4
"""A cell that weighs less is forgotten."""

Cell = tuple[int, int]


@dataclass(slots=True)
class Seen:
    """Weighted sightings: `total` is the sum of the logarithms of minutes per person."""

    weight: float = 0.0
    total: float = 0.0


@dataclass(slots=True)
class Usual:
    """All queues of a place. A queue of which nothing is known yet gets what holds for all."""

    first: float
    """Minutes per person before anything was seen."""
    keep: float = KEEP
    sizes: dict[int, Seen] = field(default_factory=dict)
    """All queues together, by size."""
    queues: dict[str, dict[Cell, Seen]] = field(default_factory=dict)
    known: dict[tuple[str, Cell], float] = field(default_factory=dict)
    """Answers that are still good: nothing was seen since."""

    def see(self, queue: str, minute: int, size: int, per_person: float) -> None:
        """One sighting: `size` people took `size * per_person` minutes from this minute on."""
        cell = cell_of(minute, size)
        cells = self.queues.setdefault(queue, {})
        for seen in (cells.setdefault(cell, Seen()), self.sizes.setdefault(cell[1], Seen())):
            seen.weight += 1
            seen.total += log(per_person)
        self.known.clear()

    def age(self) -> None:
        """A service day is over: what was seen counts a little less."""
        _age(self.sizes, self.keep)
        for cells in self.queues.values():
            _age(cells, self.keep)
        self.known.clear()

    def logarithm(self, queue: str, minute: int, size: int) -> float:
        """Of the minutes per person to be expected."""
        key = queue, cell_of(minute, size)
        if key not in self.known:
            self.known[key] = self._logarithm(*key)
        return self.known[key]

    def _logarithm(self, queue: str, cell: Cell) -> float:
        row, column = cell
        guess = self._of_all(column)
        cells = self.queues.get(queue)
        if not cells:
            return guess
        weights = [TRUST] * len(REACHES)
        totals = [0.0] * len(REACHES)
        for (other_row, other_column), seen in cells.items():
            for reach, nearness in enumerate(_nearness(row - other_row, column - other_column)):
                weights[reach] += nearness * seen.weight
                totals[reach] += nearness * seen.total
        for weight, total in zip(weights, totals, strict=True):
            guess = (total + TRUST * guess) / weight
        return guess

    def _of_all(self, column: int) -> float:
        first = log(self.first)
        weight = sum(seen.weight for seen in self.sizes.values())
        mean = (sum(seen.total for seen in self.sizes.values()) + first) / (weight + 1)
        seen = self.sizes.get(column, Seen())
        return (seen.total + TRUST_ALL * mean) / (seen.weight + TRUST_ALL)


def cell_of(minute: int, size: int) -> Cell:
    """Minute of the day and how many wait, in steps."""
    return minute // CELL_MINUTES, round(log(max(1, size)) / CELL_SIZE)


_known: dict[tuple[int, int], tuple[float, ...]] = {}


def _nearness(rows: int, columns: int) -> tuple[float, ...]:
    """For each reach, how much a sighting so many cells away counts: 1 in the same cell."""
    key = rows, columns
    if key not in _known:
        _known[key] = tuple(
            exp(-((rows * CELL_MINUTES / minutes) ** 2 + (columns * CELL_SIZE / size) ** 2) / 2)
            for minutes, size in REACHES
        )
    return _known[key]


def _age(cells: dict[Any, Seen], keep: float) -> None:
    for key in list(cells):
        seen = cells[key]
        seen.weight *= keep
        seen.total *= keep
        if seen.weight < LEAST:
            del cells[key]
