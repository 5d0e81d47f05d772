"""The rows that staff see, encoded once per version of a visit."""

from itertools import islice
from typing import Any

import orjson

from host.core.away import back_at
from host.core.day import Day, Desk, Step, Visit
from host.core.entry import Sender
from host.core.guards import is_fetched
from host.core.lines import limit_of, need_of, start_of
from host.core.phone import has_asked_time
from host.core.undo import why_not
from host.hall import Hall, Person
from host.room import place_of
from host.views.possible import TRIAL, possible
from wire.codec import encode
from wire.commands import (
    Annotate,
    AnyCommand,
    AskIn,
    CancelAppointment,
    ChangeVisit,
    CheckIn,
    GiveBadge,
    LeavePhone,
    MarkLeft,
    PrintAgain,
    Prioritise,
    PutBack,
    TakeBadge,
)
from wire.rows import StepRow, VisitRow

STEPS_LOOKED_AT = 200
"""So many of the newest steps are searched for one's own last; a hall does not do more in a minute.
"""
CALLS = frozenset({"call_next", "call_visit"})
NOBODY = Person()


def row_of(hall: Hall, visit: Visit, now: int) -> orjson.Fragment:
    """One visit as JSON. Good until the visit changes: what runs is told as moments."""
    made = hall.rows.get(visit.visit)
    if made is None or made[0] != visit.version:
        row = visit_row(hall, visit, now)
        if visit.visit in hall.without_slip:
            row = row.model_copy(update={"no_slip": True})
        made = visit.version, encode(row).encode()
        hall.rows[visit.visit] = made
    return orjson.Fragment(made[1])


def visit_row(hall: Hall, visit: Visit, now: int) -> VisitRow:
    """One visit as staff may see it."""
    person = hall.people.get(visit.visit, NOBODY)
    amber_at, red_at = _norm(_day(hall), visit)
    return VisitRow(
        visit=visit.visit,
        ticket=visit.ticket,
        by_appointment=visit.by_appointment,
        stage=visit.stage,
        services=visit.services,
        persons=visit.persons,
        language=visit.language,
        needs=visit.needs,  # type: ignore[arg-type]
        code=visit.code if visit.stage == "expected" and visit.code else None,
        appointed=visit.appointed,
        arrived=visit.arrived,
        amber_at=amber_at,
        red_at=red_at,
        priority=visit.priority,
        late=visit.late,
        desk=visit.desk if visit.stage in ("called", "serving", "parked") else None,
        to_desk=visit.to_desk,
        called=visit.called,
        calls=visit.calls,
        coming=visit.coming,
        coming_at=visit.coming_at,
        escalated=visit.escalated is not None,
        badge=visit.badge,
        met=visit.met,
        until=visit.until if visit.stage == "parked" else None,
        asked_time=has_asked_time(visit),
        **_outside(hall, visit),
        fetch=visit.arrived is not None and is_fetched(visit),
        name=person.name,
        look=person.look,
        seat=person.seat,
        note=person.note,
        can=_known_can(hall, _day(hall), visit, now),
    )


def _outside(hall: Hall, visit: Visit) -> dict[str, Any]:
    """Whether it waits outside, and how it hears that there is room."""
    place = place_of(hall, visit)
    told = back_at(visit) if place in ("ask", "back") else None
    return {"outside": place != "", "phone": place == "text", "back_at": told}


def _known_can(hall: Hall, day: Day, visit: Visit, now: int) -> tuple[str, ...]:
    """As `can_of`, tried once for all visits that are alike in what those rules look at."""
    alike = (
        visit.stage,
        visit.services,
        bool(visit.ticket),
        bool(visit.priority),
        visit.outside,
        visit.badge is None,
        visit.by_appointment,
        day.ended,
        id(day.plan),
    )
    known = hall.can_be_said.get(alike)
    if known is None:
        known = hall.can_be_said[alike] = can_of(day, visit, now)
    if visit.outside and not hall.settings.messages.sms.provider:
        return tuple(each for each in known if each != "leave_phone")
    return known


def can_of(day: Day, visit: Visit, now: int) -> tuple[str, ...]:
    """What the greeter may say of this visit now, by trying it. Whoever can be checked in is not
    offered to be put back as well: there it would be the same.
    """
    sender = Sender(device="greeter", role="greeter")
    may = [trial.kind for trial in _trials(visit) if possible(day, trial, sender, now)]
    return tuple(each for each in may if each != "put_back" or "check_in" not in may)


