"""P4: from the desk's command until the last of 1, 100 (and with --all 1,000) displays has the
call, against a raw TCP write of as many bytes to as many sockets after one commit, in the same run.

The displays live in one other process and read frames by hand (`bench.displays`), the same for both
sides. Calls are 60 ms apart: a call after a quiet time is shown at once.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.caller import Caller, frame
from bench.house import House, side_process
from bench.p2_call import give_tickets
from bench.sockets import frame as server_frame
from bench.table import Result, ratio

PAUSE_SECONDS = 0.06
LATE_SECONDS = 10.0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--calls", type=int, default=4, help="of each half of a round")
    parser.add_argument("--all", action="store_true", help="1,000 displays too")


def run(args: argparse.Namespace) -> list[Result]:
    results = []
    for count in (1, 100, 1000) if args.all else (1, 100):
        with TemporaryDirectory(prefix="balie-bench-") as folder:
            results += asyncio.run(_run(Path(folder), count, args.rounds, args.calls))
    return results


async def _run(folder: Path, count: int, rounds: int, calls: int) -> list[Result]:
    house = House(folder, desks={"1": ()})
    tokens = house.pair("kiosk", 1) + house.pair_desks() + house.pair("display", 1)
    ours: list[float] = []
    theirs: list[float] = []
    await house.start()
    try:
        with side_process("bench.raw", str(folder / "raw.db")) as port:
            kiosk = await Caller.open(house.url, tokens[0])
            desk = await Caller.open(house.url, tokens[1], "1")
            await desk.take_desk()
            await give_tickets(kiosk, (rounds + 2) * calls)
            hall = await Displays.open(house.port, tokens[2], port, count)
            try:
                product, raw = Product(desk, hall), Raw(hall)
                await raw.open(port)
                for number in range(rounds + 1):
                    block = await _p50(product, calls), await _p50(raw, calls)
                    if number:  # the first round warms up
                        ours.append(block[0])
                        theirs.append(block[1])
            finally:
                hall.close()
    finally:
        house.stop()
    note = f"{statistics.median(ours):.2f} ms against {statistics.median(theirs):.2f} ms raw"
    return [ratio(f"P4_displays_{count}", ours, theirs, "<=2", f"{note}, {hall.size} bytes")]


class Displays:
    """The process with all displays; both sides have as many."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.ring = 0
        self.size = 0
        """Bytes of the newest board."""

    @classmethod
    async def open(cls, port: int, token: str, raw_port: int, count: int) -> "Displays":
        """Starts them and waits until each one of the product's has its first board."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.displays",
            f"product:{port}:{token}:{count}",
            f"raw:{raw_port}::{count}",
            stdout=subprocess.PIPE,
        )
        hall = cls(process)
        opened = shown = False
        while not (opened and shown):
            words = await hall._line()
            opened |= words == ["open"]
            if words[0] == "product":
                shown, hall.ring = True, int(words[1])
        return hall

    async def all_have(self, name: str, ring: int) -> float:
        """The moment at which the last display of a side had this ring."""
        while True:
            words = await self._line()
            if words[0] == name and int(words[1]) >= ring:
                if name == "product":
                    self.size = int(words[2])
                return float(words[3])

    async def _line(self) -> list[str]:
        assert self.process.stdout is not None
        async with asyncio.timeout(LATE_SECONDS):
            line = (await self.process.stdout.readline()).decode().split()
        if not line:
            raise RuntimeError("the displays fell")
        return line

    def close(self) -> None:
        self.process.kill()


class Product:
    """A desk that calls."""

    def __init__(self, desk: Caller, hall: Displays) -> None:
        self.desk, self.hall = desk, hall

    async def call(self) -> float:
        """Seconds from the command to the last display."""
        said = frame("call_next", desk="1")
        began = time.perf_counter()
        heard = await self.desk.say(said)
        assert heard.startswith('{"kind":"done"'), heard
        self.hall.ring += 1
        return await self.hall.all_have("product", self.hall.ring) - began


class Raw:
    """The same by hand: as many bytes, one commit, one write for each socket."""

    def __init__(self, hall: Displays) -> None:
        self.hall = hall
        self.ring = 0

    async def open(self, port: int) -> None:
        _, self.writer = await asyncio.open_connection("127.0.0.1", port)
        self.writer.write(b"C")

    async def call(self) -> float:
        self.ring += 1
        head = b'{"kind":"view","seq":1,"view":{"calls":[{"ring":%d,' % self.ring
        said = server_frame(head.ljust(max(self.hall.size, len(head))))
        began = time.perf_counter()
        self.writer.write(len(said).to_bytes(4) + said)
        return await self.hall.all_have("raw", self.ring) - began


async def _p50(side: Product | Raw, calls: int) -> float:
    took = []
    for _ in range(calls):
        await asyncio.sleep(PAUSE_SECONDS)
        took.append(await side.call())
    return statistics.median(took) * 1000
