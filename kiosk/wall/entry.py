"""Runs a wall of plain lines: each call is written once, when it comes; a LED line shows the last.
Picks the clock of the process.
"""

import asyncio
import contextlib
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from kiosk.wall.lines import Line, calls_of, earlier_of, lines_of, stale_line, written
from wire.base import Millis
from wire.frames import SILENCE_SECONDS, FromHost, Health, Hello, No, Shown, Welcome
from wire.link import Link, Lost, Silence
from wire.setup import Setup
from wire.views import BoardView
from wire.words import languages, say
from wire.words.tongues import for_terminal

LOOK_SECONDS = 0.25
EVERY_SECONDS = 10.0
"""So often the host is told that this wall is there."""
SILENT_SECONDS = SILENCE_SECONDS - 1
FIRST_SECONDS = 10.0
"""So long `--once` waits for the host."""
Write = Callable[[str], None]


@dataclass
class TextWall:
    """One wall. `clock` in seconds, only running on."""

    write: Write
    clock: Callable[[], float]
    width: int = 0
    wish: str = ""
    """The language asked for; empty: the town's."""
    setup: Setup | None = None
    view: BoardView | None = None
    refused: str = ""
    stranger: str = ""
    """Whose token this is, where it is no display's."""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Amsterdam"))
    ahead: float = 0
    silent_since: float | None = None
    told_at: float = float("-inf")
    told_ring: int | None = None
    before: set[str] = field(default_factory=set)
    """What stood there at the last look."""

    def hear(self, frame: FromHost | Silence) -> None:
        """One frame of the host, or that there is none."""
        if isinstance(frame, Silence):
            if self.silent_since is None:
                self.silent_since = self.clock()
            return
        self.silent_since = None
        if isinstance(frame, No):
            self.refused = frame.word
        if isinstance(frame, Welcome):
            self.zone, self.refused = ZoneInfo(frame.timezone), ""
            self.told_at = float("-inf")
            if frame.role != "display":
                self.stranger = f"a {frame.role}'s ({frame.device} at {frame.location})"
        if isinstance(frame, Setup):
            self.setup = frame
        if isinstance(frame, Shown) and isinstance(frame.view, BoardView):
            self.view = frame.view
        at = getattr(frame, "at", None)
        if at is not None:
            self.ahead = at - self.clock() * 1000

    @property
    def now(self) -> Millis:
        """The host's time."""
        return round(self.clock() * 1000 + self.ahead)

    @property
    def language(self) -> str:
        town = self.setup.languages[0] if self.setup else "nl"
        wanted = self.wish or town
        return wanted if wanted in for_terminal(languages()) else town

    def look(self) -> None:
        """Writes what is new since the last look."""
        lines = self._lines()
        for each in written([line for line in lines if line[0] not in self.before], self.width):
            self.write(each)
        self.before = {what for what, _ in lines}

    def show_all(self) -> None:
        """Writes all that stands there, once: the calls of the board, or what the hall does."""
        if self.setup is None or self.view is None:
            lines = [stale_line(self.language)]
        else:
            lines = earlier_of(self.view, self.setup, self.language) or self._lines()
        for each in written(lines, self.width):
            self.write(each)

    def report(self) -> Health | None:
        """What the host is to be told now, if anything."""
        if self.setup is None or self.view is None or self.silent_since is not None:
            return None
        ring = max((call.ring for call in calls_of(self.view, self.setup)), default=None)
        if ring == self.told_ring and self.clock() - self.told_at < EVERY_SECONDS:
            return None
        self.told_ring, self.told_at = ring, self.clock()
        return Health(ring=ring)

    def _lines(self) -> list[Line]:
        if self.silent_since is not None and self.clock() - self.silent_since > SILENT_SECONDS:
            return [stale_line(self.language)]
        if self.setup is None or self.view is None:
            return []
        return lines_of(self.view, self.setup, self.now, self.zone, self.language)


def run(url: str, token: str, *, width: int = 0, once: bool = False, language: str = "") -> int:
    """Writes to standard output until it is ended; the exit code is 1 when the host does not let
    this device in, the token is of another role, the host is not there for `once`, or the line ends
    by a fault of ours.
    """
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a LED line may know no "ü"
    wall = TextWall(_print, time.monotonic, width, language)
    try:
        return asyncio.run(_show(wall, Link(url, Hello(token=token), wall.hear), once))
    except KeyboardInterrupt:
        return 0


def _print(text: str) -> None:
    print(text, flush=True)


def _fallen(line: asyncio.Task[None]) -> int:
    """Better to end, and be started again, than to stand still."""
    fault = line.exception()
    traceback.print_exception(fault)
    print(f"the line to the host has ended: {type(fault).__name__}: {fault}", file=sys.stderr)
    return 1


def _no_entry(wall: TextWall) -> str:
    if wall.stranger:
        mend = "pair one with balie pair display"
        return f"this token is {wall.stranger}, and no display's: {mend}"
    return say(wall.language, f"refusal.{wall.refused}")


async def _show(wall: TextWall, link: Link, once: bool) -> int:
    line = asyncio.create_task(link.run())
    end = wall.clock() + FIRST_SECONDS
    try:
        while not wall.refused and not wall.stranger:
            await asyncio.sleep(LOOK_SECONDS)
            if line.done():
                return _fallen(line)
            if once and (wall.view is not None or wall.clock() > end):
                wall.show_all()
                return 0 if wall.view is not None else 1
            if not once:
                wall.look()
            if (told := wall.report()) is not None:
                with contextlib.suppress(Lost):
                    await link.tell(told)
        print(_no_entry(wall), file=sys.stderr)
        return 1
    finally:
        line.cancel()
        await asyncio.gather(line, return_exceptions=True)
