"""The demo's time: jumps from event to event while it is fast, runs with the wall clock while it is
live.

Actors sleep on it; it wakes the earliest one when all of them sleep. Other processes read it from a
small file.
"""

import asyncio
import heapq
import itertools
import struct
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
WALL = struct.Struct("<qq")


class DemoClock:
    """Milliseconds UTC. The file holds (fixed moment, offset): a moment while fast, an offset to
    the wall while live."""

    def __init__(self, start: int, file: Path) -> None:
        self._moment = start
        self._offset: int | None = None
        self._sleepers: list[tuple[int, int, asyncio.Future[None]]] = []
        self._count = itertools.count()
        self._busy = 0
        self._changed = asyncio.Event()
        file.write_bytes(WALL.pack(start, 0))
        self._file = file.open("r+b", buffering=0)
        self._actors: set[asyncio.Task[None]] = set()
        self.faults: list[BaseException] = []

    def now(self) -> int:
        if self._offset is None:
            return self._moment
        return time.time_ns() // 1_000_000 + self._offset

    def go_live(self) -> None:
        """From here on a second takes a second."""
        self._offset = self._moment - time.time_ns() // 1_000_000
        self._tell()
        self._changed.set()

    def start(self, actor: Coroutine[object, object, None]) -> None:
        """Lets an actor act. While it does anything but sleep here, fast time stands still."""
        self._busy += 1
        task = asyncio.create_task(self._act(actor))
        self._actors.add(task)
        task.add_done_callback(self._gone)

    async def sleep_until(self, moment: int) -> None:
        if moment <= self.now():
            return
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (moment, next(self._count), future))
        await self.idle(future)

    async def sleep(self, milliseconds: float) -> None:
        await self.sleep_until(self.now() + round(milliseconds))

    async def idle(self, future: "asyncio.Future[T]") -> T:
        """Waits for something that another actor brings about; who resolves it calls `woken`
        first."""
        self._busy -= 1
        self._changed.set()
        return await future

    def woken(self) -> None:
        self._busy += 1

    async def run(self, until: int | None = None) -> None:
        """Moves time on until nobody sleeps any more or the moment has come."""
        while True:
            self._changed.clear()
            if self._offset is None and self._busy > 0:
                await self._changed.wait()
                continue
            if not self._sleepers:
                if not self._actors:
                    return
                await self._changed.wait()
                continue
            moment = self._sleepers[0][0]
            if until is not None and moment > until:
                self._set(until)
                return
            if self._offset is None:
                self._set(moment)
            elif moment > self.now():
                await self._pause((moment - self.now()) / 1000)
                continue
            _, _, future = heapq.heappop(self._sleepers)
            if not future.done():
                self._busy += 1
                future.set_result(None)
                await asyncio.sleep(0)

    async def stop(self) -> None:
        for task in list(self._actors):
            task.cancel()
        await asyncio.gather(*self._actors, return_exceptions=True)
        self._file.close()

    async def _act(self, actor: Coroutine[object, object, None]) -> None:
        try:
            await actor
        except asyncio.CancelledError:
            raise
        except Exception as fault:
            self.faults.append(fault)
        finally:
            self._busy -= 1

    def _gone(self, task: "asyncio.Task[None]") -> None:
        self._actors.discard(task)
        self._changed.set()

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return

    def _set(self, moment: int) -> None:
        if self._offset is None and moment > self._moment:
            self._moment = moment
            self._tell()

    def _tell(self) -> None:
        self._file.seek(0)
        self._file.write(WALL.pack(self._moment, self._offset or 0))


def read_clock(file: Path) -> int:
    """The demo's time as another process sees it: the moment, or the wall with the offset."""
    moment: int
    offset: int
    moment, offset = WALL.unpack(file.read_bytes())
    return time.time_ns() // 1_000_000 + offset if offset else moment
