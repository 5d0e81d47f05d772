"""What became of each slip, on disk: new -> sending -> printed or unknown. Survives a kill or
power cut at any point.

`begin` is on disk before the first byte goes out; so whatever has gone out is known to have been
begun, and any print after that is a copy. Knows no device and no host.
"""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import uuid4

from wire.slips import Slip

State = Literal["new", "sending", "printed", "unknown"]

COPY_MINUTES = 10
"""So long after it came, a slip of unknown fate is printed again; later nobody waits for it."""
TRIES_MAX = 3
"""The first print and two copies: a slip that the printer never confirms does not eat the roll."""
KEEP_DAYS = 2
"""Rows of finished slips, without their text, until no view of that service day can come any
more."""

BESIDE = "beside"

_TABLES = """
CREATE TABLE IF NOT EXISTS spool (
    id TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS slip (
    slip     TEXT PRIMARY KEY,
    place    INTEGER NOT NULL,          -- the order in which they came
    document TEXT NOT NULL,             -- wire.slips.Slip as JSON; empty once it is not needed
    state    TEXT NOT NULL CHECK (state IN ('new', 'sending', 'printed', 'unknown')),
    tries    INTEGER NOT NULL,          -- how often sending was begun
    came     INTEGER NOT NULL,          -- milliseconds
    told     TEXT NOT NULL DEFAULT ''   -- the last state that the host has answered for; 'beside':
                                        -- it came from the kiosk here, the host is told nothing
);
"""


@dataclass(frozen=True)
class Job:
    """A slip to print now. `copy`: some of it may be on paper already, so it must say so."""

    slip: str
    document: Slip
    copy: bool
    claimed: bool
    """The host knows that it is being sent."""


class SpoolUnfit(Exception):
    """The spool cannot be used: another agent has it, the disk is full or read-only, or the file is
    damaged. A person decides: a spool that is thrown away has forgotten what it printed.
    """


