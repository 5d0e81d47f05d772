"""What the host knows of those who wait outside: whether a text can reach them, and what they are
told at the door. Who waits outside is `host.core.room`'s.
"""

from typing import Literal

from host.core.day import Day, Visit
from host.hall import Hall
from host.messages.numbers import mobile
from wire.care import RoomRow
from wire.commands import AnyCommand, LeavePhone
from wire.frames import Done
from wire.refusals import Refused

Place = Literal["", "ask", "text", "back"]


def judge(hall: Hall, command: AnyCommand) -> None:
    """A number to which no text can go is not kept. Refuses not_offered (no texts here),
    phone_unfit.
    """
    if not isinstance(command, LeavePhone):
        return
    sms = hall.settings.messages.sms
    if not sms.provider:
        raise Refused("not_offered")
    if mobile(sms, command.phone) is None:
        raise Refused("phone_unfit")


def with_place(hall: Hall, done: Done) -> Done:
    """The answer with what somebody who waits outside is to be told."""
    visit = hall.day.visits.get(done.visit or "") if hall.day is not None else None
    place = "" if visit is None else place_of(hall, visit)
    return done.model_copy(update={"outside": place}) if place else done


def place_of(hall: Hall, visit: Visit) -> Place:
    """How a visitor who waits outside hears that there is room. Without a provider of texts nobody
    is promised one.
    """
    if visit.stage != "waiting" or not visit.outside:
        return ""
    if not hall.settings.messages.sms.provider:
        return "back"
    return "text" if hall.reaches(visit.visit) else "ask"


def room_of(day: Day) -> RoomRow | None:
    """How full the waiting room is; None: it holds as many as come."""
    assert day.plan is not None
    if day.plan.room_max is None:
        return None
    return RoomRow(
        persons=day.room_persons,
        persons_max=day.plan.room_max,
        outside=len(day.outside),
    )
