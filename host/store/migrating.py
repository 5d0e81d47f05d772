"""Makes a new database from schema.sql, or brings an older one up to date by the numbered files
beside this one.
"""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select

from host.store.kept import StoreUnfit
from host.store.tables import MIGRATION

SCHEMA = Path(__file__).parents[2] / "schema.sql"
MIGRATIONS = Path(__file__).parent / "migrations"
_NAME = re.compile(r"^(\d{4})_([a-z0-9_]+)\.sql$")
_LOCK = 7_205_313  # of PostgreSQL's advisory locks; any number that all our hosts agree on


def bring_up_to_date(connection: Connection, folder: Path = MIGRATIONS) -> None:
    """In one transaction, alone; raises StoreUnfit when a newer version was here before.

    A database without our tables gets schema.sql, and counts every migration as done.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    known = numbered(folder)
    if not inspect(connection).has_table(MIGRATION.name):
        if inspect(connection).has_table("event"):
            raise StoreUnfit("there are tables in this database that Balie did not make")
        run_script(connection, SCHEMA.read_text("utf-8"))
        for number, path in known.items():
            _note(connection, number, path)
        return
    done = set(connection.execute(select(MIGRATION.c.number)).scalars())
    if done - known.keys():
        raise StoreUnfit("this database was changed by a newer version of Balie")
    for number, path in known.items():
        if number not in done:
            run_script(connection, path.read_text("utf-8"))
            _note(connection, number, path)


def numbered(folder: Path = MIGRATIONS) -> dict[int, Path]:
    """The migrations in order. Raises StoreUnfit for a gap or a strange name."""
    found: dict[int, Path] = {}
    for path in sorted(folder.glob("*.sql")):
        match = _NAME.match(path.name)
        if match is None or int(match[1]) != len(found) + 1:
            raise StoreUnfit(f"migration out of order: {path.name}")
        found[int(match[1])] = path
    return found


def run_script(connection: Connection, script: str) -> None:
    """Each statement of the script, in the open transaction."""
    for statement in statements(script):
        connection.exec_driver_sql(statement)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, each with the comments before it; comments after the last one
    are dropped.
    """
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        if line.partition("--")[0].rstrip().endswith(";") and sqlite3.complete_statement(
            "\n".join(lines)
        ):
            yield "\n".join(lines).strip()
            lines = []
    left = [line for line in lines if line.strip() and not line.lstrip().startswith("--")]
    if left:
        raise StoreUnfit(f"a statement without an end: {left[0]}")


def _note(connection: Connection, number: int, path: Path) -> None:
    connection.execute(insert(MIGRATION).values(number=number, name=path.stem))
