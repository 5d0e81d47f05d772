""" "It is nearly your turn": looks now and then who is about to be called, and tells them once.

It follows from no entry but from where people stand in line, so it is kept apart from the log.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import get_args

from host.core.day import Day
from host.core.expect import people_ahead
from host.core.lines import Rank
from host.hall import Hall
from host.messages.due import sends, turn
from host.settings import Settings
from host.store import MessageRow, Store, StoreBusy, outbox

LOOK_SECONDS = 5.0
WAITED_MILLIS = 3 * 60_000
"""Whoever has just come was told at the door how long it takes."""


class Turns:
    """Watches all halls of a host. `when_kept` is the office's: then what is in memory is on
    disk.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        store: Store,
        halls: Iterable[Hall],
        when_kept: Callable[[Callable[[], None]], None],
        clock: Callable[[], int],
    ) -> None:
        self._settings = settings
        self._store = store
        self._halls = list(halls)
        self._when_kept = when_kept
        self._clock = clock
        self._told: set[str] = set()
        self._found: list[MessageRow] = []

    async def run(self) -> None:
        """Looks until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            with suppress(StoreBusy):
                await self.look()

    async def look(self) -> None:
        """Keeps a message for everybody who is about to be called and was not told before."""
        settings = self._settings()
        if not sends(settings) or not settings.messages.almost_turn_ahead:
            return
        self._when_kept(self._gather)
        found, self._found = self._found, []
        for one in found:
            await self._store.change_soon(partial(outbox.add, message=one))
            self._told.add(one.id)

    def _gather(self) -> None:
        now = self._clock()
        ahead = self._settings().messages.almost_turn_ahead
        for hall in self._halls:
            if hall.day is not None and not hall.stale:
                found = about_to_be_called(hall.day, ahead, now)
                self._found += [one for one in found if one.id not in self._told]


def about_to_be_called(day: Day, most_ahead: int, now: int) -> Iterator[MessageRow]:
    """A message for each visit with at most so many before it. Looks at the heads of the lines
    only, so 10,000 waiting cost what 10 cost.
    """
    for line in day.lines.by_need.values():
        for rank in get_args(Rank):
            for _, arrived, name in islice(line.places(rank), most_ahead + 1):
                ahead, visit = people_ahead(day, name, now), day.visits[name]
                if ahead is None or ahead > most_ahead or now - arrived < WAITED_MILLIS:
                    continue
                if not visit.outside:  # else it is told when it is asked in
                    yield turn(day.location, day.day, visit, now)
