"""The facts of the agenda: what was promised, moved, cancelled or kept free, and which desk is not
staffed. `host.core.events` lists them with the others.
"""

from typing import Literal

from host.core.event import Event, VisitEvent
from wire.base import Code, Id, Language, Millis, Name


class Booked(VisitEvent):
    """An appointment was promised; the visit is expected."""

    kind: Literal["booked"] = "booked"
    code: Code
    services: tuple[Name, ...]
    appointed: Millis
    persons: int = 1
    language: Language = "nl"
    channel: str = "import"
    amounts: tuple[int, ...] = ()
    """For how many each service is; empty: for every person."""
    minutes: int = 0
    """How long it takes; 0: as the plan says of its services."""
    desk: str = ""
    """Where there was room for it. Nobody is told: any desk may call. Empty: beside the desks."""
    link: str = ""
    """Of the visitor's own page."""
    changes: int = 0
    """How often it was moved before it came to this day."""
    moved_from: tuple[str, str] | None = None
    """Location and day that it comes from."""
    hold: Id | None = None
    """The hold that became this appointment."""


class Moved(VisitEvent):
    """The appointment is at another time of the same day."""

    kind: Literal["moved"] = "moved"
    appointed: Millis
    minutes: int
    desk: str = ""
    changes: int = 0
    channel: str = ""


class MovedAway(VisitEvent):
    """The appointment is on another day or at another location; it is booked there under the same
    id.
    """

    kind: Literal["moved_away"] = "moved_away"
    to_location: Name
    to_day: str
    channel: str = ""


class Cancelled(VisitEvent):
    kind: Literal["cancelled"] = "cancelled"
    channel: str = ""
    """Empty: a greeter's, before channels were kept."""


class Held(Event):
    """A slot is kept free until a moment for somebody who is still choosing."""

    kind: Literal["held"] = "held"
    hold: Id
    services: tuple[Name, ...]
    appointed: Millis
    minutes: int
    desk: str = ""
    until: Millis
    channel: str = ""


class HoldReleased(Event):
    kind: Literal["hold_released"] = "hold_released"
    hold: Id


class DeskShut(Event):
    """Nobody serves at this desk from one moment to another: it gives no appointments then."""

    kind: Literal["desk_shut"] = "desk_shut"
    desk: Name
    starts: Millis
    ends: Millis
    reason: str = "other"
    adds: bool = False
    """True: beside what was said of the desk before. False, as logs began: instead of it."""


class DeskReopened(Event):
    """The desk gives appointments as the plan says."""

    kind: Literal["desk_reopened"] = "desk_reopened"
    desk: Name


class RoundBooked(Event):
    """Somebody comes by at the visitor's address on this day: no desk, no visit, no wait."""

    kind: Literal["round_booked"] = "round_booked"
    round: Id
    service: Name
    route: Name
    code: Code
    link: str = ""
    language: Language = "nl"
    channel: str = ""
    moved_from: tuple[str, str] | None = None
    """Location and day that it comes from."""


class RoundMovedAway(Event):
    """It is on another day or at another location; booked there under the same id."""

    kind: Literal["round_moved_away"] = "round_moved_away"
    round: Id
    to_location: Name
    to_day: str
    channel: str = ""


class RoundCancelled(Event):
    kind: Literal["round_cancelled"] = "round_cancelled"
    round: Id
    channel: str = ""
