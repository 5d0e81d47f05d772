"""The facts of caring for who is in the building: asked into the waiting room, nobody answered, a
badge for upstairs, the list for the fire officer. `host.core.events` lists them with the others.
"""

from typing import Literal

from host.core.event import Event, VisitEvent
from wire.base import Id


class AskedIn(VisitEvent):
    """There is room again for somebody who waits outside, or it is nearly their turn."""

    kind: Literal["asked_in"] = "asked_in"


class Escalated(VisitEvent):
    """Nobody came to fetch this visitor for so long that a colleague is alerted."""

    kind: Literal["escalated"] = "escalated"


class BadgeGiven(VisitEvent):
    """The visitor goes upstairs with a badge. `number` counts the prints of this badge from 1;
    beyond 1 it is a copy."""

    kind: Literal["badge_given"] = "badge_given"
    badge: int
    number: int = 1
    slip: Id | None = None
    """None: there is no printer."""
    device: str = ""
    """The greeter's, so that its own printer is chosen."""


class BadgeReturned(VisitEvent):
    """The badge is back: the visitor has left the building."""

    kind: Literal["badge_returned"] = "badge_returned"


class InsideAsked(Event):
    """The list of who is in the building is to be printed. Names stand on the paper only."""

    kind: Literal["inside_asked"] = "inside_asked"
    slip: Id
    device: str = ""
