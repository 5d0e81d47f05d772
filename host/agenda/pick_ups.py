"""What today's log knows of pick-ups that were planned at a desk: it follows them when they are
booked, moved or cancelled through any door. What may happen is `host.core.handout`'s to say.
"""

from collections.abc import Iterable, Mapping

from host.core import events as ev
from host.core.booking import cancel_appointment
from host.core.day import Day, PickUp
from host.core.entry import Sender
from host.core.handout import may_plan, whose_pick_up
from host.hall import Hall
from wire.commands import AnyCommand, BookAppointment, CancelAppointment, ChooseHandout
from wire.refusals import Refused

Events = list[ev.AnyEvent]


def judge(hall: Hall, command: AnyCommand) -> None:
    """Refuses busy, visit_unknown, not_offered and nothing_changes for a booking that is to be the
    pick-up of a document.
    """
    if not isinstance(command, BookAppointment) or command.collects is None:
        return
    if hall.day is None:
        raise Refused("busy")
    may_plan(hall.day, command)


def given_up(hall: Hall, command: AnyCommand) -> PickUp | None:
    """The pick-up that this wish gives up: what is brought home is not collected."""
    if not isinstance(command, ChooseHandout) or command.how != "deliver" or hall.day is None:
        return None
    desk = hall.day.desks.get(command.desk)
    if desk is None or desk.visit is None:
        return None
    return hall.day.pick_ups.get(desk.visit)


def cancelled(day: Day, found: PickUp, identity: str, sender: Sender, now: int) -> Events:
    """Of the day of the pick-up; nothing where it does not stand any more, or somebody came for
    it.
    """
    wish = CancelAppointment(id=identity, day=found.day, visit=found.pick_up, channel="desk")
    try:
        return cancel_appointment(day, wish, sender, now)
    except Refused:
        return []


def followed(
    halls: Mapping[str, Hall],
    hall: Hall,
    place: tuple[str, str],
    command: AnyCommand,
    events: Iterable[ev.AnyEvent],
    now: int,
) -> dict[str, Events]:
    """By location, what its day of now hears of these events, which are decided and not kept yet.
    `hall` is the sender's, `place` the location and day of the events.
    """
    found: dict[str, Events] = {}
    for event in events:
        if not isinstance(event, ev.Booked | ev.Moved | ev.Cancelled):
            continue
        if isinstance(command, BookAppointment):
            whose = {hall.location: command.collects} if command.collects is not None else {}
        else:
            whose = _whose(halls, event.visit)
        for location, visit in whose.items():
            at = max(now, halls[location].at)
            found.setdefault(location, []).append(_fact(event, visit, place, at))
    return found


def _whose(halls: Mapping[str, Hall], appointment: str) -> dict[str, str]:
    """The visit of today that planned this appointment, by its location."""
    found = {
        name: whose_pick_up(hall.day, appointment)
        for name, hall in halls.items()
        if hall.day is not None and not hall.day.ended
    }
    return {name: visit for name, visit in found.items() if visit is not None}


def _fact(
    event: ev.Booked | ev.Moved | ev.Cancelled, visit: str, place: tuple[str, str], at: int
) -> ev.AnyEvent:
    if isinstance(event, ev.Cancelled):
        return ev.PickUpDropped(at=at, visit=visit)
    return ev.PickUpPlanned(
        at=at,
        visit=visit,
        pick_up=event.visit,
        to_location=place[0],
        to_day=place[1],
        appointed=event.appointed,
    )
