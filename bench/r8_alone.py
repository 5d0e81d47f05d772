"""R8: a kiosk without its host. The host is killed; for eight hours visitors take numbers from the
kiosk, each printed by the agent beside it; then the host comes back and is brought all of them.

The kiosk's own screen, its disk, the agent in a process of its own and the host are real; the
printer is made of software, and the hours pass by a clock that jumps.
"""

import argparse
import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.checks import violations_in
from bench.house import House, free_port
from bench.table import Result, percentile
from demo.clock import WALL
from host.core.keep import replay
from kiosk.visitor.alone_app import AloneApp
from visitor.alone import take
from visitor.page import Session
from wire.frames import Hello
from wire.link import Link

HOUR = 3_600_000
AWAIT_SECONDS = 60.0
PRINTED_SECONDS = 10.0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--tickets", type=int, default=500)
    parser.add_argument("--hours", type=float, default=8.0)


@dataclass
class Hours:
    """The kiosk's clock: runs by itself, and jumps when told."""

    millis: int = 0

    def steady(self) -> int:
        return time.monotonic_ns() // 1_000_000 + self.millis

    def wall(self) -> int:
        return time.time_ns() // 1_000_000 + self.millis


@dataclass
class Tally:
    shown_seconds: list[float] = field(default_factory=list)
    printed_seconds: list[float] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    back_seconds: float = 0.0


@dataclass
class Roll:
    """What a printer made of software has cut, as pictures in a folder."""

    folder: Path
    slips: int = 0

    def next_is_cut(self) -> bool:
        cut = (self.folder / f"slip-{self.slips + 1:04}.png").exists()
        self.slips += cut
        return cut


def run(args: argparse.Namespace) -> list[Result]:
    tally, hours = Tally(), Hours()
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        house = House(Path(folder), desks={"1": ()}, clock_file=Path(folder) / "clock")
        _set_clock(house, 1)
        try:
            asyncio.run(_a_day(house, args.tickets, args.hours, tally, hours))
        finally:
            house.stop()
        day = replay(house.empty_day(house.today()), house.log(house.today()))
        waiting = day.lines.first(day.plan, len(tally.numbers) + 1) if day.plan else []
        kept = [day.visits[visit].ticket for visit in waiting]
        faults = violations_in(house, house.today())
    lost, twice = len(set(tally.numbers) - set(kept)), len(kept) - len(set(kept))
    misplaced = [told for told, had in zip(tally.numbers, kept, strict=False) if told != had]
    printed, shown = tally.printed_seconds, tally.shown_seconds
    slowest = printed.index(max(printed)) + 1
    usual = percentile(printed, 0.5), percentile(shown, 0.5)
    told = f"the {slowest}th; p50 {usual[0]:.2f} s, shown p50 {usual[1]:.2f} s"
    merged = f"all brought in {tally.back_seconds:.1f} s"
    printed_all = sum(took < PRINTED_SECONDS for took in printed)
    return [
        Result("R8_tickets", printed_all, "slips", f">={args.tickets}", f"{args.hours:g} hours"),
        Result("R8_printed_max", max(printed), "s", "<=1", told),
        Result("R8_lost", lost, "visits", "==0", merged),
        Result("R8_twice", twice, "visits", "==0"),
        Result("R8_order", len(misplaced), "visits", "==0", str(misplaced[:5] or "as they came")),
        Result("R8_violations", len(faults), "violations", "==0", str(faults[:3] or "")),
    ]


def _set_clock(house: House, ahead_millis: int) -> None:
    assert house.clock_file is not None
    house.clock_file.write_bytes(WALL.pack(0, ahead_millis))


async def _a_day(house: House, tickets: int, length: float, tally: Tally, hours: Hours) -> None:
    (kiosk_token,), (printer_token,) = house.pair("kiosk", 1), house.pair("printer", 1)
    await house.start()
    async with _printer(house, printer_token) as (roll, door):
        app = AloneApp(
            lambda heard: Link(house.url, Hello(token=kiosk_token), heard),
            hours.steady,
            folder=house.folder / "kiosk",
            wall=hours.wall,
            printer_door=door,
        )
        async with app.run_test(size=(80, 24)):
            await _until(lambda: app.hall is not None)
            house.kill()
            await _until(lambda: app.stands_alone)
            for _ in range(tickets):
                hours.millis += int(length * HOUR / tickets)
                await _one(app, roll, tally)
            _set_clock(house, hours.millis)
            await house.start()
            began = time.perf_counter()
            await _until(lambda: app.silence is None)
            await _until(lambda: not app.has_to_bring)
            tally.back_seconds = time.perf_counter() - began


async def _one(app: AloneApp, roll: Roll, tally: Tally) -> None:
    """From the last choice of a visitor to the number on the screen, and to the cut of the slip. A
    slip that does not come counts with all that it was waited for.
    """
    began = time.perf_counter()
    cut = asyncio.create_task(_until(roll.next_is_cut, 0.002, PRINTED_SECONDS))
    cut.add_done_callback(lambda _: tally.printed_seconds.append(time.perf_counter() - began))
    done = await app.answer_to(take(Session(step="offer", language="nl", service="passport")))
    app.go(done)
    assert isinstance(done, Session)
    assert done.own is not None
    assert app.shown.big == done.own.ticket
    tally.shown_seconds.append(time.perf_counter() - began)
    tally.numbers.append(done.own.ticket)
    await asyncio.wait({cut})
    app.forget()


@asynccontextmanager
async def _printer(house: House, token: str) -> AsyncIterator[tuple[Roll, Path]]:
    """A printer made of software with the real agent before it, and the agent's door. Each is a
    process of its own: none waits for another.
    """
    (house.folder / "printer-token").write_text(token, encoding="ascii")
    door, roll, port = house.folder / "printer.sock", house.folder / "roll", str(free_port())
    words = (
        ("virtual-printer", port, "--roll", str(roll)),
        (
            *("printer", "--door", str(door), "--device", f"tcp://127.0.0.1:{port}"),
            *("--host", f"127.0.0.1:{house.port}", "--spool", str(house.folder / "spool")),
            *("--token-file", str(house.folder / "printer-token")),
        ),
    )
    running = [
        subprocess.Popen(  # noqa: ASYNC220
            [sys.executable, "-m", "balie", *each], stdout=subprocess.DEVNULL
        )
        for each in words
    ]
    try:
        await _until(door.is_socket)
        yield Roll(roll), door
    finally:
        for process in running:
            process.kill()
            process.wait()


async def _until(
    met: Callable[[], object], pause_seconds: float = 0.01, seconds: float = AWAIT_SECONDS
) -> None:
    async with asyncio.timeout(seconds):
        while not met():  # noqa: ASYNC110  the world outside sets no event
            await asyncio.sleep(pause_seconds)
