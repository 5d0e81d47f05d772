"""What a kiosk says that stood alone: the numbers that it gave out while its host was away."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from wire.base import Code, DayName, Id, Language, Millis
from wire.commands.command import Command, Needs, Persons, Services

OWN_LETTERS = "KGHJLMNPRSTUVWXYZ"
"""Letters of numbers that a kiosk gives by itself, in the order in which a location hands them out.
None that the host numbers with (A to F), and none that reads like a digit or another (I, O, Q)."""

OwnTicket = Annotated[str, StringConstraints(pattern=r"^[GHJ-NPR-Z]\d{3,5}$")]
"""A number of a kiosk's own: "K001"."""


class BringTicket(Command):
    """A visitor got a number of the kiosk's own while the host was away. The number stands, and the
    place in line is that of the moment at which it was taken. The id is the visit's, unless the
    code is that of an appointment of today.
    """

    kind: Literal["bring_ticket"] = "bring_ticket"
    ticket: OwnTicket
    day: DayName
    """The service day on which the kiosk gave it."""
    taken_at: Millis
    """By the host's clock, as far as the kiosk knew it."""
    services: Services
    persons: Persons | None = None
    """How many came; None: as many as were booked, or one."""
    language: Language = "nl"
    needs: Needs = ()
    code: Code | None = None
    """Of the appointment, as the visitor typed it; nobody has looked at it yet."""
    paper: Literal["none", "printed", "unknown"] = "none"
    """What became of its slip at the printer beside the kiosk; none: it was only shown."""
    unheard: Id | None = None
    """The kiosk's wish for a number whose answer never came: if the host has kept it after all, it
    was for the same visitor. Refuses visit_unknown where it is another device's."""
