"""P5: one host with 1,000 displays, 100 desks and 50 kiosks: its memory; all displays coming back
at once while a desk calls on; and 100 displays that do not read, against the same calls without.

The displays live in one other process and read frames by hand (`bench.displays`), each paired under
a name of its own.
"""

import argparse
import asyncio
import contextlib
import json
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.caller import Caller, frame
from bench.house import House
from bench.p2_call import give_tickets
from bench.sockets import TEXT, asking, masked
from bench.table import Result, ratio

CALL_SECONDS = 0.05
"""Between two calls while the displays come back: twenty a second, far more than any hall."""
QUIET_SECONDS = 0.25
"""Between two calls that are timed: the one before has reached everybody."""
LATE_SECONDS = 60.0
STALL_BYTES = 2048
"""What a display that does not read takes in at most."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--displays", type=int, default=1000)
    parser.add_argument("--desks", type=int, default=100)
    parser.add_argument("--kiosks", type=int, default=50)
    parser.add_argument("--stalled", type=int, default=100)
    parser.add_argument("--returns", type=int, default=3, help="of all displays at once")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--calls", type=int, default=8, help="of each half of a round")


def run(args: argparse.Namespace) -> list[Result]:
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        return asyncio.run(_run(Path(folder), args))


async def _run(folder: Path, args: argparse.Namespace) -> list[Result]:
    desks = [f"d{number}" for number in range(args.desks)]
    house = House(folder, desks=dict.fromkeys(desks, ()))
    kiosks = house.pair("kiosk", args.kiosks)
    seats = house.pair_desks()
    walls = house.pair("display", args.displays + args.stalled)
    await house.start()
    hall = Hall(house, folder, walls[: args.displays])
    try:
        empty = house.resident_mebibytes()
        people = [await Caller.open(house.url, token) for token in kiosks]
        staff = [
            await Caller.open(house.url, token, desk)
            for token, desk in zip(seats, desks, strict=True)
        ]
        hall.readers = [asyncio.create_task(_drop(one)) for one in (*people[1:], *staff[1:])]
        await staff[0].take_desk()
        await give_tickets(people[0], args.returns * 400 + 2 * (args.rounds + 1) * args.calls + 10)
        hall.desk = staff[0]
        await hall.open()
        for _ in range(10):
            await hall.call()
        memory = house.resident_mebibytes()
        back, calls = await _returns(hall, args.returns)
        stalled, without = await _stalled(hall, walls[args.displays :], args)
    finally:
        await hall.close()
        house.stop()
    deaf = ratio("P5_with_stalled", stalled, without, "<=1.2", f"{args.stalled} do not read")
    return [*_results(empty, memory, back, calls), deaf]


def _results(empty: float, memory: float, back: list[float], calls: list[float]) -> list[Result]:
    return [
        Result("P5_memory", memory, "MiB", "<=400", f"{empty:.0f} MiB before anybody came"),
        Result(
            "P5_all_back", max(back), "s", "<=15",
            f"slowest of {len(back)}, median {statistics.median(back):.2f} s, "
            f"the start of their process included",
        ),
        Result(
            "P5_call_p99_meanwhile", statistics.quantiles(calls, n=100)[98], "s", "<=1",
            f"{len(calls)} calls, p50 {statistics.median(calls) * 1000:.1f} ms",
        ),
    ]  # fmt: skip


async def _drop(caller: Caller) -> None:
    """Reads what a screen is told, and forgets it."""
    with contextlib.suppress(Exception):
        async for _ in caller.connection:
            pass


class Hall:
    """The displays' process, and the desk that calls."""

    desk: Caller

    def __init__(self, house: House, folder: Path, tokens: list[str]) -> None:
        self.house = house
        self.file = folder / "displays.txt"
        self.file.write_text("\n".join(tokens), encoding="ascii")
        self.count = len(tokens)
        self.ring = 0
        self.process: asyncio.subprocess.Process | None = None
        self.readers: list[asyncio.Task[None]] = []

    async def open(self) -> float:
        """Starts all displays; returns the seconds until each has a board, which is whole."""
        began = time.perf_counter()
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.displays",
            f"product:{self.house.port}:@{self.file}:{self.count}",
            stdout=subprocess.PIPE,
        )
        return await self._heard("product-first", -1) - began

    async def shown(self, ring: int) -> float:
        """The moment at which the last display had this ring."""
        return await self._heard("product", ring)

    async def _heard(self, name: str, ring: int) -> float:
        assert self.process is not None
        assert self.process.stdout is not None
        while True:
            async with asyncio.timeout(LATE_SECONDS):
                words = (await self.process.stdout.readline()).decode().split()
            if not words:
                raise RuntimeError("the displays fell")
            if words[0] == name and int(words[1]) >= ring:
                return float(words[3])

    async def call(self) -> float:
        """Calls somebody; returns the seconds until the desk was answered."""
        began = time.perf_counter()
        heard = await self.desk.say(frame("call_next", desk=self.desk.desk))
        assert heard.startswith('{"kind":"done"'), heard
        self.ring += 1
        return time.perf_counter() - began

    async def drop(self) -> None:
        """All displays fall at once."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    async def close(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()
        for reader in self.readers:
            reader.cancel()


async def _returns(hall: Hall, times: int) -> tuple[list[float], list[float]]:
    """Seconds until all displays were back, and of every call meanwhile."""
    back, calls = [], []
    for _ in range(times):
        await hall.drop()
        coming = asyncio.create_task(hall.open())
        while not coming.done():
            calls.append(await hall.call())
            await asyncio.sleep(CALL_SECONDS)
        back.append(coming.result())
    return back, calls


async def _stalled(
    hall: Hall, tokens: list[str], args: argparse.Namespace
) -> tuple[list[float], list[float]]:
    """Milliseconds from the command to the last healthy display, with the stalled ones and without;
    a pair for each round.
    """
    having, without = [], []
    for number in range(args.rounds + 1):
        deaf = [_deaf(hall.house.port, token) for token in tokens]
        await asyncio.sleep(0.5)
        one = await _p50(hall, args.calls)
        for line in deaf:
            line.close()
        await asyncio.sleep(0.5)
        other = await _p50(hall, args.calls)
        if number:  # the first round warms up
            having.append(one)
            without.append(other)
    return having, without


def _deaf(port: int, token: str) -> socket.socket:
    """A display that says who it is and then reads nothing."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, STALL_BYTES)
    line.connect(("127.0.0.1", port))
    line.sendall(asking("/ws"))
    assert line.recv(12) == b"HTTP/1.1 101"
    hello = {"kind": "hello", "protocol": 1, "token": token}
    line.sendall(masked(TEXT, json.dumps(hello).encode()))
    return line


async def _p50(hall: Hall, calls: int) -> float:
    took = []
    for _ in range(calls):
        await asyncio.sleep(QUIET_SECONDS)
        began = time.perf_counter()
        await hall.call()
        took.append(await hall.shown(hall.ring) - began)
    return statistics.median(took) * 1000
