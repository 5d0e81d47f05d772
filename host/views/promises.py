"""What was promised and what came of it today, as a wall may show it: also when it is bad, never
better than it is, and nothing of so few visitors that it would tell of one.
"""

from math import ceil

from host.core.cells import LEAST
from host.core.day import Day
from host.core.norms import Norm, target_of
from host.core.printing import minutes_seconds
from host.hall import Hall
from host.norms import norms_of
from host.norms.live import Standing, standings
from wire.displays import BoardPromise

PROMISES_MAX = 3
"""So many can be read from a seat; those of the whole hall go first."""
POPULATIONS = {"wt_a": "appointment", "wt_a_felt": "appointment_felt", "wt_w": "walk_in"}


def promises(hall: Hall, day: Day, now: int) -> list[BoardPromise]:
    """The promises of this hall, and today. A norm of some services is shown only by the name that
    the town gave it: a wall names no service.
    """
    if hall.norms is None:
        hall.norms = norms_of(hall.settings)
    told = [
        each
        for each in standings(day, hall.norms, now, hall.arrivals)
        if each.norm.names or not each.norm.services or not each.norm.decided_by
    ]
    told.sort(key=lambda each: bool(each.norm.services))
    return [_promise(each) for each in told[:PROMISES_MAX]]


def _promise(told: Standing) -> BoardPromise:
    norm, judged = told.norm, told.judged
    few = judged.n < LEAST
    limit = minutes_seconds(norm.limit)
    return BoardPromise(
        population=POPULATIONS[norm.definition],  # type: ignore[arg-type]
        names=dict(norm.names),
        statistic=norm.statistic,
        limit=limit,
        promised=_percent(_thousandths(norm)) if norm.statistic == "share" else limit,
        today="" if few else _today(norm, told),
        n=judged.n,
        kept=None if few else judged.kept,
    )


def _today(norm: Norm, told: Standing) -> str:
    """A share is rounded down and a wait up, so that none is told better than it is."""
    judged = told.judged
    assert judged.realised is not None
    if norm.statistic != "share":
        return minutes_seconds(ceil(judged.realised))
    assert judged.within is not None
    exact = 1000 * judged.within // judged.n
    return _percent(exact if _thousandths(norm) % 10 else exact // 10 * 10)


def _thousandths(norm: Norm) -> int:
    return round(target_of(norm) * 1000)


def _percent(thousandths: int) -> str:
    """950 -> "95"; 925 -> "92.5"."""
    whole, tenth = divmod(thousandths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)
