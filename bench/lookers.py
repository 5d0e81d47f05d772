"""Many open pages of visits in one process, as light as they can be: each reads the frames of its
websocket by hand. Says when all have a view (`open`), and for each call when the phone that is
called shows it (`called`) and when the last of the others has moved on (`moved`).

    python -m bench.lookers PORT FILE

FILE has one token a line, in the order in which the visits are called. Times are
`time.perf_counter()`, which all processes of a Linux machine share.
"""

import asyncio
import base64
import os
import re
import sys
import time
from pathlib import Path

from bench.displays import PING, PONG, masked, take_frame

AHEAD = re.compile(rb'phone\.ahead\.(none|one|many)","values":\{(?:"aantal":(\d+))?')


class Crowd:
    """All phones, in the order of their turns."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.seen = 0
        self.turn = 0
        """How many have been called."""
        self.ahead = [-1] * count
        self.called_at = 0.0
        self.behind = 0

    def first(self, size: int, now: float) -> None:
        self.seen += 1
        if self.seen == self.count:
            say("open", now, size)

    def called(self, size: int, now: float) -> None:
        """One of them reads that it is its turn: the others have one less before them."""
        self.turn += 1
        say("called", now, size)
        waiting = range(self.turn, self.count)
        self.behind = sum(self.ahead[n] != n - self.turn for n in waiting)

    def moved(self, number: int, ahead: int, size: int, now: float) -> None:
        was, self.ahead[number] = self.ahead[number], ahead
        right = number - self.turn
        if self.behind and was != right == ahead:
            self.behind -= 1
            if not self.behind:
                say("moved", now, size)


def say(word: str, now: float, size: int) -> None:
    print(word, repr(now), size, flush=True)


class Phone(asyncio.Protocol):
    """One open page."""

    def __init__(self, crowd: Crowd, number: int, token: str) -> None:
        self.crowd, self.number, self.token = crowd, number, token
        self.buffer = b""
        self.is_open = self.has_view = False
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        transport.write(
            (
                f"GET /v/{self.token}/ws HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                "Origin: http://127.0.0.1\r\nUser-Agent: Mozilla/5.0 (Linux; Android 10; K) "
                "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36\r\n"
                "Accept-Language: nl-NL,nl;q=0.9,en;q=0.8\r\nCache-Control: no-cache\r\n"
                f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
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
        while (taken := take_frame(self.buffer)) is not None:
            kind, payload, self.buffer = taken
            if kind == PING:
                self.transport.write(masked(PONG, payload))
            elif payload.startswith(b'{"kind":"view"'):
                self.take(payload, now)

    def take(self, payload: bytes, now: float) -> None:
        found = AHEAD.search(payload)
        size = len(payload)
        if found is not None:
            ahead = {b"none": 0, b"one": 1}.get(found[1], int(found[2] or 0))
            self.crowd.moved(self.number, ahead, size, now)
        elif b'"stage":"called"' in payload:
            self.crowd.called(size, now)
        if not self.has_view:
            self.has_view = True
            self.crowd.first(size, now)

    def connection_lost(self, fault: Exception | None) -> None:
        print("lost", self.number, fault, file=sys.stderr, flush=True)


async def main(port: str, file: str) -> None:
    """Opens all connections, twenty at a time, and reads until it is ended."""
    loop = asyncio.get_running_loop()
    gate = asyncio.Semaphore(20)
    tokens = Path(file).read_text(encoding="ascii").split()  # noqa: ASYNC240
    crowd = Crowd(len(tokens))

    async def one(number: int, token: str) -> None:
        async with gate:
            made = lambda: Phone(crowd, number, token)  # noqa: E731
            await loop.create_connection(made, "127.0.0.1", int(port))

    await asyncio.gather(*(one(number, token) for number, token in enumerate(tokens)))
    await loop.create_future()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
