"""The least that could do the work: a websocket echo that first commits one SQLite row, in groups.
What the product is measured against; run in a process of its own.

Commits in the loop itself, with `synchronous=FULL`: all messages of one loop turn in one
transaction, so a single client gets one commit per message.
"""

import asyncio
import sqlite3
import sys

from websockets.asyncio.server import ServerConnection, serve


class Log:
    """A table of one column, kept in groups."""

    def __init__(self, file: str) -> None:
        self.database = sqlite3.connect(file, isolation_level=None)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=FULL")
        self.database.execute("CREATE TABLE said (number INTEGER PRIMARY KEY, body TEXT NOT NULL)")
        self.waiting: list[tuple[str, asyncio.Future[None]]] = []

    async def keep(self, body: str) -> None:
        """Returns when the body is on disk."""
        loop = asyncio.get_running_loop()
        kept = loop.create_future()
        if not self.waiting:
            loop.call_soon(self.commit)
        self.waiting.append((body, kept))
        await kept

    def commit(self) -> None:
        group, self.waiting = self.waiting, []
        self.database.execute("BEGIN IMMEDIATE")
        self.database.executemany(
            "INSERT INTO said (body) VALUES (?)", [(body,) for body, _ in group]
        )
        self.database.execute("COMMIT")
        for _, kept in group:
            if not kept.done():
                kept.set_result(None)


async def main(file: str) -> None:
    """Says its port on the first line of its output, then serves until it is ended."""
    log = Log(file)

    async def echo(connection: ServerConnection) -> None:
        async for message in connection:
            assert isinstance(message, str)
            await log.keep(message)
            await connection.send(message)

    async with serve(echo, "127.0.0.1", 0, compression=None) as server:
        print(next(iter(server.sockets)).getsockname()[1], flush=True)
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
