"""Availability: the free times of one service over 50 days at a location with 8 desks and 2,000
bookings, asked over REST; and the same with 500,000 finished visits in the archive.

Two hosts take turns. Before each question an appointment is booked, so that one day has changed
since; the time of booking is not counted.
"""

import argparse
import asyncio
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bench.agenda_house import DAYS, DESKS, SERVICE, book, house, program
from bench.history import fill
from bench.house import LOCATION, House
from bench.table import Result, percentile, ratio

ASKED = {"location": LOCATION, "service": SERVICE}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--questions", type=int, default=5, help="of each half of a round")
    parser.add_argument("--bookings", type=int, default=2_000)
    parser.add_argument("--finished", type=int, default=500_000)
    parser.add_argument("--a-day", type=int, default=2_000, help="finished visits on one day")


def run(args: argparse.Namespace) -> list[Result]:
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        return asyncio.run(_run(Path(folder), args))


async def _run(folder: Path, args: argparse.Namespace) -> list[Result]:
    small, full = house(folder / "small"), house(folder / "full")
    began = time.perf_counter()
    rows = fill(full, args.finished, args.a_day) if args.finished else 0
    filling = time.perf_counter() - began
    clients = {town.port: program(town) for town in (small, full)}
    took: dict[int, list[list[float]]] = {small.port: [], full.port: []}
    first: dict[int, float] = {}
    try:
        for town in (small, full):
            book(town, args.bookings)
            await town.start()
            first[town.port], days = await _ask(clients[town.port])
            assert len(days) >= DAYS - 1, len(days)
        for number in range(args.rounds + 1):
            for town in (small, full):
                block = await _block(clients[town.port], args.questions)
                if number:  # the first round warms up
                    took[town.port].append(block)
    finally:
        for town in (small, full):
            town.stop()
            await clients[town.port].aclose()
    return _results(small, full, took, first, f"{rows:,} rows, made in {filling:.0f} s")


def _results(
    small: House,
    full: House,
    took: dict[int, list[list[float]]],
    first: dict[int, float],
    archive: str,
) -> list[Result]:
    all_of = {port: [one for block in blocks for one in block] for port, blocks in took.items()}
    p50 = statistics.median(all_of[small.port])
    note = f"p95 {percentile(all_of[small.port], 0.95):.1f} ms, {len(all_of[small.port])} questions"
    ours, theirs = ([statistics.median(b) for b in took[town.port]] for town in (full, small))
    full_p50 = statistics.median(all_of[full.port])
    return [
        Result("AVAILABILITY_p50", p50, "ms", "<=20", f"{note}, {DESKS} desks, {DAYS} days"),
        ratio(
            "AVAILABILITY_archive", ours, theirs, "<=2", f"{full_p50:.1f} ms; archive of {archive}"
        ),
        Result("AVAILABILITY_first", first[full.port], "ms", "", "of a host that has just started"),
    ]


async def _block(client: httpx.AsyncClient, questions: int) -> list[float]:
    """Milliseconds of each question."""
    _, days = await _ask(client)
    times = [start for day in days[1:] for start in day["times"]]
    took = []
    for number in range(questions):
        start = times[(number * 997) % len(times)]
        body = {"location": LOCATION, "services": [{"service": SERVICE}], "start": start}
        assert (await client.post("/appointments", json=body)).status_code in (201, 409)
        took.append((await _ask(client))[0])
    return took


async def _ask(client: httpx.AsyncClient) -> tuple[float, list[dict[str, list[str]]]]:
    """Milliseconds until the whole answer is there, and its days."""
    began = time.perf_counter()
    answer = await client.get("/availability", params=ASKED)
    took = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, answer.text
    days: list[dict[str, list[str]]] = answer.json()["days"]
    return took, days
