"""Websockets by hand, as light as they can be, for one process that holds hundreds of them: the
handshake and the frames of a client (RFC 6455).
"""

import asyncio
import base64
import os
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

TEXT, PING, PONG = 0x81, 0x89, 0x8A
OPENING = 20
"""So many connections are opened at a time."""


class Hearer(asyncio.Protocol, ABC):
    """One websocket: `take` gets each frame that is not a ping.

    `asks` is what it says first; `is_open` is true where no handshake comes back.
    """

    def __init__(self, asks: bytes, *, is_open: bool = False) -> None:
        self.buffer = b""
        self.is_open = is_open
        self.transport: asyncio.Transport
        self._asks = asks

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self._asks)

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        self.buffer += data
        if not self.is_open:
            head, end, rest = self.buffer.partition(b"\r\n\r\n")
            if not end:
                return
            assert head.startswith(b"HTTP/1.1 101"), head[:200]
            self.is_open, self.buffer = True, rest
            self.opened()
        while (taken := take_frame(self.buffer)) is not None:
            kind, payload, self.buffer = taken
            if kind == PING:
                self.transport.write(masked(PONG, payload))
            else:
                self.take(payload, now)

    def opened(self) -> None:
        """The handshake is done."""

    @abstractmethod
    def take(self, payload: bytes, now: float) -> None:
        """A frame came, at `now` seconds of `time.perf_counter()`."""

    def connection_lost(self, fault: Exception | None) -> None:
        print("lost", self, fault, file=sys.stderr, flush=True)


async def open_all(port: int, made: Iterable[Callable[[], asyncio.Protocol]]) -> None:
    """Opens all connections, a few at a time."""
    loop = asyncio.get_running_loop()
    gate = asyncio.Semaphore(OPENING)

    async def one(make: Callable[[], asyncio.Protocol]) -> None:
        async with gate:
            await loop.create_connection(make, "127.0.0.1", port)

    await asyncio.gather(*(one(make) for make in made))


def asking(path: str, *heads: str) -> bytes:
    """The request with which a client opens a websocket (RFC 6455, 4.1)."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = (
        f"GET {path} HTTP/1.1",
        "Host: 127.0.0.1",
        *heads,
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
    )
    return "\r\n".join((*lines, "", "")).encode()


def take_frame(data: bytes) -> tuple[int, bytes, bytes] | None:
    """First byte, payload and what follows of the first websocket frame of a server (RFC 6455,
    5.2: not masked); None while it is not complete."""
    if len(data) < 2:
        return None
    size, start = data[1], 2
    if size == 126:
        size, start = int.from_bytes(data[2:4]), 4
    elif size == 127:
        size, start = int.from_bytes(data[2:10]), 10
    if len(data) < start + size:
        return None
    return data[0], data[start : start + size], data[start + size :]


def frame(payload: bytes) -> bytes:
    """A text frame as a server sends it."""
    size = len(payload)
    if size < 126:
        return bytes([TEXT, size]) + payload
    return bytes([TEXT, 126]) + size.to_bytes(2) + payload


def masked(kind: int, payload: bytes) -> bytes:
    """A frame as a client sends it, with a mask of zeros (RFC 6455, 5.3)."""
    size = len(payload)
    assert size < 65536
    length = bytes([0x80 | size]) if size < 126 else bytes([0xFE]) + size.to_bytes(2)
    return bytes([kind]) + length + bytes(4) + payload
