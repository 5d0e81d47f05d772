"""The rows of caring for who is in the building: how full the waiting room is, who is inside, whom
a desk is asked to fetch.
"""

from typing import Literal

from wire.base import Id, Message, Millis, Name
from wire.rows import VisitRow


class RoomRow(Message):
    """How full the waiting room is."""

    persons: int
    """Who wait inside."""
    persons_max: int
    outside: int
    """Visits that wait outside."""


class InsideRow(Message):
    """One party in the building, as the greeter may see it."""

    visit: Id
    persons: int
    place: Literal["waiting", "called", "serving", "missed", "badge"]
    """Missed: called in vain, perhaps still inside. Badge: upstairs, and the badge is not back."""
    ticket: str = ""
    name: str = ""
    look: str = ""
    desk: Name | None = None
    """At which desk."""
    badge: int | None = None
    since: Millis | None = None
    """Here since."""


class BuildingRow(Message):
    """Who is in the building: for whoever counts heads when it burns."""

    persons: int
    """All of them, also those whom the rows have no room for."""
    rows: tuple[InsideRow, ...] = ()
    """At most 200."""


class AlertRow(Message):
    """Somebody waits to be fetched by this desk."""

    visit: VisitRow
    escalated: bool = False
    """Nobody came for so long that this goes to a colleague too."""
    count: int = 1
    """How many there are; `visit` is the most urgent."""
