"""The day after one event. Applies facts, judges nothing: what cannot have happened is an
AssertionError.

Every list of the day (lines, expected, parked, desks, figures, who is inside) follows from the
stages of its visits: a visit is taken out of them before an event changes it, and put in again
after. `after` changes the day it is handed.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from host.core import events as ev
from host.core.absence import desk_reopened, desk_shut
from host.core.care_changes import inside_asked
from host.core.changes import BESIDE_VISITS, CHANGES
from host.core.day import Day, Desk, Help, Hold, Round, Visit
from host.core.moves import MOVES
from host.core.paper import slip_moved, withdraw_slips
from host.core.places import enter_room, leave_room
from host.core.plan import Plan
from host.core.states import desk_from_json, visit_from_json
from wire.rows import Stage

_INSIDE: frozenset[Stage] = frozenset({"waiting", "called", "serving", "missed"})
_AT_DESK: frozenset[Stage] = frozenset({"called", "serving"})
_OVER: frozenset[Stage] = frozenset({"done", "left", "no_show"})
_NO_LIST_CHANGES = (
    ev.SlipAsked,
    ev.Noted,
    ev.Recalled,
    ev.FetchAnnounced,
    ev.LanguageChosen,
    ev.BadgeGiven,
    ev.BadgeReturned,
)
_OUTSIDE_UNDO = (ev.SlipAsked, ev.Noted)
"""Paper and texts: an undo leaves them, so they may come after a step that is taken back."""


def after(day: Day, event: ev.AnyEvent) -> Day:
    """The day with this event in it. The event must be possible: it was decided, or it stands in
    the log.
    """
    assert not day.ended, "nothing happens after the end of the day"
    if isinstance(event, ev.VisitEvent):
        _move(day, event)
    else:
        _OTHER[type(event)](day, event)
    day.seq += 1
    return day


def _move(day: Day, event: ev.VisitEvent) -> None:
    visit = day.visits.get(event.visit)
    stage = visit.stage if visit is not None else None
    moves = MOVES[type(event)]
    assert stage in moves, f"{event.kind} cannot happen to a visit that is {stage}"  # type: ignore[attr-defined]
    if visit is None:
        visit = day.visits[event.visit] = Visit(event.visit, moves[None], ())
    elif not isinstance(event, _NO_LIST_CHANGES):
        take_out(day, visit)
    desk = day.desks[visit.desk or ""] if stage in _AT_DESK else None
    CHANGES[type(event)](day, visit, event)
    visit.stage = moves[stage]
    if not isinstance(event, _OUTSIDE_UNDO):
        visit.version += 1
    if not isinstance(event, _NO_LIST_CHANGES):
        put_in(day, visit)
        if desk is not None and desk.visit is None:
            desk.since = event.at
    elif desk is not None and not isinstance(event, _OUTSIDE_UNDO):
        desk.version += 1


def take_out(day: Day, visit: Visit) -> None:
    """Takes a visit out of every list in which its stage puts it."""
    stage = visit.stage
    if stage == "waiting":
        day.lines.drop(visit.visit)
        leave_room(day, visit)
    elif stage in ("called", "serving"):
        desk = day.desks[visit.desk or ""]
        assert desk.visit == visit.visit
        desk.visit = None
        desk.version += 1
    elif stage == "expected":
        day.expected.drop(visit.visit)
    elif stage == "parked":
        day.parked.drop(visit.visit)
    elif stage == "missed":
        del day.missed[visit.visit]
    elif stage in ("left", "no_show"):
        del day.aside[visit.visit]
    if stage in _INSIDE:
        day.persons_inside -= visit.persons
    elif stage in _OVER:
        day.tally.drop(visit)


def put_in(day: Day, visit: Visit) -> None:
    """Puts a visit in every list in which its stage belongs."""
    stage = visit.stage
    if stage == "waiting":
        day.lines.add(_plan(day), visit)
        enter_room(day, visit)
    elif stage in ("called", "serving"):
        desk = day.desks[visit.desk or ""]
        assert desk.visit is None, f"two visits at desk {desk.desk}"
        desk.visit = visit.visit
        desk.version += 1
    elif stage == "expected":
        assert visit.appointed is not None
        day.expected.put(visit.visit, visit.appointed)
    elif stage == "parked":
        assert visit.until is not None
        day.parked.put(visit.visit, visit.until)
    elif stage == "missed":
        day.missed[visit.visit] = None
    elif stage in ("left", "no_show"):
        day.aside[visit.visit] = None
    if stage in _INSIDE:
        day.persons_inside += visit.persons
    elif stage in _OVER:
        day.tally.add(visit)


def _plan(day: Day) -> Plan:
    assert day.plan is not None, "the day is not open"
    return day.plan


def _day_opened(day: Day, event: ev.DayOpened) -> None:
    assert day.plan is None, "the day is open already"
    day.plan = event.plan
    day.able.clear()
    day.desks = {desk: Desk(desk) for desk in event.plan.desks}


def _plan_changed(day: Day, event: ev.PlanChanged) -> None:
    """The one event that walks all who wait: which services one desk can do together may be another
    now.
    """
    assert day.plan is not None
    waiting = [day.visits[visit] for visit in day.lines.where]
    for visit in waiting:
        day.lines.drop(visit.visit)
    day.plan = event.plan
    day.able.clear()
    for desk in event.plan.desks:
        day.desks.setdefault(desk, Desk(desk))
    for visit in waiting:
        day.lines.add(day.plan, visit)


def _day_ended(day: Day, event: ev.DayEnded) -> None:
    assert day.plan is not None
    assert not day.lines
    assert not day.parked
    assert not day.expected
    day.ended = True


def _desk_opened(day: Day, event: ev.DeskOpened) -> None:
    desk = day.desks[event.desk]
    desk.state, desk.staff, desk.reason, desk.since = "open", event.staff, "", event.at
    desk.version += 1


def _desk_paused(day: Day, event: ev.DeskPaused) -> None:
    desk = day.desks[event.desk]
    assert desk.visit is None
    assert desk.state != "closed"
    desk.state, desk.reason, desk.since = "paused", event.reason, event.at
    desk.version += 1


def _desk_closed(day: Day, event: ev.DeskClosed) -> None:
    desk = day.desks[event.desk]
    assert desk.visit is None
    desk.state, desk.staff, desk.reason, desk.since = "closed", "", "", event.at
    desk.version += 1


def _help_called(day: Day, event: ev.HelpCalled) -> None:
    assert event.help not in day.helps
    day.helps[event.help] = Help(
        event.help,
        event.device,
        event.reason,
        event.at,
        event.language,
        event.page,
        event.ticket,
    )


def _help_answered(day: Day, event: ev.HelpAnswered) -> None:
    del day.helps[event.help]


def _held(day: Day, event: ev.Held) -> None:
    """Holds whose time is over are forgotten here, so that they do not heap up."""
    for old in [hold.hold for hold in day.holds.values() if hold.until <= event.at]:
        del day.holds[old]
    day.holds[event.hold] = Hold(
        event.hold, event.appointed, event.minutes, event.desk, event.services, event.until
    )


def _hold_released(day: Day, event: ev.HoldReleased) -> None:
    day.holds.pop(event.hold, None)


def _round_booked(day: Day, event: ev.RoundBooked) -> None:
    assert event.round not in day.rounds
    day.rounds[event.round] = Round(
        event.round,
        event.service,
        event.route,
        event.code,
        event.link,
        event.language,
        event.channel,
    )


def _round_moved_away(day: Day, event: ev.RoundMovedAway) -> None:
    """It may come back to this day."""
    del day.rounds[event.round]


def _round_cancelled(day: Day, event: ev.RoundCancelled) -> None:
    day.rounds[event.round].cancelled = True


def _step_undone(day: Day, event: ev.StepUndone) -> None:
    """What was said aloud or given out stays: rings, tickets, slips, who was asked in.
    Versions only grow, so the steps before this one are told under which version their end stands
    again.
    """
    day.steps.pop(event.step, None)
    former = [visit_from_json(state) for state in event.visits]
    desks = [desk_from_json(state) for state in event.desks]
    then = {visit.visit: visit.version for visit in former}
    then |= {f"desk {desk.desk}": desk.version for desk in desks}
    for visit in former:
        take_out(day, day.visits[visit.visit])
    for desk in desks:
        desk.version = day.desks[desk.desk].version + 1
        desk.visit = None
        day.desks[desk.desk] = desk
    for visit in former:
        now = day.visits[visit.visit]
        visit.version, visit.ticket, visit.slips = now.version + 1, now.ticket, now.slips
        visit.outside = visit.outside and now.outside
        day.visits[visit.visit] = visit
        put_in(day, visit)
        if visit.calls == 0 and visit.visit in day.calls:
            day.calls.remove(visit.visit)
        if visit.stage in ("expected", "cancelled"):
            withdraw_slips(day, visit.visit)
    now_of = {visit.visit: visit.version for visit in former}
    now_of |= {f"desk {desk.desk}": desk.version for desk in desks}
    for step in day.steps.values():
        for thing, version in step.touched.items():
            if version == then.get(thing):
                step.touched[thing] = now_of[thing]


E_ = TypeVar("E_", bound=ev.Event)
_Apply = Callable[[Day, ev.Event], None]


def _of(apply: Callable[[Day, E_], None]) -> _Apply:
    return cast(_Apply, apply)


_OTHER: dict[type[ev.Event], _Apply] = {
    ev.DayOpened: _of(_day_opened),
    ev.PlanChanged: _of(_plan_changed),
    ev.DayEnded: _of(_day_ended),
    ev.DeskOpened: _of(_desk_opened),
    ev.DeskPaused: _of(_desk_paused),
    ev.DeskClosed: _of(_desk_closed),
    ev.HelpCalled: _of(_help_called),
    ev.HelpAnswered: _of(_help_answered),
    ev.SlipMoved: _of(slip_moved),
    ev.InsideAsked: _of(inside_asked),
    ev.StepUndone: _of(_step_undone),
    ev.Held: _of(_held),
    ev.HoldReleased: _of(_hold_released),
    ev.DeskShut: _of(desk_shut),
    ev.DeskReopened: _of(desk_reopened),
    **BESIDE_VISITS,
    ev.RoundBooked: _of(_round_booked),
    ev.RoundCancelled: _of(_round_cancelled),
    ev.RoundMovedAway: _of(_round_moved_away),
}
