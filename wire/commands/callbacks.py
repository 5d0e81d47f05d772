"""Wishes about promises to call somebody back: make one, say what came of a try, hand it over,
finish it.

They belong to no service day: a promise lasts working days. When it is due is the host's to say.
"""

from typing import Annotated, Literal

from pydantic import Field

from wire.base import Id, Name, Text
from wire.commands.command import Command


class MakeCallback(Command):
    """A promise to call back. Its id is the command's id."""

    kind: Literal["make_callback"] = "make_callback"
    department: Name
    name: Text = ""
    phone: Text = ""
    note: Text = ""
    """What it is about."""
    term_days: Annotated[int, Field(ge=1, le=60)] | None = None
    """Working days that are promised: one of the department's terms; None: the first of them."""
    transferred_directly: bool = False
    """Somebody took the call at once: it counts, and nobody calls back."""


class CallbackCommand(Command):
    """A wish about one promise."""

    kind: str
    callback: Id


class AttemptCallback(CallbackCommand):
    """Somebody called."""

    kind: Literal["attempt_callback"] = "attempt_callback"
    reached: bool = False
    """Spoken to, though not finished. Else nobody answered."""


class HandOverCallback(CallbackCommand):
    """It is another department's. When it was made and when it is due stay."""

    kind: Literal["hand_over_callback"] = "hand_over_callback"
    department: Name


class FinishCallback(CallbackCommand):
    """Nobody needs to call any more."""

    kind: Literal["finish_callback"] = "finish_callback"
    outcome: Literal["answered", "unreached"] = "answered"
    """unreached: given up after calls in vain on two half-days."""


class ConvertCallback(CallbackCommand):
    """It has become an appointment."""

    kind: Literal["convert_callback"] = "convert_callback"
    visit: Id
    """Of the appointment."""


class ReopenCallback(CallbackCommand):
    """It is not finished after all."""

    kind: Literal["reopen_callback"] = "reopen_callback"
