"""Dashboard: from a visitor's ticket at the kiosk until the last of 50 open dashboards has it, and
what making their view costs a busy hall.

The dashboards live in one other process (`bench.displays` reads frames by hand). Tickets come at
random moments, as visitors do, so that most fall within the rest after a view.
"""

import argparse
import asyncio
import random
import re
import statistics
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.caller import Caller, frame
from bench.house import House
from bench.sockets import open_all
from bench.table import Result, percentile

OPEN = 50
LATE_SECONDS = 20.0
WAITING = re.compile(rb'"waiting_count":(\d+)')


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--events", type=int, default=40)
    parser.add_argument("--waiting", type=int, default=200, help="before it begins")


def run(args: argparse.Namespace) -> list[Result]:
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        took = asyncio.run(_run(Path(folder), args.events, args.waiting))
    note = f"{args.events} tickets, {args.waiting} waiting, median {statistics.median(took):.3f} s"
    return [
        Result("dashboard_last_of_50", max(took), "s", "<=1", note),
        Result("dashboard_p95_of_50", percentile(took, 0.95), "s", "<=1"),
    ]


async def _run(folder: Path, events: int, waiting: int) -> list[float]:
    house = House(folder, desks={"1": ()})
    kiosk_token, leader = *house.pair("kiosk", 1), *house.pair("leader", 1)
    await house.start()
    chance = random.Random(7)
    try:
        kiosk = await Caller.open(house.url, kiosk_token)
        for _ in range(waiting):
            await _ticket(kiosk)
        dashboards = await Dashboards.open(house.port, leader, OPEN)
        try:
            await dashboards.all_have(waiting)
            took = []
            for number in range(waiting + 1, waiting + events + 1):
                await asyncio.sleep(chance.uniform(0.05, 1.2))
                began = time.perf_counter()
                await _ticket(kiosk)
                took.append(await dashboards.all_have(number) - began)
            return took
        finally:
            dashboards.close()
    finally:
        house.stop()


async def _ticket(kiosk: Caller) -> None:
    heard = await kiosk.say(frame("take_ticket", services=["passport"], slip=False))
    assert heard.startswith('{"kind":"done"'), heard


class Dashboards:
    """The process with all dashboards."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def open(cls, port: int, token: str, count: int) -> "Dashboards":
        words = ("-m", "bench.dashboard", str(port), token, str(count))
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words, stdout=subprocess.PIPE
        )
        return cls(process)

    async def all_have(self, number: int) -> float:
        """The moment at which the last of them showed so many waiting."""
        assert self.process.stdout is not None
        async with asyncio.timeout(LATE_SECONDS):
            while line := (await self.process.stdout.readline()).decode().split():
                if int(line[0]) >= number:
                    return float(line[1])
        raise RuntimeError("the dashboards fell")

    def close(self) -> None:
        self.process.kill()


async def watch(port: int, token: str, count: int) -> None:
    """Opens all dashboards; tells each count of waiting visitors when the last one shows it."""
    from bench.displays import Display, Group

    have: dict[int, int] = {}

    class Dashboard(Display):
        def take(self, payload: bytes, now: float) -> None:
            found = WAITING.search(payload, 0, 400)
            if found is None:
                return super().take(payload, now)
            number = int(found[1])
            have[number] = have.get(number, 0) + 1
            if have[number] == count:
                print(number, repr(now), flush=True)
            return None

    group = Group("dashboards", count)
    await open_all(port, [partial(Dashboard, group, token)] * count)
    await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(watch(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
