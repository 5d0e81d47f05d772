"""Other ways to say how long somebody waits, learned from the same past as the product's: what an
office tells, people ahead times minutes per person, always the mean.
"""

from dataclasses import dataclass, field

from bench.j1_rows import BoardRow

FEW = 5
"""A queue with fewer ended waits gets what holds for all queues."""


@dataclass(slots=True)
class Sum:
    """Waits that have ended: minutes, people ahead, minutes per person, minutes times desks."""

    n: int = 0
    minutes: float = 0.0
    ahead: float = 0.0
    per_person: float = 0.0
    desk_minutes: float = 0.0

    def add(self, row: BoardRow, minutes: float) -> None:
        self.n += 1
        self.minutes += minutes
        self.ahead += row.waiting
        self.per_person += minutes / row.waiting
        self.desk_minutes += minutes * max(1, row.desks)


@dataclass(slots=True)
class Peers:
    """All of them at once; each gets every wait that has ended so far."""

    every: Sum = field(default_factory=Sum)
    queues: dict[str, Sum] = field(default_factory=dict)

    def learn(self, row: BoardRow, minutes: float) -> None:
        self.every.add(row, minutes)
        self.queues.setdefault(row.queue, Sum()).add(row, minutes)

    def usual_minutes(self, row: BoardRow) -> float:
        """People ahead times all minutes by all people ahead: a long queue counts more."""
        known = self._known(row)
        return row.waiting * known.minutes / known.ahead if known.ahead else 0.0

    def guesses(self, row: BoardRow) -> dict[str, float]:
        """Minutes by each way."""
        known, every = self._known(row), self.every
        work = known.desk_minutes / known.ahead if known.ahead else 0.0
        return {
            "office": row.waiting * row.office_minutes,
            "desks": row.waiting * work / max(1, row.desks),
            "usual": row.waiting * known.per_person / known.n if known.n else 0.0,
            "usual_weighed": self.usual_minutes(row),
            "mean": every.minutes / every.n if every.n else 0.0,
        }

    def _known(self, row: BoardRow) -> Sum:
        known = self.queues.get(row.queue)
        return known if known is not None and known.n >= FEW else self.every
