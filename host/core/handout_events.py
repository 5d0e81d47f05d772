"""The facts of a document that comes later: how it reaches its visitor, and when it is collected.
`host.core.events` lists them with the others.
"""

from typing import Literal

from host.core.event import Event, VisitEvent
from wire.base import DayName, Id, Millis, Name


class HandoutChosen(VisitEvent):
    """How the document comes to the visitor: collected here, or brought home."""

    kind: Literal["handout_chosen"] = "handout_chosen"
    how: Literal["collect", "deliver"]


class PickUpPlanned(Event):
    """The document of this visit is collected at an appointment, or at another time of it than
    before. The appointment stands in the log of its own day.
    """

    kind: Literal["pick_up_planned"] = "pick_up_planned"
    visit: Id
    pick_up: Id
    """The visit of that appointment."""
    to_location: Name
    to_day: DayName
    appointed: Millis


class PickUpDropped(Event):
    """That appointment was cancelled: nothing is planned for this visit's document."""

    kind: Literal["pick_up_dropped"] = "pick_up_dropped"
    visit: Id
