"""What people say at random about who is in the building."""

from typing import Any

from host.core.building import persons_in, visits_in
from host.core.day import Day
from host.core.guards import is_fetched
from host.core.plan import MINUTE
from wire import commands as said


def care_wish(chance: Any, day: Day, name: str) -> said.Command:
    """Mostly of somebody who waits outside or has a badge, if anybody does."""
    visit = chance.choice([*day.outside, *day.badges, *list(day.visits)[-2:], "nobody-00"])
    rare = [
        name
        for name in day.visits
        if day.visits[name].stage in ("missed", "parked", "done", "left")
    ]
    if rare and chance.random() < 0.4:
        visit = chance.choice(rare)
    missed = [name for name in day.badges if day.visits[name].stage == "missed"]
    if missed and chance.random() < 0.5:
        return said.TakeBadge(id=name, visit=missed[0])
    if day.badges and chance.random() < 0.2:
        return said.MarkLeft(id=name, visit=chance.choice([*day.badges]))
    kind = chance.choice((said.AskIn, said.GiveBadge, said.GiveBadge, said.TakeBadge, None, None))
    if kind is not None:
        wish: said.Command = kind(id=name, visit=visit)
        return wish
    if chance.random() < 0.5:
        return said.LeavePhone(id=name, visit=visit, phone="0612345678")
    return said.PrintInside(id=name)


def room_plan(chance: Any) -> dict[str, Any]:
    """A town that cares, or not."""
    return {
        "room_max": chance.choice((None, 4)),
        "room_ahead": 1,
        "escalate_after": chance.choice((None, 5 * MINUTE)),
        "badges": True,
        "coming_minutes": chance.choice((0, 2)),
    }


def check_care(day: Day) -> None:
    """Every list of who is where follows from the visits."""
    waiting = [day.visits[name] for name in day.lines.where]
    assert {visit.visit for visit in waiting if visit.outside} == set(day.outside)
    inside = [visit for visit in waiting if not visit.outside]
    assert {visit.visit for visit in inside} == set(day.room)
    assert day.room_persons == sum(visit.persons for visit in inside)
    assert {v.visit for v in waiting if v.escalated is not None} == set(day.escalated)
    assert day.badges == {v.visit: v.badge for v in day.visits.values() if v.badge is not None}
    if day.plan is not None and day.plan.escalate_after is not None:
        unanswered = {v.visit for v in inside if is_fetched(v) and v.escalated is None}
        assert unanswered == set(day.to_answer)
    assert day.plan is None or persons_in(day) == sum(v.persons for _, v in visits_in(day, 9999))
