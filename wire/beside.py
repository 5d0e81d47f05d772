"""What a kiosk and the printer agent on the same computer say to each other while the host is away:
one line of JSON each way over a local socket, which ends with the answer.
"""

from typing import Literal

from wire.base import Id, Message
from wire.slips import Slip


class PrintHere(Message):
    """Print this slip now, without the host. The same slip again is not printed twice."""

    kind: Literal["print_here"] = "print_here"
    slip: Slip


class SlipFate(Message):
    """What became of it. `none`: nothing of it is on paper, and nothing will be."""

    kind: Literal["slip_fate"] = "slip_fate"
    slip: Id
    state: Literal["printed", "unknown", "none"]


LINE_BYTES_MAX = 64 * 1024
FATE_SECONDS = 8.0
"""So long the agent tries to begin; nobody waits longer before a kiosk."""
