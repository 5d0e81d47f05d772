"""Search while typing: a field, what was found, and a choice. What is asked of the host, and how a
row looks, is its children's.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static

from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from kiosk.staff.lists import Row, RowList
from wire.base import Millis

TYPING_SECONDS = 0.2
"""The question is asked when the typing rests for so long."""


F = TypeVar("F")
"""A row that can be chosen."""


class SearchDialog(StaffDialog, Generic[F]):
    """Asks while somebody types. The chosen row goes to `then`."""

    TITLE_KEY = ""
    HINT_KEY = ""
    """What can be typed; empty: the title says it."""
    NOTHING_KEY = ""

    DEFAULT_CSS = """
    SearchDialog {
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

    def __init__(self, then: Callable[[F], None]) -> None:
        super().__init__()
        self.then = then
        self.rows: Sequence[F] | None = None
        """None: nothing was asked yet."""
        self._typing: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static(self.pen.say(self.TITLE_KEY), id="box-title", markup=False)
            field = Input(id="find-text", max_length=60)
            if self.HINT_KEY:
                field.border_title = self.pen.say(self.HINT_KEY)
            yield field
            yield RowList(id="find-rows")
            yield Notice()
            yield Key("Esc", self.pen.say("do.back"), id="back")

    @abstractmethod
    async def ask(self, text: str) -> Sequence[F] | None:
        """What the host found; None: it did not answer, and that was told."""

    @abstractmethod
    def key_of(self, row: F) -> str:
        """What its drawn row is called."""

    @abstractmethod
    def drawn(self, rows: Sequence[F], now: Millis) -> list[Row]:
        """The rows as they are shown."""

    def show(self, now: Millis) -> None:
        shown = self.query_one(RowList)
        if self.rows is None:
            shown.write([])
        elif not self.rows:
            shown.write([shown.empty_row(self.pen.say(self.NOTHING_KEY))])
        else:
            shown.write(self.drawn(self.rows, now))

    @on(Input.Changed)
    def _typed(self, typed: Input.Changed) -> None:
        typed.stop()
        if self._typing is not None:
            self._typing.stop()
        self._typing = self.set_timer(TYPING_SECONDS, partial(self._ask_for, typed.value.strip()))

    def _ask_for(self, text: str) -> None:
        if text:
            self._ask(text)
        else:
            self.rows = None
            self.look_again()

    @work(exclusive=True)
    async def _ask(self, text: str) -> None:
        found = await self.ask(text)
        if found is not None:
            self.rows = found
            self.look_again()

    @on(Input.Submitted)
    def _entered(self, typed: Input.Submitted) -> None:
        """Enter goes to what was found; with one found, straight to it."""
        typed.stop()
        if self.rows and len(self.rows) == 1:
            self._chosen(self.key_of(self.rows[0]))
        elif self.rows:
            self.query_one(RowList).focus()

    @on(OptionList.OptionSelected)
    def _selected(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        self._chosen(chosen.option_id or "")

    def _chosen(self, key: str) -> None:
        for row in self.rows or ():
            if self.key_of(row) == key:
                self.dismiss()
                self.then(row)
                return

    @on(Key.Pressed, "#back")
    def _back(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.dismiss()
