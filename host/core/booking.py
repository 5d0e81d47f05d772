"""The rules of the agenda: who gets a promise, and when it may move. Every door comes through here,
so that no slot is promised twice.

A day that is not open yet is judged by its draft: what the settings say of it now.
"""

from host.core import events as ev
from host.core.agenda import Room, minutes_of
from host.core.day import Day, Promise, Visit
from host.core.entry import Sender
from host.core.guards import can_move, known_services, known_visit
from host.core.plan import Plan
from wire.commands import (
    BookAppointment,
    CancelAppointment,
    HoldSlot,
    MoveAppointment,
    ReleaseHold,
)
from wire.refusals import Refused

Events = list[ev.AnyEvent]
OUTSIDE = frozenset({"web", "api", "qmatic", "jcc"})
"""Channels that keep the town's notice; at a counter and on the phone a colleague decides."""


def hold_slot(day: Day, command: HoldSlot, sender: Sender, now: int) -> Events:
    """Refuses what `book_appointment` refuses."""
    plan = plan_ahead(day)
    services = tuple(dict.fromkeys(command.services))
    minutes = length(plan, services, command.amounts, command.persons)
    desk = _place(day, plan, services, minutes, command.appointed, command.channel, now)
    return [
        ev.Held(
            at=now,
            hold=command.id,
            services=services,
            appointed=command.appointed,
            minutes=minutes,
            desk=desk,
            until=now + plan.hold,
            channel=command.channel,
        )
    ]


def release_hold(day: Day, command: ReleaseHold, sender: Sender, now: int) -> Events:
    """Refuses hold_unknown, also when its time is over: nobody is hurt by asking."""
    hold = day.holds.get(command.hold)
    if day.ended or hold is None or hold.until <= now:
        raise Refused("hold_unknown")
    return [ev.HoldReleased(at=now, hold=command.hold)]


def book_appointment(day: Day, command: BookAppointment, sender: Sender, now: int) -> Events:
    """Refuses day_closed, service_unknown, too_many_persons, not_together, too_soon, too_far (not
    within the day's hours), slot_taken, code_taken.

    What another system has promised (channel `import`) stands even where there is no room: the
    visitor has it in writing. A hold whose time is over gives no right, and does no harm.
    """
    assert command.id not in day.visits
    services = tuple(dict.fromkeys(command.services))
    if command.channel == "import":
        minutes, desk = _imported(day, command, services, now)
    else:
        plan = plan_ahead(day)
        minutes = length(plan, services, command.amounts, command.persons)
        held = _held_for(day, command, services)
        desk = _place(day, plan, services, minutes, command.appointed, command.channel, now, held)
    assert command.code is not None, "the shell gives a code to who has none"
    if command.code in day.codes:
        raise Refused("code_taken")
    return [
        ev.Booked(
            at=now,
            visit=command.id,
            code=command.code,
            services=services,
            appointed=command.appointed,
            persons=max((*command.amounts, command.persons)),
            language=command.language,
            channel=command.channel,
            amounts=command.amounts,
            minutes=minutes,
            desk=desk,
            link=command.link,
            hold=command.hold if command.hold in day.holds else None,
        )
    ]


def move_appointment(day: Day, command: MoveAppointment, sender: Sender, now: int) -> Events:
    """To another time of the same day. Refuses as booking does, and visit_unknown,
    appointment_cancelled, move_not_possible, nothing_changes.
    """
    visit, promise = _standing(day, command, now)
    plan = plan_ahead(day)
    if command.appointed == promise.appointed:
        raise Refused("nothing_changes")
    services, amounts = _as_it_is(visit, promise)
    minutes = length(plan, services, amounts, visit.persons)
    desk = _place(
        day,
        plan,
        services,
        minutes,
        command.appointed,
        command.channel,
        now,
        command.visit,
    )
    return [
        ev.Moved(
            at=now,
            visit=visit.visit,
            appointed=command.appointed,
            minutes=minutes,
            desk=desk,
            changes=promise.changes + 1,
            channel=command.channel,
        )
    ]


def move_between(day: Day, other: Day, command: MoveAppointment, now: int) -> tuple[Events, Events]:
    """To another day or location: what happens on the old day, and on the other one. The two are
    kept together or not at all. Refuses as booking does.
    """
    visit, promise = _standing(day, command, now)
    plan = plan_ahead(other)
    services, amounts = _as_it_is(visit, promise)
    minutes = length(plan, services, amounts, visit.persons)
    desk = _place(other, plan, services, minutes, command.appointed, command.channel, now)
    there = other.visits.get(visit.visit)
    assert there is None or there.stage == "cancelled"
    if visit.code in other.codes:
        raise Refused("code_taken")
    away = ev.MovedAway(
        at=now,
        visit=visit.visit,
        to_location=other.location,
        to_day=other.day,
        channel=command.channel,
    )
    booked = ev.Booked(
        at=now,
        visit=visit.visit,
        code=visit.code,
        services=services,
        appointed=command.appointed,
        persons=visit.persons,
        language=visit.language,
        channel=promise.channel,
        amounts=amounts,
        minutes=minutes,
        desk=desk,
        link=promise.link,
        changes=promise.changes + 1,
        moved_from=(day.location, day.day),
    )
    return [away], [booked]


