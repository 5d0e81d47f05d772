"""A small straight-line fit that is learned as answers come in: by how much the usual time is to be
corrected for what is seen today. Robust: one odd wait does not bend it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

LEAST_ERROR = 0.1
"""Errors below this weigh alike; above, the weight falls with the error: the fit goes through the
middle, as a median does, not through the mean."""
KEEP = 0.85
"""Share of an answer's weight that is left one service day later."""


@dataclass(slots=True)
class Fit:
    """`count` signs, the first always 1. Answers are logarithms; 0 means: as usual."""

    count: int
    ridge: float = 500.0
    """So much it takes to believe that a sign means anything."""
    factors: list[float] = field(default_factory=list)
    squares: list[list[float]] = field(default_factory=list)
    products: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.factors = self.factors or [0.0] * self.count
        self.squares = self.squares or [[0.0] * self.count for _ in range(self.count)]
        self.products = self.products or [0.0] * self.count

    def answer(self, signs: Sequence[float]) -> float:
        return sum(factor * sign for factor, sign in zip(self.factors, signs, strict=True))

    def learn(self, signs: Sequence[float], truth: float, weight: float) -> None:
        """Counts from the next `settle` on."""
        weight /= max(LEAST_ERROR, abs(truth - self.answer(signs)))
        for row, sign in enumerate(signs):
            part = weight * sign
            if part:
                self.products[row] += part * truth
                squares = self.squares[row]
                for column in range(row + 1):
                    squares[column] += part * signs[column]

    def settle(self) -> None:
        """Works the factors out anew, by what was learned so far."""
        self.factors = solve(
            [
                [
                    self.squares[max(r, c)][min(r, c)] + (self.ridge if r == c else 0.0)
                    for c in range(self.count)
                ]
                for r in range(self.count)
            ],
            list(self.products),
        )

    def age(self) -> None:
        """A service day is over."""
        self.products = [KEEP * product for product in self.products]
        self.squares = [[KEEP * square for square in row] for row in self.squares]


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a symmetric, positive system, by elimination. Changes its arguments."""
    size = len(right)
    for pivot in range(size):
        for row in range(pivot + 1, size):
            share = matrix[row][pivot] / matrix[pivot][pivot]
            for column in range(pivot, size):
                matrix[row][column] -= share * matrix[pivot][column]
            right[row] -= share * right[pivot]
    found = [0.0] * size
    for row in reversed(range(size)):
        rest = sum(matrix[row][column] * found[column] for column in range(row + 1, size))
        found[row] = (right[row] - rest) / matrix[row][row]
    return found
