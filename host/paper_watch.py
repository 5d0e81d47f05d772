"""Notices slips that do not come: for the kiosk that promised one, the greeter, and the printer
that stands in. `host.chores` looks every two seconds. Which printer it is: `host.paper_ways`.
"""

from itertools import islice

import structlog

from host.core.day import Day, SlipState
from host.hall import Hall
from host.paper_ways import PATIENCE_MILLIS, fate_of, way_of
from wire.rows import SlipRow

log = structlog.get_logger()
LOOKED_AT = 500
"""So many of the newest slips: more do not wait in a hall that prints."""
PAGE_MILLIS = 120_000
"""So long at most a visitor stands before the page that speaks of the slip."""
HERE = frozenset({"waiting", "called", "missed", "parked"})


def look(hall: Hall, now: int) -> bool:
    """Whether anything changed of slips that do not come, so that views must be made again."""
    day = hall.day
    if day is None or day.plan is None:
        return False
    printers = hall.settings.locations[hall.location].printers
    newest = islice(reversed(day.slips.values()), LOOKED_AT)
    slips = list(newest) if any(name in hall.health for name in printers) else []
    fates = [(slip, fate_of(hall, slip, now)) for slip in slips]
    late = frozenset(
        (slip.slip, fate if fate != "coming" else f"to {way_of(hall, slip, now).printer}")
        for slip, fate in fates
        if fate != "coming" or slip.state == "unknown"
    )
    without = frozenset(
        slip.visit
        for slip, fate in fates
        if fate == "missing" or (fate == "waits" and now - slip.asked > PATIENCE_MILLIS)
        if _counts(day, slip)
    )
    for visit in without ^ hall.without_slip:
        hall.rows.pop(visit, None)
    for visit in without - hall.without_slip:
        log.warning("slip_missing", location=hall.location, ticket=day.visits[visit].ticket)
    changed = (late, without) != (hall.slips_late, hall.without_slip)
    hall.slips_late, hall.without_slip = late, without
    return changed


def not_coming(hall: Hall, device: str, now: int) -> tuple[SlipRow, ...]:
    """The slips that a kiosk has asked for a moment ago and that do not come."""
    assert hall.day is not None
    found = []
    for slip in reversed(hall.day.slips.values()):
        if slip.asked < now - PAGE_MILLIS:
            break
        if slip.device == device and slip.what == "ticket":
            fate = fate_of(hall, slip, now)
            if fate != "coming":
                found.append(SlipRow(slip=slip.slip, state=fate))
    return tuple(found)


def _counts(day: Day, slip: SlipState) -> bool:
    """A slip of a visitor who is here, and has not got a later one."""
    visit = day.visits.get(slip.visit)
    if slip.what != "ticket" or visit is None or visit.stage not in HERE:
        return False
    return slip.number == visit.slips
