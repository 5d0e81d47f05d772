"""The day after a kept entry, and after all of them. Also remembers, for a minute, what each step
of staff touched.
"""

from collections.abc import Iterable

from host.core import events as ev
from host.core.after import after
from host.core.day import Day, Desk, Step, Visit
from host.core.entry import Entry
from host.core.states import copy_desk, copy_visit

UNDO_WITHIN_MILLIS = 60_000

UNDOABLE = frozenset(
    {
        "check_in",
        "take_ticket",
        "prioritise",
        "change_visit",
        "put_back",
        "mark_left",
        "cancel_appointment",
        "pause_desk",
        "call_next",
        "call_visit",
        "come_to_fetch",
        "meet",
        "not_here",
        "end_visit",
        "park",
        "hand_over",
        "serve_now",
        "mark_times_wrong",
        "choose_handout",
        "ask_time",
        "come_back",
        "leave",
    }
)
"""Commands that can be taken back. Not: what was heard or printed, who signed in where, and texts
of persons.
"""


def keep(day: Day, entry: Entry) -> Day:
    """The day with all events of an entry. Changes and returns the day that it is handed."""
    _forget_old_steps(day, entry.at)
    if entry.what == "take_ticket":
        day.takers[entry.id] = entry.by
    if entry.what not in UNDOABLE or _gave_up_a_time(entry):
        for event in entry.events:
            if isinstance(event, ev.LanguageChosen):
                _choose_language(day, event)
            else:
                after(day, event)
        return day
    step = Step(entry.id, entry.at, entry.what, entry.desk or entry.by)
    for event in entry.events:
        _remember(day, step, event)
        after(day, event)
    for visit in step.visits:
        step.touched[visit] = day.visits[visit].version
    for desk in step.desks:
        step.touched[f"desk {desk}"] = day.desks[desk].version
    day.steps[step.step] = step
    return day


def _choose_language(day: Day, event: ev.LanguageChosen) -> None:
    """What the visitor reads is nothing that staff undo: the steps before it can still be taken
    back, and leave the language as it was chosen.
    """
    visit = day.visits[event.visit]
    things: dict[str, Visit | Desk] = {visit.visit: visit}
    if visit.stage in ("called", "serving"):
        things[f"desk {visit.desk}"] = day.desks[visit.desk or ""]
    then = {name: thing.version for name, thing in things.items()}
    after(day, event)
    for step in day.steps.values():
        for name, version in then.items():
            if step.touched.get(name) == version:
                step.touched[name] = things[name].version
        former = step.visits.get(visit.visit)
        if former is not None:
            former.language = event.language


def _gave_up_a_time(entry: Entry) -> bool:
    """The pick-up that was cancelled with it may be somebody else's by now."""
    return any(isinstance(event, ev.PickUpDropped) for event in entry.events)


def replay(day: Day, entries: Iterable[Entry]) -> Day:
    """The day after all entries: equal to the day on which they were decided."""
    for entry in entries:
        keep(day, entry)
    return day


def _remember(day: Day, step: Step, event: ev.AnyEvent) -> None:
    """Keeps the visit and the desks that the event is about to change, as they are now, once per
    step.
    """
    desk: str | None = event.__dict__.get("desk")  # getattr is slow for what is not there
    if isinstance(event, ev.VisitEvent):
        visit = day.visits.get(event.visit)
        if event.visit not in step.visits:
            step.visits[event.visit] = None if visit is None else copy_visit(visit)
        if visit is not None and visit.stage in ("called", "serving"):
            _remember_desk(day, step, visit.desk)
    _remember_desk(day, step, desk)


def _remember_desk(day: Day, step: Step, desk: str | None) -> None:
    if desk is not None and desk not in step.desks:
        step.desks[desk] = copy_desk(day.desks[desk])


def _forget_old_steps(day: Day, now: int) -> None:
    within = day.plan.undo_within if day.plan else UNDO_WITHIN_MILLIS
    while day.steps:
        oldest = next(iter(day.steps.values()))
        if now - oldest.at <= within:
            return
        del day.steps[oldest.step]
