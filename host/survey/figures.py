"""The mark that visitors give (SAT): mean, share of answers, groups, and whether it rose. Pure;
knows no store and no settings.

A mark is a whole number from 1 to 10; nothing else is ever converted into one. Of fewer than 30
answers no mean is told, of a group of fewer than 10 visitors nothing at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from host.core import cells
from host.core.cells import Cell

MARKS = range(1, 11)
MEAN_LEAST = 30
"""Answers below which a mean says more about chance than about the counter."""
GROUP_LEAST = 10
"""Visitors of a group below which one of them might be known."""
Z = 1.96
"""Of a 95 % interval of the normal distribution; with 30 answers and more it is near enough."""

Marks = Mapping[int, int]
"""How often each mark was given."""


def mean(marks: Marks, least: int = MEAN_LEAST) -> Cell:
    """The mean mark, not rounded; `few` below so many answers, with n all the same."""
    n = sum(marks.values())
    if n == 0:
        return Cell("mark", gap="none", n=0)
    if n < least:
        return Cell("mark", gap="few", n=n)
    return Cell("mark", _mean(marks), n=n)


def response(answers: int, visits: int) -> Cell:
    """The share of visits that were answered about, of those that could be."""
    return cells.share(answers, max(visits, answers))


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true mean lies, 19 times out of 20."""

    low: float
    high: float


def interval(marks: Marks) -> Interval | None:
    """Of one mean; None where no mean is told."""
    if mean(marks).value is None:
        return None
    reach = Z * sqrt(_variance(marks) / sum(marks.values()))
    return Interval(max(1.0, _mean(marks) - reach), min(10.0, _mean(marks) + reach))


@dataclass(frozen=True, slots=True)
class Trend:
    """Two periods beside each other."""

    before: Cell
    after: Cell
    change: float | None
    """In marks, not rounded; None where one of the means is not told."""
    interval: Interval | None
    """Of the change."""
    word: Literal["up", "down", "level", "unknown"]
    """level: the change may be chance; unknown: there is nothing to compare."""


def trend(before: Marks, after: Marks) -> Trend:
    """Whether the mean rose or fell by more than chance would (difference of two means with unequal
    variances, 95 %).
    """
    was, now = mean(before), mean(after)
    if was.value is None or now.value is None:
        return Trend(was, now, None, None, "unknown")
    change = now.value - was.value
    spread = _variance(before) / sum(before.values()) + _variance(after) / sum(after.values())
    reach = Z * sqrt(spread)
    found = Interval(change - reach, change + reach)
    if found.low > 0:
        return Trend(was, now, change, found, "up")
    return Trend(was, now, change, found, "down" if found.high < 0 else "level")


def groups(marks: Mapping[str, Marks]) -> dict[str, Cell]:
    """The mean of each group. One of fewer than 10 is hidden, its n too; because the total less the
    others tells the hidden ones together, they are two at least, and of 10 visitors at least: the
    next smallest goes with them.
    """
    sizes = {name: sum(of_group.values()) for name, of_group in marks.items()}
    by_size = sorted((name for name, n in sizes.items() if n), key=lambda name: sizes[name])
    small = [name for name in by_size if sizes[name] < GROUP_LEAST]
    while (
        small
        and small != by_size
        and (len(small) == 1 or sum(sizes[name] for name in small) < GROUP_LEAST)
    ):
        small.append(by_size[len(small)])
    hidden = Cell("mark", gap="few")
    return {name: hidden if name in small else mean(marks[name]) for name in marks}


def shares(answers: Mapping[str, int]) -> dict[str, Cell]:
    """How the answers to the town's own question are divided; of fewer than 30 nothing is told."""
    whole = sum(answers.values())
    if whole < MEAN_LEAST:
        gap = Cell("share", gap="few" if whole else "none", n=whole)
        return dict.fromkeys(answers, gap)
    return {name: cells.share(number, whole) for name, number in answers.items()}


def _mean(marks: Marks) -> float:
    return sum(mark * number for mark, number in marks.items()) / sum(marks.values())


def _variance(marks: Marks) -> float:
    """Of the population that these are a sample of."""
    n, middle = sum(marks.values()), _mean(marks)
    return sum(number * (mark - middle) ** 2 for mark, number in marks.items()) / (n - 1)
