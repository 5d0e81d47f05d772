"""What is done to the whole store now and then: making the plain tables again, backups."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, delete

from host.core.day import Day
from host.core.keep import keep
from host.store import queries
from host.store.kept import StoreUnfit
from host.store.tables import APPOINTMENT, ROUND, VISIT, VISIT_SERVICE
from host.store.writing import Rows, Writer


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
