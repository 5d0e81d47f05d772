"""The store: keeps entries and answers questions. All writing is done by one thread, one
transaction after another.

Why one thread and plain synchronous engines: docs/adr/0001-one-writer-thread.md.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, Engine

from host.core.entry import Entry
from host.store import queries, upkeep
from host.store.engines import BUSY_SECONDS, READERS, checked_url, faults_named, open_engine
from host.store.erasing import Erasing
from host.store.kept import AppointmentRow, Kept, PersonRow, VisitRecord
from host.store.line import Line
from host.store.migrating import bring_up_to_date
from host.store.writing import Rows, Writer

if TYPE_CHECKING:
    from host.store.waking import Wake

T = TypeVar("T")


class Store:
    """One database. `url`: sqlite:///var/balie.db or postgresql+psycopg://user:password@host/balie.

    `busy_seconds` is how long a write waits for another process that holds the database.
    Every method may raise StoreBusy. Methods that end in `_soon`, and `ask`, are for asyncio: the
    work is done in a thread, one hop for a whole transaction. The others wait in the caller's own
    thread.
    """

    def __init__(self, url: str, busy_seconds: float = BUSY_SECONDS) -> None:
        self.url = checked_url(url)
        self._writing = ThreadPoolExecutor(1, "store-writer")
        self._reading = ThreadPoolExecutor(READERS, "store-reader")
        self._engine: Engine = open_engine(self.url, busy_seconds)
        self._readers: Engine = open_engine(self.url, busy_seconds, reading=True)
        self._writer = Writer(self._engine.dialect)
        self._line = Line(self._engine, self._writer)
        self._erasing = Erasing(self._engine, self._readers, self._alone)

    @property
    def on_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    def open(self) -> None:
        """Makes or migrates the tables. Raises StoreUnfit when a newer version was here before.

        A new SQLite file is for its owner's eyes only: there is personal data in it.
        """
        if self.on_sqlite:
            Path(str(self.url.database)).touch(mode=0o600)
        self.change(bring_up_to_date)

    def close(self) -> None:
        """Waits for what is being written, then lets go of the database."""
        self._erasing.close()
        self._writing.submit(self._line.close)
        self._writing.shutdown()
        self._reading.shutdown()
        self._readers.dispose()
        self._engine.dispose()

    # -- the hot path ----------------------------------------------------------------------------

    def keep(self, batch: Sequence[Kept]) -> None:
        """Keeps all entries in one transaction, on disk when it returns, or none of them.

        Raises RaceLost when another host was first on one of the days or a command was kept before;
        StoreBusy when the database is locked, full or away.
        """
        self._writing.submit(self._write, self._writer.rows(batch)).result()

    async def keep_soon(self, batch: Sequence[Kept]) -> None:
        """As `keep`, for asyncio. Not to be cancelled: a batch that is being written is kept. The
        visits may change as soon as this has been called and awaits.
        """
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writing, self._write, self._writer.rows(batch))

    def _write(self, rows: Rows) -> None:
        self._line.keep(rows)

    # -- anything else ---------------------------------------------------------------------------

    def read(self, work: Callable[[Connection], T]) -> T:
        """The answer of `work` from a read-only connection, in one transaction."""
        with faults_named(), self._readers.begin() as connection:
            return work(connection)

    async def ask(self, work: Callable[[Connection], T]) -> T:
        """As `read`, in a read thread."""
        return await asyncio.get_running_loop().run_in_executor(self._reading, self.read, work)

    def change(self, work: Callable[[Connection], T]) -> T:
        """The answer of `work`, which may write; kept whole or not at all. For what is not in
        the log.
        """
        return self._writing.submit(self._change, work).result()

    async def change_soon(self, work: Callable[[Connection], T]) -> T:
        """As `change`, for asyncio."""
        return await asyncio.get_running_loop().run_in_executor(self._writing, self._change, work)

    def _change(self, work: Callable[[Connection], T]) -> T:
        with faults_named(), self._engine.begin() as connection:
            return work(connection)

    # -- questions -------------------------------------------------------------------------------

    def load(self, location: str, day: str, after_seq: int = 0) -> list[Entry]:
        """The log of one service day for replay; with `after_seq` only the entries after it."""
        return self.read(lambda line: queries.entries(line, location, day, after_seq))

    def find_appointment(self, code: str, since: str) -> list[AppointmentRow]:
        """Open appointments of a code at any location, on the ISO date `since` (yesterday) or
        later.
        """
        return self.read(lambda line: queries.open_appointments(line, code, since))

    def people(self, location: str, day: str) -> dict[str, PersonRow]:
        """Personal data of a day, by visit."""
        return self.read(lambda line: queries.people(line, location, day))

    def visits(self, location: str, day_from: str, day_to: str) -> list[VisitRecord]:
        """Visits for reports, both days included."""
        return self.read(lambda line: queries.visits(line, location, day_from, day_to))

    # -- the whole store -------------------------------------------------------------------------

    def erase_due(self, today: str) -> int:
        """Removes personal data whose `erase_on` is this ISO date or earlier; how many persons. See
        `host.store.erasing`. Also raises StoreBusy while the files still hold what was erased.
        """
        with faults_named():
            return self._erasing.due(today)

    def rebuild(self) -> int:
        """Makes the plain tables again from the log, in one transaction; how many days."""
        return self.change(lambda line: upkeep.rebuild(line, self._writer))

    def backup(self, path: Path, *, with_people: bool = False) -> None:
        """A whole copy while the host works, without personal data. Raises StoreUnfit for
        PostgreSQL.
        """
        with faults_named():
            upkeep.backup(self._readers, path, with_people=with_people)

    async def listen(self, callback: Callable[["Wake | None"], None]) -> None:
        """Calls back whenever any host of this PostgreSQL keeps something; returns at once on
        SQLite.

        What the callback is told: see `host.store.waking`.
        """
        if not self.on_sqlite:
            from host.store.waking import listen  # psycopg is only there where it is needed

            await listen(self.url, callback)

    def _alone(self, work: Callable[[], None]) -> None:
        self._writing.submit(work).result()
