"""The kiosk that goes on by itself: within five seconds of its host falling it gives numbers of
its own, and brings them to the host when that is back.

Holds no rule of the hall: it asks less than the host would, and the host decides about all of it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.line import Clock
from kiosk.visitor.app import KioskApp
from visitor import steps
from visitor.alone import service_day, standing_alone
from visitor.hall import Hall
from visitor.page import Ask, Own, Take, Then

if TYPE_CHECKING:
    from kiosk.alone.book import Book, Given, Paper
    from kiosk.alone.bringing import Bringer
    from kiosk.alone.memory import Memory
    from wire.base import Message
    from wire.frames import Answer, Done, No
    from wire.setup import Setup
    from wire.slips import Slip

ALONE_MILLIS = 4_000
"""Silence after which it goes on by itself."""
BOOK = "book.sqlite"
PAPER_SECONDS = 0.7
"""So long the number waits for its slip, so that the page can say which of the two to take."""


class AloneApp(KioskApp, inherit_bindings=False):
    """Without a `folder` it is a kiosk like any other: silent while its host is.

    `wall` tells this computer's time in milliseconds, for a kiosk that starts without its host.
    `printer_door` is the socket of the printer agent beside it.
    """

    def __init__(
        self,
        *arguments: Any,
        folder: Path | None = None,
        wall: Clock = lambda: 0,
        printer_door: Path | None = None,
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        self.unfit = ""
        """Why it cannot go on by itself, when its folder cannot be used."""
        self._folder = folder
        self._wall = wall
        self._door = printer_door
        self._book: Book | None = None
        self._recalled = False
        self._seen_at = 0
        self._memory: Memory | None = None
        self._said: Message | None = None
        self._unheard: str | None = None
        self._bringer: Bringer | None = None
        self._printing: set[asyncio.Task[Own]] = set()

    def on_ready(self) -> None:
        """The first picture stands: time for the disk, where there is anything on it."""
        if self._folder is not None and (self._folder / BOOK).exists():
            self._open_book(self._folder / BOOK)

    def _open_book(self, place: Path) -> None:
        from kiosk.alone.book import Book, BookUnfit
        from kiosk.alone.bringing import Bringer
        from kiosk.alone.memory import Memory

        try:
            self._book = Book(place)
        except BookUnfit as fault:
            self.unfit = str(fault)
        else:
            self._memory = Memory(self._book, self._wall, self.clock)
            self._bringer = Bringer(self._book, self.say, self.clock)

    def on_unmount(self) -> None:
        if self._book is not None:
            self._book.close()

    # When it stands alone

    @property
    def stands_alone(self) -> bool:
        """Whether this kiosk gives numbers of its own now. One that the host refuses does not."""
        if self._book is None or not self._is_long_silent or self._is_refused:
            return False
        known = self.setup is not None and self.view is not None and self.view.kind == "kiosk"
        return known and bool(self.setup.own_letter)  # type: ignore[union-attr]

    @property
    def _is_long_silent(self) -> bool:
        since = self._silent_since
        return since is not None and self.clock() - since >= ALONE_MILLIS

    @property
    def _is_refused(self) -> bool:
        from wire.refusals import REFUSALS

        return self.silence in REFUSALS and self.silence != "busy"

    @property
    def covered(self) -> bool:
        return super().covered and not self.stands_alone

    @property
    def hall(self) -> Hall | None:
        found = super().hall
        if found is None or found.rating or not self.stands_alone:
            return found
        return standing_alone(found, self._seen_at)

    def watch_silence(self, silence: str | None) -> None:
        """Silence is told by a clock that ran while nothing was heard, or by a line that falls."""
        before = self._silent_since
        super().watch_silence(silence)
        if before is None and silence == "silent" and self._silent_since is not None:
            self._silent_since -= ALONE_MILLIS
        if silence == "not_paired" and self._memory is not None:
            self._memory.forget()

    def look_around(self) -> None:
        if self._memory is not None:
            if self.setup is None and self._is_long_silent and not self._is_refused:
                self._recall(self._memory)
            if self.stands_alone and self._said is not None:
                self._give_up()
            if steps.is_first(self.session) and self._asking is None:
                self._unheard = None
            self._begin_to_bring()
        super().look_around()

    def forget(self) -> None:
        super().forget()
        self._unheard = None

    # What is known of the town

    def watch_setup(self, setup: Setup | None) -> None:
        super().watch_setup(setup)
        self._remember()

    def watch_view(self) -> None:
        if not self._recalled:
            self._seen_at = self.server_now()
        super().watch_view()
        self._remember()

    def _remember(self) -> None:
        """Writes down what the host told. A kiosk that has no letter needs no folder."""
        setup, view, hall = self.setup, self.view, super().hall
        if self._recalled or setup is None or view is None or view.kind != "kiosk" or hall is None:
            return
        if self._book is None and self._folder is not None and setup.own_letter and not self.unfit:
            self._open_book(self._folder / BOOK)
        if self._memory is not None:
            now = self.server_now()
            self._memory.keep(setup, view, self.timezone, now, service_day(hall, now))

    def _recall(self, memory: Memory) -> None:
        """The town as an earlier life of this kiosk heard it last."""
        from wire.setup import Setup
        from wire.views import KioskView

        known = memory.recall()
        if known is None:
            return
        town, now = known
        self._set_clock(now)
        self._seen_at, self.timezone, self._recalled = town.seen_at, town.timezone, True
        self.setup = Setup.model_validate_json(town.setup)
        self.view = KioskView.model_validate_json(town.view)

    def _heard(self, frame: Any) -> None:
        if getattr(frame, "kind", "") in ("setup", "view"):
            self._recalled = False
        super()._heard(frame)

    # Numbers

    async def say_until_heard(self, said: Message) -> Done | No | Answer:
        self._said = said
        try:
            return await super().say_until_heard(said)
        finally:
            self._said = None

    def _give_up(self) -> None:
        """The answer will not come soon; whether the host has kept the wish, it is asked later."""
        said = self._said
        if self._asking is not None:
            self._asking.cancel()
        self._asking, self._busy, self._said = None, False, None
        if said is not None and said.kind == "take_ticket":  # type: ignore[attr-defined]
            self._unheard = said.id  # type: ignore[attr-defined]

    async def answer_to(self, asked: Ask | Take) -> Then:
        """A number of its own is on disk before anybody sees it."""
        if isinstance(asked, Ask):
            return await super().answer_to(asked)
        from kiosk.alone.book import BookUnfit

        hall = self.hall
        if hall is None or self._book is None:
            return asked.then(None)
        try:
            given = self._give(self._book, hall, asked)
        except BookUnfit:
            return asked.then(None)
        own = Own(given.ticket, "none")
        if self._door is not None:
            slip = self._slip(hall, given, asked)
            task = asyncio.create_task(self._print_slip(self._door, self._book, own, slip))
            self._printing.add(task)
            task.add_done_callback(self._printing.discard)
            done, _ = await asyncio.wait({task}, timeout=PAPER_SECONDS)
            own = task.result() if done else replace(own, paper="asked")
        return asked.then(own)

    def _slip(self, hall: Hall, given: Given, asked: Take) -> Slip:
        from kiosk.alone.printing import slip_of

        language = asked.session.language or hall.language
        return slip_of(hall.setup, given.id, given.ticket, hall.time(given.taken_at), language)

    def _give(self, book: Book, hall: Hall, asked: Take) -> Given:
        session = asked.session
        found = session.found.services if session.found is not None else ()
        said: dict[str, object] = {
            "services": (session.service,) if session.service else found,
            "persons": session.persons,
            "language": session.language or hall.language,
            "needs": session.needs,
            "code": session.code or None,
            "unheard": self._unheard,
        }
        letter = hall.setup.own_letter
        paper: Paper = "none" if self._door is None else "asked"
        given = book.give(service_day(hall, hall.now), letter, hall.now, said, paper)
        self._unheard = None
        if self._bringer is not None:
            self._bringer.has_more = True
        return given

    async def _print_slip(self, door: Path, book: Book, own: Own, slip: Slip) -> Own:
        """Prints the slip, and says what became of it to a visitor who still stands there."""
        from kiosk.alone.book import BookUnfit
        from kiosk.alone.printing import print_beside

        fate = await print_beside(door, slip)
        with suppress(BookUnfit):  # the number is kept; only its paper is not known
            book.note_paper(slip.slip.removesuffix("-1"), fate)
        own = replace(own, paper=fate)
        shown = self.session.own
        if shown is not None and shown.ticket == own.ticket:
            self.session = replace(self.session, own=own)
            self.repaint()
        return own

    # Back

    @property
    def has_to_bring(self) -> bool:
        """Whether there may be numbers that the host has not got."""
        bringer = self._bringer
        return bringer is not None and (bringer.has_more or bringer.busy)

    def _begin_to_bring(self) -> None:
        if self.silence is not None or self.setup is None or self._recalled:
            return
        if self._bringer is not None and self._bringer.is_due:
            self.run_worker(self._bringer.bring(), name="bring", exit_on_error=False)
