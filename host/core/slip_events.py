"""The facts of slips: that one is to be printed, and what became of it. `host.core.events` lists
them with the others.
"""

from typing import Literal

from host.core.event import Event, VisitEvent
from wire.base import Id


class SlipAsked(VisitEvent):
    """A slip is to be printed. `number` counts the slips of a visit from 1; beyond 1 it is a
    copy."""

    kind: Literal["slip_asked"] = "slip_asked"
    slip: Id
    number: int
    device: str = ""
    """The kiosk or greeter that asked, so that its own printer is chosen."""
    role: str = ""
    """Of that device. Empty in the log of an older version."""


class SlipMoved(Event):
    """What the printer agent reported of a slip."""

    kind: Literal["slip_moved"] = "slip_moved"
    slip: Id
    state: Literal["sending", "printed", "unknown"]
    device: str = ""
    """The printer that reported it; empty for a slip that a kiosk printed without the host."""
