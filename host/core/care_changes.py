"""What the events of `host.core.care_events` write on a visit and its day."""

from collections.abc import Callable
from typing import Any

from host.core import events as ev
from host.core.day import Day, SlipState, Visit


def _asked_in(day: Day, visit: Visit, event: ev.AskedIn) -> None:
    visit.outside = False
    visit.asked_in = event.at


def _escalated(day: Day, visit: Visit, event: ev.Escalated) -> None:
    visit.escalated = event.at


def _badge_given(day: Day, visit: Visit, event: ev.BadgeGiven) -> None:
    assert event.number == visit.badge_slips + 1
    assert visit.badge in (None, event.badge)
    visit.badge, visit.badge_slips = event.badge, event.number
    day.badges[visit.visit] = event.badge
    day.badge_series = max(day.badge_series, event.badge)
    if event.slip is not None:
        day.slips[event.slip] = SlipState(
            event.slip, visit.visit, event.number, event.at, event.device, what="badge"
        )


def _badge_returned(day: Day, visit: Visit, event: ev.BadgeReturned) -> None:
    del day.badges[visit.visit]
    visit.badge, visit.badge_slips = None, 0


def inside_asked(day: Day, event: ev.InsideAsked) -> None:
    """Beside the visits."""
    day.slips[event.slip] = SlipState(event.slip, "", 1, event.at, event.device, what="inside")


CARE_CHANGES: dict[type[ev.Event], Callable[[Day, Visit, Any], None]] = {
    ev.AskedIn: _asked_in,
    ev.Escalated: _escalated,
    ev.BadgeGiven: _badge_given,
    ev.BadgeReturned: _badge_returned,
}
