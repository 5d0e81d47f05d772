"""The norms in a staff view: how each stands today, who is about to wait too long, and what would
prevent it. The same for every screen of a hall, so made once for all that ask at one moment.
"""

from host.core.advice import Advice
from host.core.day import Day
from host.hall import Hall
from host.norms import norms_of
from host.norms.live import Late, Standing, coming, standings
from host.views.rows import encoded
from wire.norms import AdviceRow, LateRow, NormRow

LATE_MAX = 5


def norm_fields(hall: Hall, now: int) -> dict[str, object]:
    """The fields `norms`, `late`, `late_count` and `advice` of a view; None where there is none."""
    day = hall.day
    assert day is not None
    if hall.foreseen[0] != (day.seq, now):
        hall.foreseen = (day.seq, now), _fields(hall, day, now)
    return hall.foreseen[1]


def _fields(hall: Hall, day: Day, now: int) -> dict[str, object]:
    if hall.norms is None:
        hall.norms = norms_of(hall.settings)
    late, advice = coming(day, now, hall.arrivals)
    return {
        "norms": encoded(*(_norm(each) for each in standings(day, hall.norms, now, hall.arrivals))),
        "late": encoded(*(_late(day, each) for each in late[:LATE_MAX])),
        "late_count": len(late),
        "advice": encoded(_advice(day, advice))[0] if advice else None,
    }


def _norm(told: Standing) -> NormRow:
    norm = told.norm
    return NormRow(
        norm=norm.id,
        version=norm.version,
        names=dict(norm.names),
        definition=norm.definition,
        services=norm.services,
        statistic=norm.statistic,
        limit_seconds=norm.limit,
        target=norm.target,
        n=told.judged.n,
        realised=told.judged.realised,
        kept=told.judged.kept,
        over_now=told.over_now,
        to_come=told.to_come,
        may_miss=told.may_miss,
        mean_left_seconds=told.mean_left,
        lost=told.lost,
    )


def _late(day: Day, late: Late) -> LateRow:
    return LateRow(visit=late.visit, ticket=day.visits[late.visit].ticket, deadline=late.deadline)


def _advice(day: Day, advice: Advice) -> AdviceRow:
    if advice.kind != "call_before":
        return AdviceRow(kind=advice.kind, desks=advice.desks, at=advice.at)
    return AdviceRow(
        kind=advice.kind,
        visit=advice.visit,
        ticket=day.visits[advice.visit].ticket,
        before=advice.before,
        before_ticket=day.visits[advice.before].ticket,
    )
