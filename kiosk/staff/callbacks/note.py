"""One promise to call back in full, and what staff say came of it: nobody answered, called back,
spoken to, handed over, an appointment, given up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Grid, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key as KeyEvent
from textual.widgets import Static

from kiosk.staff.agenda.asking import asked
from kiosk.staff.agenda.book import BookDialog
from kiosk.staff.app import Heard, Say
from kiosk.staff.callbacks.rows import (
    SHAPES,
    days_text,
    facts,
    light_of,
    steps_text,
    when,
    who_text,
)
from kiosk.staff.choose import Choose
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key, means
from wire.base import Millis
from wire.callbacks import AskCallbacks, CallbackList, CallbackRow
from wire.commands import (
    AttemptCallback,
    BookAppointment,
    Command,
    FinishCallback,
    HandOverCallback,
    ReopenCallback,
)

Booked = Callable[[str, BookAppointment, bool, str], None]
"""Hears which promise became which appointment, whether a mail confirms it, and where it is."""
KEYS = (
    ("1", "attempt", "attempt_callback"),
    ("2", "finish", "finish_callback"),
    ("3", "reached", "attempt_callback"),
    ("4", "hand_over", "hand_over_callback"),
    ("5", "convert", "convert_callback"),
    ("6", "give_up", "give_up_callback"),
    ("7", "reopen", "reopen_callback"),
)
"""Key, what it does, and the word in `can` that puts it there."""


class NoteDialog(StaffDialog):
    """Asks for its steps when it is opened. `then` hears that something was kept."""

    AUTO_FOCUS = "#back"
    DEFAULT_CSS = """
    NoteDialog {
        & > #box { width: 90; }
        #note-told { height: auto; max-height: 7; }
        #note-steps { height: auto; max-height: 5; margin-top: 1; }
        &.-roomy #note-steps { max-height: 14; }
        #note-told Static, #note-steps Static { height: auto; }
        Grid { grid-size: 4; grid-gutter: 0 1; height: auto; grid-rows: 3; margin-top: 1; }
        &.-roomy Grid { grid-gutter: 1 1; }
    }
    """

    def __init__(
        self,
        row: CallbackRow,
        departments: Mapping[str, str],
        then: Callable[[], None],
        booked: Booked,
    ) -> None:
        super().__init__()
        self.row = row
        self.departments = dict(departments)
        self.then = then
        self.booked = booked

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static("", id="box-title", markup=False)
            with VerticalScroll(id="note-told", can_focus=False):
                yield Static("", id="note-text", markup=False)
            with VerticalScroll(id="note-steps", can_focus=False):
                yield Static("", id="steps-text", markup=False)
            with Grid():
                for hint, name, _ in KEYS:
                    main = "-main" if name == "finish" else ""
                    label = self.pen.say(f"callback.do.{name}")
                    yield Key(hint, label, id=f"say-{name}", classes=main)
                yield Key("Esc", self.pen.say("do.back"), id="back")
            yield Notice()

    def on_mount(self) -> None:
        self.run_worker(self._ask(), exit_on_error=True)

    async def _ask(self) -> None:
        question = AskCallbacks(id=uuid4().hex, callback=self.row.callback)
        found = await asked(self.staff, question, CallbackList)
        if found is not None and found.rows:
            self.row = found.rows[0]
            self.look_again()

    def show(self, now: Millis) -> None:
        row, pen = self.row, self.pen
        shape, colour = SHAPES[light_of(row, now)]
        word = pen.say(f"callback.light.{light_of(row, now)}")
        ends = "callback.due" if row.state == "open" else "callback.ended"
        due = pen.say(ends, wanneer=when(row, pen, now))
        title = Content(f"{who_text(row, pen)}\n")
        title += Content.styled(f"{shape} {word}", f"bold {colour}") + Content(f"  ·  {due}")
        self.query_one("#box-title", Static).update(title)
        made = days_text("callback.term", row.term_days, pen)
        told = Content("\n").join([*map(Content, facts(row, pen)), Content.styled(made, "$quiet")])
        self.query_one("#note-text", Static).update(told)
        self.query_one("#steps-text", Static).update(steps_text(row.steps, self.departments, pen))
        for _, name, word in KEYS:
            key = self.query_one(f"#say-{name}", Key)
            key.display = self._stands(name, word)
            key.disabled = self.mute

    def _stands(self, name: str, word: str) -> bool:
        """Whether there is such a key: until the host has told which may be said, those of what is
        always possible.
        """
        row = self.row
        if name == "hand_over" and len(self.departments) < 2:
            return False
        if not row.can:
            return word == "reopen_callback" if row.state == "done" else word in _USUAL
        return word in row.can

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        name = (pressed.key.id or "").removeprefix("say-")
        if name == "back":
            self.dismiss()
        elif not self.mute:
            self._do(name)

    def on_key(self, key: KeyEvent) -> None:
        for each in self.query(Key):
            if means(key, each.hint) and each.display:
                key.stop()
                each.action_press()
                return

    def on_heard(self, heard: Heard) -> None:
        """Kept, or somebody was first: the list shows how it stands."""
        if self.is_current:
            self.dismiss()
        self.then()
        if heard.answer.kind == "done":
            self.staff.tell_staff(self.pen.say(f"callback.told.{heard.command.kind}"), good=True)  # type: ignore[attr-defined]
        else:
            self.staff.tell_staff(self.pen.refusal(heard.answer.word))

    def _do(self, name: str) -> None:
        of = {"id": uuid4().hex, "callback": self.row.callback}
        match name:
            case "attempt":
                self._say(AttemptCallback(id=of["id"], callback=of["callback"]))
            case "reached":
                self._say(AttemptCallback(id=of["id"], callback=of["callback"], reached=True))
            case "finish":
                self._say(FinishCallback(id=of["id"], callback=of["callback"]))
            case "give_up":
                self._say(FinishCallback(id=of["id"], callback=of["callback"], outcome="unreached"))
            case "reopen":
                self._say(ReopenCallback(id=of["id"], callback=of["callback"]))
            case "hand_over":
                self._ask_whose()
            case _:
                self._book()

    def _say(self, command: Command) -> None:
        self.post_message(Say(command, self))

    def _ask_whose(self) -> None:
        others = [each for each in self.departments.items() if each[0] != self.row.department]
        choices = [(str(n) if n < 10 else "", name, key) for n, (key, name) in enumerate(others, 1)]
        title = self.pen.say("callback.to_which", wie=who_text(self.row, self.pen))
        self.app.push_screen(Choose(title, choices, self._hand_over))

    def _hand_over(self, department: str) -> None:
        callback = self.row.callback
        self._say(HandOverCallback(id=uuid4().hex, callback=callback, department=department))

    def _book(self) -> None:
        """An appointment for whoever waits for a call: name and number are there already."""
        row = self.row
        self.dismiss()
        self.app.push_screen(
            BookDialog(
                lambda booked, mailed, place: self.booked(row.callback, booked, mailed, place),
                caller=(row.name, row.phone),
            )
        )


_USUAL = frozenset(
    {"attempt_callback", "finish_callback", "hand_over_callback", "convert_callback"}
)
