"""Visitors who are fetched: who is alerted, and to whom it goes on when nobody comes."""

from itertools import islice

from host.core import events as ev
from host.core.day import Day, Visit
from host.core.guards import is_fetched

Events = list[ev.AnyEvent]
LOOKED_AT = 50
"""So many of the first in a desk's line, and so many for whom nobody came, are looked at for
somebody to fetch."""


def escalated(day: Day, now: int) -> Events:
    """Whom nobody came to fetch for so long as the plan says, by now."""
    return [ev.Escalated(at=now, visit=visit) for visit in day.to_answer.until(now)]


def alerts(day: Day, desk: str) -> list[Visit]:
    """The visitors whom this desk is asked to fetch, the most urgent first: of its own line; and of
    others' lines when nobody came for so long and this desk is one that steps in.

    Who waits outside has not come in yet.
    """
    plan = day.plan
    if plan is None or desk not in plan.desks or day.desks[desk].state == "closed":
        return []
    own = [day.visits[name] for name in day.lines.first(plan, LOOKED_AT, desk=desk)]
    names = {visit.visit for visit in own}
    if steps_in(day, desk):
        longest = islice(day.escalated, LOOKED_AT)
        own += [day.visits[name] for name in longest if name not in names]
    fetched = [visit for visit in own if is_fetched(visit) and not visit.outside]
    return sorted(fetched, key=lambda visit: visit.escalated is None)


def steps_in(day: Day, desk: str) -> bool:
    """Whether a desk is alerted when nobody came: those that the town names, else all."""
    assert day.plan is not None
    return not day.plan.escalate_to or desk in day.plan.escalate_to
