"""The five panels of the greeter's screen: what stands in each, and when one asks for attention."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from kiosk.look import OVER, light_of
from kiosk.pen import Pen
from kiosk.rows import aside_row, desk_row, device_row, expected_row, help_row, waiting_row
from kiosk.staff.lists import Row, RowList
from wire.base import Millis
from wire.views import GreeterView

PANELS = ("waiting", "expected", "aside", "desks", "help")
"""In the order of their keys, 1 to 5."""


class Panel(Vertical):
    """A titled frame around a list."""

    DEFAULT_CSS = """
    Panel {
        height: 1fr; border: round $line; border-title-color: $foreground;
        border-title-style: bold; padding: 0;
        &:focus-within { border: heavy $mark; border-title-color: $mark; }
        &.-alarm { border-title-color: $over; }
        &#panel-waiting { height: 1fr; }
        &#panel-expected { height: 3fr; }
        &#panel-aside { height: 2fr; }
        &#panel-desks { height: 3fr; }
        &#panel-help { height: 1fr; min-height: 9; }
    }
    """

    def __init__(self, name: str) -> None:
        super().__init__(id=f"panel-{name}")
        self.kind = name

    def compose(self) -> ComposeResult:
        yield RowList(id=f"list-{self.kind}")

    def tell(self, title: str, rows: Sequence[Row], pen: Pen, *, alarm: bool) -> None:
        shown = self.query_one(RowList)
        self.border_title = Content(title)
        self.set_class(alarm, "-alarm")
        shown.write(rows or [shown.empty_row(pen.say(f"{self.kind}.none"))])


def panel_rows(name: str, view: GreeterView, pen: Pen, now: Millis) -> tuple[str, list[Row], bool]:
    """Title with count, rows, and whether somebody in it needs the greeter now."""
    alarm = False
    if name == "waiting":
        rows = [Row(row.visit, partial(waiting_row, row, pen, now)) for row in view.waiting]
        rows += _rest(view.waiting_count - len(view.waiting), pen)
        count = view.waiting_count
        alarm = any(light_of(now, row.amber_at, row.red_at) == OVER for row in view.waiting)
    elif name == "expected":
        rows = [Row(row.visit, partial(expected_row, row, pen, now)) for row in view.expected]
        rows += _rest(view.expected_count - len(view.expected), pen)
        count = view.expected_count
    elif name == "aside":
        rows = [Row(row.visit, partial(aside_row, row, pen, now)) for row in view.aside]
        count = len(rows)
    elif name == "desks":
        rows = [
            Row(
                f"desk-{row.visit.visit if row.visit else row.desk}",
                partial(desk_row, row, pen, now),
            )
            for row in view.desks
        ]
        count = sum(row.state in ("free", "busy") for row in view.desks)
    else:
        troubled = [row for row in view.devices if row.state != "ok"]
        rows = [Row(f"help-{row.help}", partial(help_row, row, pen, now)) for row in view.help]
        rows += [
            Row(f"device-{row.device}", partial(device_row, row, pen, now)) for row in troubled
        ]
        rows += _faulty_settings(view, pen)
        count, alarm = len(rows), bool(rows)
        rows += _all_devices(pen, alone=not rows)
    title = f"{pen.say(name)} {count}"
    return title + (" !" if alarm else ""), rows, alarm


def _rest(n: int, pen: Pen) -> list[Row]:
    """The row that says how many more there are than are shown."""
    if n <= 0:
        return []
    text = pen.say("more_rows", n=n)
    return [
        Row(
            "more",
            lambda width: Content.styled(text, "$quiet").truncate(width, ellipsis=True),
            live=False,
        )
    ]


def _faulty_settings(view: GreeterView, pen: Pen) -> list[Row]:
    """The town's settings are not taken: nothing to do here but to tell the administrator."""
    if not view.settings_faulty:
        return []
    text = f"▲ {pen.say('settings_faulty')}"
    return [Row("settings", lambda _: Content.styled(text, "bold $soon"), live=False)]


def _all_devices(pen: Pen, *, alone: bool) -> list[Row]:
    """The way to the devices that are well; over it that nobody asks for anything, if so."""
    none = Row("none", lambda _: Content.styled(pen.say("help.none"), "$quiet"), live=False)
    way = Row("devices", lambda _: Content(f"D  {pen.say('devices.open')}"))
    return [none, way] if alone else [way]
