"""One visit in full, with what may be done to it now. The actions are the host's: this dialog only
offers them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Grid, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key as KeyEvent
from textual.widgets import Static

from kiosk.rows import LEFT_CELLS, details, light_parts
from kiosk.staff.app import Heard, Say
from kiosk.staff.choose import Choose, ask_sure
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key, means
from kiosk.staff.visit_forms import FORMS, open_form
from wire.base import Millis
from wire.commands import (
    AskIn,
    CallVisit,
    CancelAppointment,
    Command,
    GiveBadge,
    MarkLeft,
    PrintAgain,
    Prioritise,
    PutBack,
    TakeBadge,
)
from wire.rows import VisitRow

GREETER_ACTIONS = (
    "check_in",
    "annotate",
    "prioritise",
    "change_visit",
    "put_back",
    "print_again",
    "cancel_appointment",
    "mark_left",
    "ask_in",
    "leave_phone",
    "give_badge",
    "take_badge",
)
"""In the order shown. Each keeps its key, on or off, so that a hand that knows it never errs."""

CARE = {"ask_in": "I", "leave_phone": "T", "give_badge": "B", "take_badge": "R"}
"""Seldom possible: there only while they are, each with its letter."""

DESK_ACTIONS = ("call_visit", "annotate", "change_visit", "put_back", "check_in", "mark_left")

GRAVE = ("cancel_appointment", "mark_left")
"""Stand apart from the others and ask once more: they take a visit out of the hall."""

ONWARD = ("check_in", "call_visit", "put_back")
"""What usually comes next for a visit: the first of them that is on."""

PRIORITY_REASONS = tuple(
    each for each in get_args(Prioritise.model_fields["reason"].annotation) if each != "none"
)


class VisitDialog(StaffDialog):
    """`newest` finds the visit in the newest view, `allowed` what may be done; `call` makes a
    desk's call.
    """

    DEFAULT_CSS = """
    VisitDialog {
        #visit-told { height: auto; max-height: 12; }
        #visit-told Static { height: auto; padding-bottom: 1; }
        Grid { grid-size: 3; grid-gutter: 0 1; height: auto; grid-rows: 3; }
        #grave { border-top: solid $line; }
        &.-roomy Grid { grid-gutter: 1 1; }
        &.-roomy #grave { margin-top: 1; padding-top: 1; }
    }
    """

    def __init__(
        self,
        row: VisitRow,
        newest: Callable[[str], VisitRow | None],
        allowed: Callable[[VisitRow], Sequence[str]],
        actions: Sequence[str],
        call: Callable[[VisitRow], CallVisit] | None = None,
    ) -> None:
        super().__init__()
        self.row = row
        self.newest = newest
        self.allowed = allowed
        self.actions = tuple(actions)
        self.call = call

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static("", id="box-title", markup=False)
            with VerticalScroll(id="visit-told", can_focus=False):
                yield Static("", id="visit-text", markup=False)
            with Grid():
                plain = (each for each in self.actions if each not in (*GRAVE, *CARE))
                yield from map(self._key, plain)
            with Grid(id="care"):
                yield from (self._key(each) for each in self.actions if each in CARE)
            with Grid(id="grave"):
                yield from (self._key(each) for each in self.actions if each in GRAVE)
                yield Key("Esc", self.pen.say("do.back"), id="back")
            yield Notice()

    def _key(self, action: str) -> Key:
        hint = CARE.get(action) or str(self.actions.index(action) + 1)
        on = self._on(action)
        main = "-main" if action == self._onward() else ""
        key = Key(hint, self._label(action), id=f"do-{action}", classes=main)
        key.disabled = not on
        return key

    def _on(self, action: str) -> bool:
        return action in self.allowed(self.row) and not self.mute

    def _onward(self) -> str | None:
        return next((each for each in ONWARD if each in self.actions and self._on(each)), None)

    def show(self, now: Millis) -> None:
        self.row = self.newest(self.row.visit) or self.row
        self.query_one("#box-title", Static).update(Content(self._title()))
        self.query_one("#visit-text", Static).update(visit_text(self.row, self, now))
        for action in self.actions:
            key = self.query_one(f"#do-{action}", Key)
            key.disabled = not self._on(action)
            key.set_class(action == self._onward(), "-main")
        cared = {each: self._on(each) for each in self.actions if each in CARE}
        self.query_one("#care").display = any(cared.values())
        for action, is_on in cared.items():
            self.query_one(f"#do-{action}", Key).display = is_on

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        name = pressed.key.id or ""
        if name == "back":
            self.dismiss()
        elif name.startswith("do-"):
            self.do(name.removeprefix("do-"))

    def on_key(self, key: KeyEvent) -> None:
        for each in self.query(Key):
            if means(key, each.hint) and each.display:
                key.stop()
                each.action_press()
                return

    def do(self, action: str) -> None:
        """Does it at once where it needs no more words, else asks for them."""
        if action == "prioritise":
            self._ask_priority()
        elif action in GRAVE:
            question = self.pen.say(f"sure.{action}", wie=self.pen.who(self.row))
            said = self._plain(action)
            ask_sure(self.staff, question, lambda: self._say(said))
        elif action in FORMS:
            self.dismiss()
            open_form(action, self.row, self.staff)
        else:
            self._say(self._plain(action))

    def _say(self, said: Command) -> None:
        self.post_message(Say(said, self))

    def on_heard(self, heard: Heard) -> None:
        """Says that it was done; of a call, the desk itself shows it."""
        if heard.answer.kind != "done" or not self.is_current:
            return
        self.dismiss()
        if isinstance(heard.command, PrintAgain):
            self.staff.tell_staff(self.pen.say("word.print_again"), good=True)
        elif heard.answer.badge is not None:
            told = self.pen.say("word.give_badge", wie=self.pen.who(self.row), n=heard.answer.badge)
            self.staff.tell_staff(told, good=True)
        elif not isinstance(heard.command, CallVisit):
            self.staff.tell_staff(
                self.pen.say("word.done.who", wie=self.pen.who(self.row)), good=True
            )

    def _ask_priority(self) -> None:
        """Why the visit goes first; one that does already may have another reason, or none."""
        pen, now = self.pen, self.row.priority
        words = (*PRIORITY_REASONS, "none") if now else PRIORITY_REASONS
        title = pen.say("form.prioritise")
        if now:
            title = pen.say("form.prioritise.now", reden=pen.word("reason", now))
        choices = [(str(n), pen.word("reason", word), word) for n, word in enumerate(words, 1)]
        self.app.push_screen(Choose(title, choices, self._prioritise, main=now))

    def _prioritise(self, reason: str) -> None:
        self._say(Prioritise(id=uuid4().hex, visit=self.row.visit, reason=reason))  # type: ignore[arg-type]

    def _plain(self, action: str) -> Command:
        if action == "call_visit":
            assert self.call is not None
            return self.call(self.row)
        kinds: dict[str, Callable[..., Command]] = {
            "put_back": PutBack,
            "ask_in": AskIn,
            "give_badge": GiveBadge,
            "take_badge": TakeBadge,
            "mark_left": MarkLeft,
            "print_again": PrintAgain,
            "cancel_appointment": CancelAppointment,
        }
        return kinds[action](id=uuid4().hex, visit=self.row.visit)

    def _label(self, action: str) -> str:
        fetched = action == "call_visit" and not self.row.ticket
        return self.pen.say(f"do.{action}.fetch" if fetched else f"do.{action}")

    def _title(self) -> str:
        return f"{self.pen.who(self.row)}  ·  {self.pen.service_names(self.row.services)}"


def visit_text(row: VisitRow, screen: StaffDialog, now: Millis) -> Content:
    """Everything that is known of a visit, one fact a line group."""
    pen = screen.pen
    told = [pen.word("stage", row.stage)]
    if row.desk is not None and row.stage in ("called", "serving"):
        told.append(pen.say("at", balie=pen.desk(row.desk)))
    if row.until is not None:
        told.append(pen.say("until", tijd=pen.time(row.until)))
    if row.called is not None:
        told.append(pen.say("called", tijd=pen.time(row.called)))
    if row.code:
        told.append(row.code)
    lines = [Content("  ·  ".join(told))]
    if row.stage == "waiting":
        above, below = light_parts(row, pen, now)
        left = Content.assemble(above if isinstance(above, tuple) else (above, ""))
        lines.insert(0, left.truncate(LEFT_CELLS, pad=True) + Content.assemble(below))
    lines.append(Content("  ·  ".join(details(row, pen))))
    return Content("\n").join(lines)
