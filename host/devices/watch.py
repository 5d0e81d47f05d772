"""Notices how devices are, and keeps on disk when one could not be used. Writes when something has
changed and, once a minute, that the host is here; never for a beat of a device.

How exact it is: docs/operate.md, "How long a device was down".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import structlog

from host.store.access import DeviceRow, devices
from host.store.downtime import Noticed, StateRow, beat, host_is_back, notice, states
from host.web.conversation import WATCHED, Open
from host.web.doors import Doors
from wire.rows import DeviceRow as DeviceHealth

log = structlog.get_logger()
WORKS = frozenset({"ok", "near_end", "silent"})
"""States in which a device does what it is there for, a wall without sound too: calls stand on it.
In each other one it is down.
"""
DOWN_FOR = frozenset({"kiosk", "display", "printer", "desk"})
"""Roles whose times down are kept: those in the hall, and desks, one of which must be there."""
GRACE_MILLIS = 5_000
"""Who is away for a shorter time was not down: screens say so only after this time too."""
RETURN_MILLIS = 15_000
"""After a start every device comes anew; until then nobody is missed."""
BEAT_MILLIS = 60_000
MISSED_MILLIS = 5_000
SHARED_BEAT_MILLIS = 10_000
SHARED_MISSED_MILLIS = 30_000
SHARED_RETURN_MILLIS = 90_000
"""Where several hosts may work on one database: each says more often that it is here, and a device
that is not on this host's line may be on another's."""


@dataclass(slots=True)
class Seen:
    """One device. Moments in milliseconds UTC."""

    role: str
    state: str
    since: int
    due: int
    """When the state is kept, if it is still the same then."""
    kept: str = ""
    kept_since: int = 0
    version: str = ""


@dataclass
class Watch:
    """The devices of one host process."""

    doors: Doors
    opened: Open
    seen: dict[str, Seen] = field(default_factory=dict)
    here: set[str] = field(default_factory=set)
    """Devices that were on the line at the last look."""
    beaten: int = 0

    async def begin(self) -> None:
        """At the start of the host: keeps how long no host was there, and misses every device that
        was there before. Raises StoreBusy.
        """
        now, store = self.doors.clock(), self.doors.store
        least = MISSED_MILLIS if store.on_sqlite else SHARED_MISSED_MILLIS
        away = await store.change_soon(partial(host_is_back, now=now, least_millis=least))
        self.beaten = now
        if away is not None:
            log.warning("host_was_away", seconds=(now - away) // 1000)
        known = {row.device: row for row in await store.ask(states)}
        wait = RETURN_MILLIS if store.on_sqlite else SHARED_RETURN_MILLIS
        for row in await store.ask(devices):
            if row.id in known and row.revoked_at is None:
                self.seen[row.id] = _missed(row, known[row.id], now, wait)

    async def look(self, rows: Sequence[DeviceRow]) -> None:
        """Compares what is on the line with what is known, and keeps what has changed. `rows`: all
        devices. Raises StoreBusy; then the next look keeps it.
        """
        now, store = self.doors.clock(), self.doors.store
        opened = set(self.opened)  # while this writes others come: the next look sees them
        come = opened - self.here
        for row in rows:
            if row.revoked_at is not None:
                self.seen.pop(row.id, None)
            elif row.id in self.opened or row.id in self.seen or self._health(row) is not None:
                self._look_at(row, now)
        news = self._news(now)
        every = BEAT_MILLIS if store.on_sqlite else SHARED_BEAT_MILLIS
        is_due = not 0 <= now - self.beaten < every
        if news or come or is_due:
            work = partial(notice, news=news, here=sorted(come), now=now, beats=is_due)
            for device in await store.change_soon(work):
                del self.seen[device]
            self._were_kept(news)
        self._show(rows)
        self.beaten = now if is_due else self.beaten
        self.here = opened

    async def end(self) -> None:
        """The host stops in good order: from this moment on it is away. Raises StoreBusy."""
        now = self.doors.clock()
        await self.doors.store.change_soon(lambda line: beat(line, now))

    def _look_at(self, row: DeviceRow, now: int) -> None:
        state, since = self._state_of(row, now)
        known = self.seen.get(row.id)
        if known is None:
            known = self.seen[row.id] = Seen(row.role, "", since, now)
        if known.state != state:
            known.state, known.since = state, since
            known.due = now if state in WORKS else since + GRACE_MILLIS
            if state == known.kept:
                known.since = known.kept_since  # it was another for too short a time to count
        lines = self.opened.get(row.id, ())
        known.version = next((one.version for one in lines if one.version), known.version)

    def _state_of(self, row: DeviceRow, now: int) -> tuple[str, int]:
        """How the device is, and since when: as the hall has it, else by its line."""
        health = self._health(row)
        if health is not None:
            return health.state, health.since
        known = self.seen.get(row.id)
        state = "ok" if row.id in self.opened else "away"
        return state, known.since if known is not None and known.state == state else now

    def _health(self, row: DeviceRow) -> DeviceHealth | None:
        hall = self.doors.office.halls.get(row.location)
        return None if hall is None else hall.health.get(row.name)

    def _news(self, now: int) -> list[Noticed]:
        """What is to be kept now."""
        return [
            Noticed(
                device,
                seen.state,
                seen.since,
                seen.version,
                works=seen.state in WORKS or seen.role not in DOWN_FOR,
            )
            for device, seen in self.seen.items()
            if seen.kept != seen.state and now >= seen.due
        ]

    def _were_kept(self, news: Sequence[Noticed]) -> None:
        for each in news:
            if each.device in self.seen:
                seen = self.seen[each.device]
                seen.kept, seen.kept_since = each.state, each.since

    def _show(self, rows: Sequence[DeviceRow]) -> None:
        """Screens show what is kept: since when, and who is away although this host never had them
        on its line.
        """
        halls = self.doors.office.halls
        changed = {row.location for row in rows if self._is_shown_anew(row)}
        for hall in (halls[location] for location in halls if location in changed):
            self.doors.office.when_kept(partial(self.doors.hub.show, hall))

    def _is_shown_anew(self, row: DeviceRow) -> bool:
        hall, seen = self.doors.office.halls.get(row.location), self.seen.get(row.id)
        if hall is None or seen is None or seen.kept != seen.state or row.role not in WATCHED:
            return False
        health = hall.health.get(row.name)
        if seen.state == "away" and (row.last_seen or 0) > seen.since:  # another host has it
            del self.seen[row.id]
            return hall.health.pop(row.name, None) is not None
        if health is None:
            if row.id in self.opened or seen.state != "away":
                return False
        elif health.state != seen.state or health.since == seen.since:
            return False
        hall.health[row.name] = DeviceHealth(
            device=row.name,
            role=row.role,
            state=seen.state,  # type: ignore[arg-type]
            since=seen.since,
        )
        return True


def _missed(row: DeviceRow, known: StateRow, now: int, wait: int) -> Seen:
    """A device at the start of the host: away, since now or since before."""
    since = known.since if known.state == "away" else now
    return Seen(row.role, "away", since, now + wait, known.state, known.since, known.version)


def forget_strangers(doors: Doors, rows: Sequence[DeviceRow]) -> None:
    """No screen shows a device that was revoked, or the name that one had before. `rows`: all
    devices.
    """
    known = {(row.location, row.name) for row in rows if row.revoked_at is None}
    for hall in doors.office.halls.values():
        strangers = [name for name in hall.health if (hall.location, name) not in known]
        for name in strangers:
            del hall.health[name]
        if strangers:
            doors.office.when_kept(partial(doors.hub.show, hall))
