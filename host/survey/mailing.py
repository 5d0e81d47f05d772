"""The mail after a visit: looks now and then whose visit is over and has a mail address, and keeps
one message for each. Who has answered already is left in peace.

It follows from no entry but from time that has passed, so it is kept apart from the log.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

from host.hall import Hall
from host.messages.due import message
from host.messages.hours import next_within
from host.settings import Settings
from host.store import Store, StoreBusy, outbox
from host.store import survey as rows
from host.survey.survey import Survey

LOOK_SECONDS = 60.0
LOOK_BACK = timedelta(days=3)
"""Visits of so long ago are still written to, when the host was away."""


class Mailing:
    """One host's. Several hosts on one database may look at once: a visit gets one message."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        store: Store,
        halls: dict[str, Hall],
        survey: Survey,
        clock: Callable[[], int],
    ) -> None:
        self._settings = settings
        self._store = store
        self._halls = halls
        self._survey = survey
        self._clock = clock

    async def run(self) -> None:
        """Looks until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            with suppress(StoreBusy):
                await self.look()

    async def look(self) -> int:
        """Keeps a message for every visit that is due for one; how many. Raises StoreBusy."""
        settings, now = self._settings(), self._clock()
        told = settings.survey
        if not told.mail or not settings.messages.mail.host or told.valid_from is None:
            return 0
        today = max(hall.today(now) for hall in self._halls.values())
        wanted = partial(
            rows.reachable,
            locations=tuple(self._halls),
            since=max(today - LOOK_BACK, told.valid_from).isoformat(),
            before=now - told.mail_after_minutes * 60_000,
        )
        found = await self._survey.silent(await self._store.ask(wanted))
        kept = [await self._keep(settings, one, now) for one in found]
        return sum(kept)

    async def _keep(self, settings: Settings, visit: rows.Reachable, now: int) -> bool:
        due = next_within(settings.zone(visit.location), settings.messages.hours, now)
        made = message(
            visit.location,
            visit.day,
            visit.visit,
            "survey",
            "survey",
            language=visit.language,
            due=due,
        )
        return await self._store.change_soon(partial(outbox.add, message=made))
