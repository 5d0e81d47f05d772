"""Phones: 1,000 open pages of visits at one real host; its memory before and with them, how long a
call takes to the phone that it is for, and how long the place in line to the last of all others.

The phones live in one other process and read frames by hand (`bench.lookers`). Each is the page of
a visit of its own, all of whom wait.
"""

import argparse
import asyncio
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.caller import Caller
from bench.house import House
from bench.p2_call import give_tickets
from bench.table import Result
from host.core.keep import replay
from host.store import Store
from host.store import access as rows
from host.tokens import page_token

SETTLE_SECONDS = 3.0
LATE_SECONDS = 30.0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--phones", type=int, default=1000)
    parser.add_argument("--calls", type=int, default=10)


def run(args: argparse.Namespace) -> list[Result]:
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        return asyncio.run(_run(Path(folder), args.phones, args.calls))


async def _run(folder: Path, phones: int, calls: int) -> list[Result]:
    house = House(folder, desks={"1": ()})
    tokens = house.pair("kiosk", 1) + house.pair_desks()
    await house.start()
    try:
        kiosk = await Caller.open(house.url, tokens[0])
        desk = await Caller.open(house.url, tokens[1], "1")
        await desk.take_desk()
        await give_tickets(kiosk, phones)
        await asyncio.sleep(SETTLE_SECONDS)
        before = house.resident_mebibytes()
        file = folder / "tokens"
        file.write_text("\n".join(tokens_of(house)), encoding="ascii")
        lookers = await Lookers.open(house.port, file)
        try:
            await asyncio.sleep(SETTLE_SECONDS)
            first, last = await _calls(desk, lookers, calls)
            after = house.resident_mebibytes()
        finally:
            lookers.close()
    finally:
        house.stop()
    told = f"{before:.0f} MiB before, {after:.0f} MiB with {phones} pages and after {calls} calls"
    return [
        Result("phones_memory", after - before, "MiB", "<=100", told),
        Result("phones_called", statistics.median(first) * 1000, "ms", "<=1000", _spread(first)),
        Result("phones_last", statistics.median(last) * 1000, "ms", "", _spread(last)),
        Result("phones_view_bytes", lookers.size, "bytes", "", "the newest view, as a frame"),
    ]


def tokens_of(house: House) -> list[str]:
    """Of each visit of today, in the order of coming."""
    log = house.log(house.today())
    day = replay(house.empty_day(house.today()), log)
    store = Store(house.database_url)
    try:
        secret = store.read(lambda line: rows.setting(line, "secret"))
    finally:
        store.close()
    assert secret
    return [page_token(secret.encode(), day, visit) for visit in day.visits]


async def _calls(desk: Caller, lookers: "Lookers", calls: int) -> tuple[list[float], list[float]]:
    """Seconds from the command to the phone that is called, and to the last whose place moved."""
    first, last = [], []
    for _ in range(calls):
        await asyncio.sleep(2.0)
        began = time.perf_counter()
        await desk.do("call_next", desk="1")
        called, moved = await lookers.heard()
        first.append(called - began)
        last.append(moved - began)
    return first, last


def _spread(seconds: list[float]) -> str:
    return f"from {min(seconds) * 1000:.0f} to {max(seconds) * 1000:.0f} ms, {len(seconds)} calls"


class Lookers:
    """The process with all phones."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.size = 0

    @classmethod
    async def open(cls, port: int, file: Path) -> "Lookers":
        """Starts them and waits until each has its first view."""
        words = (sys.executable, "-m", "bench.lookers", str(port), str(file))
        process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
        lookers = cls(process)
        await lookers.word("open")
        return lookers

    async def heard(self) -> tuple[float, float]:
        """When the phone that is called showed it, and when the last of the others had moved on."""
        called = await self.word("called")
        moved = await self.word("moved")
        return called, moved

    async def word(self, wanted: str) -> float:
        assert self.process.stdout is not None
        async with asyncio.timeout(LATE_SECONDS):
            while True:
                words = (await self.process.stdout.readline()).decode().split()
                if not words:
                    raise RuntimeError("the phones fell")
                if words[0] == wanted:
                    self.size = int(words[2])
                    return float(words[1])

    def close(self) -> None:
        self.process.kill()
