"""A norm, and whether it is kept: who is counted, by which clock, what may be reached at most. Pure
formulas; knows no day, no store and no settings.

Compared unrounded, limits inclusive. Groningen promises a mean, Leiderdorp a share of 95 %, Katwijk
a maximum; so a norm is not one kind of thing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from math import ceil, fsum
from typing import Literal

Statistic = Literal["mean", "share", "max", "p90"]
PeriodName = Literal["day", "week", "month", "quarter", "half_year", "year"]
UNITS: dict[str, Literal["seconds", "days", "mark", "share"]] = {
    "at1": "days",
    "at3": "days",
    "cb": "days",
    "sat": "mark",
    "av": "share",
}
NINE_TENTHS = 0.9


@dataclass(frozen=True, slots=True)
class Norm:
    """One version of one norm. It never changes: another promise is another version."""

    id: str
    version: int
    definition: str
    """The clock and whom it counts: wt_a, wt_a_felt, wt_w, at1, at3, cb, sat ..."""
    statistic: Statistic
    limit: float
    """Inclusive. Seconds; working days for at1, at3 and cb; for sat the least mark."""
    target: float | None
    """Share that is promised, 0..1; None for a mean, a maximum or a 90th percentile."""
    period: PeriodName
    """Over which it is judged."""
    valid_from: str
    """First ISO date; empty: always was."""
    valid_until: str | None
    """Last ISO date; None: until another version begins."""
    decided_by: str
    """Who decided; empty: it follows from the limits of the services."""
    decided_on: str | None
    locations: tuple[str, ...] = ()
    """Empty: all."""
    services: tuple[str, ...] = ()
    """Empty: all."""
    names: tuple[tuple[str, str], ...] = ()
    """How people call it: pairs of language and name."""

    @property
    def unit(self) -> Literal["seconds", "days", "mark", "share"]:
        """Of its limit and of what it is judged by."""
        return UNITS.get(self.definition, "seconds")

    @property
    def at_least(self) -> bool:
        """Whether more is better: a mark, not a wait."""
        return self.definition == "sat"

    def name(self, language: str) -> str:
        """As people read it; the identity where it has no name in this language."""
        return dict(self.names).get(language, self.id)

    def counts(self, location: str, service: str | None = None) -> bool:
        """Whether it speaks of this location, and of this service there."""
        here = not self.locations or location in self.locations
        return here and (service is None or not self.services or service in self.services)

    def holds_on(self, day: str) -> bool:
        """Whether it is valid on an ISO date."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a norm comes to over some visits. Unrounded."""

    n: int
    realised: float | None
    """A share 0..1, or in the unit of the norm; None of nothing."""
    kept: bool | None
    """None: nothing to judge."""
    within: int | None = None
    """How many stayed within the limit."""


NOTHING = Judged(0, None, None)


def judge(norm: Norm, values: Sequence[float]) -> Judged:
    """Over values in the unit of the norm."""
    n = len(values)
    within = sum(value <= norm.limit for value in values)
    if not n:
        return NOTHING
    if norm.statistic == "mean":
        return judge_mean(norm, fsum(values), n, within)
    if norm.statistic == "share":
        return judge_share(norm, within, n)
    reached = max(values) if norm.statistic == "max" else _ninetieth(values)
    return Judged(n, reached, reached <= norm.limit, within)


def judge_mean(norm: Norm, total: float, n: int, within: int | None = None) -> Judged:
    """From a sum: 300.4 seconds over a promise of 300 is not kept, however it prints."""
    if not n:
        return NOTHING
    kept = total >= norm.limit * n if norm.at_least else total <= norm.limit * n
    return Judged(n, total / n, kept, within)


def judge_share(norm: Norm, within: int, n: int) -> Judged:
    """From a count. 19 of 20 keeps 95 %, 18 of 19 does not."""
    return Judged(n, within / n, within / n >= target_of(norm), within) if n else NOTHING


def target_of(norm: Norm) -> float:
    """The share that has to stay within the limit: a maximum asks everybody, a 90th percentile nine
    of ten. Only a mean asks none.
    """
    if norm.statistic == "max":
        return 1.0
    if norm.statistic == "p90":
        return NINE_TENTHS
    return 1.0 if norm.target is None else norm.target


def may_still_miss(norm: Norm, within: int, n: int, to_come: int) -> int | None:
    """How many of those to come may wait longer than the limit while the norm is still kept.

    `n` so far, `within` of them within the limit. None: the norm cannot be kept any more, it asks
    for no share (a mean), or there is nobody to judge.
    """
    whole = n + to_come
    if norm.statistic == "mean" or not whole:
        return None
    needed = int((Decimal(str(target_of(norm))) * whole).to_integral_value(ROUND_CEILING))
    left = within + to_come - needed
    return min(left, to_come) if left >= 0 else None


def seconds_to_spend(norm: Norm, total: float, n: int, to_come: int) -> float:
    """What those to come may wait together while a mean is still kept; below zero it no longer can
    be. In the unit of the norm.
    """
    return norm.limit * (n + to_come) - total


def in_turn(versions: Iterable[Norm], day: str) -> list[Norm]:
    """Of several versions of several norms, those that hold on a day: of each norm the newest that
    has begun, when it has not ended.
    """
    newest: dict[str, Norm] = {}
    for norm in versions:
        known = newest.get(norm.id)
        begun = norm.valid_from <= day
        if begun and (known is None or _age(known) < _age(norm)):
            newest[norm.id] = norm
    return [norm for norm in newest.values() if norm.holds_on(day)]


def _age(norm: Norm) -> tuple[str, int]:
    return norm.valid_from, norm.version


def _ninetieth(values: Sequence[float]) -> float:
    """What nine of ten did not exceed, by nearest rank."""
    return sorted(values)[ceil(len(values) * 9 / 10) - 1]
