"""The hall display: ticket, desk, time, and whether the town keeps its word. Never a name, never a
service.
"""

from collections.abc import Iterator
from operator import itemgetter

from host.core.day import Day, Visit
from host.core.expect import expected_wait
from host.core.guards import is_fetched
from host.core.lines import limit_of
from host.core.plan import Plan
from host.hall import Hall
from host.views.greeter import state_of
from host.views.hours import is_open, next_opening
from host.views.promises import promises
from host.views.rows import encoded, without_nothing
from host.views.voices import is_hushed, with_voices
from wire.displays import BoardDesk
from wire.rows import BoardCall

CALLS_MAX = 12
Told = tuple[int | None, int | None]
NOTHING: Told = (None, None)
SHOWN_STAGES = frozenset({"called", "serving", "done"})


def board(hall: Hall, now: int) -> dict[str, object]:
    """The `BoardView` of a location."""
    day = hall.day
    assert day is not None
    assert day.plan is not None
    plan = day.plan
    opened = is_open(day, now)
    over = _is_over_promise(day, now)
    appointment, walk_in = _waits(day, now) if over else (NOTHING, NOTHING)
    wanted = {
        display.layout for display in hall.settings.locations[hall.location].displays.values()
    }
    return without_nothing(
        kind="board",
        mode=plan.mode,
        open=opened,
        closes_at=plan.closes if opened else None,
        opens_at=None if opened else next_opening(hall, now),
        calls=encoded(*with_voices(hall, day, calls_of(day))),
        wait_minutes_appointment=appointment[1],
        wait_minutes_walk_in=walk_in[1],
        wait_from_minutes_appointment=appointment[0],
        wait_from_minutes_walk_in=walk_in[0],
        over_promise=over,
        hushed=is_hushed(hall, now) or None,
        desks=encoded(*_desks(day, plan)) if "desk" in wanted else None,
        promises=encoded(*promises(hall, day, now)) if "promise" in wanted else None,
    )


def _desks(day: Day, plan: Plan) -> Iterator[BoardDesk]:
    for name in plan.desks:
        desk = day.desks.get(name)
        yield BoardDesk(desk=name, state=state_of(desk) if desk else "closed")  # type: ignore[arg-type]


def calls_of(day: Day) -> list[BoardCall]:
    """Newest first, of each desk its newest: whoever it called before was there, or is not expected
    any more. Calls that were taken back and visitors who are fetched are not on the wall.
    """
    assert day.plan is not None
    found: dict[str, BoardCall] = {}
    shown = [day.visits[name] for name in day.calls if _is_shown(day.visits[name])]
    for visit in sorted(shown, key=lambda visit: -visit.ring):
        assert visit.desk is not None
        assert visit.called is not None
        plan = day.plan.desks.get(visit.desk)
        label = plan.label if plan else visit.desk
        call = BoardCall(
            ring=visit.ring, ticket=visit.ticket, desk=label, at=visit.called, key=visit.desk
        )
        found.setdefault(visit.desk, call)
    return list(found.values())[:CALLS_MAX]


def _is_shown(visit: Visit) -> bool:
    was_called = visit.desk is not None and visit.called is not None
    return was_called and visit.stage in SHOWN_STAGES and not is_fetched(visit)


def _is_over_promise(day: Day, now: int) -> bool:
    """Whether anybody waits longer than promised; the first of each line tells."""
    assert day.plan is not None
    for (need, _), line in day.lines.by_need.items():
        if line.booked and now - line.booked[0][0] > limit_of(day.plan, need, "booked"):
            return True
        if line.walk_in and now - line.walk_in[0][0] > limit_of(day.plan, need, "walk_in"):
            return True
    return False


def _waits(day: Day, now: int) -> tuple[Told, Told]:
    """Minutes to be called, with and without appointment, for whoever comes now: the same range as
    at the kiosk, for the service among those waited for that takes longest.
    """
    services = {tuple(sorted(need)) for need, _ in day.lines.by_need}
    booked = [expected_wait(day, service, now, appointed=now) for service in services]
    walk_in = [expected_wait(day, service, now) for service in services]
    return _longest(booked), _longest(walk_in)


def _longest(waits: list[tuple[int, int] | None]) -> Told:
    return max((wait for wait in waits if wait is not None), key=itemgetter(1), default=NOTHING)
