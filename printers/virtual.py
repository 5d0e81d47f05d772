"""A receipt printer without a printer: takes ESC/POS on a TCP port, answers for its state, and
draws each slip as a PNG.

For the demo and the tests. What befalls it (paper out, cover open, silence, ...) is set in
`Mishap`, or from outside in `control.json` beside the pictures.
"""

import asyncio
import contextlib
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import structlog
from pydantic import TypeAdapter

from printers.reading import Command, Reader
from printers.thermal import Sheet

log = structlog.get_logger("virtual printer")

FIXED_BITS = 0x12


@dataclass
class Mishap:
    """What is wrong with the printer now. As `control.json`: {"paper": "out", "cover_open": false,
    ...}."""

    paper: Literal["ok", "near_end", "out"] = "ok"
    cover_open: bool = False
    silent: bool = False
    """Takes bytes and answers nothing."""
    garbage: bool = False
    """Answers each question with bytes at random."""
    deaf_in_order: bool = False
    """Knows no GS r, like many cheap models."""
    hang_up_at: int | None = None
    """Closes the line at this byte of each line, counted from 0; none from there on arrives."""

    @property
    def stopped(self) -> bool:
        """What comes in is held and printed when this is mended."""
        return self.paper == "out" or self.cover_open


@dataclass
class VirtualPrinter:
    """One printer. `slips` counts what it has cut; pictures go to `roll` when there is one."""

    roll: Path | None = None
    paper_mm: int = 80
    mishap: Mishap = field(default_factory=Mishap)
    chance: random.Random = field(default_factory=random.Random)
    slips: int = 0
    received: bytearray = field(default_factory=bytearray)
    """All bytes that arrived but the questions for the state."""

    def __post_init__(self) -> None:
        self._sheet = Sheet(self.paper_mm)
        self._held: list[tuple[Command, asyncio.StreamWriter]] = []
        if self.roll is not None:
            self.roll.mkdir(parents=True, exist_ok=True)
            found = (path.stem.removeprefix("slip-") for path in self.roll.glob("slip-*.png"))
            self.slips = max((int(number) for number in found if number.isdigit()), default=0)

    async def serve(self, port: int, host: str = "127.0.0.1") -> asyncio.Server:
        """Listens; port 0 takes a free one. Close the server to stop."""
        return await asyncio.start_server(self._converse, host, port)

    def look(self) -> None:
        """Reads `control.json`, when there is one, and prints what was held when all is well
        again."""
        if self.roll is not None:
            with contextlib.suppress(OSError, ValueError):
                said = (self.roll / "control.json").read_bytes()
                self.mishap = MISHAP.validate_json(said)
        while self._held and not self.mishap.stopped:
            command, writer = self._held.pop(0)
            self._obey(command, writer)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        commands, arrived = Reader(), 0
        try:
            while True:
                data = await _read(reader)
                self.look()
                if data is None:
                    continue
                limit = self.mishap.hang_up_at
                if limit is not None:
                    data, left = data[: max(0, limit - arrived)], len(data) + arrived - limit
                    arrived += len(data)
                self.hear(data, commands, writer)
                if not data or (limit is not None and left >= 0):
                    return
        except ConnectionError:
            pass
        finally:
            # Cut off at once, as a printer that loses power: what was not read is gone.
            writer.transport.abort()

    def hear(self, data: bytes, reader: Reader, writer: asyncio.StreamWriter) -> None:
        """What comes in on one line: questions are answered at once, commands obeyed or held."""
        for question in reader.asked_at_once(data):
            self._answer(self._status(question), writer)
        for command in reader.feed(data):
            self._take(command, writer)

    def _take(self, command: Command, writer: asyncio.StreamWriter) -> None:
        if command.name != b"\x1dr":
            self.received += command.name + command.body
        if self.mishap.stopped or self._held:
            self._held.append((command, writer))
        else:
            self._obey(command, writer)

    def _obey(self, command: Command, writer: asyncio.StreamWriter) -> None:
        if command.name == b"\x1dr":
            if not self.mishap.deaf_in_order:
                self._answer(0x03 if self.mishap.paper == "near_end" else 0x00, writer)
            return
        picture = self._sheet.apply(command)
        if picture is None:
            return
        self.slips += 1
        if self.roll is not None:
            path = self.roll / f"slip-{self.slips:04}.png"
            part = path.with_suffix(".part")
            picture.save(part, "PNG", dpi=(203, 203))
            part.replace(path)
            log.info("slip", path=str(path))

    def _answer(self, byte: int, writer: asyncio.StreamWriter) -> None:
        if self.mishap.silent or writer.is_closing():
            return
        if self.mishap.garbage:
            writer.write(self.chance.randbytes(self.chance.randint(0, 12)))
        else:
            writer.write(bytes([byte]))

    def _status(self, question: int) -> int:
        """The answer to DLE EOT: 1 printer, 2 why off line, 3 faults, 4 paper."""
        wrong = self.mishap
        bits = {
            1: 0x08 * wrong.stopped,
            2: 0x04 * wrong.cover_open | 0x20 * (wrong.paper == "out"),
            3: 0,
            4: {"near_end": 0x0C, "out": 0x6C}.get(wrong.paper, 0),
        }
        return FIXED_BITS | bits.get(question, 0)


MISHAP = TypeAdapter(Mishap)


async def _read(reader: asyncio.StreamReader) -> bytes | None:
    """What comes in; None when nothing came for a moment, so that a change of control.json is
    seen."""
    try:
        async with asyncio.timeout(0.25):
            return await reader.read(4096)
    except TimeoutError:
        return None


def run_virtual(port: int, roll: Path, paper_mm: int = 80) -> None:
    """Serves a virtual printer on 127.0.0.1 until stopped; its slips become PNG files in `roll`."""
    asyncio.run(_serve(port, roll, paper_mm))


async def _serve(port: int, roll: Path, paper_mm: int) -> None:
    server = await VirtualPrinter(roll, paper_mm).serve(port)
    log.info("listening", port=port, roll=str(roll))
    async with server:
        await server.serve_forever()
