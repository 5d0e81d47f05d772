"""How the hosts of one PostgreSQL hear of each other's work: LISTEN and NOTIFY. What happened is
read from the log.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from sqlalchemy import URL

CHANNEL = "balie_event"
AGAIN_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Wake:
    """The log of this day has reached this sequence. Also sent for what this host kept itself."""

    location: str
    day: str
    seq: int


async def listen(url: URL, callback: Callable[[Wake | None], None]) -> None:
    """Calls back for each batch that any host keeps, until cancelled.

    `None` means that something may have been missed (the line is up again, or for the first time):
    look at every day. A lost line is tried again every second.
    """
    address = url.set(drivername="postgresql").render_as_string(hide_password=False)
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(address, autocommit=True) as line:
                await line.execute(f"LISTEN {CHANNEL}")
                callback(None)
                async for notice in line.notifies():
                    callback(_wake(notice.payload))
        except psycopg.OperationalError:
            await asyncio.sleep(AGAIN_SECONDS)


def _wake(payload: str) -> Wake:
    location, day, seq = payload.split(" ")
    return Wake(location, day, int(seq))
