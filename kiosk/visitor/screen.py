"""The kiosk's one screen. One door in: a page. One door out: what was chosen or typed."""

from __future__ import annotations

from typing import cast

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from kiosk.look import BigText, scale_for
from kiosk.visitor.page import Page
from kiosk.visitor.widgets import Letters, OptionRow

ROWS = 8
"""Options that stand ready; a page with fewer leaves the rest empty."""


class VisitorScreen(Screen[None], inherit_bindings=False):
    """Shows a page. Nothing of the page before stays, not even in a hidden widget."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-high")]

    page: reactive[Page] = reactive(cast(Page, None), init=False)
    town: reactive[str] = reactive("", init=False)
    clock: reactive[str] = reactive("", init=False)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.set_reactive(VisitorScreen.page, page)

    def compose(self) -> ComposeResult:
        with Horizontal(id="head"):
            yield Static("", id="town", markup=False)
            yield Static("", id="clock", markup=False)
        with Vertical(id="body"):
            yield Static("", id="title", markup=False)
            yield BigText(id="big")
            yield Static("", id="lines", markup=False)
            yield Static("", id="points", markup=False)
            yield Static("", id="typed", markup=False)
            yield Letters(id="letters")
            with Container(id="options"):
                for _ in range(ROWS):
                    yield OptionRow()
            yield Static("", id="note", markup=False)
        with Horizontal(id="foot"):
            yield OptionRow(id="back")
            yield OptionRow(id="more")
            yield OptionRow(id="help")

    def on_mount(self) -> None:
        self._paint(self.page)

    def watch_town(self, town: str) -> None:
        self._write("town", town)

    def watch_clock(self, clock: str) -> None:
        self._write("clock", clock)

    def watch_page(self, before: Page, page: Page) -> None:
        if not self.is_mounted:
            return
        with self.app.batch_update():
            if before.step != page.step:
                self.set_focus(None)
            self._paint(page)

    def _paint(self, page: Page) -> None:
        self._write("title", page.title)
        self._write("lines", "\n".join(page.lines))
        self._write("points", "\n".join(f"•  {each}" for each in page.points))
        self._write("note", page.note)
        self._write("typed", "" if page.typed is None else f" {page.typed}▁ ")
        letters = self.query_one("#letters", Letters)
        letters.display = page.typed is not None
        big = self.query_one("#big", BigText)
        big.display = bool(page.big)
        big.update(page.big, self._scale(page))
        rows = self.query_one("#options", Container)
        rows.display = bool(page.options)
        rows.set_class(page.tiles, "-tiles")
        rows.set_class(len(page.options) > 4, "-many")
        options = (*page.options, *[None] * ROWS)
        for row, option in zip(rows.query(OptionRow), options, strict=False):
            row.offer(option)
        for name, option in (("back", page.back), ("more", page.more), ("help", page.help)):
            self.query_one(f"#{name}", OptionRow).offer(option)
        self.set_class(page.alarm, "-alarm")
        self.set_class(page.step in ("starting", "away", "closed", "busy"), "-still")

    def _scale(self, page: Page) -> int:
        """A number to remember is larger than a time to agree with."""
        room = scale_for(self.size)
        return room + 1 if len(page.options) <= 1 else room

    def _write(self, name: str, text: str) -> None:
        part = self.query_one(f"#{name}", Static)
        part.update(Text(text))
        if name not in ("town", "clock"):
            part.display = bool(text)
