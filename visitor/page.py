"""What a kiosk's screen is made of, as plain values: a page, its options, and where each leads.

Knows neither Textual nor the town; `steps` makes pages, `screen` paints them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from wire.base import Message
    from wire.commands.command import Need
    from wire.frames import Answer, AppointmentFound, Done, No

OPTIONS_MAX = 5
"""Options on one page of a small screen: more would not be large enough to read from 1.5 m on 24
rows."""

BACK_KEY, MORE_KEY, HELP_KEY = "0", "8", "9"
"""The same three digits on every page."""
ESCAPE_KEY = "Esc"
""""Back" where a nought may be part of a code."""

Step = Literal[
    "language",
    "start",
    "appointment",
    "code",
    "nine",
    "confirm",
    "unknown_code",
    "bsn",
    "too_fast",
    "too_early",
    "too_late",
    "wrong_day",
    "wrong_place",
    "already_here",
    "cancelled",
    "services",
    "service_closed",
    "bring",
    "missing",
    "persons",
    "offer",
    "book",
    "needs",
    "outside",
    "phone",
    "done",
    "help",
    "sorry",
    "alone_done",
    "rate",
    "rate_unknown",
    "rate_language",
    "rate_mark",
    "rate_ten",
    "rate_greeter",
    "rate_choice",
    "rate_party",
    "rate_thanks",
    "rate_given",
    "rate_not_yet",
    "rate_failed",
]


@dataclass(frozen=True)
class Rated:
    """What a visitor has answered so far on a kiosk in rating mode."""

    slip: str
    """What was typed or scanned."""
    greeter: bool = False
    """The welcome gets a mark of its own."""
    mark: int | None = None
    greeter_mark: int | None = None
    choice: str = ""
    party: str = ""


@dataclass(frozen=True)
class Own:
    """A number that the kiosk gave by itself, and what is known of its slip."""

    ticket: str
    paper: Literal["asked", "printed", "unknown", "none"]


@dataclass(frozen=True)
class Session:
    """All that a kiosk knows of the one who stands before it. Thrown away whole when they go."""

    step: Step = "language"
    language: str = ""
    before: Session | None = None
    """Where "back" leads."""
    part: int = 0
    """Which handful of a long list is shown."""
    code: str = ""
    found: AppointmentFound | None = None
    tries: int = 0
    """Codes that were not found."""
    collect: bool = False
    service: str = ""
    persons: int = 1
    needs: tuple[Need, ...] = ()
    done: Done | None = None
    moment: int | None = None
    """A time that a refusal came with."""
    called: bool = False
    """A greeter was called for this page and the host has kept the call."""
    rated: Rated | None = None
    own: Own | None = None

    def to(self, step: Step, **changes: object) -> Session:
        """On to the next step; "back" leads here."""
        return replace(self, step=step, before=self, part=0, **changes)  # type: ignore[arg-type]

    def end(self, step: Step, **changes: object) -> Session:
        """On to a step from which nothing leads back."""
        return replace(self, step=step, before=None, part=0, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Ask:
    """A command or question for the host, and what its answer leads to."""

    make: Callable[[str], Message]
    """Makes it from a fresh id."""
    then: Callable[[Done | No | Answer], Then]


@dataclass(frozen=True)
class Take:
    """A number of the kiosk's own is wanted, while the host is away; None: it could not be kept."""

    session: Session
    then: Callable[[Own | None], Session]


Then = Session | Ask | Take


@dataclass(frozen=True)
class Option:
    """One thing to choose. `on` is for a mark that can be set and taken away."""

    key: str
    label: str
    then: Then = field(compare=False)
    detail: str = ""
    on: bool | None = None
    face: str = ""
    """On a tile: what stands there instead of key and label."""


@dataclass(frozen=True)
class Page:
    """One screenful. Equal pages look the same."""

    step: str
    language: str
    title: str
    lines: tuple[str, ...] = ()
    big: str = ""
    """A number or time in block letters."""
    points: tuple[str, ...] = ()
    """A list, one thing a line."""
    options: tuple[Option, ...] = ()
    tiles: bool = False
    """Short options beside each other."""
    typed: str | None = None
    """What is typed so far, on the page that has letter keys; else None."""
    digits: bool = False
    """Only digits are typed there: a pad of ten."""
    erase: str = ""
    """What the letter keys call the one that takes a letter away."""
    note: str = ""
    """Small print at the foot."""
    link: str = ""
    """An address for the visitor's own phone, to be shown as a QR code."""
    back: Option | None = None
    more: Option | None = None
    help: Option | None = None
    alarm: bool = False
    """Something does not work: the page wears a warning."""

    def option(self, key: str) -> Option | None:
        """What a key leads to."""
        for option in (*self.options, self.back, self.more, self.help):
            if option is not None and option.key == key:
                return option
        return None
