"""When a key was pressed: what tells a scanner, which is fast, from a finger."""

from collections.abc import Callable

from textual import events

Stamp = Callable[[events.Key], float]


def key_time(event: events.Key) -> float:
    """When a key was read from the terminal, in seconds of a clock that never goes back."""
    return event.time
