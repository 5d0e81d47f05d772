"""The rows of a team leader's view: lines, desks, and half hours that were and that come. Of
visitors they hold counts only.
"""

from typing import Literal

from wire.base import Message, Millis, Name


class LineRow(Message):
    """Those who wait for one group of services: the letter of their tickets."""

    letter: str
    services: tuple[Name, ...]
    """The services of this letter at this location."""
    count: int
    over: int = 0
    """Of these, who wait longer than promised."""
    longest_since: Millis | None = None
    """Start of the longest wait, by the norm's clock; None: nobody waits yet."""


class LeaderDesk(Message):
    """One desk: how it is and since when. Not who sits there."""

    desk: Name
    state: Literal["closed", "free", "busy", "paused"]
    since: Millis | None = None


class ComingHalf(Message):
    """A half hour to come: an estimate from appointments and walk-ins."""

    starts: Millis
    appointments: int
    walk_ins: int
    desks_needed: int
    desks: int
    """That will serve as things stand."""
    wait_minutes: int | None = None
    """Of whoever comes in the middle of it; None: no desk serves."""


class TodayHalf(Message):
    """A half hour of today. `called` counts first calls, the ends of waits; `within` those of them
    that came before the promise was over.
    """

    starts: Millis
    arrived: int
    called: int
    within: int
