"""What a host does by itself while it serves: ticks, looks for what others have kept, and erases
what is due. No command comes by here.
"""

import asyncio
from contextlib import suppress
from functools import partial

import structlog

from host.devices.watch import Watch, forget_strangers
from host.hall import Hall
from host.paper_watch import look as slips_changed
from host.store import RaceLost, StoreBusy
from host.store import access as rows
from host.store.queries import last_seq
from host.walls import look
from host.web.conversation import Open
from host.web.doors import Doors
from host.web.hanging_up import end_revoked

log = structlog.get_logger()
TICK_SECONDS = 1.0
WATCH_SECONDS = 2.0
ERASE_SECONDS = 60.0
TOUCH_MILLIS = 60_000


class Chores:
    """The work of one host that nobody asks for."""

    def __init__(self, doors: Doors, opened: Open) -> None:
        self._doors = doors
        self._opened = opened
        self._touched = 0
        self.devices = Watch(doors, opened)

    async def tick(self) -> None:
        """Time passes in every hall."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self._doors.office.wake()

    async def watch(self) -> None:
        """Ends revoked lines, and notices what other processes have kept."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            self._look_at_walls()
            self._look_at_paper()
            with suppress(StoreBusy, RaceLost):  # the next look does what this one could not
                devices = await end_revoked(self._doors, self._opened)
                forget_strangers(self._doors, devices)
                await self.devices.look(devices)
                await self.look_at_log()
                await self._touch()

    def _look_at_walls(self) -> None:
        """Whether each display shows the calls that it should."""
        now = asyncio.get_running_loop().time()
        for hall in self._doors.office.halls.values():
            if look(hall, now, self._doors.clock()):
                self._doors.office.when_kept(partial(self._doors.hub.show, hall))

    def _look_at_paper(self) -> None:
        """Whether each slip has come, or goes to another printer."""
        for hall in self._doors.office.halls.values():
            self._doors.office.when_kept(partial(self._look_at_slips, hall))

    def _look_at_slips(self, hall: Hall) -> None:
        if slips_changed(hall, self._doors.clock()):
            self._doors.hub.show(hall)

    async def _touch(self) -> None:
        """Once a minute the store hears which devices are on the line."""
        now = self._doors.clock()
        if abs(now - self._touched) >= TOUCH_MILLIS and self._opened:
            self._touched = now
            names = list(self._opened)
            store = self._doors.store
            await store.change_soon(lambda line: rows.touch_devices(line, names, now))

    def woken(self) -> None:
        """Another host on this database has kept something."""
        self._looking = asyncio.ensure_future(self.look_at_log())

    async def look_at_log(self) -> None:
        """A day of which the log knows more than memory is read again."""
        for hall in self._doors.office.halls.values():
            if hall.day is None:
                continue
            day = hall.day.day
            asked = partial(last_seq, location=hall.location, day=day)
            seq = await self._doors.store.ask(asked)
            if hall.day is not None and hall.day.day == day and seq > hall.day.seq:
                hall.stale = True
                self._doors.office.wake()

    async def erase(self) -> None:
        """Once a service day, personal data whose time has come is erased; where that has to wait
        it is told once and tried every minute.
        """
        erased = told = None
        while True:
            first = next(iter(self._doors.office.halls.values()))
            today = first.today(self._doors.clock()).isoformat()
            if today != erased:
                try:
                    with suppress(RaceLost):  # another host does it
                        count = await asyncio.to_thread(self._doors.store.erase_due, today)
                        log.info("people_erased", count=count)
                        erased = today
                except StoreBusy as fault:
                    if told != today:
                        log.warning("people_not_erased", fault=str(fault))
                    told = today
            await asyncio.sleep(ERASE_SECONDS)
