"""hall-day: a full day of the demo before 50 hall displays. Real pages in Chromium, of which each
loses its line or is loaded again at random. Every call must be new to every display exactly once.

The day runs faster than life (`--speed`); a call counts as young for five minutes of the hall, so
that a line that is back within ten seconds of real time has missed nothing that a real one would
not have.
"""

import argparse
import asyncio
import random
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright

from bench.r9_outage import CHROMIUM, SWITCHES
from bench.table import Result, Skipped
from demo.clock import DemoClock
from demo.crowd import MINUTE
from demo.play import act
from demo.processes import Processes
from demo.run import Ports, free_port, open_hall
from demo.town import DAY, LOCATION, Town, make_town, pair
from host.core import events as ev
from host.core.day import Day
from host.core.guards import is_fetched
from host.core.keep import replay
from host.settings import read
from host.store import Store
from host.store.access import DeviceRow, add_device
from host.tokens import hash_of, new_token

YOUNG_SECONDS = 300
FALL_SECONDS = (20.0, 120.0)
"""Between two falls of one display, in real seconds: some fifteen a day for each."""
RELOAD_SHARE = 0.2
SMALL = ViewportSize(width=480, height=270)
"""Of each page, which also stands still: fifty that move keep two cores busy with drawing alone."""
LAST_SECONDS = 8.0
"""After the day every display has its line back."""

SPY = """
window.lines = [];
const Line = window.WebSocket;
window.WebSocket = class extends Line {
  constructor(...words) { super(...words); window.lines.push(this); }
};
import("/display/rings.js").then(({ Rings }) => {
  const hear = Rings.prototype.hear;
  Rings.prototype.hear = function (...words) {
    const found = hear.apply(this, words);
    for (const call of found.sounding) window.sounded(call.ring, call.ticket);
    return found;
  };
});
"""
"""Runs before the page: keeps its lines, and tells of each call that is new to it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--displays", type=int, default=50)
    parser.add_argument("--speed", type=float, default=30, help="seconds of the hall in one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=30, help="then the day ends")


def run(args: argparse.Namespace) -> list[Result]:
    if not CHROMIUM.exists():
        raise Skipped(f"there is no {CHROMIUM}")
    with TemporaryDirectory(prefix="balie-bench-") as folder:
        return asyncio.run(_run(Path(folder), args))


@dataclass
class Wall:
    """One display: its page, and what was new to it."""

    page: Page
    heard: Counter[int] = field(default_factory=Counter)
    """How often each ring was."""
    falls: int = 0


async def _run(folder: Path, args: argparse.Namespace) -> list[Result]:
    ports = Ports(free_port(8400), free_port(8300), free_port(9100))
    town = make_town(folder, args.seed, ports.host, ports.page, live=False)
    text, found = re.subn(
        r"(?m)^call_seconds = \d+",
        f"call_seconds = {YOUNG_SECONDS}",
        town.settings.read_text("utf-8"),
    )
    assert found == 1
    town.settings.write_text(text, "utf-8")
    pair(town)
    tokens = _walls(town, args.displays)
    clock = DemoClock(town.opens - 15 * MINUTE, town.clock_file)
    processes = Processes(folder)
    try:
        await open_hall(town, processes, ports)
        walls = await _live(town, clock, ports.host, tokens, args)
        if clock.faults:
            raise RuntimeError(f"the day went wrong: {clock.faults[0]!r}")
    finally:
        await clock.stop()
        await processes.stop()
    lived = (clock.now() - town.opens) / (town.closes - town.opens)
    return [
        Result("hall_day_lived", min(1.0, lived), "share", ">=1", "of the opening hours"),
        *_results(walls, _rings(town)),
    ]


async def _live(
    town: Town, clock: DemoClock, port: int, tokens: list[str], args: argparse.Namespace
) -> list[Wall]:
    """The day from its first minute to its last, before all displays."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=[*SWITCHES, "--mute-audio"]
        )
        walls = [await _wall(browser, port, token) for token in tokens]
        play = await act(town, clock, f"ws://127.0.0.1:{port}/ws", frozenset())
        falling = [
            asyncio.create_task(_falls(wall, random.Random(f"{args.seed}/{number}")))
            for number, wall in enumerate(walls)
        ]
        try:
            clock.start(_pace(clock, args.speed, town.closes))
            with suppress(TimeoutError):
                async with asyncio.timeout(args.minutes * 60):
                    await clock.run()
        finally:
            for task in falling:
                task.cancel()
            await asyncio.gather(*falling, return_exceptions=True)
            await play.stop()
        lost = play.kiosk.given_up if play.kiosk else []
        if lost or play.hall.turned_away:
            raise RuntimeError(f"no day like the demo's: {lost}, {play.hall.turned_away}")
        await asyncio.sleep(LAST_SECONDS)
        await browser.close()
    return walls


