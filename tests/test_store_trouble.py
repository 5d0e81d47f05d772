"""A database that is locked, full, cut off or shared, and a host that is killed: what was
acknowledged is there, and nothing is half there."""

import random
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from host.core.day import Day
from host.core.keep import replay
from host.store import Store, StoreBusy
from host.store.engines import checked_url
from host.store.queries import last_seq
from tests.logs import DAY, an_open_hall

pytest_plugins = ["tests.stores"]

ROUNDS = 10
SLOW_COMMIT = """
    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql
    AS 'BEGIN PERFORM pg_sleep(3); RETURN NULL; END';
    CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dawdle()
"""


def test_a_write_to_a_locked_database_is_busy_and_works_when_it_is_free_again(store_url: str):
    with closing(Store(store_url, busy_seconds=0.1)) as store:
        store.open()
        hall = an_open_hall()
        batch = hall.hand_out()
        with locked(store_url):
            with pytest.raises(StoreBusy) as fault:
                store.keep(batch)
            assert not fault.value.unsure
            assert store.read(lambda line: last_seq(line, "centrum", DAY)) == 0
        store.keep(batch)
        assert replay(Day("centrum", DAY), store.load("centrum", DAY)) == hall.day


def test_other_changes_of_a_locked_database_are_busy_too(store_url: str):
    with closing(Store(store_url, busy_seconds=0.1)) as store:
        store.open()
        with locked(store_url), pytest.raises(StoreBusy):
            store.change(lambda line: line.execute(text("DELETE FROM event")))


def test_a_full_disk_is_busy_and_keeps_nothing_by_halves(sqlite_url: str):
    with closing(Store(sqlite_url)) as store:
        store.open()
        hall = an_open_hall()
        store.keep(hall.hand_out())
        before = store.load("centrum", DAY)
        for minute in range(200):
            hall.take(minute)
        batch = hall.hand_out()
        with no_more_than(60_000), pytest.raises(StoreBusy):
            store.keep(batch)
        assert store.load("centrum", DAY) == before
        store.keep(batch)
        assert replay(Day("centrum", DAY), store.load("centrum", DAY)) == hall.day


@pytest.mark.postgres
def test_a_line_that_was_cut_between_two_commands_is_taken_up_again(postgres_url: str):
    with closing(Store(postgres_url)) as store:
        store.open()
        hall = an_open_hall()
        store.keep(hall.hand_out())
        cut_off(postgres_url)
        hall.take(1)
        store.keep(hall.hand_out())
        cut_off(postgres_url)
        assert replay(Day("centrum", DAY), store.load("centrum", DAY)) == hall.day


@pytest.mark.postgres
def test_a_line_that_is_cut_in_the_middle_of_writing_keeps_nothing(postgres_url: str):
    with closing(Store(postgres_url)) as store:
        store.open()
        hall = an_open_hall()
        with locked(postgres_url):
            cutting = threading.Timer(0.3, cut_off, [postgres_url, "active"])
            cutting.start()
            with pytest.raises(StoreBusy):
                store.keep(hall.hand_out())
            cutting.join()
        assert store.load("centrum", DAY) == []


@pytest.mark.postgres
def test_a_line_that_is_cut_in_the_middle_of_the_commit_leaves_it_unsure(postgres_url: str):
    with closing(Store(postgres_url)) as store:
        store.open()
        store.change(lambda line: line.execute(text(SLOW_COMMIT)))
        cutting = threading.Timer(0.5, cut_off, [postgres_url, "active"])
        cutting.start()
        with pytest.raises(StoreBusy) as fault:
            store.keep(an_open_hall().hand_out())
        cutting.join()
        assert fault.value.unsure


def test_every_line_that_writes_to_sqlite_waits_for_the_disk(sqlite_url: str):
    with closing(Store(sqlite_url)) as store:
        store.open()
        for pragma, value in (
            ("journal_mode", "wal"),
            ("synchronous", 2),  # FULL
            ("foreign_keys", 1),
            ("secure_delete", 1),
            ("query_only", 0),
        ):
            question = text(f"PRAGMA {pragma}")
            assert store.change(lambda line, q=question: line.execute(q).scalar()) == value  # type: ignore[misc]


