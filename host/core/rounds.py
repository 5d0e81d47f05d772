"""Appointments at the visitor's own address, such as bulky waste: so many a day on each route. They
meet nobody at a desk, so no visit, wait or no-show follows from them.
"""

from host.core import events as ev
from host.core.booking import plan_ahead
from host.core.day import Day
from host.core.entry import Sender
from host.core.plan import Plan
from wire.commands import BookRound, CancelRound
from wire.refusals import Refused


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
    plan = plan_ahead(day)
    assert plan.opens is not None
    if not room_on(day, plan, command.service, command.route):
        raise Refused("slot_taken")
    if now >= plan.opens:
        raise Refused("too_soon")
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


def cancel_round(day: Day, command: CancelRound, sender: Sender, now: int) -> list[ev.AnyEvent]:
    """Until the doors of that day open: then the lorry is on its way."""
    plan = plan_ahead(day)
    assert plan.opens is not None
    known = day.rounds.get(command.round)
    if known is None:
        raise Refused("visit_unknown")
    if known.cancelled:
        raise Refused("appointment_cancelled")
    if now >= plan.opens:
        raise Refused("too_late", appointed=plan.opens)
    return [ev.RoundCancelled(at=now, round=command.round, channel=command.channel)]