def _walls(town: Town, count: int) -> list[str]:
    """Pairs so many displays; returns their tokens."""
    store = Store(read(town.settings).server.database)
    store.open()
    made = [new_token() for _ in range(count)]
    for number, token in enumerate(made):
        row = DeviceRow(
            id=f"wall-{number}", name=f"wall-{number}", role="display", location=LOCATION,
            desk=None, token_hash=hash_of(token), paired_at=town.opens,
        )  # fmt: skip
        store.change(lambda line, row=row: add_device(line, row))  # type: ignore[misc]
    store.close()
    return made


async def _wall(browser: Browser, port: int, token: str) -> Wall:
    context: BrowserContext = await browser.new_context(viewport=SMALL, reduced_motion="reduce")
    page = await context.new_page()
    wall = Wall(page)

    def sounded(_source: object, ring: int, _ticket: str) -> None:
        wall.heard[ring] += 1

    await page.expose_binding("sounded", sounded)
    await page.add_init_script(SPY)
    await page.goto(f"http://127.0.0.1:{port}/display#token={token}")
    await page.wait_for_selector("body:not(.is-stale)")
    return wall


async def _falls(wall: Wall, chance: random.Random) -> None:
    """Now and then the line falls, or somebody loads the page again."""
    while True:
        await asyncio.sleep(chance.uniform(*FALL_SECONDS))
        wall.falls += 1
        if chance.random() < RELOAD_SHARE:
            await wall.page.reload()
        else:
            await wall.page.evaluate("window.lines.at(-1)?.close()")


async def _pace(clock: DemoClock, speed: float, until: int) -> None:
    """Holds the hall's time to so many of its seconds in a real one."""
    while clock.now() < until:
        await clock.sleep(5000)
        await asyncio.sleep(5 / speed)


def _rings(town: Town) -> set[int]:
    """The calls of the log that belong on a wall: not those of visitors who are fetched."""
    store = Store(read(town.settings).server.database)
    try:
        entries = store.load(LOCATION, DAY.isoformat())
    finally:
        store.close()
    day = replay(Day(location=LOCATION, day=DAY.isoformat()), entries)
    said = (event for entry in entries for event in entry.events)
    calls = (event for event in said if isinstance(event, ev.Called | ev.Recalled))
    return {call.ring for call in calls if not is_fetched(day.visits[call.visit])}


def _results(walls: list[Wall], wanted: set[int]) -> list[Result]:
    away = Counter(ring for wall in walls for ring in wanted if wall.heard[ring] == 0)
    missed = away.total()
    doubled = sum(1 for wall in walls for ring in wanted if wall.heard[ring] > 1)
    strange = sum(1 for wall in walls for ring in wall.heard if ring not in wanted)
    falls = sum(wall.falls for wall in walls)
    return [
        Result("hall_day_calls", len(wanted), "calls", "", f"{len(walls)} displays, {falls} falls"),
        Result("hall_day_missed", missed, "calls", "==0", _named(away, len(wanted) * len(walls))),
        Result("hall_day_doubled", doubled, "calls", "==0"),
        Result("hall_day_unknown", strange, "calls", "==0", "that the log does not hold"),
    ]


def _named(away: Counter[int], told: int) -> str:
    """Of how many it is said, and which were missed on how many displays."""
    worst = ", ".join(f"ring {ring} on {walls}" for ring, walls in away.most_common(5))
    return f"of {told}" + (f": {worst}" if worst else "")
