"""A cable between a browser and the real host, for tests: it can be cut, pulled and put back."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Cable:
    """A proxy on 127.0.0.1. `cut`: lines break and none opens. `pull`: lines stay and carry
    nothing, as when a plug is out.
    """

    def __init__(self, port: int) -> None:
        self.to = port
        self.port = 0
        self.is_cut = False
        self.flows = asyncio.Event()
        self.flows.set()
        self.opened = 0
        self._writers: set[asyncio.StreamWriter] = set()

    def cut(self) -> None:
        self.is_cut = True
        for writer in tuple(self._writers):
            writer.transport.abort()

    def pull(self) -> None:
        self.flows.clear()

    def back(self) -> None:
        self.is_cut = False
        self.flows.set()

    async def carry(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """One connection, until either end closes it."""
        if self.is_cut:
            back.transport.abort()
            return
        try:
            far, onward = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:  # the host is away
            back.transport.abort()
            return
        self.opened += 1
        ends = {back, onward}
        self._writers |= ends
        try:
            await asyncio.gather(self._flow(near, onward), self._flow(far, back))
        finally:
            self._writers -= ends

    async def _flow(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while part := await reader.read(65536):
                await self.flows.wait()
                writer.write(part)
                await writer.drain()
        with contextlib.suppress(OSError):
            writer.close()


@asynccontextmanager
async def a_cable(port: int) -> AsyncIterator[Cable]:
    cable = Cable(port)
    server = await asyncio.start_server(cable.carry, "127.0.0.1", 0)
    cable.port = server.sockets[0].getsockname()[1]
    try:
        yield cable
    finally:
        cable.back()
        cable.cut()
        server.close()
