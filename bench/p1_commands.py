"""P1: durable check-ins and calls per second over the product's own websocket, 16 connections,
against a bare websocket echo that commits one SQLite row in groups, in the same run.

Eight kiosks hand out tickets and eight desks call the next visitor, each as fast as it is answered.
Only answers that say `done` count. Both sides have the same clients and synchronous=FULL.
"""

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.caller import Caller, frame
from bench.house import House, side_process
from bench.table import Result, ratio

DESKS = 8
KIOSKS = 8
WAITING_FIRST = 400
"""Tickets given before the measuring, so that no desk finds an empty hall."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1.5, help="of each half of a round")


def run(args: argparse.Namespace) -> list[Result]:
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        return asyncio.run(_run(Path(folder), args.rounds, args.seconds))


async def _run(folder: Path, rounds: int, seconds: float) -> list[Result]:
    desks = [str(number + 1) for number in range(DESKS)]
    house = House(folder, desks=dict.fromkeys(desks, ()))
    tokens = house.pair("kiosk", KIOSKS) + house.pair_desks()
    ours: list[float] = []
    theirs: list[float] = []
    await house.start()
    try:
        with side_process("bench.bare", str(folder / "bare.db")) as port:
            names = [None] * KIOSKS + desks
            product = [
                await Caller.open(house.url, token, desk)
                for token, desk in zip(tokens, names, strict=True)
            ]
            bare = [await Caller.open_bare(port) for _ in product]
            await prepare(product)
            for number in range(rounds + 1):
                theirs.append(await _per_second([_echo(caller) for caller in bare], seconds))
                ours.append(await _per_second([_work(caller) for caller in product], seconds))
                if number == 0:  # the first round warms up
                    ours.clear()
                    theirs.clear()
            for caller in (*product, *bare):
                await caller.close()
    finally:
        house.stop()
    note = f"{_middle(ours):.0f}/s against {_middle(theirs):.0f}/s bare"
    return [
        ratio("P1_commands", ours, theirs, ">=0.6", note),
        Result("P1_product", _middle(ours), "commands/s"),
        Result("P1_bare", _middle(theirs), "commands/s"),
    ]


async def prepare(product: list[Caller]) -> None:
    """Desks open, and some people wait."""
    kiosks = [caller for caller in product if caller.desk is None]
    for caller in product:
        if caller.desk is not None:
            await caller.take_desk()
    for number in range(WAITING_FIRST):
        answer = await kiosks[number % len(kiosks)].do("take_ticket", services=["passport"])
        assert answer["kind"] == "done", answer


Turn = Callable[[], Awaitable[bool]]


def _work(caller: Caller) -> Turn:
    async def turn() -> bool:
        if caller.desk is None:
            heard = await caller.say(frame("take_ticket", services=["passport"]))
        else:
            heard = await caller.say(frame("call_next", desk=caller.desk))
        return heard.startswith('{"kind":"done"')

    return turn


def _echo(caller: Caller) -> Turn:
    async def turn() -> bool:
        said = frame("take_ticket", services=["passport"])
        return await caller.echo(said) == said

    return turn


async def _per_second(turns: list[Turn], seconds: float) -> float:
    """Turns that counted, per second, all connections at once."""
    began = time.perf_counter()
    until = began + seconds

    async def repeat(turn: Turn) -> int:
        counted = 0
        while time.perf_counter() < until:
            counted += await turn()
        return counted

    done = sum(await asyncio.gather(*(repeat(turn) for turn in turns)))
    return done / (time.perf_counter() - began)


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