def _trials(visit: Visit) -> list[AnyCommand]:
    name = visit.visit
    return [
        CheckIn.model_construct(id=TRIAL, visit=name),
        Annotate.model_construct(id=TRIAL, visit=name, note=""),
        Prioritise.model_construct(id=TRIAL, visit=name, reason="other"),
        ChangeVisit.model_construct(id=TRIAL, visit=name, persons=visit.persons % 12 + 1),
        PutBack.model_construct(id=TRIAL, visit=name),
        MarkLeft.model_construct(id=TRIAL, visit=name),
        PrintAgain.model_construct(id=TRIAL, visit=name),
        CancelAppointment.model_construct(id=TRIAL, visit=name),
        AskIn.model_construct(id=TRIAL, visit=name),
        GiveBadge.model_construct(id=TRIAL, visit=name),
        TakeBadge.model_construct(id=TRIAL, visit=name),
        *([LeavePhone.model_construct(id=TRIAL, visit=name)] if visit.outside else []),
    ]


def _norm(day: Day, visit: Visit) -> tuple[int | None, int | None]:
    """When the norm light turns amber, and when red; no light runs but for those who wait."""
    if visit.stage != "waiting" or day.plan is None or visit.first_called is not None:
        return None, None
    need = need_of(day.plan, visit.services)
    rank = "booked" if visit.by_appointment and not visit.late else "walk_in"
    limit = limit_of(day.plan, need, rank)  # type: ignore[arg-type]
    share = min(day.plan.services[service].amber_share for service in need)
    start = start_of(visit)
    return start + round(limit * share), start + limit


def last_step(day: Day, by: str, now: int) -> StepRow | None:
    """The newest step of this desk or device that the rules would take back now."""
    assert day.plan is not None
    for step in islice(reversed(day.steps.values()), STEPS_LOOKED_AT):
        until = step.at + day.plan.undo_within
        if until < now:
            return None
        if step.by == by and why_not(day, step, day.plan, now) is None:
            about, ended = _tickets(day, step)
            return StepRow(step=step.step, what=step.what, ticket=about, ended=ended, until=until)
    return None


def step_that_freed(day: Day, desk: Desk, now: int) -> StepRow | None:
    """Somebody else's step by which the visitor of a desk went, while nobody is there since: the
    visitor's own on the phone, or a colleague's.
    """
    assert day.plan is not None
    if desk.visit is not None:
        return None
    for step in islice(reversed(day.steps.values()), STEPS_LOOKED_AT):
        until = step.at + day.plan.undo_within
        was = step.desks.get(desk.desk)
        if until < now:
            return None
        if was is None:
            continue
        same = step.touched[f"desk {desk.desk}"] == desk.version
        if step.by == desk.desk or was.visit is None or not same:
            return None
        ticket = day.visits[was.visit].ticket
        return StepRow(step=step.step, what=step.what, ticket=ticket, until=until)
    return None


def _tickets(day: Day, step: Step) -> tuple[str, str]:
    """Of the visit that the step was about, and of the one that it ended. A call without anybody
    waiting was about nobody.
    """
    ended = [name for name, was in step.visits.items() if _was_ended(day, name, was)]
    others = [name for name in step.visits if name not in ended]
    about = others if others or step.what in CALLS else ended
    return (
        day.visits[about[-1]].ticket if about else "",
        day.visits[ended[0]].ticket if ended else "",
    )


def _was_ended(day: Day, name: str, was: Visit | None) -> bool:
    at_desk = was is not None and was.stage in ("called", "serving")
    return at_desk and day.visits[name].stage == "done"


def without_nothing(**fields: object) -> dict[str, object]:
    """The fields that are not None, as on the wire."""
    return {name: value for name, value in fields.items() if value is not None}


def encoded(*messages: object) -> list[orjson.Fragment]:
    """Rows that are made anew each time, as JSON."""
    return [orjson.Fragment(encode(message)) for message in messages]  # type: ignore[arg-type]


def _day(hall: Hall) -> Day:
    assert hall.day is not None
    return hall.day
