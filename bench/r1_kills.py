"""R1: the host is killed at random points under load and started again. Every acknowledged command
is in the log with what it was told, none acted twice, the day holds, and the host is back in 3 s.

Eight connections take tickets and call. A client whose answer got lost says the same command again
after the restart, as a kiosk does.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from websockets.exceptions import ConnectionClosed

from bench.caller import Caller, frame, new_id
from bench.checks import faults_of_answers, violations_in
from bench.house import House
from bench.table import Result, percentile

KIOSKS = 4
DESKS = 4
PAUSE_SECONDS = 0.004
"""Between two commands of one client, on average: a thousand a second, far above any town."""
KILLS_A_DAY = 25
"""Then a fresh database, so that the log stays as long as a busy town's."""

LIBRARIES = "fastapi, pydantic, sqlmodel, structlog, typer, uvicorn"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)


@dataclass
class Client:
    """One kiosk or desk that says commands until the line falls."""

    token: str
    desk: str | None
    chance: random.Random
    acknowledged: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Answer to each command that was done, by its id."""
    unanswered: tuple[str, str] | None = None
    """Id and frame of a command whose answer got lost."""
    repeated: int = 0

    async def work(self, url: str) -> None:
        """Returns when the line has fallen. The one command without an answer stays noted."""
        try:
            caller = await Caller.open(url, self.token, self.desk)
            if self.desk is not None:
                await caller.take_desk()
            if self.unanswered is not None:
                self.repeated += 1
                await self._say(caller, *self.unanswered)
            while True:
                await asyncio.sleep(self.chance.uniform(0, 2 * PAUSE_SECONDS))
                identity = new_id()
                await self._say(caller, identity, self._command(identity))
        except (ConnectionClosed, OSError):
            return

    async def _say(self, caller: Caller, identity: str, said: str) -> None:
        self.unanswered = identity, said
        answer = json.loads(await caller.say(said))
        self.unanswered = None
        if answer["kind"] == "done":
            self.acknowledged[identity] = answer

    def _command(self, identity: str) -> str:
        if self.desk is None:
            return frame("take_ticket", identity, services=["passport"])
        return frame("call_next", identity, desk=self.desk)


@dataclass
class Tally:
    kills: int = 0
    commands: int = 0
    repeated: int = 0
    faults: list[str] = field(default_factory=list)
    back_seconds: list[float] = field(default_factory=list)


def run(args: argparse.Namespace) -> list[Result]:
    tally = Tally()
    while tally.kills < args.kills:
        count = min(KILLS_A_DAY, args.kills - tally.kills)
        with TemporaryDirectory(prefix="balie-bench-") as folder:
            seed = f"{args.seed} {tally.kills}"
            asyncio.run(_a_day(House(Path(folder), desks=_desks()), count, seed, tally))
    back = tally.back_seconds
    note = f"{tally.commands:,} acknowledged, {tally.repeated} said again; {tally.faults[:3] or ''}"
    imports = min(_bare_import() for _ in range(3))
    median = f"p50 {percentile(back, 0.5):.2f} s, from start to the first answered command"
    return [
        Result("R1_kills", tally.kills, "kills", f">={args.kills}"),
        Result("R1_violations", len(tally.faults), "violations", "==0", note),
        Result("R1_back_max", max(back), "s", "<=3", median),
        Result("R1_bare_import", imports, "s", "", "the libraries alone, on this machine now"),
    ]


def _bare_import() -> float:
    """Seconds in which Python starts and imports the libraries that any such host needs."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {LIBRARIES}"], check=True)
    return time.perf_counter() - began


def _desks() -> dict[str, Sequence[str]]:
    return {str(number + 1): () for number in range(DESKS)}


async def _a_day(house: House, kills: int, seed: str, tally: Tally) -> None:
    chance = random.Random(f"kills {seed}")
    tokens = house.pair("kiosk", KIOSKS) + house.pair_desks()
    names = [None] * KIOSKS + list(house.desks)
    clients = [
        Client(token, name, random.Random(f"{seed} {number}"))
        for number, (token, name) in enumerate(zip(tokens, names, strict=True))
    ]
    probe = house.pair("kiosk", 1)[0]
    day = house.today()
    await house.start()
    try:
        for _ in range(kills):
            work = asyncio.gather(*(client.work(house.url) for client in clients))
            await asyncio.sleep(chance.uniform(0.3, 1.1))
            house.kill()
            await work
            tally.kills += 1
            tally.faults += faults_of_answers(house.log(day), _all_answers(clients))
            tally.back_seconds.append(await _back(house, probe))
    finally:
        house.stop()
    tally.faults += violations_in(house, day)
    tally.commands += len(_all_answers(clients))
    tally.repeated += sum(client.repeated for client in clients)


async def _back(house: House, token: str) -> float:
    """Seconds from the start of the host to its first answered command."""
    began = time.perf_counter()
    await house.start()
    caller = await Caller.open(house.url, token)
    answer = await caller.do("take_ticket", services=["permit"])
    assert answer["kind"] == "done", answer
    took = time.perf_counter() - began
    await caller.close()
    return took


def _all_answers(clients: list[Client]) -> dict[str, dict[str, Any]]:
    return {
        identity: answer for client in clients for identity, answer in client.acknowledged.items()
    }
