"""The week as a grid: a column for each day, a row for each hour, a bar for how full it is."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from kiosk.pen import Pen
from kiosk.staff.agenda.days import weekday
from kiosk.staff.agenda.rows import bar
from wire.agenda import WeekAgenda, WeekDay
from wire.base import DayName, Millis

HOUR_CELLS = 6
COLUMN_CELLS_MAX = 12
HEAD_LINES = 3
BAR_CELLS_MAX = 8
COUNT_DIGITS = 2
"""Beside each bar stands a number of this many digits; with more the bar gives way."""


class WeekGrid(Widget):
    """Seven days. A click or a digit chooses one; the grid only shows which is chosen."""

    DEFAULT_CSS = """
    WeekGrid { height: 1fr; padding: 0 1; }
    """

    week: reactive[WeekAgenda | None] = reactive(None)
    chosen: reactive[DayName] = reactive("")

    class Chosen(Message):
        """Somebody pointed at a day."""

        def __init__(self, day: DayName) -> None:
            super().__init__()
            self.day = day

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.pen = Pen()

    def tell(self, week: WeekAgenda | None, chosen: DayName, pen: Pen) -> None:
        """Shows a week with one day chosen."""
        self.pen = pen
        self.week, self.chosen = week, chosen
        self.refresh()

    def render(self) -> Content:
        if self.week is None:
            return Content("")
        return Content("\n").join(self._lines(self.week, self.content_size))

    def on_click(self, click: Click) -> None:
        click.stop()
        at = click.get_content_offset(self)
        if self.week is None or at is None or at.x < HOUR_CELLS:
            return
        place = (at.x - HOUR_CELLS) // self._column()
        if place < len(self.week.days):
            self.post_message(self.Chosen(self.week.days[place].day))

    def _column(self) -> int:
        return max(5, min(COLUMN_CELLS_MAX, (self.content_size.width - HOUR_CELLS) // 7))

    def _lines(self, week: WeekAgenda, size: Size) -> list[Content]:
        hours = _hours(week, self.pen)
        column = self._column()
        room = size.height - HEAD_LINES - 2
        tall = 2 if room >= 2 * len(hours) else 1
        lines = [self._head(week, column, line) for line in range(HEAD_LINES)]
        for hour in hours:
            label = Content.styled(f"{hour:02d}:00".ljust(HOUR_CELLS), "$quiet")
            cells = [self._cell(day, hour, column) for day in week.days]
            lines.append(Content("").join([label, *cells]))
            lines += [self._blank(week, column)] * (tall - 1)
        lines += [Content(""), _legend(self.pen)]
        return [line.truncate(size.width, ellipsis=True) for line in lines]

    def _head(self, week: WeekAgenda, column: int, line: int) -> Content:
        """Which key and which day; the date; how many appointments, or how many must move."""
        parts = [Content(" " * HOUR_CELLS)]
        for place, day in enumerate(week.days, 1):
            told = (
                f"{place} {weekday(day.day, self.pen)}",
                _date(day.day, week.today),
                _count(day, self.pen),
            )[line]
            style = "" if line else "bold"
            if line == 2:
                style = "bold $over" if day.must_move else "$quiet"
            parts.append(self._styled(_fitted(told, column), day, style))
        return Content("").join(parts)

    def _cell(self, day: WeekDay, hour: int, column: int) -> Content:
        load = next((each for each in day.hours if _hour(each.starts, self.pen) == hour), None)
        if load is None or not load.staffed_minutes:
            stands = str(load.booked) if load is not None and load.booked else ""
            return self._styled(_fitted(stands, column), day, "$quiet")
        count = str(load.booked or "")
        cells = min(BAR_CELLS_MAX, column - 2 - max(COUNT_DIGITS, len(count)))
        told = f"{bar(load.staffed_minutes, load.free_minutes, cells)} {count}"
        return self._styled(_fitted(told, column), day, "$mark")

    def _blank(self, week: WeekAgenda, column: int) -> Content:
        cells = [self._styled(" " * column, day, "") for day in week.days]
        return Content("").join([Content(" " * HOUR_CELLS), *cells])

    def _styled(self, text: str, day: WeekDay, style: str) -> Content:
        """The column of the chosen day stands on a ground of its own."""
        ground = " on $panel" if day.day == self.chosen else ""
        shown = f"{style}{ground}".strip()
        return Content.styled(text[:-1], shown) + Content(text[-1:])


def _hours(week: WeekAgenda, pen: Pen) -> list[int]:
    """Every hour of the clock at which any day has desks or appointments."""
    return sorted({_hour(load.starts, pen) for day in week.days for load in day.hours})


def _hour(load: Millis, pen: Pen) -> int:
    return datetime.fromtimestamp(load / 1000, ZoneInfo(pen.timezone)).hour


def _date(day: DayName, today: DayName) -> str:
    return f"{int(day[8:])}-{int(day[5:7])}" + ("•" if day == today else "")


def _legend(pen: Pen) -> Content:
    """What the signs mean, each in the colour that it has in the grid."""
    return Content.assemble(
        ("█", "$mark"),
        (f" {pen.say('agenda.legend.taken')}   ", "$quiet"),
        ("░", "$mark"),
        (f" {pen.say('agenda.legend.free')}   ", "$quiet"),
        ("!", "bold $over"),
        (f" {pen.say('agenda.legend.must_move')}", "$quiet"),
    )


def _count(day: WeekDay, pen: Pen) -> str:
    if day.must_move:
        return f"!{day.must_move}"
    if day.opens is None:
        return pen.say("agenda.closed.short")
    return str(day.booked)


def _fitted(text: str, column: int) -> str:
    """At its width in cells, one blank at the end."""
    while cell_len(text) > column - 1:
        text = text[:-1]
    return text + " " * (column - cell_len(text))
