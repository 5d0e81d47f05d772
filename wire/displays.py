"""What a hall display is told of itself and of its hall: its layout, its desks, the town's own
texts and pictures, and how the promises stand today. Never a name, a service or a member of staff.
"""

from typing import Annotated, Literal

from pydantic import Field

from wire.base import DayName, Language, Message, Name

Layout = Literal["hall", "desks", "desk", "promise", "ticker"]
Clock = Annotated[str, Field(pattern=r"^\d\d:\d\d$")]
"""A local time of the day: "09:00"; "24:00" is its end."""


class Span(Message):
    """A part of every day, from `start` until just before `end`."""

    start: Clock
    end: Clock


class Notice(Message):
    """A text of the town's own, and when it stands on the wall, in local time."""

    texts: dict[Language, str]
    first: DayName | None = None
    last: DayName | None = None
    """Inclusive."""
    weekdays: tuple[Annotated[int, Field(ge=1, le=7)], ...] = ()
    """1 is Monday; empty: every day."""
    hours: Span | None = None
    """None: all day."""


class DisplaySetup(Message):
    """One display, by the name of its device. Told in its `setup`."""

    layout: Layout = "hall"
    desks: tuple[Name, ...] = ()
    """Only calls of these desks are shown and sounded; empty: all. A `desk` layout has one."""
    direction: dict[Language, str] = Field(default_factory=dict)
    """Where these desks are: "first door on the left"."""
    arrow: Literal["", "left", "right", "up", "down"] = ""
    """The way to them, as seen from before the screen."""
    quiet: tuple[Span, ...] = ()
    """In these hours no sound and no motion."""
    evening: tuple[Span, ...] = ()
    """In these hours the ground is dark, whatever the town's look is."""
    notices: tuple[Notice, ...] = ()
    """Those of this display, in the order of the settings."""
    images: tuple[str, ...] = ()
    """Paths of the town's own pictures at the host, shown while nobody is called."""
    image_seconds: int = 20
    notice_seconds: int = 12
    """How long one picture, or two notices, stand before the next."""


class BoardDesk(Message):
    """Whether a desk is there for visitors; told where a display hangs above a desk."""

    desk: Name
    state: Literal["closed", "free", "busy", "paused"]


class BoardPromise(Message):
    """One promise and what came of it today. The figures are printed by the host, so that none is
    ever rounded up to its promise.
    """

    population: Literal["appointment", "appointment_felt", "walk_in"]
    names: dict[Language, str] = Field(default_factory=dict)
    """As the town calls it; empty: population and limit say enough."""
    statistic: Literal["mean", "share", "max", "p90"]
    limit: str
    """In minutes and seconds: "5:00"."""
    promised: str
    """Of a share "95" (percent, with a decimal point where it is not whole); else the limit."""
    today: str = ""
    """Of a share "93", rounded down; else "5:13", rounded up. Empty: of so few visitors that it
    would tell of a person."""
    n: int
    kept: bool | None = None
    """None where `today` is empty."""
