"""What every fact of a service day has: its moment, and for most the visit that it is about."""

from wire.base import Id, Message, Millis


class Event(Message):
    """One fact. `at` is the host's time of it."""

    at: Millis


class VisitEvent(Event):
    """A fact about one visit."""

    visit: Id


class ToldEvent(VisitEvent):
    """Somebody has come, and was told how long it takes."""

    told_from: int | None = None
    """Minutes of waiting: from ..."""
    told_to: int | None = None
    """... to; None: no desk could help, so nothing was told."""
    arrived: Millis | None = None
    """When it came, where the host heard of it only later."""
    outside: bool = False
    """The waiting room was full: waits outside until it is asked in."""
