"""The visitor's kiosk as an app: hands pages to the screen, keys and scans to the steps, commands
to the line, and forgets a visitor who has gone.

Holds no rule of the hall and no text; it knows fingers, scanners and time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from textual import events, on
from textual.timer import Timer
from textual.worker import Worker

from kiosk.line import Clock, LineApp, OpenLine
from kiosk.scanner import FAST_SECONDS, QUIET_SECONDS, Wedge
from kiosk.visitor import typing_keys
from kiosk.visitor.key_times import Stamp, key_time
from kiosk.visitor.screen import VisitorScreen, handful_for
from kiosk.visitor.shown import without_unshown
from kiosk.visitor.widgets import Chosen, Letters
from visitor import entrance, keys, scans, steps
from visitor.hall import Hall
from visitor.page import Ask, Page, Session, Take, Then

if TYPE_CHECKING:
    from wire.setup import Setup

STAY_SECONDS = 20
"""How long "are you still there?" is asked: WCAG 2.1, success criterion 2.2.1."""
BUSY_SECONDS = 0.3
LOOK_SECONDS = 0.5
"""Between two looks at the clock."""
IDLE_SECONDS = 30
"""Until the town has said how long."""


class KioskApp(LineApp, inherit_bindings=False):
    """No key ends it: there is no binding, and nothing but a signal from outside closes it."""

    TITLE = "Balie"
    CSS_PATH = "screen.tcss"

    def __init__(
        self,
        open_line: OpenLine,
        clock: Clock,
        *,
        language: str = "",
        scanner: bool = False,
        stamp: Stamp = key_time,
    ) -> None:
        """`clock` never goes back. `language` is spoken before anybody chose, if not the town's."""
        super().__init__(open_line, clock)
        self.session = Session()
        self._language = language
        self._scanner = scanner
        self._stamp = stamp
        self._wedge = Wedge()
        self._before_burst = self.session
        self._touched = clock()
        self._stay: int | None = None
        self._silent_since: int | None = None
        self._pending: Timer | None = None
        self._quiet: Timer | None = None
        self._asking: Worker[None] | None = None
        self._busy = False
        self._visitor = VisitorScreen(entrance.starting())

    def get_default_screen(self) -> VisitorScreen:
        return self._visitor

    def on_ready(self) -> None:
        self.set_interval(LOOK_SECONDS, self.look_around)

    # What is to be seen

    validate_setup = without_unshown

    def watch_setup(self, setup: Setup | None) -> None:
        super().watch_setup(setup)
        self._begin_again()

    def watch_view(self) -> None:
        self._begin_again()

    def _begin_again(self) -> None:
        hall = self.hall
        if hall is not None and steps.is_first(self.session):
            self.session = steps.first(hall)
        self.repaint()

    def watch_silence(self, silence: str | None) -> None:
        self._silent_since = None if silence is None else self._silent_since or self.clock()
        self.repaint()

    @property
    def hall(self) -> Hall | None:
        """The town as it is now; None until the host has told all of it."""
        if self.setup is None or self.view is None or self.view.kind != "kiosk":
            return None
        setup = self.setup
        if self._language in setup.languages:
            first = (self._language, *(x for x in setup.languages if x != self._language))
            setup = setup.model_copy(update={"languages": first})
        handful = handful_for(self.size)
        return Hall(setup, self.view, self.server_now(), self.timezone, self._scanner, handful)

    def page(self) -> Page:
        """What is to be seen: the step of the visitor, or what lies over it."""
        hall, session = self.hall, self.session
        tongue = session.language or (hall.language if hall else "nl")
        if self._stay is not None:
            return entrance.still_there(tongue, self._stay)
        if self.covered and session.step not in steps.ENDINGS:
            silent = self.clock() - (self._silent_since or self.clock())
            return entrance.away(self.setup, session.language, silent)
        if hall is None:
            return entrance.starting()
        if self._busy:
            return entrance.busy(tongue)
        if not hall.view.open and steps.is_first(session):
            return entrance.closed(hall, session)
        return steps.page_of(hall, session)

    @property
    def shown(self) -> Page:
        return self._visitor.page

    @property
    def idle(self) -> bool:
        return self._asking is None and self._pending is None

    def repaint(self) -> None:
        """Shows the page. An equal one costs nothing."""
        hall = self.hall
        if hall is not None:
            self._visitor.town = f"{hall.setup.town} · {hall.setup.location_name}"
            self._visitor.clock = hall.time(hall.now)
        self._visitor.page = self.page()

    # Fingers

    def on_key(self, event: events.Key) -> None:
        """Every key comes by here, after no widget wanted it; a scan is known by its speed."""
        event.stop()
        event.prevent_default()
        asleep = self._stay is not None
        self.touch()
        key = event.character if event.character and event.character.isprintable() else event.key
        before = self.session
        if self._quiet is not None:
            self._quiet.stop()
        match self._wedge.hear(key, self._stamp(event)):
            case "scanned":
                self._take_back()
                self.scanned(self._wedge.frame)
            case "burst":
                self._take_back()
                self._quiet = self.set_timer(QUIET_SECONDS, self._scan_rests)
            case "fast":
                self._cancel_pending()
                self._finger(event, asleep)
            case "alone":
                self._before_burst = before
                self._finger(event, asleep)

    def _finger(self, event: events.Key, asleep: bool) -> None:
        if asleep or self._asking is not None:
            return
        if typing_keys.move(self._visitor, event.key):
            return
        then = keys.meant(self.page(), self.session, event.key, event.character)
        if then is not None:
            self.go(then)

    @on(Chosen)
    def choose(self, chosen: Chosen) -> None:
        """An option was touched, or pressed with Enter."""
        asleep = self._stay is not None
        self.touch()
        option = self.page().option(chosen.option.key)
        if not asleep and self._asking is None and option is not None:
            self.go(option.then)

    @on(Letters.Typed)
    def type_letter(self, typed: Letters.Typed) -> None:
        self.touch()
        page = self.page()
        if page.typed is not None and self._asking is None:
            then = keys.typed(page, self.session, typed.character)
            if then is not None:
                self.go(then)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.touch()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()

    def _take_back(self) -> None:
        """What looked like keys was a scan: as if they had never been pressed."""
        self._cancel_pending()
        if self._asking is None and self.session is not self._before_burst:
            self.session = self._before_burst
            self.repaint()

    def _scan_rests(self) -> None:
        frame = self._wedge.rest()
        if frame:
            self.scanned(frame)

    def scanned(self, frame: str) -> None:
        """A code, from whichever scanner, on any page; at the end of a visit it begins the next."""
        self.touch()
        hall = self.hall
        if hall is None or self.covered or self._asking is not None:
            return
        then = scans.meant(hall, self.session, frame)
        if then is not None:
            self.go(then)

    # Steps and commands

    def go(self, then: Then) -> None:
        """On to a step; or a command first. A command waits for the time in which a key could
        turn out to be the first of a scan."""
        if isinstance(then, Session):
            hall = self.hall
            self.session = steps.first(hall) if hall and steps.is_first(then) else then
            self.repaint()
            return
        self._cancel_pending()
        self._pending = self.set_timer(FAST_SECONDS, lambda: self._ask(then))

    def _cancel_pending(self) -> None:
        if self._pending is not None:
            self._pending.stop()
            self._pending = None

    def _ask(self, ask: Ask | Take) -> None:
        self._pending = None
        if self._asking is None:
            self._asking = self.run_worker(self._asked(ask), name="ask", exit_on_error=False)

    async def _asked(self, then: Then) -> None:
        """Says commands until a step comes of it. Keys are dead meanwhile."""
        slow = self.set_timer(BUSY_SECONDS, self._show_busy)
        try:
            while not isinstance(then, Session):
                then = await self.answer_to(then)
        finally:
            slow.stop()
            self._asking, self._busy = None, False
        self.touch()
        self.go(then)

    async def answer_to(self, asked: Ask | Take) -> Then:
        """What comes of a command; only an app that goes on by itself gives numbers."""
        assert isinstance(asked, Ask)
        return asked.then(await self.say_until_heard(asked.make(uuid4().hex)))

    def _show_busy(self) -> None:
        self._busy = True
        self.repaint()

    # Time

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self.clock()
        if self._stay is not None:
            self._stay = None
            self.repaint()

    def look_around(self) -> None:
        """Asks after a visitor when nothing was touched for long; forgets one who has gone."""
        waited = (self.clock() - self._touched) / 1000 - self._idle_seconds
        if steps.is_first(self.session) and self._asking is None:
            self._stay = None
        elif waited >= STAY_SECONDS:
            self.forget()
        elif waited >= 0 and not self.covered:
            self._stay = STAY_SECONDS - int(waited)
        self.repaint()

    @property
    def _idle_seconds(self) -> int:
        return self.setup.idle_seconds if self.setup else IDLE_SECONDS

    def forget(self) -> None:
        """The visitor is gone, and all that was known of them with them."""
        self._cancel_pending()
        if self._asking is not None:
            self._asking.cancel()
        self._asking, self._busy, self._stay = None, False, None
        self.session = steps.first(self.hall) if self.hall else Session()
        self._before_burst = self.session
        self._wedge = Wedge()
