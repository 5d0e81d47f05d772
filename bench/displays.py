"""Many displays in one process, as light as they can be: each reads websocket frames by hand and
notes the newest ring. When all of a group have a ring, one line says when the last one got it; and
one line, when all have had their first view.

    python -m bench.displays GROUP:PORT:TOKEN:COUNT …

A token that begins with @ is a file with a token per line, each display's own. An empty token is a
raw TCP server (`bench.raw`), which sends the same frames without a handshake.
Times are `time.perf_counter()`, which all processes of a Linux machine share.
"""

import asyncio
import base64
import json
import os
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

RING = re.compile(rb'"ring":(\d+)')
"""The newest call stands first in a board, so the first match is the newest ring."""
TEXT, PING, PONG = 0x81, 0x89, 0x8A
VIEW = re.compile(rb'"kind":"(view|board)"')


@dataclass
class Group:
    """Displays that belong together: all of them must have a ring before it counts as shown."""

    name: str
    count: int
    rings: int = -1
    """Highest ring that any of them has; -1: no view yet."""
    have: int = 0
    """How many have it."""
    came: int = 0
    """How many have had a view: each is whole, so they are current."""

    def first(self, size: int, now: float) -> None:
        """One of them has its first view."""
        self.came += 1
        if self.came == self.count:
            print(f"{self.name}-first", self.rings, size, repr(now), flush=True)

    def shown(self, ring: int, size: int, now: float) -> None:
        """One of them has a newer ring than before."""
        if ring > self.rings:
            self.rings, self.have = ring, 0
        if ring == self.rings:
            self.have += 1
            if self.have == self.count:
                print(self.name, ring, size, repr(now), flush=True)


class Display(asyncio.Protocol):
    """One display's connection."""

    def __init__(self, group: Group, token: str) -> None:
        self.group = group
        self.token = token
        self.ring = -1
        self.buffer = b""
        self.is_open = not token
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if not self.token:
            transport.write(b"D")
            return
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            (
                "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
                "Sec-WebSocket-Version: 13\r\n\r\n"
            ).encode()
        )

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        self.buffer += data
        if not self.is_open:
            head, end, rest = self.buffer.partition(b"\r\n\r\n")
            if not end:
                return
            assert head.startswith(b"HTTP/1.1 101"), head[:200]
            self.is_open, self.buffer = True, rest
            hello = {"kind": "hello", "protocol": 1, "token": self.token}
            self.transport.write(masked(TEXT, json.dumps(hello).encode()))
        while (taken := take_frame(self.buffer)) is not None:
            kind, payload, self.buffer = taken
            self.take(kind, payload, now)

    def take(self, kind: int, payload: bytes, now: float) -> None:
        if kind == PING:
            self.transport.write(masked(PONG, payload))
            return
        if VIEW.search(payload, 0, 40) is None:
            return
        found = RING.search(payload)
        ring = int(found.group(1)) if found else 0
        if self.ring < 0:
            self.group.first(len(payload), now)
        if ring > self.ring:
            self.ring = ring
            self.group.shown(ring, len(payload), now)

    def connection_lost(self, fault: Exception | None) -> None:
        print("lost", self.group.name, fault, file=sys.stderr, flush=True)


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


def tokens_of(word: str, count: int) -> list[str]:
    """One for each display."""
    if word.startswith("@"):
        return Path(word[1:]).read_text(encoding="ascii").split()
    return [word] * count


async def main(words: list[str]) -> None:
    """Opens all connections, twenty at a time, and reads until it is ended."""
    loop = asyncio.get_running_loop()
    gate = asyncio.Semaphore(20)

    async def one(group: Group, port: int, token: str) -> None:
        async with gate:
            await loop.create_connection(lambda: Display(group, token), "127.0.0.1", port)

    for word in words:
        name, port, token, count = word.split(":")
        group = Group(name, int(count))
        await asyncio.gather(*(one(group, int(port), own) for own in tokens_of(token, int(count))))
    print("open", flush=True)
    await loop.create_future()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
