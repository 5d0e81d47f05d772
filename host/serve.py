"""Puts the host together and runs it until it is told to stop. The only place where the host's
clock is picked.
"""

import asyncio
import gc
import logging
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import structlog
import uvloop

from host import access_times
from host.access import Access
from host.agenda.agenda import Agenda
from host.alerts import Alerts
from host.announce import announced
from host.callbacks.watch import watch
from host.chores import Chores
from host.hub import Hub
from host.messages.work import tasks_of
from host.norms import alarm, arrivals
from host.norms.kept import begin, keep
from host.office import Office
from host.pace import keep_learning
from host.questions import Questions
from host.settings import Fault, Faulty, Settings, read
from host.signin import Pins
from host.store import Store, StoreBusy, StoreUnfit
from host.store import access as rows
from host.terminal import Terminal
from host.web.app import application
from host.web.conversation import Open
from host.web.doors import Doors
from host.web.listening import Server, Taken, close, listen_on, place, server_of
from host.web.protocol import framed

log = structlog.get_logger()
Clock = Callable[[], int]
COLLECT_AT = (50_000, 20, 100)
"""A day in memory is many small things that live long: look for garbage less often than Python does
by itself.
"""


def wall_clock() -> int:
    """Milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000


def serve(
    settings_path: str | Path, clock: Clock = wall_clock, listen: str = "", port: int | None = None
) -> int:
    """Runs the host until SIGTERM, SIGINT, or the end of its terminal; SIGHUP else reads the
    settings again. The exit code: 0, or 1 when it could not start, with the reason on standard
    error.
    """
    write_log()
    terminal = Terminal()
    sockets: list[socket.socket] = []
    try:
        settings = read(settings_path)
        told = settings.server
        sockets = listen_on(listen or told.listen, told.port if port is None else port)
        host = Host(settings, clock, Path(settings_path))
    except Taken as taken:
        print(taken, file=sys.stderr)
        return 1
    except Faulty as faulty:
        close(sockets)
        for fault in faulty.faults:
            print(fault, file=sys.stderr)
        return 1
    except (StoreBusy, StoreUnfit, OSError) as fault:
        close(sockets)
        print(f"{settings.server.database}: {fault}", file=sys.stderr)
        return 1
    gc.freeze()  # what was imported stays; the collector need not walk it again
    gc.set_threshold(*COLLECT_AT)
    uvloop.run(host.run(listen, port, sockets, terminal))
    return 0


def write_log() -> None:
    """One line of JSON per event, on standard output, each with one stable word. Nothing personal
    is ever logged.
    """
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )


def open_store(settings: Settings) -> Store:
    """The store of the settings, its folder made where it is missing. Raises StoreBusy and
    StoreUnfit.
    """
    kind, _, file = settings.server.database.partition(":///")
    if kind == "sqlite":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    store = Store(settings.server.database)
    store.open()
    return store


def secret_of(settings: Settings, store: Store) -> bytes:
    """The server's secret: from the variable BALIE_SECRET, a file, or made once and kept in the
    store.
    """
    if found := os.environ.get("BALIE_SECRET", ""):
        return found.encode()
    if settings.server.secret_file:
        return Path(settings.server.secret_file).read_bytes().strip()
    made = secrets.token_hex(32)
    return store.change(lambda line: rows.keep_setting(line, "secret", made)).encode()


class Host:
    """One host process."""

    def __init__(self, settings: Settings, clock: Clock, path: Path | None = None) -> None:
        self.clock = clock
        self.path = path
        self.store = open_store(settings)
        settings, faults = begin(self.store, settings, clock(), path or "balie.toml")
        if faults:
            log.error("norms_held", faults=[str(fault) for fault in faults])
        self.settings = settings
        self.office = Office(settings, self.store, clock)
        self.hub = Hub(clock, self.office.when_kept, framed)
        self.hub.counts = self.office.counts
        self.opened: Open = {}
        secret = secret_of(settings, self.store)
        for hall in self.office.halls.values():
            hall.secret = secret
        self.doors = Doors(
            settings=settings,
            store=self.store,
            office=self.office,
            hub=self.hub,
            questions=Questions(self.office),
            access=Access(self.store, settings, clock),
            pins=Pins(self.store, clock),
            clock=clock,
            secret=secret,
            agenda=Agenda(self.office),
            folder=path.parent if path else Path(),
            faults=faults,
        )
        for hall in self.office.halls.values():
            hall.speech = self.doors.speech
            hall.settings_faulty = bool(faults)
        self.office.shown = self.doors.show
        self.alerts = Alerts(lambda: self.settings, clock)
        self.office.hear = self.alerts.hear
        self.chores = Chores(self.doors, self.opened)
        self.app = application(self.doors, self.opened, self._life)

    def server(self, listen: str = "", port: int | None = None) -> Server:
        """The web server over this host, not yet running."""
        return server_of(self.app, self.settings.server, listen, port)

    async def run(
        self,
        listen: str = "",
        port: int | None = None,
        sockets: list[socket.socket] | None = None,
        terminal: Terminal | None = None,
    ) -> None:
        """Serves until a signal comes, or the terminal in which it was started closes."""
        server = self.server(listen, port)
        if sockets:
            told = self.settings.server
            scheme = "https" if told.tls_certificate else "http"
            where = place(listen or told.listen, sockets[0].getsockname()[1])
            server.when_up = lambda: print(
                f"Balie serves {scheme}://{where}", file=sys.stderr, flush=True
            )

        def end() -> None:
            server.should_exit = True

        def hung_up() -> None:
            if terminal is not None and terminal.is_gone():
                end()
            else:
                self.reload()

        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, hung_up)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, end)
        try:
            told = self.settings.server
            at = sockets[0].getsockname()[1] if sockets else port or told.port
            async with announced(self.settings, listen or told.listen, at):
                await server.serve(sockets)
        finally:
            self.store.close()
            log.info("host_stopped")

    def reload(self) -> None:
        """Takes new settings; keeps the old ones when the file is faulty, or takes back what was
        promised.
        """
        assert self.path is not None
        try:
            settings = read(self.path)
            keep(self.store, settings, self.clock(), self.path)
        except Faulty as faulty:
            log.error("settings_faulty", faults=[str(fault) for fault in faulty.faults])
            self._show_faults(faulty.faults)
            return
        except StoreBusy as fault:
            log.error("settings_not_taken", fault=str(fault))
            return
        self._show_faults([])
        self.take(settings)
        log.info("settings_reloaded")

    def _show_faults(self, faults: list[Fault]) -> None:
        self.doors.faults = faults
        for hall in self.office.halls.values():
            hall.settings_faulty = bool(faults)
            self.office.when_kept(partial(self.doors.show, hall))

    def take(self, settings: Settings) -> None:
        """From now on these settings hold. Server, database and the list of locations need a
        restart.
        """
        self.settings = self.doors.settings = self.doors.access.settings = settings
        self.office.take(settings)
        for conversations in self.opened.values():
            for conversation in conversations:
                conversation.tell_setup()

    @asynccontextmanager
    async def _life(self) -> AsyncIterator[None]:
        """The host's own tasks, for as long as it serves."""
        await self.office.start()
        await self.chores.devices.begin()
        log.info(
            "host_started", town=self.settings.town.name, locations=len(self.settings.locations)
        )
        tasks = [
            asyncio.create_task(work)
            for work in (
                self.office.run(),
                self.hub.beat(),
                self.doors.phones.beat(),
                self.chores.tick(),
                self.chores.watch(),
                self.chores.erase(),
                watch(self.doors),
                keep_learning(self.office),
                access_times.keep_daily(self.store, self.doors.agenda),
                alarm.tell_daily(self.store, self.doors.agenda),
                arrivals.keep_learning(self.office),
                self.alerts.run(),
                *tasks_of(self.doors),
            )
        ]
        for task in tasks:
            task.add_done_callback(_fallen)
        if not self.store.on_sqlite:
            tasks.append(asyncio.create_task(self.store.listen(lambda wake: self.chores.woken())))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            with suppress(StoreBusy):
                await self.chores.devices.end()


def _fallen(task: asyncio.Task[None]) -> None:
    """A part of the host ended by itself: better to stop, and be started again, than to limp."""
    if not task.cancelled() and task.exception() is not None:
        log.critical("task_failed", exc_info=task.exception())
        signal.raise_signal(signal.SIGTERM)