def cancel_appointment(day: Day, command: CancelAppointment, sender: Sender, now: int) -> Events:
    """May come before the day opens: the booking stands in the day's stream already."""
    visit, _ = _standing(day, command, now)
    return [ev.Cancelled(at=now, visit=visit.visit, channel=command.channel)]


def plan_ahead(day: Day) -> Plan:
    """What holds on a day, open or not yet. Refuses day_closed when it is over, or when no doors
    open.
    """
    plan = day.plan or day.draft
    if day.ended or plan is None or plan.opens is None or plan.closes is None:
        raise Refused("day_closed")
    return plan


def earliest(plan: Plan, channel: str, now: int) -> int:
    """From when this door may promise something."""
    return now + plan.notice if channel in OUTSIDE else now


def room_again(day: Day, visit: Visit, now: int) -> bool:
    """Whether a cancelled appointment could stand as it stood before."""
    plan, promise = day.plan or day.draft, day.promises.get(visit.visit)
    if plan is None or promise is None or plan.opens is None or not promise.desk:
        return True
    minutes = promise.minutes
    return Room(day, plan, now, visit.visit).has_room(promise.desk, promise.appointed, minutes)


def _standing(
    day: Day, command: MoveAppointment | CancelAppointment, now: int
) -> tuple[Visit, Promise]:
    """An appointment that may still move. From outside only until it begins: after that somebody
    in the hall knows better. Refuses day_closed, visit_unknown, appointment_cancelled,
    move_not_possible, too_late.
    """
    if day.ended:
        raise Refused("day_closed")
    visit = known_visit(day, command.visit)
    if visit.stage == "cancelled":
        raise Refused("appointment_cancelled")
    can_move(ev.Cancelled, visit)
    promise = day.promises[visit.visit]
    if command.channel in OUTSIDE and now >= promise.appointed:
        raise Refused("too_late", appointed=promise.appointed)
    return visit, promise


def _as_it_is(visit: Visit, promise: Promise) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Services and amounts: as they were promised, unless a greeter has changed them since."""
    same = visit.services == promise.services
    return visit.services, promise.amounts if same else ()


def length(plan: Plan, services: tuple[str, ...], amounts: tuple[int, ...], persons: int) -> int:
    """Minutes of an appointment. Refuses service_unknown, too_many_persons and not_together."""
    known_services(plan, services)
    each = _each(services, amounts, persons)
    for service, amount in zip(services, each, strict=True):
        if amount > plan.services[service].persons_max:
            raise Refused("too_many_persons", most=plan.services[service].persons_max)
    if not plan.together(services):
        raise Refused("not_together")
    return minutes_of(plan, services, each)


def _each(services: tuple[str, ...], amounts: tuple[int, ...], persons: int) -> tuple[int, ...]:
    """For how many each service is. Refuses unreadable: an amount without a service."""
    each = amounts or (persons,) * len(services)
    if len(each) != len(services):
        raise Refused("unreadable")
    return each


def _place(
    day: Day,
    plan: Plan,
    services: tuple[str, ...],
    minutes: int,
    appointed: int,
    channel: str,
    now: int,
    without: str = "",
) -> str:
    """The desk that has room. Refuses too_soon, too_far and slot_taken."""
    if appointed < earliest(plan, channel, now):
        raise Refused("too_soon")
    assert plan.opens is not None
    assert plan.closes is not None
    if not plan.opens <= appointed < plan.closes:
        raise Refused("too_far")
    desk = Room(day, plan, now, without).desk_for(services, minutes, appointed)
    if desk is None:
        raise Refused("slot_taken")
    return desk


def _held_for(day: Day, command: BookAppointment, services: tuple[str, ...]) -> str:
    """The hold that this booking may use: it is for this very slot."""
    hold = day.holds.get(command.hold or "")
    if hold is None or (hold.appointed, hold.services) != (command.appointed, services):
        return ""
    return hold.hold


def _imported(
    day: Day, command: BookAppointment, services: tuple[str, ...], now: int
) -> tuple[int, str]:
    """Length, and a desk where there is room."""
    if day.ended:
        raise Refused("day_closed")
    plan = day.plan or day.draft
    if plan is None:
        return 0, ""
    if plan.opens is None or plan.closes is None:
        raise Refused("day_closed")
    known_services(plan, services)
    if not plan.opens <= command.appointed < plan.closes:
        raise Refused("too_far")
    minutes = minutes_of(plan, services, _each(services, command.amounts, command.persons))
    return minutes, Room(day, plan, now).desk_for(services, minutes, command.appointed) or ""
