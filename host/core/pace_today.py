"""What is seen of one queue today: how far today's guesses were off, who was told what and still
waits, and how many desks are open. Minutes since midnight throughout.
"""

from dataclasses import dataclass, field
from math import exp, log

MEMORY = 60.0
"""Minutes after which what was seen today counts a third of what is seen now."""
LATE_MEMORY = 120.0
"""The same for those who still wait."""
SIGNS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A guess that was made, and what it was made from. `target`: it is that person's turn when so
    many were served today."""

    minute: int
    size: int
    target: int
    usual: float
    """Logarithm of the usual minutes per person."""
    signs: tuple[float, ...]
    guess: float
    """Minutes."""


@dataclass(slots=True)
class Today:
    """One queue's day."""

    minute: int
    served: int = 0
    """How many were called today, or the number called last."""
    waiting: int = 0
    usual: float = 0.0
    """Logarithm of the usual minutes per person at the newest look."""
    off: float = 0.0
    off_weight: float = 0.0
    """By how much the guesses of today were off, as logarithms, the newest most."""
    open: int = 0
    """Desks open now ..."""
    desks: float = 0.0
    """... and lately."""
    asked: list[Asked] = field(default_factory=list)
    """Guesses whose truth is not known yet."""

    def look(self, minute: int, served: int, waiting: int, desks: int) -> list[Asked]:
        """A newer look at the queue; returns the guesses whose truth is known now. When the numbers
        start again nothing can be said of who waited."""
        passed = minute - self.minute
        fade = exp(-passed / MEMORY)
        self.off *= fade
        self.off_weight *= fade
        if served < self.served:
            self.asked.clear()
        recent = 1 - fade if self.desks else 1.0
        self.desks += recent * (desks - self.desks)
        self.minute, self.served, self.waiting, self.open = minute, served, waiting, desks
        known = [asked for asked in self.asked if asked.target <= served]
        if known:
            self.asked = [asked for asked in self.asked if asked.target > served]
        for asked in known:
            self._was_off(asked)
        return known

    def _was_off(self, asked: Asked) -> None:
        passed = max(1, self.minute - asked.minute)
        weight = min(asked.size, 10) ** 0.5
        self.off += weight * (log(passed / asked.size) - asked.usual)
        self.off_weight += weight

    def signs(self, size: int, usual_desks: float) -> tuple[float, ...]:
        """What today says about the pace, as numbers around 0; the first is always 1."""
        open_now = max(self.open, 0.5)
        return (
            1.0,
            self.off / (self.off_weight + 1),
            self._overdue(),
            log(open_now / max(usual_desks, 0.5)),
            log(open_now / max(self.desks, 0.5)),
            log(size) - 1.5,
            (self.minute - 720) / 240,
            self.usual - 1.5,
        )

    def _overdue(self) -> float:
        """By how much those who still wait are over what they were told."""
        total = weights = 0.0
        for asked in self.asked:
            passed = self.minute - asked.minute
            weight = exp(-passed / LATE_MEMORY)
            weights += weight
            over = passed / (asked.size * exp(asked.usual))
            if over > 1:
                total += weight * log(over)
        return total / (weights + 1)
