"""The facts of a call for a person. `host.core.events` lists them with the others."""

from typing import Literal

from host.core.event import Event
from wire.base import Id, Language, Name


class HelpCalled(Event):
    kind: Literal["help_called"] = "help_called"
    help: Id
    device: str
    reason: str
    visit: Id | None = None
    language: Language | None = None
    page: Name | None = None
    ticket: str = ""
    """A mark about this number, and no call of a visitor at the device."""


class HelpAnswered(Event):
    kind: Literal["help_answered"] = "help_answered"
    help: Id
