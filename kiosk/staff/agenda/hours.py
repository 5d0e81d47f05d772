"""From when to when nobody is at a desk: two times of one day, typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from kiosk.pen import Pen
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from wire.agenda import DayAgenda, DeskDay
from wire.base import DayName, Millis

NAMES = ("from", "until")


class HoursDialog(StaffDialog):
    """Begins with the hours of the day; `then` is handed two moments within them."""

    DEFAULT_CSS = """
    HoursDialog {
        & > #box { width: 54; }
        #hours { height: 3; }
        Input {
            width: 1fr; border: round $line; background: $surface;
            border-title-color: $foreground;
        }
        Input:focus {
            border: round $mark; background-tint: $foreground 0%; border-title-color: $mark;
        }
        #hours-keys { height: 3; margin-top: 1; }
        #hours-keys Key { margin-right: 1; }
    }
    """

    def __init__(
        self, title: str, agenda: DayAgenda, then: Callable[[Millis, Millis], None]
    ) -> None:
        super().__init__()
        self.question = title
        self.agenda = agenda
        self.then = then

    def compose(self) -> ComposeResult:
        pen = self.pen
        hours = (self.agenda.opens, self.agenda.closes)
        with Vertical(id="box"):
            yield Banner()
            yield Static(Content(self.question), id="box-title", markup=False)
            with Horizontal(id="hours"):
                for name, at in zip(NAMES, hours, strict=True):
                    field = Input(pen.time(at) if at is not None else "", id=name, max_length=5)
                    field.border_title = pen.say(f"agenda.away_{name}")
                    yield field
            with Horizontal(id="hours-keys"):
                yield Key("Esc", pen.say("do.back"), id="back")
                yield Key("↵", pen.say("do.ready"), id="ready", classes="-main")
            yield Notice()

    def on_mount(self) -> None:
        self.query_one("#from", Input).focus()

    @on(Input.Submitted)
    def _typed(self, typed: Input.Submitted) -> None:
        """Enter at the first time goes on to the second."""
        typed.stop()
        if typed.input.id == "from":
            self.query_one("#until", Input).focus()
        else:
            self._go()

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        if pressed.key.id == "ready":
            self._go()
        else:
            self.dismiss()

    def _go(self) -> None:
        opens, closes = self.agenda.opens, self.agenda.closes
        starts, ends = (
            time_on(self.agenda.day, self.query_one(f"#{name}", Input).value, self.pen)
            for name in NAMES
        )
        bounds = (opens, starts, ends, closes)
        known = [at for at in bounds if at is not None]
        if starts is None or ends is None or starts >= ends or known != sorted(known):
            self.staff.tell_staff(
                self.pen.say("agenda.bad_hours", **_hours(opens, closes, self.pen))
            )
            return
        self.dismiss()
        self.then(starts, ends)


def time_on(day: DayName, typed: str, pen: Pen) -> Millis | None:
    """The moment of a typed time ("14:30", "1430", "14.30", "14") on a day, or None."""
    found = re.fullmatch(r"\s*([01]?\d|2[0-3])(?:[:.,h ]?([0-5]\d))?\s*", typed)
    if found is None:
        return None
    then = datetime.fromisoformat(day).replace(
        hour=int(found[1]), minute=int(found[2] or 0), tzinfo=ZoneInfo(pen.timezone)
    )
    return int(then.timestamp() * 1000)


def away_text(desk: DeskDay, agenda: DayAgenda, pen: Pen) -> str:
    """ "13:00–17:00" where nobody is there for a part of the day, each part; empty: all day."""
    if desk.shut_from is None or desk.shut_until is None:
        return ""
    from_opening = agenda.opens is None or desk.shut_from <= agenda.opens
    until_closing = agenda.closes is None or desk.shut_until >= agenda.closes
    if from_opening and until_closing:
        return ""
    parts = ((desk.shut_from, desk.shut_until), *desk.shut_again)
    return ", ".join(f"{pen.time(starts)}–{pen.time(ends)}" for starts, ends in parts)


def _hours(opens: Millis | None, closes: Millis | None, pen: Pen) -> dict[str, str]:
    known = {"van": opens, "tot": closes}
    return {name: pen.time(at) if at is not None else "" for name, at in known.items()}
