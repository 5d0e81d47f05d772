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
from kiosk.staff.choose import Choose
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from kiosk.staff.visit_forms import FORMS, open_form
from wire.base import Millis
from wire.commands import (
    CallVisit,
    CancelAppointment,
    Command,
    MarkLeft,
    PrintAgain,
    Prioritise,
    PutBack,
)
from wire.rows import VisitRow

ACTIONS = (
    "check_in",
    "call_visit",
    "annotate",
    "prioritise",
    "change_visit",
    "put_back",
    "print_again",
    "mark_left",
    "cancel_appointment",
)
"""In the order shown; which of them are on says the view."""

PRIORITY_REASONS: tuple[str, ...] = get_args(Prioritise.model_fields["reason"].annotation)


class VisitDialog(StaffDialog):
    """`newest` finds the visit in the newest view, `allowed` what may be done; `call` makes a
    desk's call.
    """

    DEFAULT_CSS = """
    VisitDialog {
        #visit-told { height: auto; max-height: 12; }
        #visit-told Static { height: auto; padding-bottom: 1; }
        Grid { grid-size: 3; grid-gutter: 1 1; height: auto; grid-rows: 3; }
    }
    """

    def __init__(
        self,
        row: VisitRow,
        newest: Callable[[str], VisitRow | None],
        allowed: Callable[[VisitRow], Sequence[str]],
        call: Callable[[VisitRow], CallVisit] | None = None,
    ) -> None:
        super().__init__()
        self.row = row
        self.newest = newest
        self.allowed = allowed
        self.call = call

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static("", id="box-title", markup=False)
            with VerticalScroll(id="visit-told", can_focus=False):
                yield Static("", id="visit-text", markup=False)
            with Grid():
                for place, action in enumerate(self._offered(), 1):
                    yield Key(
                        str(place),
                        self._label(action),
                        id=f"do-{action}",
                        classes="-main" if place == 1 else "",
                    )
                yield Key("Esc", self.pen.say("do.back"), id="back")
            yield Notice()

    def show(self, now: Millis) -> None:
        self.row = self.newest(self.row.visit) or self.row
        self.query_one("#box-title", Static).update(Content(self._title()))
        self.query_one("#visit-text", Static).update(visit_text(self.row, self, now))
        may = self.allowed(self.row)
        for key in self.query(Key):
            if key.id is not None and key.id.startswith("do-"):
                key.disabled = key.id.removeprefix("do-") not in may

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
            if each.hint == key.character:
                key.stop()
                each.action_press()
                return

    def do(self, action: str) -> None:
        """Does it at once where it needs no more words, else asks for them."""
        if action == "prioritise":
            reasons = [
                (str(place), self.pen.word("reason", each), each)
                for place, each in enumerate(PRIORITY_REASONS, 1)
            ]
            self.app.push_screen(Choose(self.pen.say("form.prioritise"), reasons, self._prioritise))
        elif action in FORMS:
            self.dismiss()
            open_form(action, self.row, self.staff)
        else:
            self.post_message(Say(self._plain(action), self))

    def on_heard(self, heard: Heard) -> None:
        if heard.answer.kind == "done" and self.is_current:
            self.dismiss()

    def _prioritise(self, reason: str) -> None:
        said = Prioritise(id=uuid4().hex, visit=self.row.visit, reason=reason)  # type: ignore[arg-type]
        self.post_message(Say(said, self))

    def _plain(self, action: str) -> Command:
        if action == "call_visit":
            assert self.call is not None
            return self.call(self.row)
        kinds: dict[str, Callable[..., Command]] = {
            "put_back": PutBack,
            "mark_left": MarkLeft,
            "print_again": PrintAgain,
            "cancel_appointment": CancelAppointment,
        }
        return kinds[action](id=uuid4().hex, visit=self.row.visit)

    def _offered(self) -> list[str]:
        may = self.allowed(self.row)
        return [each for each in ACTIONS if each in may]

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
