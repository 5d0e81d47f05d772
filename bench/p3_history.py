"""P3: a check-in and a call with 10,000 waiting and 500,000 finished visits behind them, against
the same on an empty day, in the same run.

Two hosts, one on a fresh database and one on a full one; blocks of both take turns. Each turn of a
block is one ticket and one call, so the number that waits stays as it is.
"""

import argparse
import asyncio
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.caller import Caller, frame
from bench.history import fill
from bench.house import House
from bench.table import Result, ratio

KIOSKS = 8
DESKS = ("1", "2", "3", "4")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--turns", type=int, default=12, help="of each half of a round")
    parser.add_argument("--waiting", type=int, default=10_000)
    parser.add_argument("--finished", type=int, default=500_000)
    parser.add_argument("--a-day", type=int, default=2_000, help="finished visits on one day")


def run(args: argparse.Namespace) -> list[Result]:
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        return asyncio.run(_run(Path(folder), args))


async def _run(folder: Path, args: argparse.Namespace) -> list[Result]:
    empty, full = (House(folder / name, desks=dict.fromkeys(DESKS, ())) for name in ("0", "full"))
    tokens = {
        house.port: house.pair("kiosk", KIOSKS) + house.pair_desks() for house in (empty, full)
    }
    began = time.perf_counter()
    rows = fill(full, args.finished, args.a_day)
    filling = time.perf_counter() - began
    try:
        started = {house.port: await house.start() for house in (empty, full)}
        doors = {house.port: await _doors(house, tokens[house.port]) for house in (empty, full)}
        await _crowd(full, tokens[full.port][:KIOSKS], args.waiting)
        blocks: dict[int, list[tuple[float, float]]] = {empty.port: [], full.port: []}
        for number in range(args.rounds + 1):
            for house in (empty, full):
                block = await _block(*doors[house.port], args.turns)
                if number:  # the first round warms up
                    blocks[house.port].append(block)
        memory = full.resident_mebibytes()
    finally:
        empty.stop()
        full.stop()
    note = f"{rows:,} rows of the log behind it, made in {filling:.0f} s; {args.waiting:,} wait"
    results = []
    for part, name in enumerate(("check_in", "call")):
        ours = [block[part] for block in blocks[full.port]]
        theirs = [block[part] for block in blocks[empty.port]]
        p50s = f"{statistics.median(ours):.2f} ms against {statistics.median(theirs):.2f} ms"
        results.append(ratio(f"P3_{name}_p50", ours, theirs, "<=1.2", f"{p50s}; {note}"))
    results.append(Result("P3_start_full", started[full.port], "s", "", "until it listens"))
    results.append(Result("P3_memory_full", memory, "MiB"))
    return results


async def _doors(house: House, tokens: list[str]) -> tuple[Caller, Caller]:
    kiosk = await Caller.open(house.url, tokens[0])
    desk = await Caller.open(house.url, tokens[KIOSKS], DESKS[0])
    await desk.take_desk()
    return kiosk, desk


async def _crowd(house: House, tokens: list[str], waiting: int) -> None:
    """So many people take a ticket, at all kiosks at once."""
    kiosks = [await Caller.open(house.url, token) for token in tokens]

    async def give(kiosk: Caller, count: int) -> None:
        for _ in range(count):
            heard = await kiosk.say(frame("take_ticket", services=["passport"]))
            assert heard.startswith('{"kind":"done"'), heard

    await asyncio.gather(*(give(kiosk, waiting // len(kiosks)) for kiosk in kiosks))
    for kiosk in kiosks:
        await kiosk.close()


async def _block(kiosk: Caller, desk: Caller, turns: int) -> tuple[float, float]:
    """p50 of the check-ins and of the calls, in milliseconds."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(turns):
        for part, caller, said in (
            (0, kiosk, frame("take_ticket", services=["passport"])),
            (1, desk, frame("call_next", desk=desk.desk)),
        ):
            began = time.perf_counter()
            heard = await caller.say(said)
            took[part].append(time.perf_counter() - began)
            assert heard.startswith('{"kind":"done"'), heard
    return statistics.median(took[0]) * 1000, statistics.median(took[1]) * 1000
