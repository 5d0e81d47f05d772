"""What earlier days of one location have taught: how long serving takes by service, weekday and
hour, and by how much the wait worked out from that was off. Handed to a day by the host; what an
event writes never depends on it but by what the event itself says.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from math import exp

from host.core.pace_range import Range
from host.core.pace_usual import Seen, Usual
from host.core.plan import Plan

MINUTE = 60_000
TRUST_FIRST = 3.0
"""So many visits weigh as much as the slot length ..."""
TRUST_WIDER = 20.0
"""... and so many of one hour, or of one weekday's hour, as much as all of the service."""
FAR = 0.7
"""What is worked out from people, desks and time is never made more than twice as long or short."""
SHARES = (0.1, 0.9)
KEEP = 0.97
"""Share of a sighting's weight that is left one service day later: four weeks ago counts half."""

Hour = tuple[str, int | None, int | None]
"""Service, weekday, hour of the day; None: any."""


@dataclass(slots=True)
class Durations:
    """How long serving took, in milliseconds."""

    hours: dict[Hour, Seen] = field(default_factory=dict)
    known: dict[tuple[str, int, int, int], float] = field(default_factory=dict)
    """Answers that are still good."""

    def see(self, service: str, weekday: int, minute: int, millis: int) -> None:
        """One visit that was served, by when serving began."""
        hour = minute // 60
        for key in ((service, None, None), (service, None, hour), (service, weekday, hour)):
            seen = self.hours.setdefault(key, Seen())
            seen.weight += 1
            seen.total += millis
        self.known.clear()

    def millis(self, service: str, weekday: int, minute: int, first: int) -> float:
        """To be expected; `first`, the slot length, while nothing was seen."""
        key = service, weekday, minute // 60, first
        if key not in self.known:
            self.known[key] = self._millis(*key)
        return self.known[key]

    def _millis(self, service: str, weekday: int, hour: int, first: int) -> float:
        found, trust = float(first), TRUST_FIRST
        for key in ((service, None, None), (service, None, hour), (service, weekday, hour)):
            seen = self.hours.get(key)
            if seen is not None:
                found = (seen.total + trust * found) / (seen.weight + trust)
            trust = TRUST_WIDER
        return found

    def age(self) -> None:
        """A service day is over."""
        for seen in self.hours.values():
            seen.weight *= KEEP
            seen.total *= KEEP
        self.known.clear()


@dataclass(slots=True)
class Learned:
    """All of it, for one location."""

    durations: Durations = field(default_factory=Durations)
    off: Usual = field(default_factory=lambda: Usual(first=1.0, keep=KEEP))
    """Real minutes to minutes worked out, by service, hour and how long it was."""
    range: Range = field(default_factory=Range)
    n: int = 0
    """Waits that were learned from."""

    def corrected(self, service: str, minute: int, minutes: float) -> float:
        """Minutes worked out, made longer or shorter as was needed at such hours."""
        minutes = max(1.0, minutes)
        off = self.off.logarithm(service, minute, round(minutes))
        return minutes * exp(max(-FAR, min(FAR, off)))

    def see(self, service: str, minute: int, minutes: float, waited: float) -> None:
        """Minutes worked out, and minutes waited."""
        minutes, waited = max(1.0, minutes), max(1.0, waited)
        self.range.learn(self.corrected(service, minute, minutes), waited)
        self.off.see(service, minute, round(minutes), waited / minutes)
        self.n += 1

    def around(self, minutes: float) -> tuple[float, float]:
        """Eight of ten waits of about so many minutes lie between these."""
        low, high = self.range.around(minutes, SHARES)
        return min(low, minutes), max(high, minutes)

    def age(self) -> None:
        """A service day is over."""
        self.durations.age()
        self.off.age()
        self.range.age()


@lru_cache(16)
def weekday_of(day: str) -> int:
    """Of an ISO date: 0 is Monday. By Zeller's congruence: the core knows no calendar."""
    year, month, of_month = (int(part) for part in day.split("-"))
    if month < 3:
        year, month = year - 1, month + 12
    century, rest = divmod(year, 100)
    days = of_month + 13 * (month + 1) // 5 + rest + rest // 4 + century // 4 + 5 * century
    return (days + 5) % 7


def minute_of(plan: Plan, moment: int) -> int:
    """Local minute of the service day; the roll-over is 28:00."""
    return 28 * 60 - (plan.ends - moment) // MINUTE
