"""Runs the demo: builds the town in a fresh folder, opens the house, lets the morning pass fast,
and then either goes live with a page to play with or takes the whole day and prints its table.
"""

import asyncio
import contextlib
import shutil
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from demo.actors import Hall
from demo.ahead import promise
from demo.bookings import Bookings
from demo.callbacks import write_notes
from demo.clock import DemoClock
from demo.crowd import MINUTE
from demo.page import page
from demo.paper import Paper
from demo.play import Play, act
from demo.processes import Processes
from demo.town import DAY, LOCATION, PIN, Town, make_town, pair
from host.web.booking.qr import qr_svg
from kiosk.browser import KIOSK_SIZE, STAFF_SIZE, Terminal

LIVE_FROM_MINUTES = 70
"""After opening: the hall is busy by then."""
CLOSE_SECONDS = 2.0
"""Browsers, the people and their lines have so long to end; then they are left behind."""
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
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    ports = Ports(port or free_port(8400), free_port(8300), free_port(9100))
    print("Opening the town hall of Groningen …", flush=True)
    town = make_town(folder, seed, ports.host, ports.page, live=not fast)
    pair(town)
    promise(town)
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
        await asyncio.wait({house, ends}, timeout=CLOSE_SECONDS)
        await clock.stop()
        await processes.stop()


async def _house(
    town: Town, clock: DemoClock, processes: Processes, ports: Ports, fast: bool
) -> int:
    """Starts the roles in their order, lets people act, and shows the day."""
    await open_hall(town, processes, ports)
    address = f"ws://127.0.0.1:{ports.host}/ws"
    play = await act(town, clock, address, frozenset() if fast else HELD_BACK)
    greeter = play.links["greeter-1"]
    bookings = Bookings(f"http://127.0.0.1:{ports.host}", town.key, greeter, town.seed)
    try:
        await bookings.run()
        print(f"booked for the coming weeks: {bookings}", flush=True)
        clock.faults += map(RuntimeError, bookings.faults)
        if fast:
            await clock.run()
            words = ["--day", DAY.isoformat(), "--location", LOCATION]
            await processes.once("report", "report", *words, *town.options, show=True)
            return _closing_line(clock, play)
        await _morning(town, clock, play.hall, ports)
        clock.go_live()
        runner = await _serve_page(town, clock, play, ports)
        print(f"\n  http://127.0.0.1:{ports.page}/\n\nCtrl+C closes the town hall.", flush=True)
        try:
            await clock.run()
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()
        return 0
    finally:
        await play.stop()


async def _morning(town: Town, clock: DemoClock, hall: Hall, ports: Ports) -> None:
    """Passes fast, but each slip is out before time goes on: in the hall nobody's is missing."""
    paper = Paper(f"http://127.0.0.1:{ports.host}", LOCATION)
    hall.paper = paper.out
    try:
        await clock.run(until=town.opens + LIVE_FROM_MINUTES * MINUTE)
    finally:
        hall.paper = None
        await paper.close()


async def open_hall(town: Town, processes: Processes, ports: Ports) -> None:
    """Appointments first, then the host, a printer, and the agent between them."""
    clock_file = ("--clock-file", str(town.clock_file))
    bring = ["import", "appointments", str(town.appointments), "--location", LOCATION]
    await processes.once("import", *bring, *town.options, *clock_file)
    notes = ["callback", "import", str(write_notes(town.folder)), "--location", LOCATION]
    await processes.once("callbacks", *notes, *town.options, *clock_file)
    await processes.keep("host", "host", *town.options, *clock_file)
    await listening(ports.host, processes)
    await processes.start("paper", "virtual-printer", str(ports.printer), "--roll", str(town.roll))
    await listening(ports.printer, processes)
    await processes.keep("printer", *_printer(town, f"127.0.0.1:{ports.host}", ports.printer))


def _printer(town: Town, address: str, port: int) -> list[str]:
    words = ["printer", "--host", address, "--token-file", str(town.token_file("hal"))]
    words += ["--device", f"tcp://127.0.0.1:{port}", "--spool", str(town.folder / "spool")]
    return words


def _closing_line(clock: DemoClock, play: Play) -> int:
    """What happened, in one line; the exit code says whether all went well."""
    hall = play.hall
    refused = ", ".join(f"{word} {count}" for word, count in sorted(hall.refused.items()))
    print(f"{hall.commands} commands, {hall.served} served, {len(play.rings)} calls on the display")
    print(f"refused: {refused or 'none'}; turned away: {len(hall.turned_away)}")
    if play.kiosk is not None and play.kiosk.given_up:
        print(f"given up at the kiosk: {', '.join(play.kiosk.given_up)}")
    for fault in clock.faults:
        print(f"fault: {fault!r}")
    return 1 if clock.faults or hall.turned_away else 0


async def _serve_page(town: Town, clock: DemoClock, play: Play, ports: Ports) -> web.AppRunner:
    base, host = f"http://127.0.0.1:{ports.page}", f"127.0.0.1:{ports.host}"
    screens = {"kiosk": "kiosk-2", "greeter": "greeter-2", "desk 3": "desk-3"}
    terminals = {
        verb.replace(" ", "-"): Terminal(
            verb.capitalize(),
            town.command(verb, host, device),
            base,
            KIOSK_SIZE if verb == "kiosk" else STAFF_SIZE,
        )
        for verb, device in screens.items()
    }
    first = _first(town, base, host)

    def start() -> dict[str, object]:
        return {**first, "code": town.code_to_try(clock.now())}

    def news() -> dict[str, object]:
        view = play.hall.greeter_view
        known = view.figures if view else ()
        figures = [figure.model_dump() for figure in known if figure.service is None]
        return {"at": clock.now(), "figures": figures, "paper": town.paper()}

    made = await page(terminals, town.roll, start, news, town.paper_file)
    runner = web.AppRunner(made, shutdown_timeout=CLOSE_SECONDS)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", ports.page).start()
    return runner


def _first(town: Town, base: str, host: str) -> dict[str, object]:
    """What the page asks once: whose hall it is, and where its screens are."""
    booking = f"http://{host}/afspraak"
    return {
        "town": "Groningen",
        "location": "Harm Buiterplein",
        "timezone": "Europe/Amsterdam",
        "pin": PIN,
        "staff": "Carla Postma",
        "screens": {
            "hall": f"http://{host}/display#token={town.tokens['display-1']}",
            "kiosk": f"{base}/terminal/kiosk/",
            "desk": f"{base}/terminal/desk-3/",
            "greeter": f"{base}/terminal/greeter/",
        },
        "dashboard": f"http://{host}/dashboard#token={town.tokens['leader-1']}",
        "indicators": f"http://{host}/indicators",
        "booking": {"address": booking, "code": qr_svg(booking, f"QR code of {booking}")},
    }


async def listening(port: int, processes: Processes, seconds: float = 20) -> None:
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
