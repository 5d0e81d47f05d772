"""The app of a member of staff: hands views to its screens, says their commands one at a time,
tells what came of it.

Holds no rule. A command whose answer was lost is kept and offered again with the same id, so that
it happens once.
"""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.message import Message
from textual.message_pump import MessagePump

from kiosk.line import Clock, LineApp, OpenLine
from kiosk.pen import Pen
from kiosk.staff.frame import Notice, StaffDialog, StaffScreen
from wire.base import Message as WireMessage
from wire.base import Millis
from wire.commands import Command
from wire.frames import Answer, Done, No
from wire.link import Lost
from wire.setup import Setup
from wire.views import AnyView

SAME_WISH_MILLIS = 60_000
"""A wish that is said again within this time after its answer got lost is the same wish and keeps
its id.
"""

SLOW_MILLIS = 500
"""An answer that takes longer than this is shown as a wait."""


class Say(Message):
    """A screen wants this said. `sender` hears a `Heard` when there is an answer; the app tells
    refusals by itself.
    """

    def __init__(self, command: Command, sender: MessagePump | None = None) -> None:
        super().__init__()
        self.command = command
        self.sender = sender


class Heard(Message):
    """The answer to a `Say`, for the one who sent it."""

    def __init__(self, command: Command, answer: Done | No) -> None:
        super().__init__()
        self.command = command
        self.answer = answer


class StaffApp(LineApp):
    """One member of staff at one screen. Subclasses name the screen; everything else comes from the
    view.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("f5,ctrl+r", "say_again", show=False, priority=True),
    ]

    def __init__(self, open_line: OpenLine, clock: Clock, language: str | None = None) -> None:
        super().__init__(open_line, clock)
        self.language = language
        self.pen = Pen(language=language or "nl")
        self.silent_since: Millis | None = None
        self.in_flight: Command | None = None
        self.phoned = False
        """Whether this screen books for who calls: it stays so until somebody says otherwise."""
        self._said_at: Millis = 0
        self._unheard: tuple[Say, Millis] | None = None

    def on_mount(self) -> None:
        self.set_interval(1.0, self.look_again)

    def watch_setup(self, setup: Setup | None) -> None:
        super().watch_setup(setup)
        language = self.language or (setup.languages[0] if setup is not None else "nl")
        self.pen = Pen.of(setup, language, self.timezone)
        self.look_again()

    def watch_view(self, view: AnyView | None) -> None:
        self.look_again()

    def watch_silence(self, silence: str | None) -> None:
        """The host back again shows what became of a lost command: the line about it goes."""
        self.silent_since = None if silence is None else self.server_now()
        if silence is None:
            self._clear_lost()
        self.look_again()

    def watch_app_focus(self, focus: bool) -> None:
        """A screen that opened while the window was not in front has its first widget in focus as
        soon as it is, so that its keys work at once.
        """
        if focus and self.screen_stack and self.focused is None:
            wanted = self.screen.AUTO_FOCUS
            for widget in self.screen.query(self.AUTO_FOCUS if wanted is None else wanted):
                if widget.focusable:
                    self.screen.set_focus(widget)
                    return

    def look_again(self) -> None:
        """Shows the newest view by the present time on every screen that is open."""
        for screen in self.screen_stack:
            if isinstance(screen, StaffScreen | StaffDialog):
                with suppress(NoMatches):  # widgets that go down with the app before it has ended
                    screen.look_again()

    @on(Say)
    def _on_say(self, said: Say) -> None:
        said.stop()
        if self.in_flight is not None:
            if self.waits_long():
                self.tell_staff(self.pen.say("do.call_next.busy"))
            return
        said = self._same_wish(said)
        self.in_flight = said.command
        self._said_at = self.clock()
        self.look_again()
        self.run_worker(self._deliver(said), exit_on_error=True)

    async def _deliver(self, said: Say) -> None:
        """Says it, and tells what came of it. Between two commands there is always an answer, or
        its loss.
        """
        try:
            answer = await self.say(said.command)
        except Lost:
            self._unheard = (said, self.server_now())
            self.tell_staff(self.pen.say("lost"), lost=True)
        else:
            assert isinstance(answer, Done | No), answer
            self._unheard = None
            self._tell(said, answer)
        finally:
            self.in_flight = None
            self.look_again()

    def _tell(self, said: Say, answer: Done | No) -> None:
        sender = said.sender
        if isinstance(answer, No):
            self.tell_staff(self.pen.refusal(answer.word))
        else:
            self.clear_notice()
        if sender is not None and sender.is_running:
            sender.post_message(Heard(said.command, answer))

    def _same_wish(self, said: Say) -> Say:
        """The wish whose answer got lost a moment ago, if this is the same one."""
        if self._unheard is None:
            return said
        before, at = self._unheard
        alike = before.command.model_copy(update={"id": said.command.id}) == said.command
        if not alike or self.server_now() - at > SAME_WISH_MILLIS:
            return said
        return Say(before.command, said.sender)

    def waits_long(self) -> bool:
        """Whether a command is under way so long that staff should see it."""
        return self.in_flight is not None and self.clock() - self._said_at > SLOW_MILLIS

    def action_say_again(self) -> None:
        """Says the command again whose answer was lost."""
        if self._unheard is not None:
            self.post_message(Say(self._unheard[0].command, self._unheard[0].sender))

    @on(Notice.Again)
    def _again(self) -> None:
        self.action_say_again()

    async def find(self, question: WireMessage) -> Answer | No | None:
        """The answer to a question; None when none came."""
        try:
            answer = await self.say(question)
        except Lost:
            return None
        assert not isinstance(answer, Done)
        return answer

    def tell_staff(self, text: str, *, good: bool = False, lost: bool = False) -> None:
        """A sentence at the foot of the screen in front; it goes away by itself, unless a command
        was lost.
        """
        for notice in self.screen.query(Notice):
            notice.tell(text, good=good, lost=lost)

    def _clear_lost(self) -> None:
        for screen in self.screen_stack:
            for notice in screen.query(Notice):
                if notice.has_class("-lost"):
                    notice.clear()

    def clear_notice(self) -> None:
        """Takes away what was told about the last command."""
        for screen in self.screen_stack:
            for notice in screen.query(Notice):
                notice.clear()
