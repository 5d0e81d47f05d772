"""R6: eight desks call at once from 10,000 tickets over the real line: no visitor is called by two
desks, no number is given twice, nobody is left out.
"""

import argparse
import asyncio
import json
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.caller import Caller, frame
from bench.checks import violations_in
from bench.house import House
from bench.table import Result

KIOSKS = 8
DESKS = 8


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tickets", type=int, default=10_000)


def run(args: argparse.Namespace) -> list[Result]:
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        return asyncio.run(_run(Path(folder), args.tickets))


async def _run(folder: Path, tickets: int) -> list[Result]:
    names = [str(number + 1) for number in range(DESKS)]
    house = House(folder, desks=dict.fromkeys(names, ()))
    tokens = house.pair("kiosk", KIOSKS), house.pair_desks()
    await house.start()
    began = time.perf_counter()
    try:
        kiosks = [await Caller.open(house.url, token) for token in tokens[0]]
        share = -(-tickets // KIOSKS)
        given = await asyncio.gather(*(_give(kiosk, share) for kiosk in kiosks))
        desks = [
            await Caller.open(house.url, token, desk)
            for token, desk in zip(tokens[1], names, strict=True)
        ]
        for desk in desks:
            await desk.take_desk()
        called = await asyncio.gather(*(_call_all(desk) for desk in desks))
    finally:
        house.stop()
    numbers = Counter(answer["ticket"] for answers in given for answer in answers)
    visits = Counter(answer["visit"] for answers in called for answer in answers)
    note = f"{len(numbers):,} tickets, {sum(visits.values()):,} calls by {DESKS} desks"
    took = f"{time.perf_counter() - began:.1f} s"
    found = violations_in(house, house.today())
    return [
        Result("R6_called_twice", sum(n > 1 for n in visits.values()), "visits", "==0", note),
        Result("R6_number_twice", sum(n > 1 for n in numbers.values()), "numbers", "==0"),
        Result("R6_left_out", len(numbers) - len(visits), "visits", "==0", took),
        Result("R6_violations", len(found), "violations", "==0", "; ".join(found[:3])),
    ]


async def _give(kiosk: Caller, count: int) -> list[dict[str, Any]]:
    answers = []
    for _ in range(count):
        answers.append(json.loads(await kiosk.say(frame("take_ticket", services=["passport"]))))
        assert answers[-1]["kind"] == "done", answers[-1]
    return answers


async def _call_all(desk: Caller) -> list[dict[str, Any]]:
    """Calls until nobody waits; the answers that name a visitor."""
    answers = []
    while "visit" in (answer := await desk.do("call_next")):
        answers.append(answer)
    return answers
