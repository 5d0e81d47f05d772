"""How the devices are, as the administrator reads it: on the command line and on the page of the
host. From what is kept, so that it can be told while no host serves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from host.access import Access
from host.devices.availability import STALE_MILLIS
from host.settings import Settings
from host.store import Store, downtime
from host.store.access import DeviceRow
from host.store.downtime import StateRow

GONE = frozenset({"away", "waiting"})


@dataclass(frozen=True, slots=True)
class HostLife:
    """Whether a host is there."""

    here: bool
    seen: int | None
    """Its last word, milliseconds UTC; None: never."""


def host_life(store: Store, now: int) -> HostLife:
    """As it was kept. Raises StoreBusy."""
    seen = store.read(downtime.last_beat)
    return HostLife(seen is not None and now - seen <= STALE_MILLIS, seen)


def told(settings: Settings, access: Access, store: Store, now: int) -> Iterator[str]:
    """One line a device. Raises StoreBusy."""
    life = host_life(store, now)
    states = {row.device: row for row in store.read(downtime.states)}
    if life.seen is not None and not life.here:
        at = clock_of(settings, next(iter(settings.locations)), life.seen, now)
        yield f"No host is there since {at}; the states are those of then."
    for row in access.devices():
        if row.revoked_at is None:
            yield line_of(settings, row, states.get(row.id), now)
    for waiting in access.waiting():
        yield f"{waiting.code}  {waiting.role} {waiting.name}  waits to be approved"


def line_of(settings: Settings, row: DeviceRow, kept: StateRow | None, now: int) -> str:
    """Name, role, state since when, when last seen, version, when it was paired."""
    words = [f"{row.location}/{row.name}", row.role + (f" desk {row.desk}" if row.desk else "")]
    if kept is None:
        words.append("not yet on the line")
    else:
        since = clock_of(settings, row.location, kept.since, now)
        words.append(f"{kept.state.replace('_', ' ')} since {since}")
        if kept.version:
            words.append(f"version {kept.version}")
    if row.last_seen is not None and (kept is None or kept.state in GONE):
        words.append(f"last seen {clock_of(settings, row.location, row.last_seen, now)}")
    words.append(f"paired {day_of(settings, row.location, row.paired_at):%Y-%m-%d %H:%M}")
    return "  ".join(words)


def clock_of(settings: Settings, location: str, at: int, now: int) -> str:
    """The time of day, with the day where that is another one."""
    moment = day_of(settings, location, at)
    same = moment.date() == day_of(settings, location, now).date()
    return f"{moment:%H:%M}" if same else f"{moment:%Y-%m-%d %H:%M}"


def day_of(settings: Settings, location: str, at: int) -> datetime:
    """A moment in the location's own time; of a location that is gone, in the town's."""
    known = location if location in settings.locations else next(iter(settings.locations))
    return datetime.fromtimestamp(at / 1000, settings.zone(known))
