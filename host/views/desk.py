"""One desk's screen: its visitor, who is next and why, and which keys are on."""

from host.core.calling import not_here_at, recalls_left, sound_again_at
from host.core.day import Day, Desk, Visit
from host.core.entry import Sender
from host.core.fetching import alerts
from host.core.figures import figures
from host.core.next import next_visit
from host.hall import Hall
from host.views.care import alert
from host.views.greeter import rows, staff_name, state_of
from host.views.handout import handout_of
from host.views.norms import norm_fields
from host.views.possible import TRIAL, possible
from host.views.rows import encoded, last_step, row_of, step_that_freed, without_nothing
from wire.commands import (
    Annotate,
    AnyCommand,
    CallForHelp,
    CallNext,
    CallVisit,
    ChangeVisit,
    ChooseHandout,
    CloseDesk,
    ComeToFetch,
    EndVisit,
    HandOver,
    MarkTimesWrong,
    Meet,
    NotHere,
    OpenDesk,
    Park,
    PauseDesk,
    Recall,
    ServeNow,
)
from wire.views import ROWS_MAX

MINUTE = 60_000


def desk(hall: Hall, name: str, now: int) -> dict[str, object]:
    """The `DeskView` of one desk."""
    day = hall.day
    assert day is not None
    assert day.plan is not None
    at = day.desks.get(name) or Desk(name)
    visit = day.visits[at.visit] if at.visit else None
    waiting = day.lines.first(day.plan, ROWS_MAX, desk=name)
    aside = _aside(day, name)
    undo = last_step(day, name, now)
    asked = alerts(day, name)
    gone = step_that_freed(day, at, now)
    return without_nothing(
        kind="desk",
        desk=name,
        state=state_of(at),
        signed_in=staff_name(hall, hall.signed_in.get(name, "")),
        pause_reason=at.reason if at.state == "paused" else "",
        visit=row_of(hall, visit, now) if visit else None,
        can=_can(hall, at, [*waiting, *aside], asked, undo.step if undo else None, now),
        recall_at=not_here_at(day.plan, visit) if visit and visit.stage == "called" else None,
        recalls_left=recalls_left(day.plan, visit) if visit and visit.stage == "called" else 0,
        desks_open=[each.desk for each in day.desks.values() if each.state != "closed"],
        sound_at=sound_again_at(visit) if visit and visit.stage == "called" else None,
        handout=handout_of(hall, day.plan, visit) if visit else None,
        alert=alert(hall, asked, now),
        next=_next(hall, day, name, now),
        waiting=rows(hall, waiting, now),
        waiting_count=day.lines.count(day.plan, name),
        aside=rows(hall, aside, now),
        figures=encoded(*figures(day)),
        **norm_fields(hall, now),
        undo=encoded(undo)[0] if undo else None,
        gone=encoded(gone)[0] if gone else None,
        callbacks_soon=hall.callbacks_soon,
    )


def _aside(day: Day, name: str) -> list[str]:
    """Visits parked here, then missed and parked ones that this desk could help."""
    assert day.plan is not None
    plan = day.plan.desks.get(name)
    able = plan.services if plan else frozenset[str]()
    own = [visit for visit in day.parked if day.visits[visit].desk == name]
    found = [visit for visit in (*day.missed, *day.parked.ahead(ROWS_MAX)) if visit not in own]
    fit = [visit for visit in found if able.issuperset(day.visits[visit].services[:1])]
    return [*own, *fit][:ROWS_MAX]


def _next(hall: Hall, day: Day, name: str, now: int) -> dict[str, object] | None:
    found = next_visit(day, name, now)
    if found is None:
        return None
    return without_nothing(
        visit=row_of(hall, day.visits[found.visit], now),
        why=found.why,
        minutes_left=found.minutes_left,
        limit_minutes=found.limit_minutes,
    )


def _can(
    hall: Hall, at: Desk, others: list[str], asked: list[Visit], step: str | None, now: int
) -> list[str]:
    """The keys that are on, by trying each on the rules; again when desk or visitor changed."""
    day = hall.day
    assert day is not None
    staff = hall.signed_in.get(at.desk)
    if staff is None:
        return ["sign_in"]
    known = hall.settings.locations[hall.location].staff.get(staff)
    rights = frozenset(known.rights) if known else frozenset[str]()
    sender = Sender(f"desk {at.desk}", "desk", at.desk, rights)
    touched = [day.visits[name].version for name in (at.visit, at.last) if name is not None]
    fetch = [(visit.visit, visit.version) for visit in asked[:1] if at.visit is None]
    state = (at.version, staff, touched, others[:1], fetch, day.ended)
    made = hall.keys_on.get(at.desk)
    if made is None or made[0] != state:
        trials = _trials(day, at, staff, others, now)
        found: list[str] = [t.kind for t in trials if possible(day, t, sender, now)]
        made = hall.keys_on[at.desk] = state, found + ["sign_in"] * (at.state == "closed")
    return [*made[1], "undo"] if step is not None else made[1]


def _trials(day: Day, at: Desk, staff: str, others: list[str], now: int) -> list[AnyCommand]:
    assert day.plan is not None
    name, trial = at.desk, TRIAL
    found: list[AnyCommand] = [
        OpenDesk.model_construct(id=trial, desk=name, staff=staff),
        CallNext.model_construct(id=trial, desk=name),
        PauseDesk.model_construct(id=trial, desk=name),
        CloseDesk.model_construct(id=trial, desk=name),
        MarkTimesWrong.model_construct(id=trial, desk=name),
        CallForHelp.model_construct(id=trial, reason="help", visit=None),
        ComeToFetch.model_construct(id=trial, desk=name),
        ServeNow.model_construct(id=trial, desk=name, services=_one_service(day, name)),
    ]
    if others:
        found.append(CallVisit.model_construct(id=trial, desk=name, visit=others[0]))
    if at.visit is not None:
        visit = day.visits[at.visit]
        found += [
            Recall.model_construct(id=trial, desk=name),
            NotHere.model_construct(id=trial, desk=name),
            Meet.model_construct(id=trial, desk=name),
            EndVisit.model_construct(id=trial, desk=name),
            Park.model_construct(id=trial, desk=name, until=now + MINUTE),
            HandOver.model_construct(id=trial, desk=name, services=visit.services),
            ChangeVisit.model_construct(id=trial, visit=at.visit, persons=visit.persons % 12 + 1),
            Annotate.model_construct(id=trial, visit=at.visit, note=""),
            ChooseHandout.model_construct(
                id=trial, desk=name, how="collect" if visit.delivery else "deliver"
            ),
        ]
    return found


def _one_service(day: Day, name: str) -> tuple[str, ...]:
    assert day.plan is not None
    plan = day.plan.desks.get(name)
    return tuple(sorted(plan.services)[:1]) if plan else ()
