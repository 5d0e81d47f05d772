"""Gradient-boosted regression trees as a peer: given the same rows and what is seen of the queue
today, trained anew before each day on the days before it. Lives in the bench only.
"""

from collections import deque
from dataclasses import dataclass, field

import numpy
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from bench.j1_rows import BoardRow

WINDOWS = (20, 30, 60, 120)
"""Minutes of today over which pace and arrivals are told to it."""
LEAST_TRUTHS = 200
"""Fewer than these of earlier days are no ground for a tree."""

Signs = list[float]


@dataclass(slots=True)
class Seen:
    """One queue today: minute, number and people given a number so far, of each look."""

    looks: deque[tuple[int, int, int]] = field(default_factory=deque)
    called: int = 0
    most: int = 0

    def look(self, row: BoardRow) -> None:
        number = row.number if row.number is not None else self._number
        if number != self._number or not self.looks:
            self.called = row.minute
        self.looks.append((row.minute, number, number + row.waiting))
        self.most = max(self.most, row.waiting)

    @property
    def _number(self) -> int:
        return self.looks[-1][1] if self.looks else 0

    def signs(self, row: BoardRow, usual_minutes: float) -> Signs:
        """What the trees are given. `usual_minutes`: people ahead times minutes per person."""
        minute, number, given = self.looks[-1]
        per_person = usual_minutes / row.waiting
        found = [
            row.waiting, row.desks, minute, row.weekday, number, row.office_minutes,
            usual_minutes, per_person, minute - self.called, self.most, minute - self.looks[0][0],
        ]  # fmt: skip
        for window in WINDOWS:
            then = next(look for look in self.looks if look[0] >= minute - window)
            passed, moved = max(1, minute - then[0]), max(0, number - then[1])
            pace = (passed + 2 * per_person) / (moved + 2)
            found += [moved / passed, row.waiting * pace, (given - then[2]) / passed]
        return [float(sign) for sign in found]


@dataclass(slots=True)
class Boosting:
    """The peer. Between two days `train` must be called."""

    signs: list[Signs] = field(default_factory=list)
    minutes: list[float] = field(default_factory=list)
    asked: dict[BoardRow, Signs] = field(default_factory=dict)
    today: dict[str, Seen] = field(default_factory=dict)

    def look(self, row: BoardRow) -> None:
        self.today.setdefault(row.queue, Seen()).look(row)

    def ask(self, row: BoardRow, usual_minutes: float) -> None:
        """Answered at the end of the day, from what was known at this minute and on days before."""
        self.asked[row] = self.today[row.queue].signs(row, usual_minutes)

    def close_day(self, truths: dict[BoardRow, int]) -> dict[BoardRow, float]:
        """The answers of today, empty on the first day; then today is learned."""
        judged = [row for row in self.asked if row in truths]
        found: dict[BoardRow, float] = {}
        if len(self.minutes) >= LEAST_TRUTHS and judged:
            trees = HistGradientBoostingRegressor(
                loss="absolute_error", max_iter=200, learning_rate=0.05, min_samples_leaf=40,
                random_state=0,
            )  # fmt: skip
            with threadpool_limits(1):  # so that it gives the same on every machine
                trees.fit(numpy.array(self.signs), numpy.array(self.minutes))
                answers = trees.predict(numpy.array([self.asked[row] for row in judged]))
            found = dict(zip(judged, map(float, answers), strict=True))
        self.signs += [self.asked[row] for row in judged]
        self.minutes += [float(truths[row]) for row in judged]
        self.asked.clear()
        self.today.clear()
        return found
