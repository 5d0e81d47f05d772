"""The door for the kiosk on the same computer: takes slips over a local socket while the host is
away, and says what became of each.

Same spool, same rules: begun before the first byte, and KOPIE on any print after the first try.
"""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import structlog

from wire.beside import FATE_SECONDS, LINE_BYTES_MAX, PrintHere, SlipFate

if TYPE_CHECKING:
    from printers.agent import Agent

LOOK_SECONDS = 0.02
"""Between two looks at what became of a slip."""
LOOK_UP_SECONDS = 3.0
"""In this time the agent has asked the printer how it is."""
Fate = Literal["printed", "unknown", "none"]

log = structlog.get_logger("printer")


class DoorUnfit(Exception):
    """The socket cannot be made: its folder is missing, or another agent listens there."""


@contextlib.asynccontextmanager
async def open_door(agent: "Agent", place: Path) -> AsyncIterator[None]:
    """Listens at a socket for this user and group. Raises DoorUnfit."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            try:
                await _answer(agent, reader, writer)
            finally:
                writer.close()

    try:
        _make_room(place)
        before = os.umask(0o117)
        try:
            server = await asyncio.start_unix_server(converse, place, limit=LINE_BYTES_MAX)
        finally:
            os.umask(before)
    except OSError as fault:
        raise DoorUnfit(f"{place}: {fault.strerror or fault}") from fault
    try:
        yield
    finally:
        server.close()
        _take_away(place)


def _make_room(place: Path) -> None:
    """Takes away a socket that nobody listens at any more: an agent was killed."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not place.is_socket():
        return
    with socket.socket(socket.AF_UNIX) as trial:
        if trial.connect_ex(str(place)) == 0:
            raise OSError(0, "another agent listens there")
    place.unlink(missing_ok=True)


def _take_away(place: Path) -> None:
    place.unlink(missing_ok=True)


async def _answer(
    agent: "Agent", reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    try:
        asked = PrintHere.model_validate_json(await reader.readline())
    except ValueError:
        log.warning("unreadable slip")
        return
    state = await _print(agent, asked)
    log.info("slip of the kiosk", slip=asked.slip.slip, state=state)
    writer.write(SlipFate(slip=asked.slip.slip, state=state).model_dump_json().encode() + b"\n")
    await writer.drain()


async def _print(agent: "Agent", asked: PrintHere) -> Fate:
    """Until the slip is printed or its fate unknown. One that is not begun in time is dropped, so
    that no paper comes out for a visitor who was told to remember the number.
    """
    name = asked.slip.slip
    agent.spool.take(asked.slip, beside=True)
    agent.wake()
    clock = asyncio.get_running_loop().time
    came = clock()
    while (state := agent.spool.state_of(name)) in ("new", "sending"):
        waited = clock() - came
        out_of_work = waited >= LOOK_UP_SECONDS and not agent.may_print
        if state == "new" and (out_of_work or waited >= FATE_SECONDS):
            agent.spool.drop(name)
        await asyncio.sleep(LOOK_SECONDS)
    return "printed" if state == "printed" else "unknown" if state == "unknown" else "none"
