"""The expected wait of whoever is last in a queue, learned as the days go by: what is usual at this
hour with so many ahead, corrected by what is seen today, with a range that holds for eight of ten.

Pure: it is told what is seen and at which minute, and keeps everything in memory. It learns only
from waits that have ended before it is asked.
"""

from dataclasses import dataclass, field
from math import exp, log

from host.core.pace_fit import Fit
from host.core.pace_range import Range
from host.core.pace_today import SIGNS, Asked, Today
from host.core.pace_usual import Usual

SHARES = (0.1, 0.9)
REMEMBER = 0.999
"""Of one look at the open desks to the next."""
FAR = 1.0
"""Today never makes the guess more than e times as long or as short as usual."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Minutes: one in ten is called before `low`, half before `middle`, one in ten after `high`."""

    low: float
    middle: float
    high: float


@dataclass(slots=True)
class Pace:
    """All queues of a place. `first`: minutes per person while nothing is known."""

    first: float = 10.0
    usual: Usual = field(init=False)
    fit: Fit = field(default_factory=lambda: Fit(SIGNS))
    range: Range = field(default_factory=Range)
    today: dict[str, Today] = field(default_factory=dict)
    fresh: list[tuple[str, Asked, float]] = field(default_factory=list)
    """Waits that ended and are not learned yet: queue, what was said, minutes."""
    familiar: set[str] = field(default_factory=set)
    """Queues of which something was learned on an earlier day. What is said of others is no
    measure of how good the guesses are."""
    desks: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Open desks of each queue on all looks: their sum, and how many looks; the newest most."""

    def __post_init__(self) -> None:
        self.usual = Usual(self.first)

    def look(self, queue: str, minute: int, served: int, waiting: int, desks: int) -> None:
        """What is seen of a queue at a minute of today."""
        today = self.today.get(queue)
        if today is None:
            today = self.today[queue] = Today(minute, served)
        for asked in today.look(minute, served, waiting, desks):
            self.fresh.append((queue, asked, float(max(1, minute - asked.minute))))
        if waiting:
            today.usual = self.usual.logarithm(queue, minute, waiting)
            total, looks = self.desks.get(queue, (0.0, 0.0))
            self.desks[queue] = REMEMBER * total + desks, REMEMBER * looks + 1

    def guess(self, queue: str, remember: bool = True) -> Guess:
        """For the last who waits at the newest look; somebody must. What is remembered
        is learned from once its truth is known."""
        today = self.today[queue]
        size = today.waiting
        total, looks = self.desks[queue]
        signs = today.signs(size, total / looks)
        correction = max(-FAR, min(FAR, self.fit.answer(signs)))
        minutes = size * exp(today.usual + correction)
        low, high = self.range.around(minutes, SHARES)
        if remember:
            target = today.served + size
            today.asked.append(Asked(today.minute, size, target, today.usual, signs, minutes))
        return Guess(min(low, minutes), minutes, max(high, minutes))

    def learn(self) -> None:
        """From the waits that have ended since the last call."""
        for queue, asked, minutes in self.fresh:
            if queue in self.familiar:
                off = log(minutes / asked.size) - asked.usual
                self.fit.learn(asked.signs, off, asked.guess**0.5)
                self.range.learn(asked.guess, minutes)
            self.usual.see(queue, asked.minute, asked.size, minutes / asked.size)
        self.fresh.clear()

    def close_day(self) -> None:
        """The service day is over; who still waited was never called."""
        self.learn()
        self.fit.settle()
        for part in (self.usual, self.fit, self.range):
            part.age()
        self.familiar.update(self.usual.queues)
        self.today.clear()
