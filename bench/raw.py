"""The least that could show a call: a TCP server that, for each line said by the caller, commits
one row and writes the same bytes to every other socket. Run in a process of its own.

The first byte of a connection says what it is: `D` for a display, `C` for the caller. The caller
says a length in 4 bytes and then that many bytes, which are written as they stand.
"""

import asyncio
import sqlite3
import sys


class Raw:
    """All displays, and the log of what was shown."""

    def __init__(self, file: str) -> None:
        self.displays: list[asyncio.StreamWriter] = []
        self.database = sqlite3.connect(file, isolation_level=None)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=FULL")
        self.database.execute("CREATE TABLE said (number INTEGER PRIMARY KEY, body BLOB NOT NULL)")

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves one connection until it ends."""
        if await reader.readexactly(1) == b"D":
            self.displays.append(writer)
            await reader.read()
            return
        while True:
            try:
                size = int.from_bytes(await reader.readexactly(4))
            except asyncio.IncompleteReadError:
                return
            self.show(await reader.readexactly(size))

    def show(self, frame: bytes) -> None:
        self.database.execute("BEGIN IMMEDIATE")
        self.database.execute("INSERT INTO said (body) VALUES (?)", (frame,))
        self.database.execute("COMMIT")
        for display in self.displays:
            display.write(frame)


async def main(file: str) -> None:
    """Says its port on the first line of its output, then serves until it is ended."""
    server = await asyncio.start_server(Raw(file).meet, "127.0.0.1", 0, backlog=2000)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
