"""The parts of a kiosk's screen: an option to touch, and the letter keys. They know no page."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from kiosk.letters import LETTERS
from kiosk.look import big_lines
from visitor.keys import ERASE, LETTER_ROWS
from visitor.page import Option


class Chosen(Message):
    """An option was touched."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.option = option


class OptionRow(Horizontal, can_focus=True):
    """A digit in a block and what it stands for; all of it can be touched."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.option: Option | None = None
        self._large = False
        self._digit = Static("", markup=False, classes="digit")
        self._label = Static("", markup=False, classes="label")
        self._detail = Static("", markup=False, classes="detail")
        self.display = False

    def compose(self) -> ComposeResult:
        yield self._digit
        yield self._label
        yield self._detail

    def offer(self, option: Option | None, large: bool = False) -> None:
        """Shows an option, or nothing; what stood there before is gone. `large`: a block digit."""
        same = option == self.option and large == self._large
        self.option, self._large = option, large
        if same:
            return
        self.display = option is not None
        face, label, detail = "", "", ""
        if option is not None:
            face, label, detail = option.face or option.key, option.label, option.detail
            label = {None: "", True: "[X] ", False: "[ ] "}[option.on] + label
        if large and all(each in LETTERS for each in face):
            face = "\n".join(("", *big_lines(face)))
        self._digit.update(Text(face, no_wrap=True))
        self._label.update(Text(label))
        self._detail.update(Text(detail))
        self._detail.display = bool(detail)
        self.set_class(option is not None and option.on is True, "-on")

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.press()

    def press(self) -> None:
        if self.option is not None:
            self.post_message(Chosen(self.option))


KEYS = LETTER_ROWS
"""The last key is as wide as the row has room for: it has a word on it."""
PAD = ("123", "456", "789", f"0{ERASE}")
"""The same for digits alone, as on a telephone."""


BLOCK = (7, 4)
"""Columns and rows that any letter in blocks has room in."""


class Letters(Widget, can_focus=True):
    """Letter keys in the order of the alphabet, for fingers; Tab walks through them."""

    class Typed(Message):
        """A key was touched: one character, or "←"."""

        def __init__(self, character: str) -> None:
            super().__init__()
            self.character = character

    COMPONENT_CLASSES = {"letters--key", "letters--focus"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._at = 0
        self._erase = ""
        self._high = 3
        self._keys = KEYS
        self.display = False

    def name_eraser(self, word: str) -> None:
        """What stands on the last key, beside its arrow."""
        if word != self._erase:
            self._erase = word
            self.refresh()

    def make_high(self, rows: int) -> None:
        """So many rows a key, the empty one below it included."""
        if rows != self._high:
            self._high = rows
            self.refresh(layout=True)

    def offer_keys(self, keys: tuple[str, ...]) -> None:
        """Which keys there are; a walk through them begins anew."""
        if keys != self._keys:
            self._keys, self._at = keys, 0
            self.refresh(layout=True)

    @property
    def cell(self) -> tuple[int, int]:
        """Columns and rows of a key, the empty ones beside and below it included."""
        return max(4, self.size.width // len(self._keys[0])), self._high

    @property
    def _all(self) -> str:
        return "".join(self._keys)

    def walk(self, step: int) -> bool:
        """Moves to another key; False when there is none further on."""
        if not 0 <= self._at + step < len(self._all):
            return False
        self._at += step
        self.refresh()
        return True

    def enter(self, last: bool = False) -> None:
        """The walk begins at the first key, or at the last when it comes from behind."""
        self._at = len(self._all) - 1 if last else 0
        self.refresh()

    def press(self) -> None:
        self.post_message(self.Typed(self._all[self._at]))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        wide, high = self.cell
        row, column = event.y // high, event.x // wide
        keys = self._keys
        if 0 <= row < len(keys) and 0 <= column < len(keys[0]):
            self.post_message(self.Typed(keys[row][min(column, len(keys[row]) - 1)]))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._keys) * self._high

    def render(self) -> Text:
        wide, high = self.cell
        key = self.get_component_rich_style("letters--key")
        focus = self.get_component_rich_style("letters--focus")
        text = Text(no_wrap=True)
        for number, row in enumerate(self._keys):
            first = sum(map(len, self._keys[:number]))
            for line in range(high):
                for place, letter in enumerate(row):
                    style = focus if self.has_focus and first + place == self._at else key
                    if letter == ERASE:
                        span = wide * (len(self._keys[0]) - place)
                        self._paint(text, f"{ERASE} {self._erase}", line, span, high, style)
                    else:
                        self._paint(text, letter, line, wide, high, style)
                text.append("\n")
        text.right_crop(1)
        return text

    def _paint(self, text: Text, face: str, line: int, wide: int, high: int, style: Style) -> None:
        """One line of one key; the last line and column stay empty, so that keys stand apart."""
        if line == high - 1:
            text.append(" " * wide)
            return
        drawn = _face(face, wide - 1, high - 1)
        first = (high - 1 - len(drawn)) // 2
        shown = drawn[line - first] if first <= line < first + len(drawn) else ""
        text.append(shown.center(wide - 1), style)
        text.append(" ")


def _face(face: str, wide: int, high: int) -> list[str]:
    """In block letters where the key has room for them."""
    if len(face) == 1 and wide >= BLOCK[0] and high >= BLOCK[1]:
        return [line for line in big_lines(face) if line.strip()]
    return [face]
