"""Whether the promise to the visitors of a table's row was kept: of one service, or of several
together. Decided norms are judged, version by version, in `host.norms`.
"""

from dataclasses import dataclass

from host.core import indicators
from host.measures.limits import Clock
from host.measures.period import Measures


@dataclass(frozen=True, slots=True)
class Promise:
    """`target`: the share within the limit; None: the mean was promised, or each service promised
    something else.
    """

    target: float | None
    mean_limit_seconds: float | None
    """Where all promise the same mean."""
    kept: bool | None
    """Compared unrounded; None: nobody to judge by it."""


def promise_of(measures: Measures, clock: Clock) -> Promise:
    """Where all services promise the same share, the share of all is held against it; where each
    promises a mean, every one must keep its own.
    """
    population = "appointment" if clock == "wt_a" else "walk_in"
    targets: set[float | None] = set()
    limits: set[float] = set()
    means: list[bool] = []
    for group in measures.groups(population):
        if not group.waits or group.service not in measures.settings.services:
            continue
        limit = measures.limits.of(clock, group.location, group.service)
        targets.add(limit.target)
        limits.add(limit.seconds)
        means.append(indicators.keeps("mean", group.waits, limit.seconds) is True)
    if not means or len(targets) > 1:
        return Promise(None, None, all(means) if means else None)
    (target,) = targets
    if target is None:
        return Promise(None, min(limits) if len(limits) == 1 else None, all(means))
    found = measures.cell("sl_a" if clock == "wt_a" else "sl_w")
    kept = found.part is not None and found.part >= target * (found.whole or 0)
    return Promise(target, None, kept if found.whole else None)
