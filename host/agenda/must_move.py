"""Appointments that cannot stand as they were promised, since a closed day, shorter hours, a desk
that is gone or one that nobody serves at left them no room. Moves nothing.
"""

from dataclasses import dataclass
from typing import Literal

from host.agenda.beside import plan_now
from host.ahead import Ahead
from host.core.agenda import Room
from host.core.day import Promise, Visit
from host.core.plan import Plan
from host.settings import Settings

Why = Literal["closed", "hours", "service", "desk"]
REASONS: dict[Why, str] = {
    "closed": "the doors stay closed that day",
    "hours": "the doors are closed at that time",
    "service": "no desk does this any more",
    "desk": "no desk is free at that time",
}


@dataclass(frozen=True, slots=True)
class Homeless:
    """One appointment that must move."""

    visit: Visit
    promise: Promise
    location: str
    day: str
    why: Why


def must_move(settings: Settings, page: Ahead, now: int) -> list[Homeless]:
    """Of one day, by time; only visitors who are still to come."""
    plan = plan_now(settings, page)
    expected = {
        name: page.day.visits[name]
        for name in page.day.promises
        if page.day.visits[name].stage == "expected"
    }
    if plan.opens is None or page.day.ended:
        names = list(expected) if not page.day.ended else []
    else:
        names = [name for name in Room(page.day, plan, now).must_move if name in expected]
    found = [
        Homeless(
            visit=expected[name],
            promise=page.day.promises[name],
            location=page.location,
            day=page.day.day,
            why=_why(plan, page.day.promises[name]),
        )
        for name in names
    ]
    return sorted(found, key=lambda each: (each.promise.appointed, each.visit.visit))


def _why(plan: Plan, promise: Promise) -> Why:
    if plan.opens is None or plan.closes is None:
        return "closed"
    if not plan.opens <= promise.appointed < plan.closes:
        return "hours"
    return "desk" if plan.together(promise.services) else "service"
