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
from host.batch import Batch, Reply, Said
from host.core.entry import Sender
from host.hall import Hall
from host.keeping import Keeper
from host.settings import Settings
from host.store import Store
from wire.commands import ROLES, AnyCommand
from wire.frames import No

log = structlog.get_logger()

BATCH_MAX = 256
"""Commands kept together at most."""
QUEUE_MAX = 10_000


class Office:
    """All locations of a host. `shown` hears of each hall whose day has moved on, and reads that
    day by `when_kept`.
    """

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
        self.keeper = Keeper(
            store, self.halls, clock, lambda hall: self._read.update({hall.location: hall})
        )
        self.elsewhere: Callable[[Said], None] = _unknown
        """Looks for a code at other places and days."""
        self._queue: deque[Said] = deque()
        self._wake = asyncio.Event()
        self._unkept = False
        self._later: list[Callable[[], None]] = []
        self._read: dict[str, Hall] = {}
        """Halls whose day was read again, not yet shown."""
        self._turned: list[asyncio.Future[None]] = []

    # -- what the doors call -------------------------------------------------------------------

    def say(self, hall: Hall, command: AnyCommand, sender: Sender, reply: Reply) -> None:
        """Puts a command in line. `reply` is called once, in the loop: its facts are on disk, or it
        is refused.
        """
        if sender.role not in ROLES[command.kind]:
            reply(No(id=command.id, word="role_may_not"))
        elif len(self._queue) >= QUEUE_MAX:
            reply(No(id=command.id, word="busy"))
        else:
            self._queue.append(Said(hall, command, sender, reply))
            self._wake.set()

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
        """Waits for the end of the next turn: what was stale has been read again."""
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
                await self.keeper.finish(old, now)
        await self._turn()

    async def run(self) -> None:
        """Keeps commands until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            await self._turn()
            await asyncio.sleep(0)  # lets others speak between two batches

    async def _turn(self) -> None:
        """Keeps what is in line. While a batch is being written the next is decided on top of it
        already.
        """
        turned, self._turned = self._turned, []
        self._unkept = True
        batch = await self.keeper.decided(self._taken(BATCH_MAX))
        while batch.saids or batch.kept or batch.fault:
            batch = await self._keep(batch)
        self._unkept = False
        self._show()
        for future in turned:
            if not future.done():
                future.set_result(None)

    async def _keep(self, batch: Batch) -> Batch:
        """Writes a batch and tells it; returns the one that was decided on top of it meanwhile."""
        writing = self.keeper.write(batch)
        writing.add_done_callback(lambda _: self._wake.set())
        ahead = Batch(batch.now)
        while not writing.done():
            await self._wake.wait()
            self._wake.clear()
            if self._queue and self._may_go_on(ahead):
                self.keeper.decide(ahead, self._taken(BATCH_MAX - len(ahead.saids)))
        self._wake.set()  # whatever else woke the office meanwhile is for the next turn
        done = await self.keeper.finished(batch, writing)
        if done is None:  # then nothing that was decided on top of it is true either
            self.keeper.forget(batch)
            self.keeper.forget(ahead)
            self._tell(await self.keeper.recover(batch))
            return await self.keeper.decided(ahead.saids) if ahead.saids else Batch(batch.now)
        self._tell(done)
        return ahead

    def _may_go_on(self, ahead: Batch) -> bool:
        """Not while somebody waits for the day on disk, or a day must be read first."""
        somebody_waits = bool(self._later or self._turned)
        return not somebody_waits and ahead.fault is None and self.keeper.has_all_days()

    def _taken(self, number: int) -> list[Said]:
        return [self._queue.popleft() for _ in range(min(len(self._queue), number))]

    def _tell(self, done: Batch) -> None:
        """The answers, the news of the halls that moved on, and codes to look for elsewhere."""
        for said, answer in done.answers:
            said.reply(answer)
        for location in sorted({kept.location for kept in done.kept}):
            _safely(partial(self.shown, self.halls[location]))
        for said in done.elsewhere:
            self.elsewhere(said)

    def _show(self) -> None:
        """The days in memory are those on disk: halls that were read again, and whoever waited."""
        read, self._read = self._read, {}
        for hall in read.values():
            _safely(partial(self.shown, hall))
        later, self._later = self._later, []
        for work in later:
            _safely(work)


def _safely(work: Callable[[], None]) -> None:
    """What is told to others must not stop the keeping."""
    try:
        work()
    except Exception:
        log.exception("telling_failed")


def _unknown(said: Said) -> None:
    said.reply(No(id=said.command.id, word="code_unknown"))
