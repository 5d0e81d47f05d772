"""Erasing personal data whose time has come: the rows first, then what is left of them in the
files.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from threading import Event, Lock

from sqlalchemy import Engine, delete

from host.store import survey
from host.store.kept import StoreBusy
from host.store.tables import PERSON, SURVEY_ANSWER, SURVEY_GIVEN

SEEN = """
SELECT pg_snapshot_xmin(pg_current_snapshot()) <= CAST(%(last)s AS xid8) OR EXISTS (
    SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND age(backend_xmin) >= age(CAST(CAST(%(last)s AS xid8) AS xid))
)
"""
"""Whether anybody sees the rows as they were before a transaction (PostgreSQL 13 or newer)."""
SEEN_TRIES = 40
SEEN_PAUSE_SECONDS = 0.05


class Erasing:
    """Erases in one store. What `alone` is given it does in the writer's thread.

    SQLite overwrites what it deletes (`secure_delete`), and the write-ahead log is emptied;
    PostgreSQL gets new files. Copies that an administrator makes of the disk or of PostgreSQL's own
    log are outside our reach.
    """

    def __init__(
        self, engine: Engine, readers: Engine, alone: Callable[[Callable[[], None]], None]
    ) -> None:
        self._engine = engine
        self._readers = readers
        self._alone = alone
        self._persons = 0
        """Gone from the tables since the files were last clean."""
        self._last = ""
        """The transaction of PostgreSQL that erased them; empty when the files are clean."""
        self._works = Lock()
        self._ends = Event()

    def close(self) -> None:
        """Waits until what is being erased is left, and begins nothing more."""
        self._ends.set()
        self._works.acquire()

    def due(self, today: str) -> int:
        """Removes what is to be gone by this ISO date; how many persons are gone, files included.

        Raises StoreBusy when somebody who reads keeps the old bytes alive: call again soon. The
        rows are gone then. Whoever writes does not wait for that reader.
        """
        with self._works:
            return self._due(date.fromisoformat(today))

    def _due(self, today: date) -> int:
        self._go_on()
        self._alone(lambda: self._rows(today))
        if self._engine.dialect.name == "sqlite":
            self._alone(self._empty_log)
        else:
            self._wait_unseen()
            self._alone(self._renew_files)
        persons, self._persons, self._last = self._persons, 0, ""
        return persons

    def _go_on(self) -> None:
        if self._ends.is_set():
            raise StoreBusy("the store is being closed")

    def _rows(self, today: date) -> None:
        with self._engine.begin() as connection:
            erased = connection.execute(delete(PERSON).where(PERSON.c.erase_on <= today)).rowcount
            gone = survey.erase(connection, today) + erased
            if self._engine.dialect.name != "sqlite" and (gone or not self._last):
                said = connection.exec_driver_sql("SELECT CAST(pg_current_xact_id() AS text)")
                self._last = said.scalar_one()
        self._persons += erased

    def _wait_unseen(self) -> None:
        """PostgreSQL takes along into new files what an older transaction can still see. One that
        has written counts in any of the server's databases; one that has only read, in this.
        """
        with self._readers.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for _ in range(SEEN_TRIES):
                if not connection.exec_driver_sql(SEEN, {"last": self._last}).scalar_one():
                    return
                self._ends.wait(SEEN_PAUSE_SECONDS)
                self._go_on()
        raise StoreBusy("an older transaction still sees what was erased")

    def _renew_files(self) -> None:
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in (PERSON, SURVEY_ANSWER, SURVEY_GIVEN):
                connection.exec_driver_sql(f"VACUUM FULL {table.name}")

    def _empty_log(self) -> None:
        with closing(self._engine.raw_connection()) as borrowed:
            driver = borrowed.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            (busy, _, _) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreBusy("a reader holds the write-ahead log")
