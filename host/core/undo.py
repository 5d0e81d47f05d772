"""Taking back one's own step of at most a minute ago, as long as nothing else happened to what it
touched.
"""

from host.core import events as ev
from host.core.booking import room_again
from host.core.day import Day, Step, Visit
from host.core.entry import Sender
from host.core.guards import plan_of
from host.core.plan import Plan
from host.core.states import copy_visit, desk_to_json, visit_to_json
from wire.commands import Undo
from wire.refusals import Refused


def undo(day: Day, command: Undo, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """Refuses step_unknown, other_desk (somebody else's step), undo_too_late, undo_changed_since.

    Everything that the step touched is again what it was: undoing `call_next` brings back the visit
    that it ended as well as the one that it called, figures included. Only what was said aloud or
    given out stays: rings and numbers. A visit that the step made is `cancelled`, not taken away,
    since its paper may be in somebody's hand; its number is not given to anyone else.
    """
    plan = plan_of(day)
    step = day.steps.get(command.step)
    if step is None:
        raise Refused("step_unknown")
    if step.by != (sender.desk or sender.device):
        raise Refused("other_desk")
    word = why_not(day, step, plan, now)
    if word is not None:
        raise Refused(word)
    return [
        ev.StepUndone(
            at=now,
            step=step.step,
            visits=tuple(
                visit_to_json(_former(day, name, was)) for name, was in step.visits.items()
            ),
            desks=tuple(desk_to_json(desk) for desk in step.desks.values()),
        )
    ]


def why_not(day: Day, step: Step, plan: Plan, now: int) -> str | None:
    """The word with which its own desk or device is refused to undo this step; None: it may."""
    if now - step.at > plan.undo_within:
        return "undo_too_late"
    if step.what == "cancel_appointment" and not _still_free(day, step, now):
        return "undo_changed_since"
    return "undo_changed_since" if changed_since(day, step) else None


def _still_free(day: Day, step: Step, now: int) -> bool:
    """Whether nobody was promised the time that a cancellation set free."""
    return all(room_again(day, day.visits[visit], now) for visit in step.visits)


def changed_since(day: Day, step: Step) -> bool:
    """Whether anything else happened to a visit or desk of this step that undoing would overwrite:
    not a slip, a note, or what was taken back since.
    """
    for visit in step.visits:
        if day.visits[visit].version != step.touched[visit]:
            return True
    return any(day.desks[desk].version != step.touched[f"desk {desk}"] for desk in step.desks)


def _former(day: Day, name: str, was: Visit | None) -> Visit:
    if was is not None:
        return was
    made = copy_visit(day.visits[name])
    made.stage = "cancelled"
    return made
