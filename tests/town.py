"""A town with a real host on a free port, in this process, for tests that speak over a real socket.

The clock stands still unless a test moves it. Devices are paired as `balie device add` does it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx

from host.serve import Host
from host.settings import read
from wire.base import Message
from wire.frames import Done, Hello, No, Shown, Welcome
from wire.link import Link, Lost, Silence

ZONE = ZoneInfo("Europe/Amsterdam")
FRIDAY = "2026-11-20"
"""A day on which walk-ins are taken from nine to eleven."""

SETTINGS = """
[town]
name = "Testdam"

[server]
url = "http://testdam.example"
port = 0
database = "DATABASE"

[services.passport]
names = { nl = "Paspoort", en = "Passport", de = "Pass" }
group = "A"

[services.collect]
names = { nl = "Ophalen", en = "Collect", de = "Abholen" }
group = "B"
collect = true
walk_in = "open"

[services.talk]
names = { nl = "Gesprek", en = "Talk", de = "Gespräch" }
group = "C"
hospitality = true

[locations.hall]
name = "Grote Hal"
printers = ["roll"]
devices = { kiosk = "roll" }

[locations.hall.hours]
monday = "09:00-17:00"
friday = "09:00-17:00"

[locations.hall.walk_in]
friday = ["09:00-11:00"]

[locations.hall.desks.1]
label = "Balie 1"
[locations.hall.desks.2]
services = ["collect"]

[locations.hall.staff.anna]
name = "Anna Visser"
rights = ["pick"]
pin_hash = "PIN_HASH"

[locations.hall.staff.bram]
name = "Bram Dijkstra"
pin_hash = "PIN_HASH"

[locations.annex]
name = "Bijkantoor"
[locations.annex.hours]
monday = "09:00-17:00"
friday = "09:00-17:00"
[locations.annex.desks.1]
"""
PIN = "2468"


def new_id() -> str:
    return uuid4().hex


def at(clock: str, day: str = FRIDAY) -> int:
    """A local time of the day in milliseconds UTC."""
    return int(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE).timestamp() * 1000)


class Clock:
    """A clock that a test sets."""

    def __init__(self, clock: str = "09:05", day: str = FRIDAY) -> None:
        self.now = at(clock, day)

    def __call__(self) -> int:
        return self.now

    def set(self, clock: str, day: str = FRIDAY) -> None:
        self.now = at(clock, day)


class Screen:
    """A device on the line that remembers what it heard."""

    def __init__(self, url: str, token: str, desk: str | None = None) -> None:
        self.heard: list[Message | Silence] = []
        self.news = asyncio.Event()
        self.link = Link(url, Hello(token=token, desk=desk), self._hear)
        self.task = asyncio.create_task(self.link.run())

    def _hear(self, message: Any) -> None:
        self.heard.append(message)
        self.news.set()

    async def up(self) -> "Screen":
        async with asyncio.timeout(20):
            await self.link.up.wait()
        return self

    async def say(self, message: Message) -> Any:
        """Says it until it is answered, as every device does: the same command acts once."""
        async with asyncio.timeout(30):
            while True:
                await self.link.up.wait()
                try:
                    return await self.link.ask(message)
                except Lost:
                    await asyncio.sleep(0.05)

    async def done(self, message: Message) -> Done:
        heard = await self.say(message)
        assert isinstance(heard, Done), heard
        return heard

    async def refused(self, message: Message) -> str:
        heard = await self.say(message)
        assert isinstance(heard, No), heard
        return heard.word

    @property
    def view(self) -> Any:
        """The newest view, None before the first."""
        return next((one.view for one in reversed(self.heard) if isinstance(one, Shown)), None)

    def one(self, kind: type[Message]) -> Any:
        return next(one for one in self.heard if isinstance(one, kind))

    async def sees(self, wanted: Callable[[Any], object], seconds: float = 20) -> Any:
        """Waits until the newest view is as wanted."""
        async with asyncio.timeout(seconds):
            while self.view is None or not wanted(self.view):
                self.news.clear()
                await self.news.wait()
        return self.view

    async def close(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


class Town:
    """The running host, and the ways in."""

    def __init__(self, host: Host, port: int, clock: Clock) -> None:
        self.host = host
        self.port = port
        self.clock = clock
        self.url = f"ws://127.0.0.1:{port}/ws"
        self.web = f"http://127.0.0.1:{port}"
        self.screens: list[Screen] = []
        self.browsers: list[httpx.AsyncClient] = []

    def token(self, role: str, name: str = "", location: str = "hall", desk: Any = None) -> str:
        return self.host.doors.access.add(role, location, name or role, desk)[1]

    async def screen(
        self, role: str, name: str = "", location: str = "hall", desk: Any = None
    ) -> Screen:
        token = await asyncio.to_thread(self.token, role, name, location, desk)
        screen = Screen(self.url, token, desk)
        self.screens.append(screen)
        return await screen.up()


def settings_file(folder: Path, database: str = "", text: str = SETTINGS) -> Path:
    """The town's settings on disk."""
    from argon2 import PasswordHasher

    pin_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)
    text = text.replace("DATABASE", database or f"sqlite:///{folder}/town.db")
    file = folder / "balie.toml"
    file.write_text(text.replace("PIN_HASH", pin_hash), encoding="utf-8")
    return file


@asynccontextmanager
async def a_town(
    folder: Path, clock: Clock | None = None, database: str = "", text: str = SETTINGS
) -> AsyncIterator[Town]:
    """A host that serves until the block ends; then it is stopped as by SIGTERM."""
    clock = clock or Clock()
    file = settings_file(folder, database, text)
    host = Host(read(file), clock, file)
    server = host.server("127.0.0.1", 0)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        if serving.done():
            await serving
        await asyncio.sleep(0.005)
    town = Town(host, server.servers[0].sockets[0].getsockname()[1], clock)
    try:
        yield town
    finally:
        for screen in town.screens:
            await screen.close()
        for browser in town.browsers:
            await browser.aclose()
        server.should_exit = True
        await serving
        host.store.close()


__all__ = ["Clock", "Screen", "Town", "Welcome", "a_town", "at", "new_id", "settings_file"]
