"""Calling and serving: the one key of the desk, and everything that goes differently."""

from host.core import events as ev
from host.core.check_in import next_ticket
from host.core.day import Day, Desk, Visit
from host.core.entry import Sender
from host.core.fetching import alerts
from host.core.guards import (
    can_move,
    desk_does,
    is_fetched,
    known_services,
    known_visit,
    open_desk,
    own_desk,
    plan_of,
    visit_at,
)
from host.core.lines import need_of
from host.core.next import next_visit
from host.core.plan import Plan
from host.core.room import come_in
from host.core.slips import ask_slip
from wire.commands import (
    CallNext,
    CallVisit,
    ComeToFetch,
    EndVisit,
    HandOver,
    MarkTimesWrong,
    Meet,
    NotHere,
    Park,
    Recall,
    ServeNow,
)
from wire.commands.command import Outcome
from wire.refusals import Refused

Events = list[ev.AnyEvent]
SOUND_AGAIN_MILLIS = 5_000
"""A second press within this is a bounce of the key, not a wish to sound the gong again."""


def call_next(day: Day, command: CallNext, sender: Sender, now: int) -> Events:
    """Ends the visit at this desk, if there is one, and calls whoever is next; the key that does
    the day's work.

    Staff press no key when a visitor leaves, so calling the next one says that the last was served,
    also when nobody had pressed "here" for them (its service time stays unknown). With nobody
    waiting the press just ends.
    """
    plan_of(day)
    desk = open_desk(day, command.desk, sender)
    ended = _end_current(day, desk, command.outcome, now)
    chosen = next_visit(day, desk.desk, now)
    if chosen is None and not ended:
        raise Refused("nobody_waiting")
    if chosen is None:
        return ended
    return [*ended, *_call(day, chosen.visit, desk, now)]


def call_visit(day: Day, command: CallVisit, sender: Sender, now: int) -> Events:
    """Calls a certain visitor out of the order: a right of its own, for whoever waits, was missed
    or is parked.
    """
    plan = plan_of(day)
    desk = open_desk(day, command.desk, sender)
    if "pick" not in sender.rights:
        raise Refused("right_missing")
    visit = known_visit(day, command.visit)
    can_move(ev.Called, visit)
    if visit.to_desk not in (None, desk.desk) or not desk_does(
        plan, desk.desk, need_of(plan, visit.services)
    ):
        raise Refused("desk_cannot")
    return [*_end_current(day, desk, command.outcome, now), *_call(day, visit.visit, desk, now)]


def recall(day: Day, command: Recall, sender: Sender, now: int) -> Events:
    visit = _called_at(day, command.desk, sender)
    if now < sound_again_at(visit):
        raise Refused("recall_too_soon", again_at=sound_again_at(visit))
    return [ev.Recalled(at=now, visit=visit.visit, ring=day.ring + 1)]


def sound_again_at(visit: Visit) -> int:
    """From when the call of a called visit may sound again by hand."""
    return (visit.called or 0) + SOUND_AGAIN_MILLIS


def not_here(day: Day, command: NotHere, sender: Sender, now: int) -> Events:
    """Nobody came: the call sounds again, as often as the plan says and not within a minute of the
    last; then missed.

    Calls sounded again by hand do not use up these recalls, nor move their clock: an eager key may
    not cost a visitor the turn.
    """
    plan = plan_of(day)
    visit = _called_at(day, command.desk, sender)
    if now < not_here_at(plan, visit):
        raise Refused("recall_too_soon", again_at=not_here_at(plan, visit))
    if recalls_left(plan, visit):
        return [ev.Recalled(at=now, visit=visit.visit, ring=day.ring + 1, in_vain=True)]
    return [ev.Missed(at=now, visit=visit.visit)]


def not_here_at(plan: Plan, visit: Visit) -> int:
    """From when `not_here` is possible for a called visit. A call sounded by hand does not move it:
    the visitor had the minute already.
    """
    return (visit.counts_from or visit.called or 0) + plan.recall_gap


def recalls_left(plan: Plan, visit: Visit) -> int:
    """How often a called visitor who does not come is still called before the turn is missed."""
    return max(0, plan.recalls - visit.in_vain)


def come_to_fetch(day: Day, command: ComeToFetch, sender: Sender, now: int) -> Events:
    """For a visitor who is fetched; whoever has a number hears the gong again instead. In how many
    minutes may be said anew. At a free desk it calls the visitor too: being asked to fetch
    somebody is the right to.

    Refuses move_not_possible, nothing_changes, desk_empty (nobody to fetch), desk_cannot.
    """
    plan = plan_of(day)
    minutes = plan.coming_minutes if command.minutes is None else command.minutes
    desk = own_desk(day, command.desk, sender)
    if desk.visit is None:
        visit = _to_fetch(day, command, sender)
        coming = ev.FetchAnnounced(at=now, visit=visit.visit, minutes=minutes)
        return [*_call(day, visit.visit, desk, now), coming]
    visit = _called_at(day, command.desk, sender)
    if command.visit not in (None, visit.visit):
        raise Refused("desk_busy")
    if not is_fetched(visit):
        raise Refused("move_not_possible", stage=visit.stage)
    if visit.coming and command.minutes is None:
        raise Refused("nothing_changes")
    return [ev.FetchAnnounced(at=now, visit=visit.visit, minutes=minutes)]


