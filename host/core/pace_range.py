"""How far a guess is off, in both directions: the range that holds for eight of ten. Learned from
the guesses themselves, apart for short and long waits.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from math import exp, log

BOUNDS = (5.0, 7.5, 10.0, 15.0, 20.0, 30.0, 45.0, 70.0, 110.0)
"""Minutes; guesses between two of them are judged together."""
STEP = 0.05
STEPS = 80
"""Errors are counted as logarithms of truth to guess, in steps from -4 to 4."""
KEEP = 0.9
"""Share of an error's weight that is left one service day later."""
TRUST = 60.0
"""So many errors of its own make a bucket as sure as all buckets together make it."""
FIRST = 0.6
"""Before anything was learned nine of ten waits are at most e^FIRST as long as guessed."""


@dataclass(slots=True)
class Errors:
    """Counted errors of one bucket."""

    counts: list[float] = field(default_factory=lambda: [0.0] * (2 * STEPS + 1))
    weight: float = 0.0


@dataclass(slots=True)
class Range:
    """The buckets, and one for all of them together."""

    buckets: list[Errors] = field(
        default_factory=lambda: [Errors() for _ in range(len(BOUNDS) + 1)]
    )
    every: Errors = field(default_factory=Errors)
    known: dict[tuple[int, float], float] = field(default_factory=dict)
    """Answers that are still good: nothing was learned since."""

    def learn(self, guess: float, truth: float) -> None:
        """Both in minutes."""
        step = round(log(truth / guess) / STEP)
        step = max(-STEPS, min(STEPS, step)) + STEPS
        for errors in (self.buckets[bisect_right(BOUNDS, guess)], self.every):
            errors.counts[step] += 1
            errors.weight += 1
        self.known.clear()

    def around(self, guess: float, shares: tuple[float, ...]) -> list[float]:
        """For each share the minutes that so many waits do not exceed, of those guessed alike."""
        bucket = bisect_right(BOUNDS, guess)
        return [guess * exp(self._off(bucket, share)) for share in shares]

    def _off(self, bucket: int, share: float) -> float:
        key = bucket, share
        if key not in self.known:
            scale = TRUST / (self.every.weight + 1)
            own = self.buckets[bucket].counts
            counts = [a + scale * b for a, b in zip(own, self.every.counts, strict=True)]
            first = FIRST * (share - 0.5) / 0.4
            self.known[key] = _reached(counts, share) if self.every.weight else first
        return self.known[key]

    def age(self) -> None:
        """A service day is over."""
        for errors in (self.every, *self.buckets):
            errors.counts = [KEEP * count for count in errors.counts]
            errors.weight *= KEEP
        self.known.clear()


def _reached(counts: list[float], share: float) -> float:
    """The error that this share does not exceed, between the steps."""
    sums = list(accumulate(counts))
    wanted = share * sums[-1]
    step = bisect_left(sums, wanted)
    inside = (wanted - sums[step] + counts[step]) / counts[step]
    return (step - STEPS - 0.5 + inside) * STEP
