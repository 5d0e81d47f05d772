"""What visitors were promised: the limit of their wait and the share that keeps it, by the norms
that were decided, else as their service says.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from host.norms import Norm, in_force, norms_of
from host.settings import Settings

Clock = Literal["wt_a", "wt_w"]
NOBODY_SAID: dict[str, float] = {"wt_a": 300.0, "wt_w": 900.0}
"""Of a service that the settings do not have any more: Groningen's 5 and 15 minutes."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One promise. `target`: the share within it; None: the mean is promised."""

    seconds: float
    """Inclusive."""
    target: float | None


class Limits:
    """The promises of a period: those that hold on its last day. A norm that changed in its course
    is judged version by version by `host.norms`.
    """

    def __init__(self, settings: Settings, on: date) -> None:
        self._settings = settings
        decided = [norm for norm in norms_of(settings) if norm.decided_by]
        self._norms = in_force(decided, on.isoformat())
        self.of = cache(self._of)
        """The promise to the visitors of a service at a location, by one clock."""

    def _of(self, clock: Clock, location: str, service: str) -> Limit:
        own = [n for n in self._norms if n.definition == clock and n.counts(location, service)]
        if own:
            return _limit_of(min(own, key=lambda norm: norm.limit))
        known = self._settings.services.get(service)
        if known is None:
            return Limit(NOBODY_SAID[clock], None)
        walk_in = clock == "wt_w"
        minutes = known.walk_in_limit_minutes if walk_in else known.appointment_limit_minutes
        return Limit(minutes * 60, known.target if known.statistic == "share" else None)

    def available(self, location: str) -> float | None:
        """The share of the opening hours in which devices are promised to work; None: nobody
        promised any.
        """
        own = [n for n in self._norms if n.definition == "av" and n.counts(location)]
        return max((norm.target or 0.0 for norm in own), default=None)


def _limit_of(norm: Norm) -> Limit:
    """A maximum is kept by all of them, a 90th percentile by nine of ten."""
    shares = {"mean": None, "max": 1.0, "p90": 0.9}
    return Limit(norm.limit, shares.get(norm.statistic, norm.target))
