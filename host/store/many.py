"""Many rows with one statement of SQLite. Knows nothing of what the rows mean.

Python's `executemany` takes and gives up the interpreter's lock for each row. Beside a thread that
is at work that costs more than the writing; one long statement takes it once.
"""

import sqlite3
from functools import cache
from itertools import chain
from typing import Any

Row = tuple[Any, ...]
ROWS_MAX = 64
"""Of one statement; 64 rows of the widest table are 1,600 values, of 32,766 that SQLite takes."""


def execute_many(connection: sqlite3.Connection, statement: str, rows: list[Row]) -> None:
    """As `executemany`. An INSERT of plain placeholders goes in powers of two: few statements, each
    compiled once.
    """
    if "VALUES (" not in statement:
        connection.executemany(statement, rows)
        return
    done = 0
    while left := len(rows) - done:
        count = min(ROWS_MAX, 1 << left.bit_length() - 1)
        values = tuple(chain.from_iterable(rows[done : done + count]))
        connection.execute(widened(statement, count), values)
        done += count


@cache
def widened(statement: str, count: int) -> str:
    """The INSERT of one row as an INSERT of so many."""
    head, values, rest = statement.partition("VALUES (")
    row, end, tail = rest.partition(")")
    assert set(row) <= set("?, "), statement
    return head + values + f"{row}{end}, (" * (count - 1) + row + end + tail
