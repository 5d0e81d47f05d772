"""Free times to choose from: a line for each day, digits for the first ones, arrows for all of
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from kiosk.pen import Pen
from kiosk.staff.agenda.days import near, short_day
from wire.agenda import FreeDay
from wire.base import DayName, Millis

DAY_CELLS = 13
SLOT_CELLS = 8
LINES_OF_A_DAY = 2
DIGITS = 9
HALF_HOUR = 1_800_000


class Slot(NamedTuple):
    """One time on the screen: where it stands, and the digit that chooses it, if there is one."""

    day: DayName
    at: Millis
    x: int
    y: int
    digit: str = ""


class TimesGrid(Widget, can_focus=True):
    """Whole days, as many as it is told. Enter, a digit or a click chooses a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1)", show=False),
        Binding("right", "go(1)", show=False),
        Binding("up", "climb(-1)", show=False),
        Binding("down", "climb(1)", show=False),
        Binding("enter,space", "choose", show=False),
        *(Binding(str(n), f"digit('{n}')", show=False) for n in range(1, DIGITS + 1)),
    ]
    DEFAULT_CSS = """
    TimesGrid { height: auto; width: 100%; }
    """

    class Chosen(Message):
        """A time was chosen."""

        def __init__(self, at: Millis) -> None:
            super().__init__()
            self.at = at

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.pen = Pen()
        self.days: tuple[FreeDay, ...] = ()
        self.today: DayName = ""
        self.whole: DayName = ""
        """The day of which every time is shown."""
        self.slots: list[Slot] = []
        self.cursor = 0
        self._width = 0

    def tell(self, days: Sequence[FreeDay], today: DayName, pen: Pen) -> None:
        """Shows these days; the cursor stays at its time where that is still free."""
        before = self.slots[self.cursor].at if self.slots else 0
        self.days, self.today, self.pen = tuple(days), today, pen
        self._place(self.content_size.width or self._width)
        self.cursor = next((n for n, slot in enumerate(self.slots) if slot.at >= before), 0)
        self.refresh(layout=True)

    def open_day(self) -> None:
        """Shows every time of the day where the cursor is, or the usual ones again."""
        if not self.slots:
            return
        at = self.slots[self.cursor]
        self.whole = "" if self.whole == at.day else at.day
        self._place(self.content_size.width)
        self.cursor = next((n for n, slot in enumerate(self.slots) if slot.at >= at.at), 0)
        self.refresh(layout=True)
        self.call_after_refresh(self._show_cursor)

    def render(self) -> Content:
        if self.content_size.width != self._width:
            self._place(self.content_size.width)
        lines: dict[int, list[Content]] = {}
        for day, y in self._tops():
            lines[y] = [Content.styled(short_day(day.day, self.pen).ljust(DAY_CELLS), "bold")]
            name = near(day.day, self.today, self.pen)
            lines[y + 1] = [Content.styled(name.ljust(DAY_CELLS), "$quiet")]
        for n, slot in enumerate(self.slots):
            row = lines.setdefault(slot.y, [Content(" " * DAY_CELLS)])
            row.append(self._slot(slot, chosen=n == self.cursor))
        height = max(lines, default=-1) + 1
        return Content("\n").join(
            Content("").join(lines.get(y, [Content("")])) for y in range(height)
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        if width != self._width:
            self._place(width)
        return max(1, self._height())

    def action_go(self, step: int) -> None:
        """To the time before or after."""
        if self.slots:
            self.cursor = max(0, min(len(self.slots) - 1, self.cursor + step))
            self._show_cursor()

    def action_climb(self, step: int) -> None:
        """To the nearest time of the line above or below."""
        if not self.slots:
            return
        here = self.slots[self.cursor]
        ys = sorted(
            {slot.y for slot in self.slots if (slot.y - here.y) * step > 0}, reverse=step < 0
        )
        if ys:
            beside = [n for n, slot in enumerate(self.slots) if slot.y == ys[0]]
            self.cursor = min(beside, key=lambda n: abs(self.slots[n].x - here.x))
            self._show_cursor()

    def action_choose(self) -> None:
        if self.slots:
            self.post_message(self.Chosen(self.slots[self.cursor].at))

    def action_digit(self, digit: str) -> None:
        for slot in self.slots:
            if slot.digit == digit:
                self.post_message(self.Chosen(slot.at))
                return

    def on_click(self, click: Click) -> None:
        click.stop()
        at = click.get_content_offset(self)
        for slot in self.slots:
            if at is not None and at.y == slot.y and slot.x <= at.x < slot.x + SLOT_CELLS:
                self.post_message(self.Chosen(slot.at))
                return

    def _show_cursor(self) -> None:
        self.refresh()
        slot = self.slots[self.cursor]
        parent = self.parent
        if isinstance(parent, Widget):
            area = Region(0, slot.y, SLOT_CELLS, LINES_OF_A_DAY)
            parent.scroll_to_region(area, animate=False, force=True)

    def _slot(self, slot: Slot, *, chosen: bool) -> Content:
        digit = slot.digit or " "
        time = self.pen.time(slot.at)
        if chosen and self.has_focus:
            style = "bold $on-accent on $primary"
            return Content.styled(f"{digit} {time}", style) + Content(" ")
        return (
            Content.styled(digit, "bold $mark" if slot.digit else "")
            + Content.styled(f" {time}", "bold" if slot.digit else "")
            + Content(" ")
        )

    def _place(self, width: int) -> None:
        """Where each time stands at this width."""
        self._width = width
        across = max(1, (width - DAY_CELLS) // SLOT_CELLS)
        per_day = DIGITS // min(3, len(self.days)) if self.days else 0
        self.slots = []
        top, digits = 0, 0
        for day in self.days:
            whole = day.day == self.whole
            starts = day.starts if whole else picked(day.starts, LINES_OF_A_DAY * across)
            for n, at in enumerate(starts):
                gets = n < per_day and digits < DIGITS
                digits += gets
                x = DAY_CELLS + (n % across) * SLOT_CELLS
                self.slots.append(
                    Slot(day.day, at, x, top + n // across, str(digits) if gets else "")
                )
            top += max(LINES_OF_A_DAY, -(-len(starts) // across)) + 1
        self.cursor = min(self.cursor, max(0, len(self.slots) - 1))

    def _tops(self) -> list[tuple[FreeDay, int]]:
        first: dict[DayName, int] = {}
        for slot in self.slots:
            first.setdefault(slot.day, slot.y)
        return [(day, first[day.day]) for day in self.days if day.day in first]

    def _height(self) -> int:
        tops = [y + LINES_OF_A_DAY for _, y in self._tops()]
        return max([slot.y + 1 for slot in self.slots] + tops, default=0)


def picked(starts: Sequence[Millis], room: int) -> Sequence[Millis]:
    """As many as there is room for: all, or the first of each half hour, of each hour, of each
    two.
    """
    for span in (0, HALF_HOUR, 2 * HALF_HOUR, 4 * HALF_HOUR):
        kept: dict[int, Millis] = {}
        for at in starts:
            kept.setdefault(at // span if span else at, at)
        if len(kept) <= room:
            return list(kept.values())
    return list(kept.values())[:room]
