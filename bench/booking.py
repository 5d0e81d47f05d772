"""Booking: appointments per second over REST at one location with 8 desks, on SQLite, 8 programs
that book as fast as they are answered; every answer is on disk, and no desk is promised twice.

The times come from one list, by chance, each as often as there are desks: until the agenda is full
nobody may be refused.
"""

import argparse
import asyncio
import datetime
import random
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bench.agenda_house import DAYS, DESKS, SERVICE, house, program
from bench.checks import violations_in
from bench.house import LOCATION, House
from bench.table import Result, percentile
from host.core.events import Booked

PROGRAMS = 8


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=20)


def run(args: argparse.Namespace) -> list[Result]:
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        return asyncio.run(_run(Path(folder), args.seconds))


async def _run(folder: Path, seconds: float) -> list[Result]:
    town = house(folder)
    client = program(town, PROGRAMS)
    await town.start()
    try:
        slots = await _slots(client)
        began = time.perf_counter()
        parts = await asyncio.gather(
            *(_programme(client, slots, began + seconds) for _ in range(PROGRAMS))
        )
        took = time.perf_counter() - began
    finally:
        town.stop()
        await client.aclose()
    booked = [visit for part in parts for visit in part[0]]
    waits = [wait for part in parts for wait in part[1]]
    refused = sum(part[2] for part in parts)
    lost, faults = _judged(town, booked)
    note = (
        f"{len(booked):,} in {took:.0f} s, p95 {percentile(waits, 0.95):.0f} ms, {refused} refused"
    )
    return [
        Result("BOOKING_per_second", len(booked) / took, "bookings/s", ">=50", note),
        Result("BOOKING_refused", refused, "bookings", "==0", "where there was room"),
        Result("BOOKING_lost", lost, "bookings", "==0", "acknowledged and not in the log"),
        Result("BOOKING_violations", faults, "violations", "==0", "two at one desk, and the like"),
    ]


async def _slots(client: httpx.AsyncClient) -> Iterator[str]:
    """Every free time from tomorrow on, as often as there are desks, in any order."""
    answer = await client.get("/availability", params={"location": LOCATION, "service": SERVICE})
    days = answer.json()["days"]
    hole = 10  # minutes: what does not overlap
    times = [t for day in days[1:] for t in day["times"] if int(t[14:16]) % hole == 0] * DESKS
    random.Random(1).shuffle(times)
    return iter(times)


async def _programme(
    client: httpx.AsyncClient, slots: Iterator[str], until: float
) -> tuple[list[str], list[float], int]:
    """Books until the time is over: the ids, milliseconds of each, and how many were refused."""
    booked: list[str] = []
    waits: list[float] = []
    refused = 0
    for start in slots:
        began = time.perf_counter()
        if began >= until:
            break
        body = {
            "location": LOCATION,
            "services": [{"service": SERVICE}],
            "start": start,
            "contact": {"name": "Bench Voorbeeld", "mail": "bench@voorbeeld.example"},
        }
        answer = await client.post("/appointments", json=body)
        waits.append((time.perf_counter() - began) * 1000)
        if answer.status_code == 201:
            booked.append(answer.json()["appointment"])
        else:
            assert answer.status_code == 409, answer.text
            refused += 1
    return booked, waits, refused


def _judged(town: House, booked: list[str]) -> tuple[int, int]:
    """Acknowledged bookings that are not in the log, and what else does not hold there."""
    today = datetime.date.fromisoformat(town.today())
    days = [(today + datetime.timedelta(days=ahead)).isoformat() for ahead in range(DAYS + 1)]
    kept = {
        fact.visit
        for day in days
        for entry in town.log(day)
        for fact in entry.events
        if isinstance(fact, Booked)
    }
    faults = sum(len(violations_in(town, day)) for day in days)
    return len(set(booked) - kept), faults
