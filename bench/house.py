"""A real host in a process of its own, on a fresh SQLite file, with devices paired and staff who
have a PIN: what a bench measures. Started as a town would start it: `balie host --settings …`.
"""

import asyncio
import contextlib
import datetime
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from argon2 import PasswordHasher

from host.core.day import Day
from host.core.entry import Entry
from host.store import Store
from host.store.access import DeviceRow, add_device
from host.tokens import hash_of, new_token
from wire.commands import Role

LOCATION = "hall"
PIN = "2468"
START_SECONDS = 20.0


@dataclass
class House:
    """One town hall. `services` maps each service to its letter, `desks` each desk to what it does;
    `zone` and `hours` hold on every day."""

    folder: Path
    services: dict[str, str] = field(default_factory=lambda: {"passport": "A", "permit": "B"})
    desks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    zone: str = ""
    hours: str = "00:00-23:59"
    clock_file: Path | None = None
    more: str = ""
    """Further lines of the settings, such as `[timings]`."""
    tokens: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.zone = self.zone or morning_zone(time.time())
        self.port = free_port()
        self.settings.write_text(self._settings(), encoding="utf-8")

    @property
    def settings(self) -> Path:
        return self.folder / "balie.toml"

    @property
    def database(self) -> Path:
        return self.folder / "balie.db"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.database.resolve()}"

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws"

    def pair(self, role: Role, count: int, desks: Sequence[str] = ()) -> list[str]:
        """Makes devices of a role, straight in the database; returns their tokens. The host may not
        run yet."""
        made = [new_token() for _ in range(count)]
        store = Store(self.database_url)
        store.open()
        for number, token in enumerate(made):
            row = DeviceRow(
                id=f"{role}-{len(self.tokens)}",
                name=f"{role} {number}",
                role=role,
                location=LOCATION,
                desk=desks[number] if desks else None,
                token_hash=hash_of(token),
                paired_at=int(time.time() * 1000),
            )
            store.change(lambda line, row=row: add_device(line, row))  # type: ignore[misc]
            self.tokens[row.id] = token
        store.close()
        return made

    def pair_desks(self) -> list[str]:
        """A device for each desk, in their order."""
        return self.pair("desk", len(self.desks), list(self.desks))

    async def start(self) -> float:
        """Starts the host; returns the seconds until it listens. Raises RuntimeError when it
        fell."""
        began = time.perf_counter()
        words = [sys.executable, "-m", "balie", "host", "--settings", str(self.settings)]
        if self.clock_file is not None:
            words += ["--clock-file", str(self.clock_file)]
        with (self.folder / "host.log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: ASYNC220
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        while time.perf_counter() - began < START_SECONDS:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
                return time.perf_counter() - began
            await asyncio.sleep(0.01)
        self.kill()
        tail = (self.folder / "host.log").read_text(encoding="utf-8", errors="replace")[-1500:]
        raise RuntimeError(f"the host does not listen:\n{tail}")

    def kill(self) -> None:
        """Ends the host between two instructions, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def resident_mebibytes(self) -> float:
        """Memory of the running host."""
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def today(self) -> str:
        """The service day by the wall clock."""
        from zoneinfo import ZoneInfo

        from host.settings import service_day

        return service_day(ZoneInfo(self.zone), int(time.time() * 1000)).isoformat()

    def log(self, day: str) -> list[Entry]:
        """What the database holds of a day, read beside the host or after its end."""
        store = Store(self.database_url)
        try:
            return store.load(LOCATION, day)
        finally:
            store.close()

    def empty_day(self, day: str) -> Day:
        return Day(location=LOCATION, day=day)

    def _settings(self) -> str:
        lines = [
            f'[town]\nname = "Bench"\ntimezone = "{self.zone}"\nlanguages = ["nl", "en", "de"]',
            f'[server]\nurl = "http://127.0.0.1:{self.port}"\nlisten = "127.0.0.1"',
            f'port = {self.port}\ndatabase = "{self.database_url}"',
            self.more or "[timings]\ncall_stands_seconds = 0",  # callers here never walk
        ]
        for service, letter in self.services.items():
            names = ", ".join(f'{language} = "{service}"' for language in ("nl", "en", "de"))
            lines.append(f'[services.{service}]\nnames = {{ {names} }}\ngroup = "{letter}"')
        lines.append(f'[locations.{LOCATION}]\nname = "Hall"\npublic_holidays = false')
        lines.append(f"[locations.{LOCATION}.hours]")
        lines += [f'{day} = "{self.hours}"' for day in WEEKDAYS]
        # A cheap hash: signing in is no part of any figure here.
        pin_hash = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PIN)
        for desk, services in self.desks.items():
            names = ", ".join(f'"{service}"' for service in services)
            lines.append(f"[locations.{LOCATION}.desks.{desk}]")
            lines.append(f"services = [{names}]" if services else 'services = "all"')
            lines.append(f'[locations.{LOCATION}.staff.staff-{desk}]\nname = "Staff {desk}"')
            lines.append(f'pin_hash = "{pin_hash}"')
        return "\n".join(lines) + "\n"


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def morning_zone(now: float) -> str:
    """A time zone in which it is between 10 and 11 in the morning now: the doors are open, and no
    service day begins or ends during a bench."""
    hour = datetime.datetime.fromtimestamp(now, datetime.UTC).hour
    ahead = 10 - hour
    if ahead < -12:
        ahead += 24
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def side_process(module: str, *words: str) -> Iterator[int]:
    """Runs `python -m MODULE WORDS…` and yields the port that it says first."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, *words], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
