"""The hall display: ticket, desk, time, and whether the town keeps its word. Never a name, never a
service.
"""

from host.core.day import Day
from host.core.guards import is_fetched
from host.core.lines import limit_of
from host.hall import Hall
from host.views.hours import is_open, next_opening
from host.views.rows import encoded, without_nothing
from wire.rows import BoardCall

CALLS_MAX = 12
SHOWN_STAGES = frozenset({"called", "serving", "done"})


def board(hall: Hall, now: int) -> dict[str, object]:
    """The `BoardView` of a location."""
    day = hall.day
    assert day is not None
    assert day.plan is not None
    plan = day.plan
    opened = is_open(day, now)
    appointment, walk_in, over = _longest(day, now)
    return without_nothing(
        kind="board",
        mode=plan.mode,
        open=opened,
        closes_at=plan.closes if opened else None,
        opens_at=None if opened else next_opening(hall, now),
        calls=encoded(*_calls(day)),
        wait_minutes_appointment=appointment,
        wait_minutes_walk_in=walk_in,
        over_promise=over,
    )


def _calls(day: Day) -> list[BoardCall]:
    """Newest first. Calls that were taken back and visitors who are fetched are not on the wall."""
    assert day.plan is not None
    found: list[BoardCall] = []
    for name in reversed(day.calls):
        visit = day.visits[name]
        if (
            visit.stage not in SHOWN_STAGES
            or is_fetched(visit)
            or visit.desk is None
            or visit.called is None
        ):
            continue
        plan = day.plan.desks.get(visit.desk)
        label = plan.label if plan else visit.desk
        found.append(BoardCall(ring=visit.ring, ticket=visit.ticket, desk=label, at=visit.called))
    found.sort(key=lambda call: -call.ring)
    return found[:CALLS_MAX]


def _longest(day: Day, now: int) -> tuple[int | None, int | None, bool]:
    """Minutes that the one who waits longest has waited, with and without appointment, when that
    breaks the promise.
    """
    assert day.plan is not None
    longest = {"booked": 0, "walk_in": 0}
    over = False
    for (need, _), line in day.lines.by_need.items():
        for rank, places in (("booked", line.booked), ("walk_in", line.walk_in)):
            if places:
                waited = now - places[0][0]
                longest[rank] = max(longest[rank], waited)
                over = over or waited > limit_of(day.plan, need, rank)  # type: ignore[arg-type]
    if not over:
        return None, None, False
    return longest["booked"] // 60_000, longest["walk_in"] // 60_000, True
