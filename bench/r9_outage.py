"""R9: the host falls silent, or is killed. How long until a kiosk, a desk, a greeter and a display
say so to whoever stands before them, and until they have come back by themselves.

Real screens: three in pseudo terminals, the display in Chromium. A host that is stopped keeps its
lines open and says nothing, as a pulled cable does.
"""

import argparse
import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page, async_playwright

from bench.house import House
from bench.table import Result, Skipped
from bench.terminal import Terminal
from wire.words import say

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
STEADY_SECONDS = 3.0
"""So long everything works before it falls."""
BACK_SECONDS = 20.0
STALE, FRESH = "body.is-stale", "body:not(.is-stale)"

Wait = Callable[[], Awaitable[float]]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=5, help="of a stop and of a kill each")


def run(args: argparse.Namespace) -> list[Result]:
    if not CHROMIUM.exists():
        raise Skipped(f"there is no {CHROMIUM}")
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        return asyncio.run(_run(Path(folder), args.rounds))


async def _run(folder: Path, rounds: int) -> list[Result]:
    house = House(folder, desks={"1": ()})
    tokens = {role: house.pair(role, 1)[0] for role in ("kiosk", "greeter", "display")}
    tokens["desk"] = house.pair_desks()[0]
    await house.start()
    screens = {role: _screen(house, role, tokens[role]) for role in ("kiosk", "desk", "greeter")}
    seen: dict[str, list[float]] = {role: [] for role in (*screens, "display")}
    try:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=str(CHROMIUM), args=list(SWITCHES)
            )
            wall = await browser.new_page()
            await wall.goto(f"http://127.0.0.1:{house.port}/display#token={tokens['display']}")
            for killed in (False, True):
                for _ in range(rounds):
                    await _steady(screens, wall)
                    for role, seconds in (await _outage(house, screens, wall, killed)).items():
                        seen[role].append(seconds)
            await browser.close()
    finally:
        for screen in screens.values():
            screen.close()
        house.stop()
    return [
        Result(
            f"R9_{role}", max(took), "s", "<=5",
            f"slowest of {len(took)}, half of them stopped and half killed; least {min(took):.2f}",
        )
        for role, took in seen.items()
    ]  # fmt: skip


def _screen(house: House, role: str, token: str) -> Terminal:
    file = house.folder / f"{role}.token"
    file.write_text(token, encoding="ascii")
    file.chmod(0o600)
    verb = ["desk", "1"] if role == "desk" else [role]
    line = ["--host", house.url, "--token-file", str(file)]
    return Terminal([sys.executable, "-m", "balie", *verb, *line])


def told(role: str) -> str:
    """How the text begins that a screen shows during an outage."""
    key = "alone.short" if role == "kiosk" else "staff.silence"
    return " ".join(say("nl", key, tijd="").split()[:3])


async def _steady(screens: dict[str, Terminal], wall: Page) -> None:
    """Everything works, for a while."""
    await wall.wait_for_selector(FRESH, timeout=BACK_SECONDS * 1000)
    resting = [asyncio.to_thread(one.rest, STEADY_SECONDS) for one in screens.values()]
    await asyncio.gather(*resting)


async def _outage(
    house: House, screens: dict[str, Terminal], wall: Page, killed: bool
) -> dict[str, float]:
    """Seconds until each screen says it. Afterwards the host works again."""
    assert house.process is not None
    for screen in screens.values():
        screen.seen, screen.began = b"", time.perf_counter()
    began = time.perf_counter()
    if killed:
        house.kill()
    else:
        os.killpg(house.process.pid, signal.SIGSTOP)

    async def on_wall() -> float:
        await wall.wait_for_selector(STALE, timeout=BACK_SECONDS * 1000)
        return time.perf_counter()

    waits = [asyncio.to_thread(screen.wait_for, told(role)) for role, screen in screens.items()]
    moments = await asyncio.gather(*waits, on_wall())
    if killed:
        await house.start()
    else:
        os.killpg(house.process.pid, signal.SIGCONT)
    names = (*screens, "display")
    return {role: moment - began for role, moment in zip(names, moments, strict=True)}
