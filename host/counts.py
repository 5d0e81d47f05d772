"""What a host has done since it started, as plain numbers: cheap enough for the hot path. Who reads
them decides how they are told.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

BOUNDS_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


@dataclass(slots=True)
class Times:
    """How often something took how long."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS_SECONDS) + 1))
    """One for each bound, inclusive, and one for all that took longer."""
    total_seconds: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(BOUNDS_SECONDS, seconds)] += 1
        self.total_seconds += seconds


@dataclass(slots=True)
class Counts:
    """Of one host process."""

    commands: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By kind and the word of the refusal; empty: it was done."""
    views_made: Counter[str] = field(default_factory=Counter)
    """By kind of view."""
    views_sent: Counter[str] = field(default_factory=Counter)
    store: Times = field(default_factory=Times)
    """Each transaction of the log, from handing it over until it is on disk."""

    def answered(self, kind: str, answer: object) -> None:
        """A command was done or refused."""
        is_no = getattr(answer, "kind", "") == "no"
        self.commands[kind, answer.word if is_no else ""] += 1  # type: ignore[attr-defined]
