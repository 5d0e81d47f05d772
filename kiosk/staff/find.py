"""Find a visit of today by a part of a name, a time, a code or a number; the host answers, this
shows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static

from kiosk.rows import found_row
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from kiosk.staff.lists import Row, RowList
from wire.base import Millis
from wire.frames import Find, No, Rows
from wire.rows import VisitRow

TYPING_SECONDS = 0.2
"""The question is asked when the typing rests for so long."""


class FindDialog(StaffDialog):
    """Asks while somebody types. The chosen visit goes to `then`."""

    DEFAULT_CSS = """
    FindDialog {
        & > #box { width: 90; height: 100%; }
        &.-roomy > #box { height: 80%; max-height: 44; }
        Input { border: round $line; background: $surface; border-title-color: $foreground; }
        Input:focus {
            border: round $mark; background-tint: $foreground 0%; border-title-color: $mark;
        }
        RowList { background: $surface; margin: 1 0; }
        #back { width: 20; }
    }
    """

    def __init__(self, then: Callable[[VisitRow], None]) -> None:
        super().__init__()
        self.then = then
        self.rows: tuple[VisitRow, ...] | None = None
        self._typing: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static(self.pen.say("form.find"), id="box-title", markup=False)
            yield Input(id="find-text", max_length=60)
            yield RowList(id="find-rows")
            yield Notice()
            yield Key("Esc", self.pen.say("do.back"), id="back")

    def show(self, now: Millis) -> None:
        found = self.query_one(RowList)
        if self.rows is None:
            found.write([])
        elif not self.rows:
            found.write([found.empty_row(self.pen.say("found.none"))])
        else:
            found.write(
                [Row(row.visit, partial(found_row, row, self.pen, now)) for row in self.rows]
            )

    @on(Input.Changed)
    def _typed(self, typed: Input.Changed) -> None:
        typed.stop()
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(TYPING_SECONDS, partial(self._ask_for, typed.value))

    def _ask_for(self, text: str) -> None:
        if text.strip():
            self.run_worker(self._ask(text.strip()), exclusive=True, exit_on_error=True)
        else:
            self.rows = None
            self.look_again()

    async def _ask(self, text: str) -> None:
        answer = await self.staff.find(Find(id=uuid4().hex, text=text))
        if answer is None:
            self.staff.tell_staff(self.pen.say("lost"))
        elif isinstance(answer, No):
            self.staff.tell_staff(self.pen.refusal(answer.word))
        elif isinstance(answer, Rows):
            self.rows = answer.rows
            self.look_again()

    @on(Input.Submitted)
    def _entered(self, typed: Input.Submitted) -> None:
        """Enter goes to what was found; with one visit found, straight to it."""
        typed.stop()
        if self.rows and len(self.rows) == 1:
            self._chosen(self.rows[0].visit)
        elif self.rows:
            self.query_one(RowList).focus()

    @on(OptionList.OptionSelected)
    def _selected(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        self._chosen(chosen.option_id or "")

    def _chosen(self, visit: str) -> None:
        for row in self.rows or ():
            if row.visit == visit:
                self.dismiss()
                self.then(row)
                return

    @on(Key.Pressed, "#back")
    def _back(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.dismiss()
