"""Many rows go with one statement, and end up as if each had gone by itself."""

import sqlite3

import pytest

from host.store.many import ROWS_MAX, execute_many, widened

PUT = "INSERT INTO t (a, b) VALUES (?, ?) ON CONFLICT (a) DO UPDATE SET b = excluded.b"


@pytest.fixture
def database():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
    yield connection
    connection.close()


def test_an_insert_of_one_row_becomes_an_insert_of_three():
    assert widened("INSERT INTO t (a) VALUES (?) RETURNING a", 3) == (
        "INSERT INTO t (a) VALUES (?), (?), (?) RETURNING a"
    )


@pytest.mark.parametrize("count", [0, 1, 2, 7, ROWS_MAX, ROWS_MAX + 1, 3 * ROWS_MAX + 5])
def test_every_row_arrives_once_however_many_there_are(database, count):
    rows = [(number, f"text {number}") for number in range(count)]
    execute_many(database, PUT, rows)
    assert database.execute("SELECT a, b FROM t ORDER BY a").fetchall() == rows


def test_a_row_that_is_there_is_written_over(database):
    execute_many(database, PUT, [(1, "old"), (2, "old")])
    execute_many(database, PUT, [(2, "new"), (3, "new")])
    found = database.execute("SELECT a, b FROM t ORDER BY a").fetchall()
    assert found == [(1, "old"), (2, "new"), (3, "new")]


def test_a_statement_that_is_no_insert_runs_for_each_row(database):
    execute_many(database, PUT, [(1, "a"), (2, "b"), (3, "c")])
    execute_many(database, "DELETE FROM t WHERE a = ?", [(1,), (3,)])
    assert database.execute("SELECT b FROM t").fetchall() == [("b",)]


def test_a_row_that_may_not_be_there_twice_is_the_database_s_own_fault(database):
    with pytest.raises(sqlite3.IntegrityError):
        execute_many(database, "INSERT INTO t (a, b) VALUES (?, ?)", [(1, "a"), (1, "b")])
