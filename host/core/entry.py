"""One command as it was kept: who said it, when, and the facts that followed. The log is a list of
these."""

from dataclasses import dataclass

from host.core.events import AnyEvent
from wire.commands import Role


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks: a paired device with its one role. `desk` is set for a desk's screen."""

    device: str
    role: Role
    desk: str | None = None
    rights: frozenset[str] = frozenset()
    """Of the staff member signed in there: `pick` (call a certain visitor)."""
    visit: str | None = None
    """For which visit its own page speaks; only a page has one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The events of one command, kept together or not at all."""

    id: str
    """The command's id."""
    what: str
    """The command's kind."""
    by: str
    """The sender's device."""
    at: int
    """Milliseconds UTC, the host's clock."""
    events: tuple[AnyEvent, ...]
    desk: str | None = None
    digest: str = ""
    """Of the command's body, so that the same id with another body is noticed."""
