"""Today's figures, kept current with every event: waits by each definition, and the counts beside
them.
"""

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from host.core.lines import APPOINTMENT_LIMIT, WALK_IN_LIMIT
from host.core.plan import ServicePlan
from host.core.waits import felt_millis, wait_millis
from wire.rows import Figure

if TYPE_CHECKING:
    from host.core.day import Day, Visit

Definition = Literal["wt_a", "wt_a_felt", "wt_w"]
DEFINITIONS: tuple[Definition, ...] = ("wt_a", "wt_a_felt", "wt_w")
MISCLICK_MILLIS = 10_000
"""Served shorter than this was a slip of the finger: no service time is taken from it."""
BOUNCED_MILLIS = 60_000
"""Left within a minute of arriving: reported apart from those who gave up waiting."""


@dataclass(slots=True)
class Waits:
    """Waits in milliseconds, in order."""

    ordered: list[int] = field(default_factory=list)
    total: int = 0

    def add(self, wait: int) -> None:
        insort(self.ordered, wait)
        self.total += wait

    def drop(self, wait: int) -> None:
        del self.ordered[bisect_left(self.ordered, wait)]
        self.total -= wait


@dataclass(slots=True)
class Counts:
    """What is counted beside the waits, of one population (by appointment or not)."""

    visits: int = 0
    persons: int = 0
    transactions: int = 0
    """Persons times services: a family of four for passports is one visit, four persons, four
    transactions.
    """
    left: int = 0
    """Checked in and gone without being served; the bounced are among them."""
    bounced: int = 0
    no_show: int = 0


@dataclass(slots=True)
class Pace:
    """How long serving took today: the sum in milliseconds over `n` visits."""

    total: int = 0
    n: int = 0


@dataclass(slots=True)
class Tally:
    """What the visits that are over add up to. Adding and taking away cost O(log n); nothing is
    kept per visit.
    """

    waits: dict[tuple[Definition, str | None], Waits] = field(default_factory=dict)
    """Per definition and service; None: the whole location."""
    appointments: Counts = field(default_factory=Counts)
    walk_ins: Counts = field(default_factory=Counts)
    paces: dict[str, Pace] = field(default_factory=dict)
    """Per service."""

    def add(self, visit: "Visit") -> None:
        """Counts a visit that is done, left or no-show."""
        self._count(visit, 1)
        for key, wait in waits_of(visit):
            self.waits.setdefault(key, Waits()).add(wait)

    def drop(self, visit: "Visit") -> None:
        """Takes back exactly what `add` counted for a visit in this state."""
        self._count(visit, -1)
        for key, wait in waits_of(visit):
            waits = self.waits[key]
            waits.drop(wait)
            if not waits.ordered:
                del self.waits[key]

    def _count(self, visit: "Visit", sign: int) -> None:
        counts = self.appointments if visit.by_appointment else self.walk_ins
        if visit.stage == "done":
            counts.visits += sign
            counts.persons += sign * visit.persons
            counts.transactions += sign * visit.persons * len(visit.services)
            self._count_pace(visit, sign)
        elif visit.stage == "left":
            counts.left += sign
            counts.bounced += sign * has_bounced(visit)
        else:
            assert visit.stage == "no_show"
            counts.no_show += sign

    def _count_pace(self, visit: "Visit", sign: int) -> None:
        millis = service_millis(visit)
        if millis is None:
            return
        service = visit.services[0]
        pace = self.paces.setdefault(service, Pace())
        pace.total += sign * millis
        pace.n += sign
        if not pace.n:
            del self.paces[service]


def waits_of(visit: "Visit") -> list[tuple[tuple[Definition, str | None], int]]:
    """What a visit adds to each wait: nothing until it is done, and nothing when its times are
    marked wrong.

    A late appointment stays in the population of appointments, counted from its arrival. A visit
    that began at the desk has no wait: a zero for it would only embellish the mean.
    """
    wait, felt = wait_millis(visit), felt_millis(visit)
    if visit.stage != "done" or visit.times_wrong or wait is None or felt is None:
        return []
    service = visit.waited_for
    if not visit.by_appointment:
        return [(("wt_w", None), wait), (("wt_w", service), wait)]
    return [
        (("wt_a", None), wait),
        (("wt_a", service), wait),
        (("wt_a_felt", None), felt),
        (("wt_a_felt", service), felt),
    ]


def service_millis(visit: "Visit") -> int | None:
    """The indicator st: time served, all desks together; None when the system closed it, it was
    never met, or the times are wrong.
    """
    if visit.auto or visit.times_wrong or visit.met is None or visit.ended is None:
        return None
    millis = visit.served + visit.ended - visit.met
    return millis if millis >= MISCLICK_MILLIS else None


def has_bounced(visit: "Visit") -> bool:
    """Left within a minute of arriving."""
    assert visit.ended is not None
    assert visit.arrived is not None
    return visit.ended - visit.arrived < BOUNCED_MILLIS


def figures(day: "Day") -> tuple[Figure, ...]:
    """Today's figures: each definition for the whole location, and for each service that has
    visits.
    """
    rows: list[Figure] = []
    for definition in DEFINITIONS:
        services = sorted(s for d, s in day.tally.waits if d == definition and s is not None)
        parts = [_figure(day, definition, service) for service in services]
        rows += [_figure_of_all(day, definition, parts), *parts]
    return tuple(rows)


def _figure(day: "Day", definition: Definition, service: str) -> Figure:
    plan = day.plan.services.get(service) if day.plan else None
    limit, target = _promise(plan, definition)
    waits = day.tally.waits[definition, service]
    n = len(waits.ordered)
    within = bisect_right(waits.ordered, limit) / n
    return Figure(
        definition=definition,
        service=service,
        n=n,
        mean_seconds=waits.total / n / 1000,
        within=within,
        p90_seconds=_p90(waits.ordered),
        limit_seconds=limit // 1000,
        target=target,
        met=waits.total <= limit * n if target is None else within >= target,
    )


def _figure_of_all(day: "Day", definition: Definition, parts: list[Figure]) -> Figure:
    """The whole location. Every wait is judged by its own service's limit; the strictest promise is
    printed.

    With norms that differ per service the location keeps its promise when its share, or its mean,
    keeps the strictest.
    """
    plans = list(day.plan.services.values()) if day.plan else []
    promises = [_promise(plan, definition) for plan in plans] or [_promise(None, definition)]
    limit = min(limit for limit, _ in promises)
    shares = [target for _, target in promises if target is not None]
    target = max(shares) if shares else None
    waits = day.tally.waits.get((definition, None))
    if waits is None:
        return Figure(definition=definition, n=0, limit_seconds=limit // 1000, target=target)
    n = len(waits.ordered)
    within = sum(round((part.within or 0) * part.n) for part in parts) / n
    return Figure(
        definition=definition,
        n=n,
        mean_seconds=waits.total / n / 1000,
        within=within,
        p90_seconds=_p90(waits.ordered),
        limit_seconds=limit // 1000,
        target=target,
        met=waits.total <= limit * n if target is None else within >= target,
    )


def _promise(plan: ServicePlan | None, definition: Definition) -> tuple[int, float | None]:
    if plan is None:
        return (WALK_IN_LIMIT if definition == "wt_w" else APPOINTMENT_LIMIT), 0.95
    return (plan.walk_in_limit if definition == "wt_w" else plan.appointment_limit), plan.target


def _p90(ordered: list[int]) -> float:
    """The wait that nine of ten did not exceed, by nearest rank."""
    return ordered[-(-9 * len(ordered) // 10) - 1] / 1000
