"""Runs the demo: builds the town in a fresh folder, opens the house, lets the morning pass fast, and
then either goes live with a page to play with or takes the whole day and prints its table.
"""

import asyncio
import contextlib
import shutil
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from demo.clock import DemoClock
from demo.page import page
from demo.play import act
from demo.processes import Processes
from demo.terminals import Terminal
from demo.town import Town

LIVE_FROM_MINUTES = 70
"""After opening: the hall is busy by then."""
HELD_BACK = frozenset({"3"})
"""Desks that no simulated employee takes, in the live demo: they are yours."""


@dataclass(frozen=True)
class Ports:
    page: int
    host: int
    printer: int


def run(folder: Path, fast: bool, seed: int, port: int) -> int:
    """The demo from start to end; returns the exit code. Ctrl+C is a good end."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with contextlib.suppress(KeyboardInterrupt):
        return asyncio.run(_run(folder, fast, seed, port))
    return 0


async def _run(folder: Path, fast: bool, seed: int, port: int) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    ports = Ports(port or free_port(8400), free_port(8300), free_port(9100))
    print("Opening the town hall of Groningen …", flush=True)
    town = prepare(folder, seed, ports.host)
    clock = DemoClock(town.opens - 15 * 60_000, town.clock_file)
    processes = Processes(folder)
    house = asyncio.create_task(_house(town, clock, processes, ports, fast))
    ends = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({house, ends}, return_when=asyncio.FIRST_COMPLETED)
        if house.done():
            return house.result()
        print("\nClosing …", flush=True)
        return 0
    finally:
        house.cancel()
        ends.cancel()
        await asyncio.gather(house, ends, return_exceptions=True)
        await clock.stop()
        await processes.stop()


async def _house(
    town: Town, clock: DemoClock, processes: Processes, ports: Ports, fast: bool
) -> int:
    """Starts the roles in their order, lets people act, and shows the day."""
    address = f"ws://127.0.0.1:{ports.host}/ws"
    await processes.start(
        "host", "host", "--settings", str(town.settings), "--clock-file", str(town.clock_file)
    )
    await _listening(ports.host, processes)
    roll = str(town.roll)
    await processes.start("paper", "printer", "--virtual", str(ports.printer), "--roll", roll)
    await _listening(ports.printer, processes)
    await processes.start(
        "printer",
        "printer",
        "--host",
        address,
        "--token-file",
        str(town.token("printer-1")),
        "--device",
        f"tcp://127.0.0.1:{ports.printer}",
        "--spool",
        str(town.folder / "spool"),
    )
    play = await act(town, clock, address, frozenset() if fast else HELD_BACK)
    if fast:
        await clock.run()
        await play.settle()
        print(day_table(town, play))
        return 1 if clock.faults else 0
    await clock.run(until=town.opens + LIVE_FROM_MINUTES * 60_000)
    clock.go_live()
    runner = await _serve_page(town, clock, play.greeter_view, ports)
    print(f"\n  http://127.0.0.1:{ports.page}/\n\nCtrl+C closes the town hall.", flush=True)
    try:
        await clock.run()
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
    return 0


async def _serve_page(
    town: Town, clock: DemoClock, view: "list[GreeterView]", ports: Ports
) -> web.AppRunner:
    base = f"http://127.0.0.1:{ports.page}"
    line = f"--host ws://127.0.0.1:{ports.host}/ws --token-file"
    terminals = [
        Terminal("kiosk", "Kiosk", town.command("kiosk", line, "kiosk-2"), base),
        Terminal("greeter", "Greeter", town.command("greeter", line, "greeter-1"), base),
        Terminal("desk-3", "Desk 3", town.command("desk 3", line, "desk-3"), base),
    ]
    screens = {
        "hall": f"http://127.0.0.1:{ports.host}/display#token={town.token('display-1').read_text().strip()}",
        "kiosk": f"{base}/terminal/kiosk/",
        "desk": f"{base}/terminal/desk-3/",
        "greeter": f"{base}/terminal/greeter/",
    }

    def start() -> dict[str, object]:
        return {**town.for_page(clock.now()), "screens": screens}

    def news() -> dict[str, object]:
        figures = [f.model_dump() for f in view[0].figures if f.service is None] if view else []
        return {"at": clock.now(), "figures": figures, "paper": town.paper_state()}

    runner = web.AppRunner(await page(terminals, town.roll, start, news, town.paper_file))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", ports.page).start()
    return runner


async def _listening(port: int, processes: Processes, seconds: float = 20) -> None:
    """Waits until a process listens. Raises RuntimeError when one fell or the time is over."""
    for _ in range(round(seconds * 20)):
        if fallen := processes.fallen():
            raise RuntimeError(f"fell at start: {fallen}; see the logs in {processes.folder}")
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}; see the logs in {processes.folder}")


def free_port(wish: int) -> int:
    """The wished port, or any free one when that is taken."""
    for port in (wish, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
    raise RuntimeError("no free port")
