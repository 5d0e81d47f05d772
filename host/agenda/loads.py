"""How full days are, for the week that staff look at: appointments and free desk time by the hour.
Judges nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from host.core.agenda import Room
from host.core.plan import MINUTE, Plan
from host.store.booked import BookedRow
from wire.agenda import HourLoad, WeekDay

HOUR = 60 * MINUTE


def load_of(
    day: date, plan: Plan, room: Room | None, rows: Iterable[BookedRow], must_move: int
) -> WeekDay:
    """One day of a week. `room` is None on days that are over, closed or beyond the horizon; `rows`
    may be of other days too.
    """
    standing = [row for row in rows if row.day == day.isoformat() and row.state != "cancelled"]
    return WeekDay(
        day=day.isoformat(),
        opens=plan.opens,
        closes=plan.closes,
        booked=len(standing),
        must_move=must_move,
        staffed_minutes=room.staffed_minutes() if room is not None else 0,
        free_minutes=room.free_minutes() if room is not None else 0,
        hours=_hours(plan, room, standing),
    )


def _hours(plan: Plan, room: Room | None, rows: Sequence[BookedRow]) -> tuple[HourLoad, ...]:
    """By the clock: the first and the last may be parts of an hour."""
    if plan.opens is None or plan.closes is None:
        return ()
    starts = [plan.opens, *range(plan.opens - plan.opens % HOUR + HOUR, plan.closes, HOUR)]
    return tuple(
        HourLoad(
            starts=start,
            booked=sum(start <= row.appointed < end for row in rows),
            staffed_minutes=0 if room is None else _minutes(room, start, end, free=False),
            free_minutes=0 if room is None else _minutes(room, start, end, free=True),
        )
        for start, end in zip(starts, [*starts[1:], plan.closes], strict=True)
    )


def _minutes(room: Room, start: int, end: int, *, free: bool) -> int:
    """How much time desks have in a part of the day, or how much of it is free."""
    grid = room.plan.grid
    low, high = (start - room.opens) // grid, -(-(end - room.opens) // grid)
    part = ((1 << (high - low)) - 1) << low
    cells = sum(
        (part & room.staffed[desk] & ~(room.taken[desk] if free else 0)).bit_count()
        for desk in room.staffed
    )
    return cells * grid // MINUTE
