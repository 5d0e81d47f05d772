"""Many displays in one process, as light as they can be: each reads websocket frames by hand and
notes the newest ring. When all of a group have a ring, one line says when the last one got it; and
one line, when all have had their first view.

    python -m bench.displays GROUP:PORT:TOKEN:COUNT …

A token that begins with @ is a file with a token per line, each display's own. An empty token is a
raw TCP server (`bench.raw`), which sends the same frames without a handshake.
Times are `time.perf_counter()`, which all processes of a Linux machine share.
"""

import asyncio
import json
import re
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.sockets import TEXT, Hearer, asking, masked, open_all

RING = re.compile(rb'"ring":(\d+)')
"""The newest call stands first in a board, so the first match is the newest ring."""
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


class Display(Hearer):
    """One display's connection."""

    def __init__(self, group: Group, token: str) -> None:
        super().__init__(asking("/ws") if token else b"D", is_open=not token)
        self.group = group
        self.token = token
        self.ring = -1

    def __str__(self) -> str:
        return self.group.name

    def opened(self) -> None:
        hello = {"kind": "hello", "protocol": 1, "token": self.token}
        self.transport.write(masked(TEXT, json.dumps(hello).encode()))

    def take(self, payload: bytes, now: float) -> None:
        if VIEW.search(payload, 0, 40) is None:
            return
        found = RING.search(payload)
        ring = int(found.group(1)) if found else 0
        if self.ring < 0:
            self.group.first(len(payload), now)
        if ring > self.ring:
            self.ring = ring
            self.group.shown(ring, len(payload), now)


def tokens_of(word: str, count: int) -> list[str]:
    """One for each display."""
    if word.startswith("@"):
        return Path(word[1:]).read_text(encoding="ascii").split()
    return [word] * count


async def main(words: list[str]) -> None:
    """Opens all connections and reads until it is ended."""
    for word in words:
        name, port, token, count = word.split(":")
        group = Group(name, int(count))
        await open_all(
            int(port), (partial(Display, group, own) for own in tokens_of(token, int(count)))
        )
    print("open", flush=True)
    await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
