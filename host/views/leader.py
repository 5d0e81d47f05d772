"""The team leader's dashboard: who waits by letter, the promises, the desks, the half hours behind
and ahead. Counts only: no name, no code, nobody of the staff.
"""

from bisect import bisect_left

import orjson

from host.core.day import Day, Desk
from host.core.demand import HALF_HOUR, HalfHour, half_hours
from host.core.lines import Line, Rank, limit_of
from host.core.plan import Plan
from host.hall import Hall
from host.views.greeter import state_of
from host.views.hours import is_open, next_opening
from host.views.norms import norm_fields
from host.views.rows import encoded, without_nothing
from host.views.today import today
from wire.leader import ComingHalf, LeaderDesk, LineRow
from wire.norms import AdviceRow

RANKS: tuple[Rank, ...] = ("booked", "walk_in")


def leader(hall: Hall, now: int) -> dict[str, object]:
    """The `LeaderView` of a location."""
    day = hall.day
    assert day is not None
    assert day.plan is not None
    plan = day.plan
    opened = is_open(day, now)
    lines = _lines(day, plan, now)
    told = norm_fields(hall, now)
    return without_nothing(
        kind="leader",
        open=opened,
        opens_at=None if opened else next_opening(hall, now),
        closes_at=plan.closes if opened else None,
        waiting_count=len(day.lines),
        over_count=sum(row.over for row in lines),
        longest_since=min((r.longest_since for r in lines if r.longest_since), default=None),
        expected_count=len(day.expected),
        lines=encoded(*lines),
        norms=told["norms"],
        late_count=told["late_count"],
        advice=_advice(told["advice"]),
        desks=encoded(*(_desk(day, name) for name in plan.desks)),
        coming=encoded(*(_coming(half) for half in half_hours(day, now, arrivals=hall.arrivals))),
        today=encoded(*today(day, plan, now)),
    )


def _lines(day: Day, plan: Plan, now: int) -> list[LineRow]:
    """By the letter of the tickets, in its order; also those for which nobody waits."""
    services: dict[str, list[str]] = {}
    for name, service in plan.services.items():
        services.setdefault(service.letter, []).append(name)
    counts = dict.fromkeys(services, 0)
    overs = dict.fromkeys(services, 0)
    firsts: dict[str, int] = {}
    for (need, _), line in day.lines.by_need.items():
        known = [plan.services[name].letter for name in need if name in plan.services]
        if not known:
            continue  # a service that the plan of today no longer has
        letter = min(known)
        counts[letter] += len(line)
        overs[letter] += _over(plan, need, line, now)
        first = _first(line)
        if first is not None and first <= now:
            firsts[letter] = min(first, firsts.get(letter, first))
    return [
        LineRow(
            letter=letter,
            services=tuple(names),
            count=counts[letter],
            over=overs[letter],
            longest_since=firsts.get(letter),
        )
        for letter, names in sorted(services.items())
    ]


def _over(plan: Plan, need: frozenset[str], line: Line, now: int) -> int:
    """How many of a line wait longer than promised; for those who were called before no promise
    runs.
    """
    late = 0
    for rank in RANKS:
        began = (now - limit_of(plan, need, rank),)
        late += bisect_left(line.places(rank), began) - bisect_left(line.again(rank), began)
    return late


def _first(line: Line) -> int | None:
    """When the longest first wait of a line began."""
    found = [
        next((place[0] for place in line.places(rank) if place not in line.again(rank)), None)
        for rank in RANKS
    ]
    found.append(line.front[0][0] if line.front else None)
    return min((start for start in found if start is not None), default=None)


def _advice(told: object) -> object:
    """As the staff's screens have it, without the ids of visits."""
    if not isinstance(told, orjson.Fragment):
        return None
    row = AdviceRow.model_validate_json(orjson.dumps(told))
    return encoded(row.model_copy(update={"visit": None, "before": None}))[0]


def _desk(day: Day, name: str) -> LeaderDesk:
    """A busy desk since its visitor was met or called."""
    desk = day.desks.get(name) or Desk(name)
    since = desk.since
    if desk.visit is not None:
        visit = day.visits[desk.visit]
        since = visit.met or visit.called
    return LeaderDesk(desk=name, state=state_of(desk), since=since)  # type: ignore[arg-type]


def _coming(half: HalfHour) -> ComingHalf:
    """In whole numbers, so that the view stays the same while nothing happens."""
    return ComingHalf(
        starts=half.starts - half.starts % HALF_HOUR,
        appointments=half.appointments,
        walk_ins=round(half.walk_ins),
        desks_needed=half.desks_needed,
        desks=half.desks,
        wait_minutes=None if half.wait_minutes is None else round(half.wait_minutes),
    )
