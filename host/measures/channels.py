"""Through which doors visits began and appointments were changed last. A door that this system does
not have is not measured; one that nobody used is zero.
"""

from collections import Counter
from collections.abc import Iterable

from host.core.cells import Cell, share
from host.store.lean import Fact

CHANNELS = ("web", "phone", "desk", "host", "chat", "mail", "social", "other")
"""As a report tells them."""
NOT_MEASURED = frozenset({"chat", "mail", "social"})
"""Nothing is booked there in this system."""
_DOORS = {
    "web": "web",
    "phone": "phone",
    "desk": "desk",
    "greeter": "host",
    "kiosk": "host",
    "": "host",
}
"""The channel of each door of `wire.commands.Channel`; what is not here is another system's."""


def channel_of(door: str) -> str:
    """ "greeter" -> "host". Who changed something before doors were kept was a greeter."""
    return _DOORS.get(door, "other")


def first_channels(booked: Iterable[tuple[str, int]], walk_ins: int) -> Counter[str]:
    """The indicator ch: visits that were served, by where they began. `booked`: doors with their
    number of appointments; who came without one came to the desk.
    """
    found = Counter({"desk": walk_ins})
    for door, number in booked:
        found[channel_of(door)] += number
    return found


def last_channels(facts: Iterable[Fact]) -> dict[str, Counter[str]]:
    """The indicator ch_last: by location, appointments by where they were moved or cancelled last.
    A move to another day stands on the day that it left.
    """
    last: dict[tuple[str, str, str], str] = {}
    for fact in facts:
        if fact.kind in ("moved", "moved_away", "cancelled") and fact.visit is not None:
            last[fact.location, fact.day, fact.visit] = channel_of(fact.body.get("channel", ""))
    found: dict[str, Counter[str]] = {}
    for (location, _, _), channel in last.items():
        found.setdefault(location, Counter())[channel] += 1
    return found


def channel_share(found: Counter[str], channel: str) -> Cell:
    """Raises KeyError for a channel that there is not."""
    if channel not in CHANNELS:
        raise KeyError(channel)
    if channel in NOT_MEASURED:
        return Cell("share", gap="not_measured")
    return share(found[channel], found.total())
