"""What the doors hand to the agenda and get from it, as plain records. Moments are in milliseconds
UTC.
"""

from dataclasses import dataclass
from typing import Literal

from wire.commands import Channel

__all__ = ["Appointment", "Asked", "Channel", "Contact", "Held"]

State = Literal["open", "used", "cancelled", "no_show"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an appointment is for: services, each once, and for how many each."""

    services: tuple[str, ...]
    amounts: tuple[int, ...]

    @property
    def persons(self) -> int:
        """How many come: two passports and one licence are two people."""
        return max(self.amounts)

    @classmethod
    def alike(cls, services: tuple[str, ...], persons: int = 1) -> "Asked":
        """The same number for every service."""
        return cls(services, (persons,) * len(services))


@dataclass(frozen=True, slots=True)
class Contact:
    """Personal: never in the log of events, in addresses or in lines of the log."""

    name: str = ""
    mail: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A slot that is kept free for somebody who is still choosing."""

    id: str
    until: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A slot that is held, and where."""

    location: str
    day: str
    hold: str
    services: tuple[str, ...]
    appointed: int
    minutes: int
    until: int


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment as it stands now, wherever it was moved to."""

    visit: str
    location: str
    day: str
    """ISO date of its service day."""
    appointed: int
    ends: int
    asked: Asked
    code: str
    """What the visitor types or scans at the kiosk."""
    link: str
    """Of the visitor's own page: 128 bits by chance. Empty for imported appointments."""
    language: str
    channel: str
    """Where it was booked."""
    state: State
    changes: int
    """0 when booked, one more with each move or cancellation (RFC 5545: SEQUENCE)."""
