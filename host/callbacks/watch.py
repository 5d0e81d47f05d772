"""Keeps before the eyes of greeters and desks how many promises to call back are about to be late,
or are.
"""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from host.callbacks.answers import lights, listed
from host.store import StoreBusy

if TYPE_CHECKING:
    from host.web.doors import Doors

AGAIN_SECONDS = 20.0
TOGETHER_SECONDS = 0.2
"""So long news gathers: a program that makes a thousand of them is not counted a thousand times."""


async def watch(doors: "Doors") -> None:
    """Counts now and then, and whenever a promise was made or changed here, until cancelled."""
    news = asyncio.Event()
    doors.callbacks.changed = lambda location: news.set()
    while True:
        with suppress(StoreBusy):
            await count(doors)
        with suppress(TimeoutError):
            await asyncio.wait_for(news.wait(), AGAIN_SECONDS)
            await asyncio.sleep(TOGETHER_SECONDS)
        news.clear()


async def count(doors: "Doors") -> None:
    """Each location's number, shown where it is another than before. Without departments nobody
    promises to call, and there is none.
    """
    for location, hall in doors.office.halls.items():
        number = None
        if doors.settings.departments and location in doors.settings.locations:
            rows = await listed(doors.callbacks, location)
            number = sum(lights(doors.settings, rows, doors.clock()))
        if number != hall.callbacks_soon:
            hall.callbacks_soon = number
            doors.office.when_kept(lambda hall=hall: doors.hub.show(hall))  # type: ignore[misc]
