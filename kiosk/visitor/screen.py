"""The kiosk's one screen. One door in: a page. One door out: what was chosen or typed."""

from __future__ import annotations

from textwrap import wrap
from typing import cast

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from kiosk.look import BigText, big_lines, scale_for
from kiosk.visitor.widgets import KEYS, PAD, Letters, OptionRow
from visitor.page import OPTIONS_MAX, Page

ROWS = 10
"""Options that stand ready; a page with fewer leaves the rest empty."""
TILES = 4
"""Tiles beside each other; five where they would not stand in two rows."""
HIGH = 36
"""Rows from which a screen is a large one."""
TILE = 5
"""Rows of an option with a digit in block letters."""
KEY_ROWS = range(3, 8)
"""Rows of a letter key, the empty one below it included."""
HANDFUL_MAX = 7
"""Options on one page of a large screen: eight, nine and nought mean the same on every page."""


def handful_for(size: Size) -> int:
    """Options of a long list that fit on one page, each with a row of ground below it."""
    around = 16 if size.height >= HIGH else 9
    return max(OPTIONS_MAX, min(HANDFUL_MAX, (size.height - around) // 4))


class VisitorScreen(Screen[None], inherit_bindings=False):
    """Shows a page. Nothing of the page before stays, not even in a hidden widget."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-broad"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]

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
        letters.name_eraser(page.erase)
        letters.offer_keys(PAD if page.digits else KEYS)
        letters.make_high(max(KEY_ROWS[0], min(KEY_ROWS[-1], self._room(page) // len(KEYS))))
        big = self.query_one("#big", BigText)
        big.display = bool(page.big)
        big.update(page.big, self._scale(page))
        big.styles.margin = (0, 0, _gap(self._scale(page)), 0)
        self._offer(page)
        for name, option in (("back", page.back), ("more", page.more), ("help", page.help)):
            self.query_one(f"#{name}", OptionRow).offer(option, large=self.size.height >= HIGH)
        self.set_class(page.alarm, "-alarm")
        self.set_class(page.step in ("starting", "away", "closed", "busy"), "-still")

    def _offer(self, page: Page) -> None:
        """As tall as the page has room for: a finger and an eye at 1.5 m are glad of each row."""
        options = self.query_one("#options", Container)
        options.display = bool(page.options)
        options.set_class(page.tiles, "-tiles")
        options.set_class(page.tiles and len(page.options) > 2 * TILES, "-many")
        room, count = self._room(page), max(1, len(page.options))
        each = room // count
        dense = each < 4 and not page.tiles
        self.set_class(dense and room - 3 * count < 1, "-full")
        tall = TILE if self._low else TILE + 2
        height = tall if page.tiles or each > tall else each - 1
        height = height if height >= TILE else 3
        for row, option in zip(
            options.query(OptionRow), (*page.options, *[None] * ROWS), strict=False
        ):
            row.styles.height = height
            row.set_class(dense, "-dense")
            row.offer(option, large=height >= TILE)

    def _room(self, page: Page) -> int:
        """Rows that are left for the options."""
        gutter = self.query_one("#body").styles.padding
        wide = max(20, self.size.width - gutter.width)
        rows = self.size.height - gutter.height - (4 if self._low else 10)
        texts = (page.title, "\n".join(page.lines), "\n".join(page.points), page.note)
        for text in filter(None, texts):
            rows -= 1 + sum(len(wrap(line, wide)) or 1 for line in text.split("\n"))
        rows -= 1 if page.note else 0
        if page.typed is not None:
            rows -= 2 if self._low else 4
        return rows - (self._big_rows(page) if page.big else 0)

    def _big_rows(self, page: Page) -> int:
        scale = self._scale(page)
        return len(big_lines(page.big, scale)) + _gap(scale)

    @property
    def _low(self) -> bool:
        return self.size.height < HIGH

    def _scale(self, page: Page) -> int:
        """A number to remember is larger than a time to agree with."""
        room = scale_for(self.size)
        return room + 1 if len(page.options) <= 1 else room

    def on_resize(self) -> None:
        self._paint(self.page)

    def _write(self, name: str, text: str) -> None:
        part = self.query_one(f"#{name}", Static)
        if str(part.content) != text:
            part.update(Text(text))
        if name not in ("town", "clock"):
            part.display = bool(text)


def _gap(scale: int) -> int:
    """Rows under large letters; the smallest have half a row of their own."""
    return 1 if scale > 1 else 0
