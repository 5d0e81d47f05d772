"""Small questions: choose one of a few, or the time at which a visitor comes back. One key each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.containers import Grid, Vertical
from textual.events import Key as KeyEvent
from textual.widgets import Input, Static

from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key, means
from wire.base import Millis

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp

PARK_MINUTES = (5, 10, 15, 30)


class Choose(StaffDialog):
    """One of a few, by digit or letter, by touch, or with Tab and Enter."""

    DEFAULT_CSS = """
    Choose {
        Grid { grid-size: 2; grid-gutter: 1 2; height: auto; grid-rows: 3; }
        .back { width: 24; margin-top: 1; }
    }
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, str, str]],
        then: Callable[[str], None],
        *,
        main: str = "",
    ) -> None:
        """`choices` are hint, label and what `then` is handed; `main` is the one that is likely."""
        super().__init__()
        self.question = title
        self.choices = tuple(choices)
        self.then = then
        self.main = main

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static(self.question, id="box-title", markup=False)
            with Grid():
                for hint, label, value in self.choices:
                    yield Key(
                        hint,
                        label,
                        id=f"choice-{value}",
                        classes="-main" if value == self.main else "",
                    )
            yield Key("Esc", self.pen.say("do.back"), id="back", classes="back")
            yield Notice()

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        name = pressed.key.id or ""
        if name.startswith("choice-"):
            self._chosen(name.removeprefix("choice-"))
        elif name == "back":
            self.dismiss()

    def on_key(self, key: KeyEvent) -> None:
        for hint, _, value in self.choices:
            if means(key, hint):
                key.stop()
                self._chosen(value)
                return

    def _chosen(self, value: str) -> None:
        self.dismiss()
        self.then(value)


def ask_sure(app: StaffApp, question: str, then: Callable[[], None]) -> None:
    """Asks once whether this is wanted; only yes does it."""
    yes = ("1", app.pen.say("sure.yes"), "yes")
    app.push_screen(Choose(question, (yes,), lambda _: then(), main="yes"))


class ParkDialog(StaffDialog):
    """When the visitor comes back: a few minutes from now by one key, or a time of day."""

    DEFAULT_CSS = """
    ParkDialog {
        Grid { grid-size: 2; grid-gutter: 1 2; height: auto; grid-rows: 3; }
        Input {
            margin-top: 1; border: round $line; background: $surface;
            border-title-color: $foreground;
        }
        Input:focus {
            border: round $mark; background-tint: $foreground 0%; border-title-color: $mark;
        }
        #park-keys { grid-size: 2; margin-top: 1; }
    }
    """

    def __init__(self, then: Callable[[Millis, bool], None]) -> None:
        super().__init__()
        self.then = then
        self.asked = True

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static(self.pen.say("form.park"), id="box-title", markup=False)
            with Grid():
                for place, minutes in enumerate(PARK_MINUTES, 1):
                    yield Key(str(place), self.pen.say("park.in", n=minutes), id=f"park-{minutes}")
            field = Input(id="park-time", max_length=5)
            field.border_title = self.pen.say("park.at")
            yield field
            with Grid(id="park-keys"):
                yield Key("Esc", self.pen.say("do.back"), id="back")
                yield Key("V", self._asked_label(), id="asked")
            yield Notice()

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        name = pressed.key.id or ""
        if name == "back":
            self.dismiss()
        elif name == "asked":
            self._turn_asked()
        elif name.startswith("park-"):
            self._in_minutes(int(name.removeprefix("park-")))

    def on_key(self, key: KeyEvent) -> None:
        if isinstance(self.focused, Input):
            return
        if key.character in ("1", "2", "3", "4"):
            key.stop()
            self._in_minutes(PARK_MINUTES[int(key.character) - 1])
        elif means(key, "v"):
            key.stop()
            self._turn_asked()

    @on(Input.Submitted)
    def _at_time(self, typed: Input.Submitted) -> None:
        typed.stop()
        until = time_today(typed.value, self.staff.server_now(), self.pen.timezone)
        if until is None:
            self.staff.tell_staff(self.pen.say("park.bad_time"))
        else:
            self._until(until)

    def _in_minutes(self, minutes: int) -> None:
        self._until(self.staff.server_now() + minutes * 60_000)

    def _until(self, until: Millis) -> None:
        self.dismiss()
        self.then(until, self.asked)

    def _turn_asked(self) -> None:
        self.asked = not self.asked
        self.query_one("#asked", Key).label = self._asked_label()

    def _asked_label(self) -> str:
        answer = self.pen.say("field.yes" if self.asked else "field.no")
        return f"{self.pen.say('park.asked')}: {answer}"


def time_today(typed: str, now: Millis, timezone: str) -> Millis | None:
    """The moment of a typed time ("14:30", "1430", "14.30") later today, or None."""
    found = re.fullmatch(r"\s*([01]?\d|2[0-3])[:.,h ]?([0-5]\d)\s*", typed)
    if found is None:
        return None
    zone = ZoneInfo(timezone)
    here = datetime.fromtimestamp(now / 1000, zone)
    then = here.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    return int(then.timestamp() * 1000) if then > here + timedelta(0) else None
