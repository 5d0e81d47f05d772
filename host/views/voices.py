"""What is heard of the calls on the wall: where their sentences are, and when it is quiet."""

from collections.abc import Sequence
from datetime import datetime

from host.core.day import Day
from host.hall import Hall
from host.speech.calls import Call
from wire.rows import BoardCall


def with_voices(hall: Hall, day: Day, calls: Sequence[BoardCall]) -> list[BoardCall]:
    """The calls, each with the addresses of what is spoken."""
    if hall.speech is None:
        return list(calls)
    return [
        call.model_copy(update={"voices": hall.speech.addresses(hall.location, spoken)})
        for call, spoken in zip(calls, spoken_of(day, calls), strict=True)
    ]


def spoken_of(day: Day, calls: Sequence[BoardCall]) -> list[Call]:
    """The same calls with the language of their visitor."""
    languages = {day.visits[name].ring: day.visits[name].language for name in day.calls}
    return [Call(call.ticket, call.desk, languages.get(call.ring, "")) for call in calls]


def is_hushed(hall: Hall, now: int) -> bool:
    """Whether the hall's quiet hours run."""
    told = hall.settings.locations[hall.location].speech
    if not told.quiet_hours:
        return False
    local = datetime.fromtimestamp(now / 1000, hall.settings.zone(hall.location))
    return told.is_quiet(local.time())
