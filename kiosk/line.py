"""Joins the line to the host to a Textual app: the newest setup and view, silence, the host's time.

Knows no screen and no rule. It reads frames by their `kind` and imports the wire only once the
first picture stands, because that import takes a third of the start of a kiosk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from textual.app import App
from textual.reactive import reactive
from textual.theme import Theme

from kiosk.look import theme_of

if TYPE_CHECKING:
    from wire.base import Message, Millis
    from wire.frames import Answer, Done, FromHost, No
    from wire.link import Heard, Silence
    from wire.setup import Setup
    from wire.views import AnyView

AGAIN_SECONDS = 0.5
"""Between two tries of a command whose answer got lost."""


class Line(Protocol):
    """What an app needs of the line: `wire.link.Link`, or a stand-in of a test."""

    async def run(self) -> None: ...

    async def ask(self, said: Message, timeout_seconds: float = ...) -> Done | No | Answer: ...

    async def tell(self, said: Message) -> None: ...


OpenLine = Callable[["Heard"], Line]
"""Makes the line that tells what it hears; `partial(Link, url, hello)` is one."""

Clock = Callable[[], "Millis"]
"""The device's own clock, chosen by the entry point: milliseconds since 1970."""


class LineApp(App[None]):
    """An app at the end of a line. Watch `setup`, `view` and `silence`; say commands with `say`."""

    ENABLE_COMMAND_PALETTE = False

    setup: reactive[Setup | None] = reactive(None, init=False)
    """The town's facts; None until the host has spoken."""
    view: reactive[AnyView | None] = reactive(None, init=False)
    """The newest view. Latest wins: there is no older one to be seen."""
    silence: reactive[str | None] = reactive(None, init=False)
    """Why nothing is heard, or None: a word for the log, or the host's refusal word."""

    def __init__(self, open_line: OpenLine, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.timezone = "Europe/Amsterdam"
        self._open_line = open_line
        self._line: Line | None = None
        self._ahead_millis = 0
        self.wear(None)

    def on_ready(self) -> None:
        """The first picture stands: from here on there is time for the wire.

        Textual calls the `on_ready` of each class of an app; one that calls this one opens a
        second line.
        """
        self.run_worker(self._keep_line(), name="line", exit_on_error=False)

    def server_now(self) -> Millis:
        """The host's time, carried on by the device's clock between two frames."""
        return self.clock() + self._ahead_millis

    @property
    def covered(self) -> bool:
        """Whether silence hides what is on the screen; not where an app goes on by itself."""
        return self.silence is not None

    async def say(self, said: Message) -> Done | No | Answer:
        """Says a command or question, once. Raises wire.link.Lost when no answer came."""
        from wire.link import Lost

        if self._line is None:
            raise Lost("no line")
        heard = await self._line.ask(said)
        if heard.kind == "done":
            self._set_clock(heard.at)
        return heard

    async def say_until_heard(self, said: Message) -> Done | No | Answer:
        """Says it again, with the same id, until an answer comes: the host acts on it once.

        Cancel it to give up.
        """
        from wire.link import Lost

        while True:
            try:
                heard = await self.say(said)
            except Lost:
                await asyncio.sleep(AGAIN_SECONDS)
                continue
            if heard.kind == "no" and heard.word == "busy":
                await asyncio.sleep(AGAIN_SECONDS)
                continue
            return heard

    async def tell(self, said: Message) -> None:
        """Says something that has no answer. Raises wire.link.Lost when the line is down."""
        from wire.link import Lost

        if self._line is None:
            raise Lost("no line")
        await self._line.tell(said)

    def wear(self, setup: Setup | None) -> None:
        """Puts on the town's look; the house's own where nothing is known yet."""
        self.put_on(theme_of(setup.look) if setup is not None else theme_of())

    def put_on(self, theme: Theme) -> None:
        self.register_theme(theme)
        self.theme = theme.name

    def watch_setup(self, setup: Setup | None) -> None:
        self.wear(setup)

    async def _keep_line(self) -> None:
        """Runs the line for ever. A frame that cannot be read ends it: open it again."""
        from wire.link import Silence

        self._line = self._open_line(self._heard)
        while True:
            try:
                await self._line.run()
            except Exception as fault:
                self._heard(Silence(type(fault).__name__))
            await asyncio.sleep(1)

    def _heard(self, frame: FromHost | Silence) -> None:
        kind = getattr(frame, "kind", "silence")
        if kind == "silence":
            if not _is_refusal(self.silence):
                self.silence = frame.reason  # type: ignore[union-attr]
            return
        if kind == "no":
            self.silence = frame.word  # type: ignore[union-attr]
            return
        at = getattr(frame, "at", None)
        if at is not None:
            self._set_clock(at)
        if kind == "welcome":
            self.timezone = frame.timezone  # type: ignore[union-attr]
        elif kind == "setup":
            self.setup = frame  # type: ignore[assignment]
        elif kind == "view":
            self.view = frame.view  # type: ignore[union-attr]
        self.silence = None

    def _set_clock(self, at: Millis) -> None:
        self._ahead_millis = at - self.clock()


def _is_refusal(word: str | None) -> bool:
    from wire.refusals import REFUSALS

    return word in REFUSALS
