"""A key on the screen: what it does and which key of the keyboard does the same. For fingers, mouse
and keyboard alike.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.events import Key as KeyEvent
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


def in_both_cases(*bindings: Binding) -> list[BindingType]:
    """The bindings, with each letter as capital too: Caps Lock makes no key deaf."""
    return [replace(each, key=_both(each.key)) for each in bindings]


def _both(keys: str) -> str:
    single = keys.split(",")
    capitals = [key.upper() for key in single if len(key) == 1 and key.islower()]
    return ",".join([*single, *capitals])


def means(key: KeyEvent, hint: str) -> bool:
    """Whether somebody pressed the key with this hint, as small letter or capital."""
    return key.character is not None and key.character.lower() == hint.lower()


class Key(Widget, can_focus=True):
    """Three rows high, so that a finger hits it. `hint` is the key of the keyboard, `label` what it
    does.

    A key that is off stays in its place: hands learn places. Keys in a row that is tight on a low
    screen (`-tight`)
    have the hint above the label.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "press", show=False)]
    DEFAULT_CSS = """
    Key {
        width: 1fr; height: 3; min-width: 6; content-align: center middle; text-align: center;
        background: $panel; color: $foreground; border: none; pointer: pointer;
        &:hover { background: $line 45%; }
        &:focus {
            background: $line 45%; outline-left: outer $mark; outline-right: outer $mark;
        }
        &:disabled { color: $quiet; text-style: dim; background: $surface; }
        &.-main { background: $primary; color: $on-accent; text-style: bold; }
        &.-main:focus {
            background: $primary; outline-left: outer $foreground;
            outline-right: outer $foreground;
        }
        &.-main:disabled { background: $panel; color: $quiet; text-style: none; }
        &.-flat {
            height: 1; width: auto; min-width: 4; background: $primary; color: $on-accent;
            padding: 0 1;
        }
        &.-flat:focus { outline: none; text-style: reverse; }
    }
    """

    label: reactive[str] = reactive("", layout=True)
    hint: reactive[str] = reactive("", layout=True)

    class Pressed(Message):
        """The key was tapped, clicked, or pressed with Enter."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key

        @property
        def control(self) -> Key:
            return self.key

    def __init__(
        self,
        hint: str,
        label: str,
        *,
        id: str | None = None,
        classes: str | None = None,
        flat: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Key.hint, hint)
        self.set_reactive(Key.label, label)
        self.set_class(flat, "-flat")

    def render(self) -> Content:
        shape = "bold" if self.disabled else "bold reverse"
        hint = Content.styled(f" {self.hint} ", shape) + Content(" ") if self.hint else Content("")
        room = max(1, self.content_size.width)
        wide = cell_len(self.label) + hint.cell_length
        if (
            wide > room or (self.has_class("-tight") and self.screen.has_class("-low"))
        ) and self.content_size.height > 1:
            return Content("\n").join(self._lines(hint, room))
        return (hint + Content(self.label)).truncate(room, ellipsis=True)

    def _lines(self, hint: Content, room: int) -> list[Content]:
        """The label under its hint; one that is too wide goes on beside the hint and below it."""
        if cell_len(self.label) <= room:
            return [hint, Content(self.label)]
        words = Content(self.label).split(" ")
        lines = [hint]
        for word in words:
            longer = lines[-1] + Content(" ") + word if lines[-1] is not hint else hint + word
            if longer.cell_length <= room or not lines[-1].plain:
                lines[-1] = longer
            else:
                lines.append(word)
        height = self.content_size.height
        rest = [Content(" ").join(lines[height - 1 :])] if len(lines) >= height else []
        return [each.truncate(room, ellipsis=True) for each in (*lines[: height - 1], *rest)]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        hint = cell_len(self.hint) + 3 if self.hint else 0
        return hint + cell_len(self.label)

    def action_press(self) -> None:
        if not self.disabled:
            self.post_message(self.Pressed(self))

    def on_click(self, click: Click) -> None:
        click.stop()
        self.action_press()
