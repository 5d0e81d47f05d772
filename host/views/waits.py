"""What somebody who waits reads on the own page of how long it still takes. It never jumps by more
than it must.
"""

from host.core.day import Visit
from host.core.expect import expected_wait, kept
from host.core.lines import start_of
from host.core.plan import MINUTE
from host.hall import Hall
from host.wishes import told_of


def left_to_wait(hall: Hall, visit: Visit, now: int) -> tuple[int, int] | None:
    """Minutes (from, to) that are left, from the place in line that the visitor has; None when
    nothing can be said. The moments that were told stand until what is worked out anew leaves them.
    """
    day = hall.day
    if day is None or visit.visit not in day.lines:
        return None
    booked = visit.by_appointment and not visit.late
    start = start_of(visit)
    appointed = max(start, now) if booked else None
    found = expected_wait(day, visit.services, now, appointed, since=start)
    if found is None:
        return None
    fresh = now + found[0] * MINUTE, now + found[1] * MINUTE
    first, last = hall.waits_shown[visit.visit] = kept(_told(hall, visit), fresh)
    return max(0, round((first - now) / MINUTE)), max(1, round((last - now) / MINUTE))


def _told(hall: Hall, visit: Visit) -> tuple[int, int] | None:
    """Moments: as shown before, else as told at the door."""
    shown = hall.waits_shown.get(visit.visit)
    told = told_of(visit)
    if shown is not None or told is None or visit.arrived is None:
        return shown
    return visit.arrived + told[0] * MINUTE, visit.arrived + told[1] * MINUTE
