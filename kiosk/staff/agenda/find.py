"""Find an appointment of today or later by a part of a name, a code, a time or a date; the host
answers, this shows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static

from kiosk.staff.agenda.asking import asked
from kiosk.staff.agenda.rows import found_row
from kiosk.staff.find import TYPING_SECONDS
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from kiosk.staff.lists import Row, RowList
from wire.agenda import AppointmentRow, FindBooked, FoundBooked
from wire.base import Millis


class FindBookedDialog(StaffDialog):
    """Asks while somebody types. The chosen appointment goes to `then`."""

    DEFAULT_CSS = """
    FindBookedDialog {
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

    def __init__(self, then: Callable[[AppointmentRow], None]) -> None:
        super().__init__()
        self.then = then
        self.found: FoundBooked | None = None
        self._typing: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static(self.pen.say("agenda.find"), id="box-title", markup=False)
            field = Input(id="find-text", max_length=60)
            field.border_title = self.pen.say("agenda.find_hint")
            yield field
            yield RowList(id="find-rows")
            yield Notice()
            yield Key("Esc", self.pen.say("do.back"), id="back")

    def show(self, now: Millis) -> None:
        shown, found = self.query_one(RowList), self.found
        if found is None:
            shown.write([])
        elif not found.rows:
            shown.write([shown.empty_row(self.pen.say("agenda.found_none"))])
        else:
            rows = [Row(row.visit, partial(found_row, row, self.pen)) for row in found.rows]
            rest = found.total - len(found.rows)
            if rest > 0:
                told = Content.styled(self.pen.say("more_rows", n=rest), "$quiet")
                rows.append(Row("more", lambda width: told.truncate(width), live=False))
            shown.write(rows)

    @on(Input.Changed)
    def _typed(self, typed: Input.Changed) -> None:
        typed.stop()
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(TYPING_SECONDS, partial(self._ask_for, typed.value.strip()))

    def _ask_for(self, text: str) -> None:
        if text:
            self.run_worker(self._ask(text), exclusive=True, exit_on_error=True)
        else:
            self.found = None
            self.look_again()

    async def _ask(self, text: str) -> None:
        found = await asked(self.staff, FindBooked(id=uuid4().hex, text=text), FoundBooked)
        if found is not None:
            self.found = found
            self.look_again()

    @on(Input.Submitted)
    def _entered(self, typed: Input.Submitted) -> None:
        """Enter goes to what was found; with one found, straight to it."""
        typed.stop()
        rows = self.found.rows if self.found is not None else ()
        if len(rows) == 1:
            self._chosen(rows[0].visit)
        elif rows:
            self.query_one(RowList).focus()

    @on(OptionList.OptionSelected)
    def _selected(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        self._chosen(chosen.option_id or "")

    def _chosen(self, visit: str) -> None:
        for row in self.found.rows if self.found is not None else ():
            if row.visit == visit:
                self.dismiss()
                self.then(row)
                return

    @on(Key.Pressed, "#back")
    def _back(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.dismiss()
