"""Many open pages of visits in one process, as light as they can be: each reads the frames of its
websocket by hand. Says when all have a view (`open`), and for each call when the phone that is
called shows it (`called`) and when the last of the others has moved on (`moved`).

    python -m bench.lookers PORT FILE

FILE has one token a line, in the order in which the visits are called. Times are
`time.perf_counter()`, which all processes of a Linux machine share.
"""

import asyncio
import re
import sys
from functools import partial
from pathlib import Path

from bench.sockets import Hearer, asking, open_all

AHEAD = re.compile(rb'phone\.ahead\.(none|one|many)","values":\{(?:"aantal":(\d+))?')
HEADS = (
    "Origin: http://127.0.0.1",
    "User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/124.0.0.0 Mobile Safari/537.36",
    "Accept-Language: nl-NL,nl;q=0.9,en;q=0.8",
    "Cache-Control: no-cache",
)
"""What the browser of a phone says besides."""


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


class Phone(Hearer):
    """One open page."""

    def __init__(self, crowd: Crowd, number: int, token: str) -> None:
        super().__init__(asking(f"/v/{token}/ws", *HEADS))
        self.crowd, self.number = crowd, number
        self.has_view = False

    def __str__(self) -> str:
        return str(self.number)

    def take(self, payload: bytes, now: float) -> None:
        if not payload.startswith(b'{"kind":"view"'):
            return
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


async def main(port: str, file: str) -> None:
    """Opens all connections and reads until it is ended."""
    tokens = Path(file).read_text(encoding="ascii").split()  # noqa: ASYNC240
    crowd = Crowd(len(tokens))
    made = (partial(Phone, crowd, number, token) for number, token in enumerate(tokens))
    await open_all(int(port), made)
    await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
