"""The indicators of a period, recomputed from plain visit records. Pure formulas; each population
is chosen here.

The definitions are those of municipal norm sheets: limits are inclusive, waits end at the first
call, comparisons are unrounded, and nobody leaves a denominator without a reason that stands here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from host.core.waits import felt_millis, wait_millis

Stage = Literal["done", "left", "no_show", "cancelled"]
MISCLICK_MILLIS = 10_000


@dataclass(frozen=True, slots=True)
class Record:
    """One finished visit. Moments in milliseconds UTC."""

    stage: Stage
    appointed: int | None = None
    """None: a walk-in."""
    arrived: int | None = None
    first_called: int | None = None
    met: int | None = None
    ended: int | None = None
    persons: int = 1
    transactions: int = 1
    away: int = 0
    served: int = 0
    """Served at earlier desks, milliseconds."""
    auto: bool = False
    times_wrong: bool = False
    told_from: int | None = None
    """Minutes of waiting that it was told: from ..."""
    told_to: int | None = None
    """... to; None: none."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate with what it was made of; nothing of nothing is unknown, not zero."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None


def appointments(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if record.appointed is not None]


def walk_ins(records: Iterable[Record]) -> list[Record]:
    return [record for record in records if record.appointed is None]


def waits(records: Iterable[Record]) -> list[float]:
    """WT-A of appointments, WT-W of walk-ins: seconds of all who were served and whose wait is
    known.
    """
    return _seconds(wait_millis(r) for r in records if r.stage == "done" and not r.times_wrong)


def felt_waits(records: Iterable[Record]) -> list[float]:
    """WT-A': the same population, from the arrival."""
    return _seconds(felt_millis(r) for r in records if r.stage == "done" and not r.times_wrong)


def mean(seconds: Sequence[float]) -> float | None:
    """None of nothing."""
    return sum(seconds) / len(seconds) if seconds else None


def percentile(seconds: Sequence[float], percent: int) -> float | None:
    """The wait that so many of a hundred did not exceed, by nearest rank."""
    return sorted(seconds)[-(-percent * len(seconds) // 100) - 1] if seconds else None


def within(seconds: Iterable[float], limit_seconds: float) -> Ratio:
    """The indicators sl_a and sl_w: who waited at most the limit, of those whose wait is known."""
    known = list(seconds)
    return Ratio(sum(wait <= limit_seconds for wait in known), len(known))


def within_counting_left(records: Iterable[Record], limit_seconds: float) -> Ratio:
    """The indicators sl_a_left and sl_w_left, the second line beside those: who gave up after the
    limit counts as not within.
    """
    chosen = list(records)
    served = within(waits(chosen), limit_seconds)
    gone = (
        r.ended - max(r.appointed or 0, r.arrived)
        for r in chosen
        if r.stage == "left" and r.arrived and r.ended
    )
    return Ratio(served.part, served.whole + sum(stayed > limit_seconds * 1000 for stayed in gone))


def told_hits(records: Iterable[Record]) -> Ratio:
    """TOLD: who was called within the minutes that were told on coming in, ends included, of those
    who were served and had been told. Counted from the arrival, as the visitor counts.
    """
    hits = whole = 0
    for r in records:
        felt = felt_millis(r)
        if r.stage != "done" or r.times_wrong or felt is None:
            continue
        if r.told_from is None or r.told_to is None:
            continue
        whole += 1
        hits += r.told_from * 60_000 <= felt <= r.told_to * 60_000
    return Ratio(hits, whole)


def keeps(
    statistic: Literal["mean", "share", "max"],
    seconds: Sequence[float],
    limit_seconds: float,
    target: float = 1.0,
) -> bool | None:
    """Whether a norm of this kind is met, compared unrounded; None when there is nothing to judge.

    Groningen promises a mean, Leiderdorp a share of 95 %, Katwijk a maximum.
    """
    if not seconds:
        return None
    if statistic == "mean":
        return sum(seconds) <= limit_seconds * len(seconds)
    if statistic == "max":
        return max(seconds) <= limit_seconds
    return (within(seconds, limit_seconds).value or 0) >= target


def service_times(records: Iterable[Record]) -> list[float]:
    """ST: seconds served; not what the system closed, nor slips of the finger under ten seconds."""
    found: list[float] = []
    for r in records:
        if r.stage != "done" or r.auto or r.times_wrong or r.met is None or r.ended is None:
            continue
        millis = r.served + r.ended - r.met
        if millis >= MISCLICK_MILLIS:
            found.append(millis / 1000)
    return found


def no_show_rate(records: Iterable[Record]) -> Ratio:
    """The indicator ns: of the appointments that were due. A cancelled one was not; who came after
    all was served, not absent.
    """
    due = [r for r in appointments(records) if r.stage != "cancelled"]
    return Ratio(sum(r.stage == "no_show" for r in due), len(due))


def abandonment(records: Iterable[Record]) -> Ratio:
    """The indicator ab: who left, of those who came."""
    came = [r for r in records if r.stage in ("done", "left")]
    return Ratio(sum(r.stage == "left" for r in came), len(came))


def bounced(records: Iterable[Record]) -> int:
    """The indicator bounced: of those who left, gone again within a minute of arriving."""
    gone = [r for r in records if r.stage == "left" and r.arrived and r.ended]
    return sum((r.ended or 0) - (r.arrived or 0) < 60_000 for r in gone)


def visits(records: Iterable[Record]) -> int:
    """The indicator vi: those served. One visit whatever the number of desks."""
    return sum(r.stage == "done" for r in records)


def persons(records: Iterable[Record]) -> int:
    """The indicator pe."""
    return sum(r.persons for r in records if r.stage == "done")


def transactions(records: Iterable[Record]) -> int:
    """The indicator tr: persons times services."""
    return sum(r.transactions for r in records if r.stage == "done")


def _seconds(millis: Iterable[int | None]) -> list[float]:
    return [wait / 1000 for wait in millis if wait is not None]
