"""A way between a phone and the host that a test cuts: for websockets only, or for everything."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class Proxy:
    """Passes bytes on. While `cut` no websocket stands and none is opened; while `dead` nothing
    does; while `mute` what stands stays open and says nothing.
    """

    def __init__(self, port: int) -> None:
        self.to = port
        self.port = 0
        self.cut = self.dead = self.mute = False
        self.sockets: set[asyncio.StreamWriter] = set()

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = b""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            head = await reader.readuntil(b"\r\n\r\n")
        is_socket = b"upgrade: websocket" in head.lower()
        if not head or self.dead or (self.cut and is_socket):
            writer.close()
            return
        back, forth = await asyncio.open_connection("127.0.0.1", self.to)
        forth.write(head)
        if is_socket:
            self.sockets.add(writer)
        passing = (self._pass(reader, forth), self._pass(back, writer))
        await asyncio.gather(*passing)
        self.sockets.discard(writer)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                if not self.mute:
                    writer.write(data)
        writer.close()

    def cut_sockets(self) -> None:
        """From now on there is no websocket."""
        self.cut = True
        for writer in self.sockets:
            writer.transport.abort()


@asynccontextmanager
async def a_proxy(port: int) -> AsyncIterator[Proxy]:
    proxy = Proxy(port)
    server = await asyncio.start_server(proxy.meet, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        for writer in proxy.sockets:
            writer.transport.abort()
