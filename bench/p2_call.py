"""P2: one call by one client, from the command to its answer, against a bare websocket message
with one FULL commit, in the same run.

p50 of blocks of calls; blocks of both sides take turns.
"""

import argparse
import asyncio
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.caller import Caller, frame
from bench.house import House, side_process
from bench.table import Result, ratio


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--calls", type=int, default=15, help="of each half of a round")


def run(args: argparse.Namespace) -> list[Result]:
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        return asyncio.run(_run(Path(folder), args.rounds, args.calls))


async def _run(folder: Path, rounds: int, calls: int) -> list[Result]:
    house = House(folder, desks={"1": ()})
    tokens = house.pair("kiosk", 1) + house.pair_desks()
    ours: list[float] = []
    theirs: list[float] = []
    await house.start()
    try:
        with side_process("bench.bare", str(folder / "bare.db")) as port:
            kiosk = await Caller.open(house.url, tokens[0])
            desk = await Caller.open(house.url, tokens[1], "1")
            bare = await Caller.open_bare(port)
            await desk.take_desk()
            await give_tickets(kiosk, (rounds + 1) * calls)
            for _ in range(rounds + 1):
                theirs.append(await _echoes(bare, calls))
                ours.append(await calls_p50(desk, calls))
            for caller in (kiosk, desk, bare):
                await caller.close()
    finally:
        house.stop()
    ours, theirs = ours[1:], theirs[1:]  # the first round warms up
    p50, bare_p50 = statistics.median(ours), statistics.median(theirs)
    note = f"{p50:.2f} ms against {bare_p50:.2f} ms bare"
    return [ratio("P2_call_p50", ours, theirs, "<=1.5", note), Result("P2_product_p50", p50, "ms")]


async def give_tickets(kiosk: Caller, count: int) -> None:
    for _ in range(count):
        heard = await kiosk.say(frame("take_ticket", services=["passport"]))
        assert heard.startswith('{"kind":"done"'), heard


async def calls_p50(desk: Caller, calls: int) -> float:
    """p50 of one call after another, in milliseconds."""
    took = []
    for _ in range(calls):
        said = frame("call_next", desk=desk.desk)
        began = time.perf_counter()
        heard = await desk.say(said)
        took.append(time.perf_counter() - began)
        assert heard.startswith('{"kind":"done"'), heard
    return statistics.median(took) * 1000


async def _echoes(bare: Caller, calls: int) -> float:
    took = []
    for _ in range(calls):
        said = frame("call_next", desk="1")
        began = time.perf_counter()
        await bare.echo(said)
        took.append(time.perf_counter() - began)
    return statistics.median(took) * 1000
