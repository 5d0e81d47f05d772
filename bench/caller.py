"""One client connection for measuring: says a frame, waits for its answer, counts views and drops
them unread, so that little of the machine goes to the one who measures.
"""

import json
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect

from bench.house import PIN

ANSWERS = ('{"kind":"done"', '{"kind":"no"', '{"kind":"rows"', '{"kind":"appointment_found"')


def new_id() -> str:
    return uuid4().hex


def frame(kind: str, identity: str = "", **fields: object) -> str:
    """A command as its sender writes it."""
    return json.dumps({"kind": kind, "id": identity or new_id(), **fields}, separators=(",", ":"))


class Caller:
    """One connection with one thing said at a time."""

    def __init__(self, connection: ClientConnection, desk: str | None = None) -> None:
        self.connection = connection
        self.desk = desk
        self.views = 0
        self.last_view = ""

    @classmethod
    async def open(cls, url: str, token: str, desk: str | None = None) -> "Caller":
        """A line to the host, after `welcome`. Raises RuntimeError when it is refused."""
        connection = await connect(
            url,
            compression=None,
            proxy=None,
            max_size=2**20,
            max_queue=None,  # never slow to read, also while nothing is said here
        )
        hello = {"kind": "hello", "protocol": 1, "token": token}
        if desk is not None:
            hello["desk"] = desk
        await connection.send(json.dumps(hello))
        first = await connection.recv(decode=True)
        if '"welcome"' not in first[:40]:
            raise RuntimeError(f"not let in: {first[:200]}")
        return cls(connection, desk)

    @classmethod
    async def open_bare(cls, port: int) -> "Caller":
        """A line to a bare echo server."""
        url = f"ws://127.0.0.1:{port}"
        return cls(await connect(url, compression=None, proxy=None))

    async def say(self, said: str) -> str:
        """Says a frame; returns its answer as it came."""
        await self.connection.send(said)
        while True:
            heard = await self.connection.recv(decode=True)
            if heard.startswith(ANSWERS):
                return heard
            self.views += 1
            self.last_view = heard

    async def echo(self, said: str) -> str:
        """Says a frame to a bare server; returns what comes back."""
        await self.connection.send(said)
        return await self.connection.recv(decode=True)

    async def do(self, kind: str, identity: str = "", **fields: object) -> dict[str, Any]:
        """Says a command and reads its answer."""
        if self.desk is not None:
            fields = {"desk": self.desk, **fields}
        answer: dict[str, Any] = json.loads(await self.say(frame(kind, identity, **fields)))
        return answer

    async def take_desk(self) -> None:
        """Signs in and opens the desk, if it is not open yet. Raises RuntimeError when the host
        says no."""
        for kind, fields in (
            ("sign_in", {"staff": f"staff-{self.desk}", "pin": PIN}),
            ("open_desk", {}),
        ):
            answer = await self.do(kind, **fields)
            if answer["kind"] != "done" and answer["word"] != "nothing_changes":
                raise RuntimeError(f"{kind} at desk {self.desk}: {answer['word']}")

    async def close(self) -> None:
        await self.connection.close()
