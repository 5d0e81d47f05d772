"""Wishes about appointments: promise one, keep a slot free, move, cancel, and who is not there to
serve.

`day` is the service day that a wish is about, None: today. Capacity is the host's to judge.
"""

from typing import Annotated, Literal

from pydantic import Field

from wire.base import Code, DayName, Id, Language, Millis, Name, Text
from wire.commands.command import Command, Persons, Services

Channel = Literal["web", "phone", "desk", "greeter", "kiosk", "import", "api", "qmatic", "jcc"]
"""The door through which a wish about an appointment came."""
Amounts = Annotated[tuple[Persons, ...], Field(max_length=6)]
"""For how many each service is, in the order of the services; empty: for every person."""


class AgendaCommand(Command):
    """A wish about an appointment on one day."""

    day: DayName | None = None


class HoldSlot(AgendaCommand):
    """Keep a slot free for a while; the hold's id is the command's id."""

    kind: Literal["hold_slot"] = "hold_slot"
    services: Services
    amounts: Amounts = ()
    appointed: Millis
    persons: Persons = 1
    channel: Channel = "web"
    location: Name | None = None
    """Another location of the town; None: the sender's own."""


class ReleaseHold(AgendaCommand):
    """Whoever chose that slot chose another, or none."""

    kind: Literal["release_hold"] = "release_hold"
    hold: Id
    location: Name | None = None
    """Another location of the town; None: the sender's own."""


class BookAppointment(AgendaCommand):
    """An appointment is promised. The visit's id is the command's id."""

    kind: Literal["book_appointment"] = "book_appointment"
    code: Code | None = None
    """None: the host makes one."""
    services: Services
    amounts: Amounts = ()
    appointed: Millis
    persons: Persons = 1
    language: Language = "nl"
    channel: Channel = "import"
    """`import`: the promise was made by another system, so it stands even where there is no room.
    """
    hold: Id | None = None
    """The slot was kept free under this id."""
    collects: Id | None = None
    """The visit of today whose document is collected at this appointment."""
    link: Annotated[str, Field(max_length=64)] = ""
    """Of the visitor's own page; the host makes it."""
    name: Text = ""
    phone: Text = ""
    mail: Text = ""
    note: Text = ""
    location: Name | None = None
    """Another location of the town; None: the sender's own."""


class MoveAppointment(AgendaCommand):
    """Another time, day or location for an expected visit; id and code stay."""

    kind: Literal["move_appointment"] = "move_appointment"
    visit: Id
    to_day: DayName | None = None
    """None: the same day."""
    to_location: Name | None = None
    """None: the same location."""
    appointed: Millis
    channel: Channel = "greeter"


class CancelAppointment(AgendaCommand):
    """An expected visit will not come."""

    kind: Literal["cancel_appointment"] = "cancel_appointment"
    visit: Id
    channel: Channel = "greeter"


class ShutDesk(AgendaCommand):
    """Nobody serves at this desk in these hours of the day: it gives no appointments then."""

    kind: Literal["shut_desk"] = "shut_desk"
    desk: Name
    starts: Millis | None = None
    """None: from the opening."""
    ends: Millis | None = None
    """None: until the doors close."""
    reason: Literal["sick", "leave", "training", "other"] = "other"


class ReopenDesk(AgendaCommand):
    """What was said with `shut_desk` of this desk and day holds no longer."""

    kind: Literal["reopen_desk"] = "reopen_desk"
    desk: Name


class BookRound(AgendaCommand):
    """Somebody shall come by at the visitor's address on that day (bulky waste)."""

    kind: Literal["book_round"] = "book_round"
    service: Name
    route: Name
    """The area in which the address lies."""
    code: Code | None = None
    language: Language = "nl"
    channel: Channel = "web"
    name: Text = ""
    phone: Text = ""
    mail: Text = ""
    note: Text = ""
    """The address, and what is to be done there."""
    link: Annotated[str, Field(max_length=64)] = ""
    location: Name | None = None
    """The location from which somebody comes; None: the sender's own."""


class MoveRound(AgendaCommand):
    """Another day for a round, or another location that serves its route; id, code and link
    stay.
    """

    kind: Literal["move_round"] = "move_round"
    round: Id
    to_day: DayName | None = None
    """None: the same day."""
    to_location: Name | None = None
    """None: the same location."""
    channel: Channel = "web"
    location: Name | None = None
    """Where it stands; None: at the sender's own location."""


class CancelRound(AgendaCommand):
    """Nobody needs to come by."""

    kind: Literal["cancel_round"] = "cancel_round"
    round: Id
    channel: Channel = "web"
    location: Name | None = None
    """Where it stands; None: at the sender's own location."""
