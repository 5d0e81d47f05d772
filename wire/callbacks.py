"""What staff ask about promises to call back, and what they hear. Questions change nothing;
`wire.commands.callbacks` has the wishes.
"""

from typing import Literal

from wire.base import Id, Message, Millis, Name

CALLBACKS_MAX = 200
"""Rows of one answer; the counts say how many there are."""


class AskCallbacks(Message):
    """The promises of this location, or one of them."""

    kind: Literal["ask_callbacks"] = "ask_callbacks"
    id: Id
    department: Name | None = None
    """None: of all departments."""
    state: Literal["open", "done"] = "open"
    """done: those of the last days whose caller is still known."""
    callback: Id | None = None
    """Only this one, with its steps, whatever its state."""


class CallbackStep(Message):
    """One thing that was done about it."""

    at: Millis
    what: Literal[
        "made",
        "attempted",
        "reached",
        "handed_over",
        "answered",
        "appointment",
        "unreached",
        "transferred",
        "reopened",
    ]
    department: Name = ""
    """Whose it was from then on."""
    sender: str = ""
    """The device, or the key of a program."""


class CallbackRow(Message):
    """One promise as staff may see it. Moments are given, so that a screen can count without
    asking."""

    callback: Id
    department: Name
    department_name: str
    term_days: int
    """Working days that were promised."""
    created: Millis
    due: Millis
    soon_at: Millis
    """From here it is about to be late: two hours of office time are left."""
    state: Literal["open", "done"] = "open"
    outcome: Literal["", "answered", "appointment", "unreached", "transferred"] = ""
    attempts: int = 0
    """Calls in vain."""
    attempted: Millis | None = None
    """The last of them."""
    tried: bool = False
    """In vain on two half-days: it may be given up."""
    answered: Millis | None = None
    """When the caller was first spoken to."""
    ended: Millis | None = None
    exempt: bool = False
    """Of a department that cannot promise it."""
    name: str = ""
    """Empty once it is erased, or when none was told."""
    phone: str = ""
    note: str = ""
    """What it is about."""
    steps: tuple[CallbackStep, ...] = ()
    """Oldest first; only in the answer about one."""
    can: tuple[str, ...] = ()
    """Kinds of commands that may be said of it now."""


class CallbackList(Message):
    """Answer to `ask_callbacks`: what is due first stands first; of those done, the newest."""

    kind: Literal["callback_list"] = "callback_list"
    id: Id
    rows: tuple[CallbackRow, ...]
    total: int
    soon: int = 0
    """Open ones that are about to be late ..."""
    late: int = 0
    """... and those that are."""


CallbackQuestion = AskCallbacks
CallbackAnswer = CallbackList
