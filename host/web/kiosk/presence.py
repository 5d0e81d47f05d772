"""Which kiosks in a browser are here. A page has no line that falls, so one that has not asked for
anything in time is away, for the greeter as for the log of times down.
"""

import asyncio
from functools import partial

from host.store.access import DeviceRow
from host.web.conversation import Open
from host.web.doors import Doors
from wire.frames import SILENCE_SECONDS
from wire.rows import DeviceRow as Wellness


class Presence:
    """Notes in the hall how each kiosk is."""

    def __init__(self, doors: Doors, opened: Open) -> None:
        self.doors = doors
        self.opened = opened
        self._away: dict[str, asyncio.TimerHandle] = {}

    def seen(self, device: DeviceRow, within_seconds: float = SILENCE_SECONDS) -> None:
        """It asked for something, and will ask again within so many seconds."""
        loop = asyncio.get_running_loop()
        before = self._away.pop(device.id, None)
        if before is not None:
            before.cancel()
        self.opened.setdefault(device.id, set())
        self._be(device, "ok")
        self._away[device.id] = loop.call_later(within_seconds, self._gone, device)

    def gone(self, device: DeviceRow) -> None:
        """It may no longer speak, or has another name now."""
        before = self._away.pop(device.id, None)
        if before is not None:
            before.cancel()
            self._gone(device)

    def _gone(self, device: DeviceRow) -> None:
        self._away.pop(device.id, None)
        if not self.opened.get(device.id):
            self.opened.pop(device.id, None)
            self._be(device, "away")

    def _be(self, device: DeviceRow, state: str) -> None:
        hall = self.doors.office.halls.get(device.location)
        if hall is None:
            return
        known = hall.health.get(device.name)
        if known is not None and known.state == state:
            return
        hall.health[device.name] = Wellness(
            device=device.name,
            role=device.role,
            state=state,  # type: ignore[arg-type]
            since=self.doors.clock(),
        )
        self.doors.office.when_kept(partial(self.doors.hub.show, hall))
