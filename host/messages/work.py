"""The host's tasks that have to do with messages, for whoever runs the host."""

from collections.abc import Coroutine
from typing import Any

from host.messages.sender import Sender
from host.messages.turns import Turns
from host.web.doors import Doors


def tasks_of(doors: Doors) -> tuple[Coroutine[Any, Any, None], ...]:
    """Each runs until it is cancelled. New settings hold at once."""
    sender = Sender(lambda: doors.settings, doors.store, doors.agenda, doors.clock)
    turns = Turns(
        lambda: doors.settings,
        doors.store,
        doors.office.halls.values(),
        doors.office.when_kept,
        doors.clock,
    )
    return sender.run(), turns.run()
