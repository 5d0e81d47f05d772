"""A list of rows that is written again each second without losing its place, and a list to mark
choices in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

Draw = Callable[[int], Content]
"""A row at a width in cells."""


class Row(NamedTuple):
    """One row: what it is called inside, how it is drawn, and whether it can be chosen."""

    key: str
    draw: Draw
    live: bool = True


class RowList(OptionList):
    """Rows of two lines or more. Enter, a click or a tap chooses one: `OptionSelected` with the
    row's key as option id.
    """

    DEFAULT_CSS = """
    RowList {
        height: 1fr; background: $background; border: none; padding: 0; scrollbar-size-vertical: 1;
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-highlighted {
            background: $surface; color: $foreground; text-style: none;
        }
        & > .option-list--option-hover { background: $surface; }
        & > .option-list--option-disabled { color: $quiet; }
        &:focus { border: none; background-tint: $foreground 0%; }
        &:focus > .option-list--option-highlighted {
            background: $panel; color: $foreground; text-style: bold;
        }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.rows: tuple[Row, ...] = ()
        self._drawn: list[tuple[str, str]] = []
        self._width = 0
        self._placed: str | None = None
        """Where this list put the highlight by itself; elsewhere it is staff's own."""

    def write(self, rows: Sequence[Row]) -> None:
        """Shows these rows; only what reads differently is drawn again. The highlight stays with
        its row once staff moved it, and until then on the first one.
        """
        self.rows = tuple(rows)
        width = self.scrollable_content_region.width - 2
        if width < 10:
            return
        if width != self._width:
            self._drawn, self._width = [], width
        drawn = [row.draw(width) for row in self.rows]
        told = [(row.key, content.plain) for row, content in zip(self.rows, drawn, strict=True)]
        if [key for key, _ in told] == [key for key, _ in self._drawn]:
            for index, (new, old) in enumerate(zip(told, self._drawn, strict=True)):
                if new != old:
                    self.replace_option_prompt_at_index(index, drawn[index])
        else:
            self._put(drawn)
        self._drawn = told

    def _put(self, drawn: list[Content]) -> None:
        chosen = self.highlighted_option.id if self.highlighted_option is not None else None
        place = self.scroll_y
        self.set_options(
            Option(content, id=row.key, disabled=not row.live)
            for row, content in zip(self.rows, drawn, strict=True)
        )
        keys = [row.key for row in self.rows if row.live]
        if chosen in keys and chosen != self._placed:
            self.highlighted = self.get_option_index(chosen)
            self.scroll_to(y=place, animate=False)
        elif keys:
            self._placed = keys[0]
            self.highlighted = self.get_option_index(keys[0])
            if chosen is not None:
                self.scroll_to(y=place, animate=False)

    def go_to(self, key: str, *, near_top: bool) -> None:
        """The highlight to this row, at the upper edge or, `near_top`, as near to the top of the
        list as it can be; without such a row to the first one.
        """
        known = key in [row.key for row in self.rows]
        if known:
            self.highlighted = self.get_option_index(key)
        else:
            self.action_first()
        if known and not near_top:
            self.scroll_to_highlight(top=True)
        else:
            self.scroll_home(animate=False, immediate=True)
            self.scroll_to_highlight()

    def on_resize(self, event: Resize) -> None:
        """The width is new: the same rows, whichever they are by then."""
        self.call_after_refresh(lambda: self.write(self.rows))

    def empty_row(self, text: str) -> Row:
        """The row that says that there are none."""
        return Row("empty", lambda width: Content.styled(text, "$quiet"), live=False)


class Marks(OptionList):
    """A list to choose one or several of. Enter, space, a click or a tap marks; the shape of the
    mark tells which.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", show=False)]
    DEFAULT_CSS = """
    Marks {
        height: auto; background: $surface; border: round $line; padding: 0;
        scrollbar-size-vertical: 1;
        & > .option-list--option-highlighted {
            background: $surface; color: $foreground; text-style: none;
        }
        & > .option-list--option-hover { background: $panel; }
        border-title-color: $foreground;
        &:focus { border: round $mark; border-title-color: $mark; background-tint: $foreground 0%; }
        &:focus > .option-list--option-highlighted {
            background: $panel; color: $foreground; text-style: bold;
        }
    }
    """

    class Marked(Message):
        """The marks changed."""

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        marked: Sequence[str],
        *,
        several: bool,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id, markup=False)
        self.choices = tuple(choices)
        self.marked = [each for each in marked if each in dict(choices)]
        self.several = several
        self.airy = several and id == "field-services"

    def on_mount(self) -> None:
        self._write()
        if self.marked:
            self.highlighted = [key for key, _ in self.choices].index(self.marked[0])

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._write)

    def on_option_list_option_selected(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        assert chosen.option_id is not None
        self.mark(chosen.option_id)

    def mark(self, key: str) -> None:
        """Marks one, or takes its mark away; where one may be chosen, another mark goes."""
        if not self.several:
            self.marked = [key]
        elif key in self.marked:
            self.marked.remove(key)
        else:
            self.marked.append(key)
        self._write()
        self.post_message(self.Marked())

    def _write(self) -> None:
        width = max(8, self.scrollable_content_region.width - 2)
        place = self.highlighted
        self.set_options(
            Option(self._line(key, label, width), id=key) for key, label in self.choices
        )
        if self.choices:
            self.highlighted = place or 0

    def _line(self, key: str, label: str, width: int) -> Content:
        """One row; two with air where the screen has room for a finger."""
        on, off = ("☑", "☐") if self.several else ("◉", "○")
        shape = (f"{on} ", "bold $mark") if key in self.marked else (f"{off} ", "")
        line = Content.assemble(shape, (label, "")).truncate(width, ellipsis=True)
        airy = self.airy and self.screen.has_class("-roomy")
        return line + Content("\n") if airy else line
