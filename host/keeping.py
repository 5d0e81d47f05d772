"""How a batch becomes facts, and what becomes of it when it does not: decided again, one by one, or
refused with `busy`. Knows no queue and tells nobody.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import structlog

from host import turning
from host.answers import digest_of
from host.batch import Batch, Said
from host.hall import Hall
from host.store import RaceLost, Store, StoreBusy
from wire.frames import No

log = structlog.get_logger()

RACES_MAX = 20
"""How often a batch is decided again after another process was first."""
NOT_REMEMBERED = frozenset({"busy", "too_fast", "code_unknown"})
"""Refusals that say nothing of the wish itself; the same command may fare better a moment later."""


class Keeper:
    """Decides on the halls in memory and keeps in the store. `read` notes each hall that was read
    again.
    """

    def __init__(
        self,
        store: Store,
        halls: Mapping[str, Hall],
        clock: Callable[[], int],
        read: Callable[[Hall], None],
    ) -> None:
        self.store = store
        self.halls = halls
        self.clock = clock
        self.read = read

    # -- the usual way -------------------------------------------------------------------------

    async def decided(self, saids: Sequence[Said]) -> Batch:
        """A batch decided on the days as they are on disk; what went wrong stands in its
        `fault`.
        """
        batch = Batch(self.clock())
        try:
            await self._read_what_is_missing(batch.now)
        except Exception as fault:
            batch.saids.extend(saids)
            batch.fault = fault
        else:
            self.decide(batch, saids)
        return batch

    def decide(self, batch: Batch, saids: Sequence[Said]) -> None:
        """Adds commands to a batch, on the days in memory as they are now."""
        batch.saids.extend(saids)
        batch.now = self.clock()
        try:
            for hall in self.halls.values():
                batch.let_time_pass(hall)
            for said in saids:
                batch.hear(said)
        except Exception as fault:
            batch.fault = fault

    def has_all_days(self) -> bool:
        """Whether every hall has its day in memory, so that there is nothing to read first."""
        now = self.clock()
        return all(not self._is_missing(hall, now) for hall in self.halls.values())

    def write(self, batch: Batch) -> asyncio.Future[None]:
        """Begins to write a batch; from then on more may be decided on top of it."""
        if batch.kept and batch.fault is None:
            return self.store.keep_soon(batch.kept)
        nothing = asyncio.get_running_loop().create_future()
        nothing.set_result(None)
        return nothing

    async def finished(self, batch: Batch, writing: asyncio.Future[None]) -> Batch | None:
        """The batch when it is on disk; None when it is not, and the fault stands in it."""
        try:
            await writing
        except Exception as fault:
            batch.fault = fault
        if batch.fault is not None:
            return None
        for said, answer in batch.answers:
            if isinstance(answer, No) and answer.word not in NOT_REMEMBERED:
                said.hall.refuse(said.command.id, digest_of(said.command), answer)
        return batch

    # -- when something went wrong -------------------------------------------------------------

    def forget(self, batch: Batch) -> None:
        """Days on which something was decided that is not kept cannot be trusted any more."""
        for location in {said.hall.location for said in batch.saids} | {
            kept.location for kept in batch.kept
        }:
            self.halls[location].forget()

    async def recover(self, batch: Batch) -> Batch:
        """What became of a batch that is not kept: another one, kept, or all of it is refused. A
        lost race is decided again on what the winner kept.
        """
        races = 0
        while isinstance(batch.fault, RaceLost) and races < RACES_MAX:
            log.info("race_lost", entries=len(batch.kept))
            races += 1
            batch = await self.decided(batch.saids)
            done = await self.finished(batch, self.write(batch))
            if done is not None:
                return done
            self.forget(batch)
        saids, fault = batch.saids, batch.fault
        if isinstance(fault, StoreBusy):
            log.warning("store_busy", fault=str(fault), commands=len(saids))
        elif not isinstance(fault, RaceLost):
            log.error("command_failed", kinds=[s.command.kind for s in saids], exc_info=fault)
            if len(saids) > 1:
                return await self._one_by_one(saids)
        return Batch(self.clock(), answers=[(said, _busy(said)) for said in saids])

    async def keep(self, saids: Sequence[Said]) -> Batch:
        """Decides and keeps, with nothing else under way."""
        batch = await self.decided(saids)
        done = await self.finished(batch, self.write(batch))
        if done is None:
            self.forget(batch)
            done = await self.recover(batch)
        return done

    async def _one_by_one(self, saids: Sequence[Said]) -> Batch:
        """Each on its own, so that only the command at fault suffers."""
        parts = [await self.keep([said]) for said in saids]
        return Batch(
            now=self.clock(),
            kept=[kept for part in parts for kept in part.kept],
            answers=[answer for part in parts for answer in part.answers],
            elsewhere=[said for part in parts for said in part.elsewhere],
        )

    # -- days ----------------------------------------------------------------------------------

    def _is_missing(self, hall: Hall, now: int) -> bool:
        return hall.day is None or hall.stale or hall.is_over(now)

    async def _read_what_is_missing(self, now: int) -> None:
        """Before anything is decided every hall has the day of `now` as it is on disk."""
        for hall in self.halls.values():
            if not self._is_missing(hall, now):
                continue
            if hall.day is not None and hall.day.plan is not None and hall.is_over(now):
                await self.finish(hall, now)
            await turning.read(self.store, hall, now)
            self.read(hall)

    async def finish(self, hall: Hall, now: int) -> None:
        """Ends a service day whose roll-over has come."""
        batch = Batch(now)
        batch.let_time_pass(hall)
        try:
            if batch.kept:
                await self.store.keep_soon(batch.kept)
        except RaceLost:
            log.info("race_lost", entries=len(batch.kept))  # another host has ended the day
        finally:
            hall.forget()


def _busy(said: Said) -> No:
    return No(id=said.command.id, word="busy")
