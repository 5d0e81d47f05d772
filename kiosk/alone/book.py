"""What a kiosk keeps on its own disk for the time without its host: the town as it was heard last,
and the numbers that it gave by itself.

A number is on disk before it is shown; so it survives a kill or a power cut, and is given once.
Knows no screen and no host. No name of a visitor comes here; a typed code stays until the host has
it.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

if TYPE_CHECKING:
    from wire.base import Millis
    from wire.commands import BringTicket

Paper = Literal["asked", "none", "printed", "unknown"]
KEEP_DAYS = 3
"""Numbers that the host has, until no service day can ask for them any more."""
DAY_MILLIS = 86_400_000

_TABLES = """
CREATE TABLE IF NOT EXISTS town (
    place INTEGER PRIMARY KEY CHECK (place = 1),
    said  TEXT NOT NULL                 -- the newest Town as JSON
);
CREATE TABLE IF NOT EXISTS ticket (
    place    INTEGER PRIMARY KEY,       -- in the order in which they were given
    id       TEXT NOT NULL UNIQUE,      -- of the command that brings it
    day      TEXT NOT NULL,             -- service day
    letter   TEXT NOT NULL,
    number   INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,          -- milliseconds, by the host's clock as far as it was known
    said     TEXT NOT NULL,             -- the rest of the command as JSON; empty once it is brought
    paper    TEXT NOT NULL CHECK (paper IN ('asked', 'none', 'printed', 'unknown')),
    brought  INTEGER NOT NULL DEFAULT 0,
    UNIQUE (day, letter, number)
);
CREATE TABLE IF NOT EXISTS heard (      -- the last number that the host knew of
    day    TEXT NOT NULL,
    letter TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (day, letter)
);
"""


class BookUnfit(Exception):
    """The folder cannot be used: another kiosk has it, or the disk is full, read-only or damaged.
    Then this kiosk gives no numbers of its own.
    """


@dataclass(frozen=True)
class Town:
    """The town as it was heard last, as JSON of the wire; and how to tell the time from it."""

    setup: str
    view: str
    timezone: str
    seen_at: Millis
    """When the view was heard, by the host's clock."""
    ahead_millis: int
    """The host's clock less this computer's."""


@dataclass(frozen=True)
class Given:
    """A number that is on disk."""

    id: str
    ticket: str
    taken_at: Millis


class Book:
    """One kiosk's book in one SQLite file. One process at a time. Raises BookUnfit from any
    method."""

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=1)
        except (OSError, sqlite3.Error) as fault:
            raise BookUnfit(f"{path}: {fault}") from fault
        try:
            path.chmod(0o600)
            for pragma in (
                "locking_mode=EXCLUSIVE",
                "journal_mode=WAL",
                "synchronous=FULL",
                "secure_delete=ON",
            ):
                self._db.execute(f"PRAGMA {pragma}").fetchone()
            self._db.executescript(_TABLES)
            self._db.execute("UPDATE ticket SET paper = 'unknown' WHERE paper = 'asked'")
        except (OSError, sqlite3.Error) as fault:
            self._db.close()
            raise BookUnfit(f"{path}: {fault}") from fault

    def close(self) -> None:
        self._db.close()

    # -- the town --------------------------------------------------------------------------------

    def keep_town(self, town: Town) -> None:
        """Replaces what was known."""
        self._do(
            "INSERT INTO town VALUES (1, ?) ON CONFLICT (place) DO UPDATE SET said = excluded.said",
            json.dumps(town.__dict__),
        )

    def town(self) -> Town | None:
        """What was heard last, in this life or an earlier one; None: nothing ever."""
        rows = self._do("SELECT said FROM town")
        return Town(**json.loads(rows[0][0])) if rows else None

    def forget_town(self) -> None:
        """The host does not know this kiosk any more: it offers nothing by itself."""
        self._do("DELETE FROM town")

    def hear_last(self, day: str, letter: str, number: int) -> None:
        """The host knows numbers of this letter up to this one; none of them is given again."""
        self._do(
            "INSERT INTO heard VALUES (?, ?, ?) ON CONFLICT (day, letter)"
            " DO UPDATE SET number = max(number, excluded.number)",
            day,
            letter,
            number,
        )

    # -- numbers ---------------------------------------------------------------------------------

    def give(
        self,
        day: str,
        letter: str,
        taken_at: Millis,
        said: dict[str, object],
        paper: Paper = "none",
    ) -> Given:
        """The next number of the day. On disk when this returns; `paper`: whether a slip is about
        to be asked for."""
        given = uuid4().hex
        rows = self._do(
            "INSERT INTO ticket (id, day, letter, number, taken_at, said, paper)"
            " SELECT ?1, ?2, ?3, 1 + max("
            "  coalesce((SELECT max(number) FROM ticket WHERE day = ?2 AND letter = ?3), 0),"
            "  coalesce((SELECT number FROM heard WHERE day = ?2 AND letter = ?3), 0)),"
            " max(?4, coalesce((SELECT max(taken_at) FROM ticket WHERE day = ?2), 0)), ?5, ?6"
            " RETURNING number, taken_at",
            given,
            day,
            letter,
            taken_at,
            json.dumps(said),
            paper,
        )
        number, taken = rows[0]
        return Given(given, f"{letter}{number:03d}", taken)

    def note_paper(self, given: str, paper: Paper) -> None:
        """What became of its slip."""
        self._do("UPDATE ticket SET paper = ? WHERE id = ?", paper, given)

    def to_bring(self) -> list[BringTicket]:
        """What the host has not got, in the order in which it was given."""
        from wire.commands import BringTicket

        rows = self._do(
            "SELECT id, day, letter, number, taken_at, said, paper FROM ticket WHERE NOT brought"
            " ORDER BY place"
        )
        return [
            BringTicket.model_validate(
                {
                    **json.loads(said),
                    "id": given,
                    "ticket": f"{letter}{number:03d}",
                    "day": day,
                    "taken_at": taken_at,
                    "paper": "unknown" if paper == "asked" else paper,
                }
            )
            for given, day, letter, number, taken_at, said, paper in rows
        ]

    def forget_unheard(self, given: str) -> None:
        """The host does not know the wish before it as this kiosk's: the number is brought by
        another name, on its own."""
        self._do(
            "UPDATE ticket SET id = ?, said = json_remove(said, '$.unheard') WHERE id = ?",
            uuid4().hex,
            given,
        )

    def note_brought(self, given: str, now: Millis) -> None:
        """The host has it: nothing but the number stays here, and that for some days after."""
        self._do("UPDATE ticket SET brought = 1, said = '' WHERE id = ?", given)
        self._do("DELETE FROM ticket WHERE brought AND taken_at < ?", now - KEEP_DAYS * DAY_MILLIS)

    def _do(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.Error as fault:
            raise BookUnfit(str(fault)) from fault
