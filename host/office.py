"""Where commands become facts: decide, keep, tell, in that order, so that nobody is told what is
not kept.

Commands that came meanwhile are kept in one transaction. The rules are `host.core`'s, the database
is `host.store`'s, and the world is known only through callbacks.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial

import structlog

from host import turning
from host.agenda.reading import days_of, read_ahead
from host.answers import digest_of
from host.batch import Batch, Reply, Said
from host.core.entry import Sender
from host.counts import Counts
from host.hall import Hall
from host.settings import Settings
from host.store import Kept, RaceLost, Store, StoreBusy
from wire.commands import ROLES, AnyCommand
from wire.frames import Done, No

log = structlog.get_logger()

BATCH_MAX = 256
"""Commands kept together at most."""
QUEUE_MAX = 10_000
RACES_MAX = 20
"""How often a batch is decided again after another process was first."""
NOT_REMEMBERED = frozenset({"busy", "too_fast", "code_unknown", "slot_taken", "contact_unfit"})
"""Refusals that say nothing of the wish itself, or only of its personal part, which no digest
knows: the same command may fare better a moment later."""


class Office:
    """All locations of a host. `shown` is called with each hall whose day has moved on."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        clock: Callable[[], int],
        shown: Callable[[Hall], None] = lambda hall: None,
    ) -> None:
        self.settings = settings
        self.store = store
        self.clock = clock
        self.shown = shown
        self.halls = {name: Hall(name, settings) for name in settings.locations}
        self.counts = Counts()
        self.elsewhere: Callable[[Said], None] = _unknown
        """Looks for a code at other places and days."""
        self.hear: Callable[[list[Kept]], None] = lambda kept: None
        """Hears what is on disk now."""
        self._queue: deque[Said] = deque()
        self._wake = asyncio.Event()
        self._unkept = False
        self._later: list[Callable[[], None]] = []
        self._news: set[str] = set()
        self._turned: list[asyncio.Future[None]] = []

    # -- what the doors call -------------------------------------------------------------------

    def say(self, hall: Hall, command: AnyCommand, sender: Sender, reply: Reply) -> None:
        """Puts a command in line. `reply` is called once, in the loop: its facts are on disk, or it
        is refused.
        """
        if sender.role not in ROLES[command.kind]:
            self._refuse(command, "role_may_not", reply)
        elif len(self._queue) >= QUEUE_MAX:
            self._refuse(command, "busy", reply)
        else:
            self._queue.append(Said(hall, command, sender, reply))
            self._wake.set()

    def _refuse(self, command: AnyCommand, word: str, reply: Reply) -> None:
        no = No(id=command.id, word=word)
        self.counts.answered(command.kind, no)
        reply(no)

    def again(self, said: Said) -> None:
        """Puts a command in line once more, after its code was looked for elsewhere."""
        said.looked_elsewhere = True
        self._queue.append(said)
        self._wake.set()

    def when_kept(self, work: Callable[[], None]) -> None:
        """Does something that reads a day: now, or as soon as the day in memory is the day on
        disk.
        """
        if self._unkept:
            self._later.append(work)
        else:
            work()

    def wake(self) -> None:
        """Time has passed, or another process was busy: look whether something is due."""
        self._wake.set()

    async def settle(self) -> None:
        """Waits for the end of a turn that begins from now on: what was stale has been read
        again.
        """
        turned: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._turned.append(turned)
        self._wake.set()
        await turned

    def take(self, settings: Settings) -> None:
        """New settings: from the next turn on each day has the new plan."""
        self.settings = settings
        for hall in self.halls.values():
            if hall.location in settings.locations:
                hall.take(settings, self.clock())
        self._wake.set()

    # -- the loop ------------------------------------------------------------------------------

    async def start(self) -> None:
        """Ends days that the host slept through, reads today's and opens them. Raises StoreBusy."""
        now = self.clock()
        for hall in self.halls.values():
            for old in await turning.old_days(self.store, hall, now):
                await self._finish(old, now)
        await self._turn()

    async def run(self) -> None:
        """Keeps commands until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            await self._turn()
            if self._queue:
                self._wake.set()
                await asyncio.sleep(0)  # lets others speak between two batches

    async def _turn(self) -> None:
        saids = [self._queue.popleft() for _ in range(min(len(self._queue), BATCH_MAX))]
        turned, self._turned = self._turned, []
        self._unkept = True
        try:
            done = await self._keep(saids)
        finally:
            self._unkept = False
        for said, answer in done.answers:
            self.counts.answered(said.command.kind, answer)
            said.reply(answer)
        self._show(done)
        for future in turned:
            if not future.done():
                future.set_result(None)
        for said in done.elsewhere:
            self.elsewhere(said)

    def _show(self, done: Batch) -> None:
        """After the answers: the halls that moved on, and whoever waited for the disk."""
        news, self._news = self._news | self._moved_on(done), set()
        for location in sorted(news):
            _safely(partial(self.shown, self.halls[location]))
        _safely(partial(self.hear, done.kept))
        later, self._later = self._later, []
        for work in later:
            _safely(work)

    def _moved_on(self, done: Batch) -> set[str]:
        """Locations whose own day, the one that screens show, has changed."""
        days = {hall.day.day for hall in self.halls.values() if hall.day is not None}
        return {kept.location for kept in done.kept if kept.day in days}

    async def _keep(self, saids: list[Said]) -> Batch:
        """Decides all and keeps all, or nothing. A lost race is decided again on what the winner
        kept.
        """
        for _ in range(RACES_MAX):
            batch = Batch(self.clock(), self.halls)
            try:
                await self._decide(saids, batch)
                if batch.kept:
                    await self._put(batch)
            except RaceLost:
                log.info("race_lost", entries=len(batch.kept))
                self._forget(saids, batch)
                continue
            except StoreBusy as fault:
                log.warning("store_busy", fault=str(fault), commands=len(saids))
                self._forget(saids, batch)
                break
            except Exception:
                log.exception("command_failed", kinds=[said.command.kind for said in saids])
                self._forget(saids, batch)
                if len(saids) > 1:
                    return await self._one_by_one(saids)
                break
            self._remember(batch)
            return batch
        return Batch(self.clock(), self.halls, answers=[(said, _busy(said)) for said in saids])

    async def _put(self, batch: Batch) -> None:
        """On disk, and how long that took."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        await self.store.keep_soon(batch.kept)
        self.counts.store.add(loop.time() - began)

    async def _one_by_one(self, saids: list[Said]) -> Batch:
        """Each on its own, so that only the command at fault suffers."""
        parts = [await self._keep([said]) for said in saids]
        return Batch(
            now=self.clock(),
            halls=self.halls,
            kept=[kept for part in parts for kept in part.kept],
            answers=[answer for part in parts for answer in part.answers],
            elsewhere=[said for part in parts for said in part.elsewhere],
        )

    async def _decide(self, saids: list[Said], batch: Batch) -> None:
        await self._read_what_is_missing(batch.now)
        await read_ahead(self.store, self.halls, saids)
        for hall in self.halls.values():
            batch.let_time_pass(hall)
        for said in saids:
            batch.hear(said)

    def _forget(self, saids: list[Said], batch: Batch) -> None:
        """Days on which something was decided that is not kept cannot be trusted any more."""
        touched = {(kept.location, kept.day) for kept in batch.kept}
        for said in saids:
            touched |= days_of(self.halls, said)
        for location, day in touched:
            hall = self.halls[location]
            if hall.ahead.pop(day, None) is None:
                hall.forget()

    def _remember(self, batch: Batch) -> None:
        for said, answer in batch.answers:
            if isinstance(answer, No) and answer.word not in NOT_REMEMBERED:
                said.hall.refuse(said.command.id, digest_of(said.command), answer)

    async def _read_what_is_missing(self, now: int) -> None:
        """Before anything is decided every hall has the day of `now` as it is on disk."""
        for hall in self.halls.values():
            over = hall.is_over(now)
            if hall.day is not None and not hall.stale and not over:
                continue
            if over and hall.day is not None and hall.day.plan is not None:
                await self._finish(hall, now)
            await turning.read(self.store, hall, now)
            self._news.add(hall.location)

    async def _finish(self, hall: Hall, now: int) -> None:
        """Ends a service day whose roll-over has come."""
        batch = Batch(now, self.halls)
        batch.let_time_pass(hall)
        try:
            if batch.kept:
                await self.store.keep_soon(batch.kept)
        except RaceLost:
            log.info("race_lost", entries=len(batch.kept))  # another host has ended the day
        finally:
            hall.forget()


def _busy(said: Said) -> Done | No:
    return No(id=said.command.id, word="busy")


def _safely(work: Callable[[], None]) -> None:
    """What is told to others must not stop the keeping."""
    try:
        work()
    except Exception:
        log.exception("telling_failed")


def _unknown(said: Said) -> None:
    said.reply(No(id=said.command.id, word="code_unknown"))
