"""Keeps each export for a few minutes: however many read the page, the store is read once."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from host.indicators.periods import Choice, choices
from host.settings import Settings
from host.store import Store, StoreBusy
from host.store.queries import first_visited_day

if TYPE_CHECKING:
    from host.indicators.export import Export

KEPT_MILLIS = 5 * 60_000
"""So old an export may be."""
STALE_MILLIS = 60 * 60_000
"""And so old while the store cannot be read: its moment stands beside it."""


@dataclass
class Exports:
    """The exports of one host. Reading goes off the loop, one at a time."""

    settings: Callable[[], Settings]
    store: Store
    clock: Callable[[], int]
    reads: int = 0
    """How often the store was read, for whoever wants to know."""
    _kept: "dict[str, Export]" = field(default_factory=dict)
    _offered: tuple[int, list[Choice]] = (-KEPT_MILLIS, [])
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def offered(self) -> list[Choice]:
        """The periods that can be chosen now. Raises StoreBusy."""
        now = self.clock()
        if not 0 <= now - self._offered[0] < KEPT_MILLIS:
            settings = self.settings()
            first = await asyncio.to_thread(self.store.read, first_visited_day)
            zone = settings.zone(next(iter(settings.locations)))
            today = datetime.fromtimestamp(now / 1000, zone).date()
            self._offered = now, choices(today, first)
        return self._offered[1]

    async def of(self, choice: Choice) -> "Export":
        """Raises StoreBusy when there is none young enough and none can be made."""
        found = self._young(choice, KEPT_MILLIS)
        if found is not None:
            return found
        async with self._lock:
            found = self._young(choice, KEPT_MILLIS)
            return found or await self._read(choice)

    async def _read(self, choice: Choice) -> "Export":
        self.reads += 1
        work = partial(_take, self.settings(), self.store, choice, self.clock())
        try:
            found = await asyncio.to_thread(work)
        except StoreBusy:
            older = self._young(choice, STALE_MILLIS)
            if older is None:
                raise
            return older
        self._kept = {
            key: each for key, each in self._kept.items() if each.settings is found.settings
        }
        self._kept[choice.key] = found
        return found

    def _young(self, choice: Choice, millis: int) -> "Export | None":
        found = self._kept.get(choice.key)
        if found is None or found.settings is not self.settings():
            return None
        return found if 0 <= self.clock() - found.exported_at < millis else None


def _take(settings: Settings, store: Store, choice: Choice, now: int) -> "Export":
    from host.indicators import export

    import_module("host.indicators.outputs")  # slow: here, neither at the start nor on the loop
    return export.take(settings, store, choice, now)
