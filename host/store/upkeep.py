"""What is done to the whole store now and then: erasing personal data, making the plain tables
again, backups.
"""

import os
import sqlite3
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine, delete

from host.core.day import Day
from host.core.keep import keep
from host.store import queries, survey
from host.store.kept import StoreBusy, StoreUnfit
from host.store.tables import (
    APPOINTMENT,
    PERSON,
    ROUND,
    SURVEY_ANSWER,
    SURVEY_GIVEN,
    VISIT,
    VISIT_SERVICE,
)
from host.store.writing import Rows, Writer

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


def erase_due(engine: Engine, today: str) -> int:
    """Removes personal data whose time has come, from the files too; how many persons.

    SQLite overwrites what it deletes (`secure_delete`), and the write-ahead log is emptied;
    PostgreSQL gets new files. Raises StoreBusy when somebody who reads keeps the old bytes alive:
    call again soon, also when the rows are gone. Copies that an administrator makes of
    the disk or of PostgreSQL's own log are outside our reach.
    """
    with engine.begin() as connection:
        due = delete(PERSON).where(PERSON.c.erase_on <= date.fromisoformat(today))
        erased = connection.execute(due).rowcount
        survey.erase(connection, date.fromisoformat(today))
        if engine.dialect.name != "sqlite":
            said = connection.exec_driver_sql("SELECT CAST(pg_current_xact_id() AS text)")
            last: str = said.scalar_one()
    if engine.dialect.name == "sqlite":
        _empty_log(engine)
    else:
        _renew_files(engine, last)
    return erased


def _renew_files(engine: Engine, last: str) -> None:
    """New files for what holds personal data, without what the transaction `last` erased.

    PostgreSQL takes along what an older transaction can still see. One that has written counts in
    any of the server's databases; one that has only read, in this.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for _ in range(SEEN_TRIES):
            if not connection.exec_driver_sql(SEEN, {"last": last}).scalar_one():
                break
            time.sleep(SEEN_PAUSE_SECONDS)
        else:
            raise StoreBusy("an older transaction still sees what was erased")
        for table in (PERSON, SURVEY_ANSWER, SURVEY_GIVEN):
            connection.exec_driver_sql(f"VACUUM FULL {table.name}")


def _empty_log(engine: Engine) -> None:
    with closing(engine.raw_connection()) as borrowed:
        driver = borrowed.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        (busy, _, _) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreBusy("a reader holds the write-ahead log")


def rebuild(connection: Connection, writer: Writer) -> int:
    """Makes visit, visit_service, appointment and round again from the log, in one transaction; how
    many days.
    """
    for table in (VISIT_SERVICE, APPOINTMENT, VISIT, ROUND):
        connection.execute(delete(table))
    found = queries.days(connection)
    for location, name in found:
        rows = Rows()
        day = Day(location, name)
        for entry in queries.entries(connection, location, name):
            writer.add_booked(rows, location, name, entry.events)
            keep(day, entry)
        for visit in day.visits.values():
            writer.add_visit(rows, location, name, visit, services_set=True)
        writer.write(connection.exec_driver_sql, rows)
    return len(found)


def backup(engine: Engine, path: Path, *, with_people: bool = False) -> None:
    """A whole copy of a SQLite database that is in use, at `path`, replacing a file of that name.

    Without personal data and what visitors wrote, unless asked for: a copy would outlive the day of
    erasure. Raises
    StoreUnfit for PostgreSQL, which has its own tools, and OSError.
    """
    if engine.dialect.name != "sqlite":
        raise StoreUnfit("PostgreSQL has its own tool: pg_dump --format=custom --file=balie.dump")
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    with (
        closing(engine.raw_connection()) as borrowed,
        closing(sqlite3.connect(unfinished, isolation_level=None)) as copy,
    ):
        driver = borrowed.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE").close()
        if not with_people:
            copy.execute("DELETE FROM person").close()
            copy.execute("UPDATE survey_answer SET said = '', said_until = NULL").close()
            copy.execute("VACUUM").close()
    with unfinished.open("rb") as written:
        os.fsync(written.fileno())
    unfinished.replace(path)
