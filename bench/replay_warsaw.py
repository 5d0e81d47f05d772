"""replay: a real day of a Warsaw district office, through a real host, kiosks and desks over the
websocket, by a fast clock. Tells tickets, calls and waits, and counts what is wrong: nothing.

The waits that the product publishes are held against those that follow from the office's own board.
The data are not part of the project; without them the bench is skipped.
"""

import argparse
import asyncio
import datetime
import os
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.caller import Caller
from bench.checks import violations_in
from bench.house import LOCATION, House
from bench.table import Result, Skipped, percentile
from bench.warsaw import ZONE, QueueDay, read_day
from demo.clock import DemoClock
from host.store import Store

DATA = Path("../shared/data/warsaw_queues.csv.gz")
LETTERS = "ABCDEF"
MINUTE = 60_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", default="UD_Ochota")
    parser.add_argument("--day", default="2020-01-09", help="ISO date")
    parser.add_argument("--data", type=Path, help="gz CSV; else $BALIE_WARSAW, else beside here")


def run(args: argparse.Namespace) -> list[Result]:
    file = args.data or Path(os.environ.get("BALIE_WARSAW", DATA))
    if not file.exists():
        raise Skipped("the boards of Warsaw are not here; name them with --data or BALIE_WARSAW")
    queues = read_day(file, args.office, args.day)
    if not queues:
        raise Skipped(f"no queue of {args.office} can be followed on {args.day}")
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        return asyncio.run(_run(Path(folder), queues, args.day))


@dataclass
class Counter:
    """One queue: its kiosk, its desks, and what was said there."""

    queue: QueueDay
    kiosk: Caller
    desks: dict[str, Caller]
    opened: list[str] = field(default_factory=list)
    """Open desks; the one that called longest ago stands first."""
    tickets: int = 0
    calls: int = 0
    refused: list[str] = field(default_factory=list)

    async def come(self, clock: DemoClock) -> None:
        """Everybody who took a number."""
        for moment in self.queue.arrivals:
            await clock.sleep_until(moment)
            answer = await self.kiosk.do("take_ticket", services=[service_of(self.queue)])
            self._count(answer["kind"] == "done", "tickets", answer.get("word", ""))

    async def serve(self, clock: DemoClock) -> None:
        """Every call of the board, by the open desk that has been busy longest; desks open and
        close as the board says."""
        steps = [(moment, 0, count) for moment, count in self.queue.desks]
        steps += [(moment, 1, 0) for moment in self.queue.calls]
        for moment, is_call, count in sorted(steps):
            await clock.sleep_until(moment)
            if not is_call:
                await self._open(count)
                continue
            if not self.opened:  # the board was looked at every few minutes only
                await self._open(1)
            desk = self.opened.pop(0)
            self.opened.append(desk)
            answer = await self.desks[desk].do("call_next")
            self._count("visit" in answer, "calls", answer.get("word", "nobody waits"))
        await self._open(0)

    async def _open(self, count: int) -> None:
        while len(self.opened) > count:
            desk = self.desks[self.opened.pop()]
            await desk.do("end_visit")
            await desk.do("close_desk")
        while len(self.opened) < min(count, len(self.desks)):
            name = next(name for name in self.desks if name not in self.opened)
            await self.desks[name].take_desk()
            self.opened.insert(0, name)

    def _count(self, is_done: bool, what: str, word: str) -> None:
        if is_done:
            setattr(self, what, getattr(self, what) + 1)
        else:
            self.refused.append(word)


def service_of(queue: QueueDay) -> str:
    return f"queue-{queue.queue}"


def _house(folder: Path, queues: list[QueueDay], clock_file: Path) -> House:
    desks = {
        f"{queue.queue}-{number + 1}": (service_of(queue),)
        for queue in queues
        for number in range(max(1, queue.most_desks))
    }
    services = {service_of(queue): LETTERS[n % len(LETTERS)] for n, queue in enumerate(queues)}
    return House(folder, services, desks, zone=ZONE.key, hours="05:00-23:00", clock_file=clock_file)


async def _run(folder: Path, queues: list[QueueDay], day: str) -> list[Result]:
    first = min(queue.arrivals[0] for queue in queues)
    clock = DemoClock(first - MINUTE, folder / "clock")
    house = _house(folder, queues, folder / "clock")
    kiosks = house.pair("kiosk", len(queues))
    tokens = dict(zip(house.desks, house.pair_desks(), strict=True))
    await house.start()
    began = time.perf_counter()
    try:
        counters = []
        for queue, token in zip(queues, kiosks, strict=True):
            desks = {
                name: await Caller.open(house.url, tokens[name], name)
                for name, services in house.desks.items()
                if service_of(queue) in services
            }
            counters.append(Counter(queue, await Caller.open(house.url, token), desks))
        for counter in counters:
            clock.start(counter.come(clock))
            clock.start(counter.serve(clock))
        evening = max(queue.ends for queue in queues) + MINUTE
        clock.start(clock.sleep_until(evening + MINUTE))
        await clock.run(until=evening)
    finally:
        await clock.stop()
        house.stop()
    if clock.faults:
        raise clock.faults[0]
    return _results(house, counters, day, time.perf_counter() - began)


def _results(house: House, counters: list[Counter], day: str, took: float) -> list[Result]:
    store = Store(house.database_url)
    visits = store.visits(LOCATION, day, day)
    store.close()
    waits = [visit.wait_seconds for visit in visits if visit.wait_seconds is not None]
    felt = [visit.felt_seconds for visit in visits if visit.felt_seconds is not None]
    board = [wait for counter in counters for wait in counter.queue.waits_seconds]
    found = violations_in(house, day)
    tickets = sum(counter.tickets for counter in counters)
    calls = sum(counter.calls for counter in counters)
    came = sum(len(counter.queue.arrivals) for counter in counters)
    refused = [word for counter in counters for word in counter.refused]
    weekday = datetime.date.fromisoformat(day).strftime("%A")
    note = f"{len(counters)} queues, {len(house.desks)} desks, a {weekday}, in {took:.1f} s"
    mean_minutes = statistics.mean(waits) / 60
    apart = abs(statistics.mean(waits) - statistics.mean(board))
    return [
        Result("replay_tickets", tickets, "tickets", f"=={came}", note),
        Result("replay_calls", calls, "calls", f"=={len(board)}", ", ".join(refused[:3])),
        Result("replay_wait_mean", mean_minutes, "minutes", "", "waiting time by the norm's clock"),
        Result("replay_wait_p90", percentile(waits, 0.9) / 60, "minutes"),
        Result("replay_felt_mean", statistics.mean(felt) / 60, "minutes", "", "felt wait"),
        Result("replay_felt_p90", percentile(felt, 0.9) / 60, "minutes"),
        Result("replay_apart", apart, "s", "<=1", "mean wait: the product's and the board's"),
        Result("replay_violations", len(found), "violations", "==0", "; ".join(found[:3])),
    ]
