"""The writer's own connection, kept open: one transaction of rows at a time, by the driver itself.

Going through SQLAlchemy for each command would cost as much as the commit; engines and pools stay
its work.
"""

import sqlite3
from functools import partial
from typing import Any

from sqlalchemy import Engine, PoolProxiedConnection

from host.store.engines import named_fault
from host.store.kept import RaceLost, StoreBusy
from host.store.many import execute_many
from host.store.writing import Rows, Writer


class Line:
    """Used by one thread only."""

    def __init__(self, engine: Engine, writer: Writer) -> None:
        self._engine = engine
        self._writer = writer
        self._on_sqlite = engine.dialect.name == "sqlite"
        self._open: PoolProxiedConnection | None = None

    def keep(self, rows: Rows) -> None:
        """The rows on disk, or none of them. Raises RaceLost and StoreBusy.

        A PostgreSQL that was restarted meanwhile is found again without telling the caller.
        """
        rested = self._open is not None
        try:
            self._keep(rows)
        except StoreBusy as busy:
            if busy.unsure or self._open is not None or not rested:
                raise
            self._keep(rows)

    def close(self) -> None:
        """Gives the connection back."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _keep(self, rows: Rows) -> None:
        committing = False
        try:
            if self._open is None:
                self._open = self._engine.raw_connection()
            connection: Any = self._open.driver_connection
            if self._on_sqlite:
                self._write_sqlite(connection, rows)
            else:
                self._write_postgresql(connection, rows)
            committing = True
            connection.commit()
        except Exception as fault:
            named = self._after(fault, committing)
            if named is None:
                raise
            raise named from fault

    def _write_sqlite(self, connection: sqlite3.Connection, rows: Rows) -> None:
        connection.execute("BEGIN IMMEDIATE")
        self._writer.write(partial(execute_many, connection), rows)

    def _write_postgresql(self, connection: Any, rows: Rows) -> None:
        with connection.pipeline(), connection.cursor() as cursor:
            self._writer.write(cursor.executemany, rows)

    def _after(self, fault: Exception, committing: bool) -> RaceLost | StoreBusy | None:
        """Leaves no transaction and no broken connection behind; what the fault means."""
        named = named_fault(getattr(fault, "orig", None) or fault)
        if self._rolled_back():
            return named
        self._drop()
        return StoreBusy("connection lost", unsure=committing)

    def _rolled_back(self) -> bool:
        """False: the connection is of no use any more."""
        connection: Any = None if self._open is None else self._open.driver_connection
        if connection is None:
            return False
        try:
            if not self._on_sqlite or connection.in_transaction:
                connection.rollback()
        except Exception:
            return False
        return True

    def _drop(self) -> None:
        if self._open is not None:
            self._open.invalidate()
            self._open.close()
            self._open = None
