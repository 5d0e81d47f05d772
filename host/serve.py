"""Puts the host together and runs it until it is told to stop. The only place where the host's
clock is picked.
"""

import asyncio
import gc
import logging
import os
import secrets
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from pathlib import Path

import structlog
import uvicorn
import uvloop

from host.access import Access
from host.hub import Hub
from host.office import Office
from host.questions import Questions
from host.settings import Faulty, Settings, read
from host.signin import Pins
from host.store import Store, StoreBusy, StoreUnfit
from host.store import access as rows
from host.store.queries import last_seq
from host.web.app import application
from host.web.doors import Doors
from host.web.line import Open, end_revoked
from host.web.protocol import LineProtocol, framed

log = structlog.get_logger()
Clock = Callable[[], int]
TICK_SECONDS = 1.0
WATCH_SECONDS = 2.0
TOUCH_MILLIS = 60_000
GRACE_SECONDS = 5
COLLECT_AT = (50_000, 20, 100)
"""A day in memory is many small things that live long: look for garbage less often than Python does
by itself.
"""
WEBSOCKET_BYTES_MAX = 1024 * 1024
"""Beyond this a line is closed; between the wire's own limit and this the frame is refused and the
line stays.
"""


def wall_clock() -> int:
    """Milliseconds since 1970 in UTC."""
    return time.time_ns() // 1_000_000


def serve(
    settings_path: str | Path, clock: Clock = wall_clock, listen: str = "", port: int | None = None
) -> int:
    """Runs the host until SIGTERM or SIGINT; SIGHUP reads the settings again. The exit code: 0, or
    1 when it could not start, with the reason on standard error.
    """
    write_log()
    try:
        settings = read(settings_path)
        host = Host(settings, clock, Path(settings_path))
    except Faulty as faulty:
        for fault in faulty.faults:
            print(fault, file=sys.stderr)
        return 1
    except (StoreBusy, StoreUnfit, OSError) as fault:
        print(f"{settings.server.database}: {fault}", file=sys.stderr)
        return 1
    gc.freeze()  # what was imported stays; the collector need not walk it again
    gc.set_threshold(*COLLECT_AT)
    uvloop.run(host.run(listen, port))
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


class Server(uvicorn.Server):
    """The web server; signals are the host's own matter, so that it closes its store before it
    goes.
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Host:
    """One host process."""

    def __init__(self, settings: Settings, clock: Clock, path: Path | None = None) -> None:
        self.settings = settings
        self.clock = clock
        self.path = path
        self.store = open_store(settings)
        self.office = Office(settings, self.store, clock)
        self.hub = Hub(clock, self.office.when_kept, framed)
        self.office.shown = self.hub.show
        self.opened: Open = {}
        self._touched = 0
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
            folder=path.parent if path else Path(),
        )
        self.app = application(self.doors, self.opened, self._life)

    def server(self, listen: str = "", port: int | None = None) -> uvicorn.Server:
        """The web server over this host, not yet running."""
        told = self.settings.server
        return Server(
            uvicorn.Config(
                self.app,
                host=listen or told.listen,
                port=told.port if port is None else port,
                ws=LineProtocol,
                ws_max_size=WEBSOCKET_BYTES_MAX,
                ws_per_message_deflate=False,
                http="h11",
                log_level="warning",
                access_log=False,
                server_header=False,
                ssl_certfile=told.tls_certificate or None,
                ssl_keyfile=told.tls_key or None,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )

    async def run(self, listen: str = "", port: int | None = None) -> None:
        """Serves until a signal comes."""
        server = self.server(listen, port)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self.reload)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, setattr, server, "should_exit", True)
        try:
            await server.serve()
        finally:
            self.store.close()
            log.info("host_stopped")

    def reload(self) -> None:
        """Takes new settings; keeps the old ones when the file is faulty."""
        assert self.path is not None
        try:
            settings = read(self.path)
        except Faulty as faulty:
            log.error("settings_faulty", faults=[str(fault) for fault in faulty.faults])
            return
        self.take(settings)
        log.info("settings_reloaded")

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
        log.info(
            "host_started", town=self.settings.town.name, locations=len(self.settings.locations)
        )
        tasks = [
            asyncio.create_task(work)
            for work in (
                self.office.run(),
                self.hub.beat(),
                self._tick(),
                self._watch(),
                self._erase(),
            )
        ]
        for task in tasks:
            task.add_done_callback(_fallen)
        if not self.store.on_sqlite:
            tasks.append(asyncio.create_task(self.store.listen(lambda wake: self._woken())))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self.office.wake()

    async def _watch(self) -> None:
        """Ends revoked lines, and notices what other processes have kept."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            with suppress(StoreBusy):
                await end_revoked(self.doors, self.opened)
                await self._look_at_log()
                await self._touch()

    async def _touch(self) -> None:
        """Once a minute the store hears which devices are on the line."""
        now = self.clock()
        if abs(now - self._touched) >= TOUCH_MILLIS and self.opened:
            self._touched = now
            names = list(self.opened)
            await self.store.change_soon(lambda line: rows.touch_devices(line, names, now))

    def _woken(self) -> None:
        self._looking = asyncio.ensure_future(self._look_at_log())

    async def _look_at_log(self) -> None:
        """A day of which the log knows more than memory is read again."""
        for hall in self.office.halls.values():
            if hall.day is None:
                continue
            day = hall.day.day
            seq = await self.store.ask(partial(last_seq, location=hall.location, day=day))
            if hall.day is not None and hall.day.day == day and seq > hall.day.seq:
                hall.stale = True
                self.office.wake()

    async def _erase(self) -> None:
        """Once a service day, personal data whose time has come is erased."""
        erased = None
        while True:
            today = next(iter(self.office.halls.values())).today(self.clock()).isoformat()
            if today != erased:
                with suppress(StoreBusy):
                    count = await asyncio.to_thread(self.store.erase_due, today)
                    log.info("people_erased", count=count)
                    erased = today
            await asyncio.sleep(60)


def _fallen(task: asyncio.Task[None]) -> None:
    """A part of the host ended by itself: better to stop, and be started again, than to limp."""
    if not task.cancelled() and task.exception() is not None:
        log.critical("task_failed", exc_info=task.exception())
        signal.raise_signal(signal.SIGTERM)