def test_who_reads_cannot_write(store: Store):
    with pytest.raises((StoreBusy, DBAPIError)):
        store.read(lambda line: line.execute(text("DELETE FROM event")))


def test_a_fault_of_our_own_sql_names_nobody(store: Store):
    wrong = text("INSERT INTO nowhere VALUES (:name)")
    with pytest.raises(DBAPIError) as fault:
        store.change(lambda line: line.execute(wrong, {"name": "Geertje Postma"}))
    assert "nowhere" in str(fault.value)
    assert "Geertje" not in str(fault.value)


@pytest.mark.slow
def test_a_host_killed_while_it_writes_has_kept_all_that_it_acknowledged(sqlite_url: str):
    chance = random.Random(7)
    kept: list[str] = []
    for round_ in range(ROUNDS):
        with writing(sqlite_url, f"round{round_:03d}", 100_000) as process:
            go(process)
            for _ in range(chance.randrange(1, 120)):
                kept.append(said(process))
            process.kill()
            rest, _ = process.communicate()
            kept += [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    words = [line.split() for line in kept]
    assert {word[0] for word in words} == {"kept"}
    check_log(sqlite_url, {word[1] for word in words}, exact=False)


@pytest.mark.slow
def test_two_hosts_on_one_database_keep_one_log_without_gap_or_double(store_url: str):
    each = 60
    with writing(store_url, "host-a", each) as one, writing(store_url, "host-b", each) as two:
        go(one, two)
        words = [
            line.split() for process in (one, two) for line in process.communicate()[0].splitlines()
        ]
    assert {word[1] for word in words if word[0] == "not"} == {"RaceLost"}
    acknowledged = [word[1] for word in words if word[0] == "kept"]
    assert len(acknowledged) == 2 * each
    check_log(store_url, set(acknowledged), exact=True)


def check_log(url: str, acknowledged: set[str], *, exact: bool) -> None:
    """Every acknowledged command is in the log once, and the log replays without a gap."""
    with closing(Store(url)) as store:
        store.open()
        entries = store.load("centrum", DAY)
        commands = [entry.id for entry in entries if entry.what == "take_ticket"]
        assert len(commands) == len(set(commands))
        assert acknowledged <= set(commands)
        assert not exact or acknowledged == set(commands)
        day = replay(Day("centrum", DAY), entries)
        assert store.read(lambda line: last_seq(line, "centrum", DAY)) == day.seq
        tickets = [visit.ticket for visit in day.visits.values()]
        assert tickets == [f"A{number:03d}" for number in range(1, len(tickets) + 1)]
        assert {row.visit for row in store.visits("centrum", DAY, DAY)} == set(commands)


@contextmanager
def writing(url: str, prefix: str, entries: int) -> Iterator[subprocess.Popen[str]]:
    """A process that keeps entries one by one."""
    command = [sys.executable, "-m", "tests.store_writer", url, "centrum", prefix, str(entries)]
    home = Path(__file__).parent.parent
    with subprocess.Popen(
        command, cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert said(process) == "ready\n"
            yield process
        finally:
            process.kill()


def go(*processes: subprocess.Popen[str]) -> None:
    """Lets them begin."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Another process has the database to itself for a while."""
    engine = create_engine(checked_url(url))
    with engine.connect() as line:
        if engine.dialect.name == "sqlite":
            line.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            line.exec_driver_sql("LOCK TABLE event IN EXCLUSIVE MODE")
        yield
        line.rollback()
    engine.dispose()


@contextmanager
def no_more_than(size_bytes: int) -> Iterator[None]:
    """No file of this process may grow beyond the size: what a full disk looks like from within."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def cut_off(url: str, state: str = "idle") -> None:
    """Ends the lines of others to this database, as a restart would."""
    time.sleep(0.05)
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = %s",
            [state],
        )