class Spool:
    """The slips of one printer agent in one SQLite file. `now` gives milliseconds. One process at
    a time."""

    def __init__(self, path: Path, now: Callable[[], int]) -> None:
        self._now = now
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=1)
        except (OSError, sqlite3.Error) as fault:
            raise SpoolUnfit(f"{path}: {fault}") from fault
        try:
            for pragma in (
                "locking_mode=EXCLUSIVE",
                "journal_mode=WAL",
                "synchronous=FULL",
                "secure_delete=ON",
            ):
                self._db.execute(f"PRAGMA {pragma}").fetchone()
            self._prepare()
        except sqlite3.Error as fault:
            self._db.close()
            raise SpoolUnfit(f"{path}: {fault}") from fault
        self.id: str = self._db.execute("SELECT id FROM spool").fetchone()[0]
        """Made with the file. A new spool has another one, and so other command ids: it cannot
        claim to be the old.
        """

    def _prepare(self) -> None:
        """Makes the tables where they are missing. Whatever was being sent has an unknown fate."""
        self._db.executescript(_TABLES)
        self._db.execute(
            "INSERT INTO spool SELECT ? WHERE NOT EXISTS (SELECT 1 FROM spool)", (uuid4().hex,)
        )
        self._db.execute("UPDATE slip SET state = 'unknown' WHERE state = 'sending'")

    def close(self) -> None:
        self._db.close()

    def take(self, document: Slip, begun: bool = False, beside: bool = False) -> None:
        """A slip to print, once. `begun`: an earlier spool of this printer, now lost, may have
        printed it. `beside`: the kiosk on this computer wants it, and the host does not know it."""
        self._db.execute(
            "INSERT OR IGNORE INTO slip (slip, place, document, state, tries, came, told)"
            " VALUES (?, (SELECT coalesce(max(place), 0) + 1 FROM slip), ?, ?, ?, ?, ?)",
            (
                document.slip,
                document.model_dump_json(),
                "unknown" if begun else "new",
                int(begun),
                self._now(),
                BESIDE if beside else "",
            ),
        )

    def withdraw(self, wanted: Collection[str]) -> None:
        """Drops the slips that nobody wants any more, as far as they are not begun."""
        begun_not = "SELECT slip FROM slip WHERE state = 'new' AND told <> 'beside'"
        for (slip,) in self._db.execute(begun_not).fetchall():
            if slip not in wanted:
                self.drop(slip)

    def leave(self, wanted: Collection[str]) -> None:
        """Gives up the copies that nobody wants from this printer any more: another has printed
        them or is to, or their visitors have gone.
        """
        doubted = "SELECT slip FROM slip WHERE state = 'unknown' AND told <> 'beside'"
        for (slip,) in self._db.execute(doubted).fetchall():
            if slip not in wanted:
                self._db.execute("UPDATE slip SET document = '' WHERE slip = ?", (slip,))

    def drop(self, slip: str) -> None:
        """Forgets a slip that is not begun: it is another printer's."""
        self._db.execute("DELETE FROM slip WHERE slip = ? AND state = 'new'", (slip,))

    def jobs(self) -> list[Job]:
        """What is to be printed, oldest first: new slips, and copies of those whose fate is
        unknown."""
        rows = self._db.execute(
            "SELECT slip, document, tries, told FROM slip WHERE state = 'new'"
            " OR state = 'unknown' AND tries < ? AND came > ? AND document <> '' ORDER BY place",
            (TRIES_MAX, self._now() - COPY_MINUTES * 60_000),
        )
        return [
            Job(slip, Slip.model_validate_json(document), copy=tries > 0, claimed=told != "")
            for slip, document, tries, told in rows
        ]

    def begin(self, slip: str) -> bool:
        """From here on bytes may have gone out. On disk when this returns. Gives whether this
        print is a copy."""
        (tries,) = self._db.execute(
            "UPDATE slip SET state = 'sending', tries = tries + 1 WHERE slip = ? RETURNING tries",
            (slip,),
        ).fetchone()
        return bool(tries > 1)

    def settle(self, slip: str, printed: bool) -> None:
        """The printer has confirmed the slip, or its fate is unknown."""
        self._db.execute(
            "UPDATE slip SET state = ?, document = CASE WHEN ? THEN '' ELSE document END"
            " WHERE slip = ? AND state = 'sending'",
            ("printed" if printed else "unknown", printed, slip),
        )

    def untold(self) -> list[tuple[str, State]]:
        """What the host has not answered for, in the order to say it: a finished slip was sent
        before."""
        rows = self._db.execute(
            "SELECT slip, state, told FROM slip WHERE tries > 0 AND state <> told"
            " AND told <> 'beside'"
            " AND NOT (told <> '' AND state = 'sending') ORDER BY place"
        ).fetchall()
        said: list[tuple[str, State]] = []
        for slip, state, told in rows:
            if not told and state != "sending":
                said.append((slip, "sending"))
            said.append((slip, state))
        return said

    def tell(self, slip: str, state: State) -> None:
        """The host has answered for this state."""
        self._db.execute(
            "UPDATE slip SET told = ? WHERE slip = ? AND told <> ?", (state, slip, state)
        )

    def tell_again(self, slip: str) -> None:
        """The host does not know what became of a finished slip after all."""
        self._db.execute(
            "UPDATE slip SET told = '' WHERE slip = ? AND state IN ('printed', 'unknown')"
            " AND told <> ''",
            (slip,),
        )

    def tidy(self) -> None:
        """Takes the text from slips that will not be printed again, and forgets old ones."""
        now = self._now()
        self._db.execute(
            "UPDATE slip SET document = '' WHERE state = 'unknown' AND document <> ''"
            " AND (tries >= ? OR came <= ?)",
            (TRIES_MAX, now - COPY_MINUTES * 60_000),
        )
        self._db.execute(
            "DELETE FROM slip WHERE state IN ('printed', 'unknown') AND came < ?",
            (now - KEEP_DAYS * 86_400_000,),
        )
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def state_of(self, slip: str) -> State | None:
        """Of one slip; None when it is not known."""
        row = self._db.execute("SELECT state FROM slip WHERE slip = ?", (slip,)).fetchone()
        return row[0] if row else None

    def states(self) -> dict[str, State]:
        """Every slip that is known, by its id."""
        return dict(self._db.execute("SELECT slip, state FROM slip ORDER BY place").fetchall())
