"""How SQLite and PostgreSQL are opened, and what their errors mean. No table is known here."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from host.store.kept import RaceLost, StoreBusy, StoreUnfit

BUSY_SECONDS = 5.0
"""How long SQLite waits for another process that writes; PostgreSQL for a lock."""

CONNECT_SECONDS = 5
READERS = 2


def checked_url(url: str) -> URL:
    """The database's address. Raises StoreUnfit for one that keeps nothing or speaks by another
    driver.
    """
    found = make_url(url)
    if found.drivername == "postgresql":
        found = found.set(drivername="postgresql+psycopg")
    if found.drivername in ("sqlite", "sqlite+pysqlite"):
        if not found.database or found.database == ":memory:":
            raise StoreUnfit("SQLite needs a file: sqlite:///path/to/balie.db")
        Path(found.database).parent.mkdir(parents=True, exist_ok=True)
        return found
    if found.drivername == "postgresql+psycopg":
        return found
    raise StoreUnfit(f"the database is SQLite or PostgreSQL, not {found.drivername}")


def open_engine(url: URL, busy_seconds: float, *, reading: bool = False) -> Engine:
    """An engine for the writer (its own line, and one for other changes), or for a few readers. The
    text of a fault holds no value of a row: where it is logged it names nobody.
    """
    size = READERS if reading else 2
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, size, busy_seconds, reading)
    return create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        pool_pre_ping=reading,
        hide_parameters=True,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            # A server that vanished without a word is noticed within seconds.
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 2,
            "tcp_user_timeout": 9000,
            "options": f"-c lock_timeout={int(busy_seconds * 1000)} -c timezone=UTC"
            + (" -c default_transaction_read_only=on" if reading else ""),
        },
    )


def _sqlite(url: URL, size: int, busy_seconds: float, reading: bool) -> Engine:
    engine = create_engine(
        url,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,
        connect_args={"timeout": busy_seconds, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is said below, not guessed by the driver
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # an acknowledged commit survives a power cut
            "foreign_keys=ON",
            "secure_delete=ON",  # what is erased is overwritten
            f"query_only={'ON' if reading else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: one that begins by reading would be refused without
        # waiting.
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def faults_named() -> Iterator[None]:
    """Turns the drivers' errors into RaceLost and StoreBusy; faults of our own SQL come through
    as they are.
    """
    try:
        yield
    except PoolTimeout as fault:
        raise StoreBusy("no connection became free") from fault
    except DBAPIError as fault:
        named = named_fault(fault.orig)
        if named is None:
            raise
        raise named from fault
    except sqlite3.Error as fault:
        named = named_fault(fault)
        if named is None:
            raise
        raise named from fault


_SQLITE_TAKEN = (sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE)
_SQLITE_FAULTY = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH)


def named_fault(fault: BaseException | None) -> RaceLost | StoreBusy | None:
    """What a driver's error means to the caller; None for a fault of our own."""
    if isinstance(fault, sqlite3.Error):
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        if code in _SQLITE_TAKEN:
            return RaceLost("taken")
        return None if code & 0xFF in _SQLITE_FAULTY else StoreBusy(fault.sqlite_errorname.lower())
    return _named_by_sqlstate(fault)


def _named_by_sqlstate(fault: BaseException | None) -> RaceLost | StoreBusy | None:
    state: str | None = getattr(fault, "sqlstate", None)
    if state is None:
        psycopg = sys.modules.get("psycopg")  # not installed where only SQLite is used
        away = psycopg and isinstance(fault, (psycopg.OperationalError, psycopg.InterfaceError))
        return StoreBusy("connection lost") if away else None
    if state in ("23505", "40001", "40P01"):  # unique, serialization, deadlock
        return RaceLost("taken")
    if state[:2] in ("08", "53", "55", "57", "58") or state == "25006":
        return StoreBusy(f"sqlstate {state}")
    return None
