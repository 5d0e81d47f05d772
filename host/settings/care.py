"""The part of `balie.toml` that says how a location cares for who is in the building: how many
persons its waiting room holds, how visitors are fetched, and who gets a badge.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from host.settings.messages import MailAddress
from host.settings.parts import Part
from wire.base import Name


class WaitingRoom(Part):
    """Where visitors of a location wait."""

    persons_max: Annotated[int, Field(ge=1, le=1000)] | None = None
    """So many persons may wait inside; who comes when it is full waits outside and is asked in when
    there is room. Empty: as many as come."""


class Fetching(Part):
    """How visitors without a number are fetched, and who goes upstairs."""

    coming_minutes: Annotated[int, Field(ge=0, le=60)] = 2
    """Who says "I am coming" at a desk is there in so many minutes; 0: at once."""
    escalate_minutes: Annotated[int, Field(ge=1, le=240)] | None = None
    """A visitor whom nobody called for so long is a colleague's too; empty: never."""
    escalate_to: tuple[Name, ...] = ()
    """The desks of those colleagues, by key; empty: all desks that are not closed."""
    mail: MailAddress = ""
    """Who gets a mail, without a name in it, when somebody is to be fetched; empty: nobody."""
    escalate_mail: MailAddress = ""
    """Who gets one when nobody came; empty: nobody."""
    badges: bool = False
    """Whether visitors who go upstairs get a badge."""
    badge_name: bool = False
    """Whether a badge shows the visitor's name."""


def care_faults(
    told: Fetching, name: str, desks: Mapping[str, object], mail_host: str
) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is wrong with how a location fetches its visitors."""
    here = ("locations", name, "fetching")
    for desk in told.escalate_to:
        if desk not in desks:
            yield (*here, "escalate_to"), f'there is no desk "{desk}" here'
    if told.escalate_minutes is None and (told.escalate_to or told.escalate_mail):
        yield here, "escalate_minutes says after how long"
    for field in ("mail", "escalate_mail"):
        if getattr(told, field) and not mail_host:
            yield (*here, field), "needs a mail server: messages.mail.host"