def meet(day: Day, command: Meet, sender: Sender, now: int) -> Events:
    visit = visit_at(day, command.desk, sender)
    if visit.stage == "serving":
        raise Refused("nothing_changes")
    return [ev.Met(at=now, visit=visit.visit)]


def end_visit(day: Day, command: EndVisit, sender: Sender, now: int) -> Events:
    """As the one key does, this refuses called_just_now: what nobody came for in a few seconds was
    a slip of the finger.
    """
    plan_of(day)
    visit_at(day, command.desk, sender)
    return _end_current(day, day.desks[command.desk], command.outcome, now)


def park(day: Day, command: Park, sender: Sender, now: int) -> Events:
    plan = plan_of(day)
    visit = visit_at(day, command.desk, sender)
    if not now < command.until < plan.ends:
        raise Refused("too_far")
    return [
        ev.Parked(
            at=now,
            visit=visit.visit,
            until=command.until,
            asked_by_visitor=command.asked_by_visitor,
        )
    ]


def hand_over(day: Day, command: HandOver, sender: Sender, now: int) -> Events:
    """A visit that began at a desk gets its number here, and a slip: it waits as others do.

    Refuses desk_empty, nothing_changes, service_unknown, desk_unknown, desk_cannot (the desk named,
    or any).
    """
    plan = plan_of(day)
    visit = visit_at(day, command.desk, sender)
    services = tuple(dict.fromkeys(command.services or visit.services))
    if command.to_desk is None and services == visit.services:
        raise Refused("nothing_changes")
    known_services(plan, services)
    if command.to_desk is not None and command.to_desk not in plan.desks:
        raise Refused("desk_unknown")
    need = need_of(plan, services)
    able = plan.desks if command.to_desk is None else (command.to_desk,)
    if not any(desk_does(plan, desk, need) for desk in able):
        raise Refused("desk_cannot")
    ticket = "" if visit.ticket else next_ticket(day, plan, services)
    handed = ev.HandedOver(
        at=now, visit=visit.visit, services=services, to_desk=command.to_desk, ticket=ticket
    )
    if not (ticket and plan.prints):
        return [handed]
    return [handed, ask_slip(visit.visit, visit.slips + 1, sender, now)]


def serve_now(day: Day, command: ServeNow, sender: Sender, now: int) -> Events:
    """Refuses desk_busy rather than ending the visit at the desk: two at once here is more likely a
    wrong key.
    """
    plan = plan_of(day)
    desk = open_desk(day, command.desk, sender)
    assert command.id not in day.visits
    services = tuple(dict.fromkeys(command.services))
    known_services(plan, services)
    if desk.visit is not None:
        raise Refused("desk_busy")
    if not desk_does(plan, desk.desk, frozenset(services)):
        raise Refused("desk_cannot")
    return [
        ev.ServedAtOnce(
            at=now, visit=command.id, desk=desk.desk, services=services, persons=command.persons
        )
    ]


def mark_times_wrong(day: Day, command: MarkTimesWrong, sender: Sender, now: int) -> Events:
    """Of the visit at the desk, or else of the last one there."""
    plan_of(day)
    desk = own_desk(day, command.desk, sender)
    name = desk.visit or desk.last
    if name is None:
        raise Refused("desk_empty")
    visit = day.visits[name]
    can_move(ev.TimesMarkedWrong, visit)
    if visit.times_wrong:
        raise Refused("nothing_changes")
    return [ev.TimesMarkedWrong(at=now, visit=name)]


def _to_fetch(day: Day, command: ComeToFetch, sender: Sender) -> Visit:
    """Whom a free desk fetches: the one whom it read, or the most urgent. A desk that steps in for
    a service that it cannot do goes and helps, and calls nobody.
    """
    plan = plan_of(day)
    asked = alerts(day, command.desk)
    if command.visit is None and not asked:
        raise Refused("desk_empty")
    visit = asked[0] if command.visit is None else known_visit(day, command.visit)
    open_desk(day, command.desk, sender)
    can_move(ev.Called, visit)
    named = any(each is visit for each in asked)
    if not named or not desk_does(plan, command.desk, need_of(plan, visit.services)):
        raise Refused("desk_cannot")
    return visit


def _called_at(day: Day, desk: str, sender: Sender) -> Visit:
    plan_of(day)
    visit = visit_at(day, desk, sender)
    if visit.stage != "called":
        raise Refused("move_not_possible", stage=visit.stage)
    return visit


def _end_current(day: Day, desk: Desk, outcome: Outcome, now: int) -> Events:
    if desk.visit is None:
        return []
    visit = day.visits[desk.visit]
    again_at = (visit.called or 0) + plan_of(day).call_stands
    if visit.stage == "called" and now < again_at:
        raise Refused("called_just_now", again_at=again_at)
    return [ev.Ended(at=now, visit=visit.visit, outcome=outcome)]


def _call(day: Day, visit: str, desk: Desk, now: int) -> Events:
    called = ev.Called(at=now, visit=visit, desk=desk.desk, ring=day.ring + 1)
    return [*come_in(day, visit, now), called]
