"""Appointments at the visitor's own address, such as bulky waste: so many a day on each route. They
meet nobody at a desk, so no visit, wait or no-show follows from them.
"""

from typing import Literal

from host.core import events as ev
from host.core.booking import plan_ahead
from host.core.day import Day, Round
from host.core.entry import Sender
from host.core.plan import Plan
from wire.commands import BookRound, CancelRound, MoveRound
from wire.refusals import Refused

Misfit = Literal["closed", "service", "route", "full"]


def room_on(day: Day, plan: Plan, service: str, route: str) -> int:
    """How many more the route can take on this day. Refuses service_unknown and route_unknown."""
    if service not in plan.rounds:
        raise Refused("service_unknown", service=service)
    if route not in plan.rounds[service]:
        raise Refused("route_unknown")
    taken = sum(
        (each.service, each.route, each.cancelled) == (service, route, False)
        for each in day.rounds.values()
    )
    return max(0, plan.rounds[service][route] - taken)


def book_round(day: Day, command: BookRound, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """Refuses day_closed, service_unknown, route_unknown, slot_taken (the route is full)."""
    _take_room(day, command.service, command.route, now)
    assert command.code is not None, "the shell gives a code to who has none"
    return [
        ev.RoundBooked(
            at=now,
            round=command.id,
            service=command.service,
            route=command.route,
            code=command.code,
            link=command.link,
            language=command.language,
            channel=command.channel,
        )
    ]


def move_round(day: Day, command: MoveRound, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """To the day and location where it is already: refuses what `move_between` refuses, or else
    nothing_changes.
    """
    _standing(day, command.round, now)
    raise Refused("nothing_changes")


def move_between(
    day: Day, other: Day, command: MoveRound, now: int
) -> tuple[list[ev.AnyEvent], list[ev.AnyEvent]]:
    """To another day or location: what happens on the old day, and on the other one. The two are
    kept together or not at all. Refuses as booking and cancelling do.
    """
    known = _standing(day, command.round, now)
    _take_room(other, known.service, known.route, now)
    away = ev.RoundMovedAway(
        at=now,
        round=known.round,
        to_location=other.location,
        to_day=other.day,
        channel=command.channel,
    )
    booked = ev.RoundBooked(
        at=now,
        round=known.round,
        service=known.service,
        route=known.route,
        code=known.code,
        link=known.link,
        language=known.language,
        channel=known.channel,
        moved_from=(day.location, day.day),
    )
    return [away], [booked]


def cancel_round(day: Day, command: CancelRound, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """Until the doors of that day open: then the lorry is on its way."""
    _standing(day, command.round, now)
    return [ev.RoundCancelled(at=now, round=command.round, channel=command.channel)]


def misfit(day: Day, plan: Plan, name: str) -> Misfit | None:
    """Why a round cannot stand under a plan; None: it can. Of too many on a route those that were
    booked last have no room.
    """
    found = day.rounds[name]
    if plan.opens is None:
        return "closed"
    if found.service not in plan.rounds:
        return "service"
    if found.route not in plan.rounds[found.service]:
        return "route"
    same = [
        each.round
        for each in day.rounds.values()
        if (each.service, each.route, each.cancelled) == (found.service, found.route, False)
    ]
    return "full" if name in same[plan.rounds[found.service][found.route] :] else None


def _take_room(day: Day, service: str, route: str, now: int) -> None:
    plan = plan_ahead(day)
    assert plan.opens is not None
    if not room_on(day, plan, service, route):
        raise Refused("slot_taken")
    if now >= plan.opens:
        raise Refused("too_soon")


def _standing(day: Day, name: str, now: int) -> Round:
    """A round that may still change, also on a day whose doors stay closed by now. Refuses
    day_closed, visit_unknown, appointment_cancelled, too_late.
    """
    if day.ended:
        raise Refused("day_closed")
    known = day.rounds.get(name)
    if known is None:
        raise Refused("visit_unknown")
    if known.cancelled:
        raise Refused("appointment_cancelled")
    plan = day.plan or day.draft
    if plan is not None and plan.opens is not None and now >= plan.opens:
        raise Refused("too_late", appointed=plan.opens)
    return known
