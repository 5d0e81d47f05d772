"""A town whose four old halls give way to one: for tests of the agenda's tools."""

import asyncio
import re
from collections.abc import Callable, Iterable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from host.agenda.records import Appointment, Asked, Contact
from host.settings import Settings, read
from host.store import Store
from tests.town import Clock, Town, a_town, at

LOG = re.compile(r"\S+ \S+ \[(info|warning)")
OLD = ("north", "east", "south", "west")
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
HEAD = """
[town]
name = "Testdam"

[server]
url = "http://testdam.example"
port = 0
database = "DATABASE"

[services.passport]
names = { nl = "Paspoort", en = "Passport", de = "Pass" }
group = "A"
first_minutes = 30

[services.talk]
names = { nl = "Gesprek", en = "Talk", de = "Gespräch" }
group = "C"
first_minutes = 60
"""
BEFORE = "2026-11-20"
LAST_DAY = "2026-11-23"
CLOSED = f'valid_until = {LAST_DAY}\nsuccessor = "centre"'


def hall(name: str, desks: int = 1, more: str = "", hours: str = "09:00-17:00") -> str:
    """A location that is open all week."""
    lines = [f'[locations.{name}]\nname = "Hal {name}"\n{more}\n[locations.{name}.hours]']
    lines += [f'{day} = "{hours}"' for day in WEEK]
    lines += [f"[locations.{name}.desks.{number}]" for number in range(1, desks + 1)]
    return "\n".join(lines) + "\n"


def one_hall(more: str = "", desks: int = 1, hours: str = "09:00-17:00") -> str:
    return HEAD + hall("north", desks, more, hours)


def five_halls(closed: bool, desks: int = 4) -> str:
    """The four old halls, before or after the town has decided to close them, and the new one."""
    old = "".join(hall(name, more=CLOSED if closed else "") for name in OLD)
    return HEAD + old + hall("centre", desks)


def write(folder: Path, text: str) -> Path:
    file = folder / "balie.toml"
    file.write_text(text.replace("DATABASE", f"sqlite:///{folder}/town.db"), encoding="utf-8")
    return file


@asynccontextmanager
async def agenda_town(folder: Path, text: str, clock: Clock | None = None):
    """A running host with these halls."""
    async with a_town(folder, clock or Clock("09:00", BEFORE), text=text) as town:
        yield town


async def book(
    town: Town, location: str, day: str, clock: str, service: str = "passport", name: str = ""
) -> Appointment:
    return await town.host.doors.agenda.book(
        location,
        Asked.alike((service,)),
        at(clock, day),
        contact=Contact(name=name, mail=f"{name}@testdam.example" if name else ""),
        channel="phone",
        by="test",
    )


def settings_of(folder: Path) -> Settings:
    return read(folder / "balie.toml")


def kept(folder: Path, location: str, days: Iterable[str]) -> list[object]:
    """Every fact of these days."""
    store = Store(settings_of(folder).server.database)
    try:
        return [
            fact for day in days for entry in store.load(location, day) for fact in entry.events
        ]
    finally:
        store.close()


def iso(text: str) -> date:
    return date.fromisoformat(text)


async def tool(work: Callable[..., Any], *given: Any) -> Any:
    """A tool as an administrator runs it: in a process of its own, so outside the host's loop."""
    return await asyncio.to_thread(work, *given)


def lines(capsys: Any) -> list[str]:
    """What the tool told, without the host's own log."""
    out = capsys.readouterr().out.splitlines()
    return [line for line in out if not LOG.match(line)]
