"""The slip of a number of the kiosk's own: its text, and its way to the printer agent on the same
computer. Knows no printer.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from wire.words import say
from wire.words.tongues import is_whole

if TYPE_CHECKING:
    from wire.setup import Setup
    from wire.slips import Slip

Fate = Literal["printed", "unknown", "none"]
ANSWER_SECONDS = 12.0
"""The agent answers sooner; this is for one that hangs."""


def slip_of(setup: Setup, given: str, ticket: str, time: str, language: str) -> Slip:
    """What stands on the paper. No address of a page: there is no host to show one."""
    from wire.slips import Slip, SlipLine

    own = setup.languages[0]
    spoken = language if language in setup.languages else own

    def line(key: str, **values: object) -> SlipLine:
        instead = "" if is_whole(spoken) else say(own, key, **values).strip()
        return SlipLine(text=say(spoken, key, **values).strip(), instead=instead)

    return Slip(
        slip=f"{given}-1",
        language=spoken,
        ticket=ticket,
        lines=(
            SlipLine(text=setup.town, size="large", bold=True),
            SlipLine(text=setup.location_name),
            line("ticket.number", nummer=""),
            SlipLine(text=ticket, size="huge", bold=True),
            line("ticket.time", tijd=time),
            line("alone.keep"),
            line("alone.where"),
        ),
    )


async def print_beside(door: Path, slip: Slip) -> Fate:
    """Hands a slip to the agent that listens at this socket, and waits for its fate.

    No agent there: nothing was printed. One that took the slip and fell silent may have printed.
    """
    from wire.beside import LINE_BYTES_MAX, PrintHere, SlipFate

    try:
        reader, writer = await asyncio.open_unix_connection(str(door), limit=LINE_BYTES_MAX)
    except OSError:
        return "none"
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            writer.write(PrintHere(slip=slip).model_dump_json().encode() + b"\n")
            await writer.drain()
            return SlipFate.model_validate_json(await reader.readline()).state
    except (OSError, ValueError, TimeoutError):
        return "unknown"
    finally:
        writer.close()
