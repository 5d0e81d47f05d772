"""Which desk is not staffed on a day, and why: it gives no appointments then, until it is back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast, get_args
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Grid, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key as KeyEvent
from textual.widgets import Static

from kiosk.staff.agenda.days import day_text
from kiosk.staff.agenda.hours import HoursDialog, away_text
from kiosk.staff.app import Heard, Say
from kiosk.staff.choose import Choose
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key, means
from wire.agenda import DayAgenda, DeskDay
from wire.base import Millis
from wire.commands import ReopenDesk, ShutDesk

if TYPE_CHECKING:
    from typing import Literal

    Reason = Literal["sick", "leave", "training", "other"]

PART = "part"
Hours = tuple[Millis | None, Millis | None]
"""From when to when; None: from the opening, until the doors close."""
REASONS = get_args(ShutDesk.model_fields["reason"].annotation)


class AbsentDialog(StaffDialog):
    """One key for each desk of the day. `then` is called once the host has kept it."""

    DEFAULT_CSS = """
    AbsentDialog {
        #desks { height: auto; max-height: 15; }
        Grid { grid-size: 2; grid-gutter: 0 1; height: auto; grid-rows: 3; }
        &.-roomy Grid { grid-gutter: 1 1; }
        #desks Key.-away { color: $over; text-style: bold; }
        #absent-told { height: auto; color: $quiet; padding-bottom: 1; }
        #back { width: 24; margin-top: 1; }
    }
    """

    def __init__(self, agenda: DayAgenda, then: Callable[[], None]) -> None:
        super().__init__()
        self.agenda = agenda
        self.then = then

    def compose(self) -> ComposeResult:
        pen = self.pen
        day = day_text(self.agenda.day, pen)
        with Vertical(id="box"):
            yield Banner()
            title = pen.say("agenda.absent", dag=day)
            yield Static(Content(title), id="box-title", markup=False)
            yield Static(pen.say("agenda.absent_hint"), id="absent-told", markup=False)
            with VerticalScroll(id="desks", can_focus=False), Grid():
                for place, desk in enumerate(self.agenda.desks, 1):
                    hint = str(place) if place <= 9 else ""
                    away = "-away" if desk.shut_from is not None else ""
                    yield Key(hint, self._label(desk), id=f"desk-{desk.desk}", classes=away)
            yield Notice()
            yield Key("Esc", pen.say("do.back"), id="back")

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        name = pressed.key.id or ""
        if name == "back":
            self.dismiss()
        elif not self.mute:
            self._about(name.removeprefix("desk-"))

    def on_key(self, key: KeyEvent) -> None:
        for each in self.query(Key):
            if means(key, each.hint):
                key.stop()
                each.action_press()
                return

    def on_heard(self, heard: Heard) -> None:
        if heard.answer.kind == "done" and self.is_current:
            self.dismiss()
            self.then()

    def _about(self, name: str) -> None:
        """A desk that is away comes back; of another one it is asked why it is away."""
        desk = next(each for each in self.agenda.desks if each.desk == name)
        if desk.shut_from is not None:
            said = ReopenDesk(id=uuid4().hex, day=self.agenda.day, desk=name)
            self.post_message(Say(said, self))
            return
        self._ask_why(name)

    def _ask_why(self, name: str, hours: Hours = (None, None)) -> None:
        """All day, with a key for a part of it; or these hours."""
        pen = self.pen
        choices = [(str(n), pen.word("absent", word), word) for n, word in enumerate(REASONS, 1)]
        starts, ends = hours
        if starts is None or ends is None:
            title = pen.say("agenda.absent_why", balie=pen.desk(name))
            choices.append(("D", pen.say("do.part_of_day"), PART))
        else:
            when = {"van": pen.time(starts), "tot": pen.time(ends)}
            title = pen.say("agenda.absent_why_hours", balie=pen.desk(name), **when)

        def chosen(word: str) -> None:
            if word == PART:
                self._ask_hours(name)
            else:
                self._shut(name, hours, cast("Reason", word))

        self.app.push_screen(Choose(title, choices, chosen, main="sick"))

    def _ask_hours(self, name: str) -> None:
        title = self.pen.say("agenda.absent_hours", balie=self.pen.desk(name))

        def told(starts: Millis, ends: Millis) -> None:
            self._ask_why(name, (starts, ends))

        self.app.push_screen(HoursDialog(title, self.agenda, told))

    def _shut(self, name: str, hours: Hours, reason: Reason) -> None:
        said = ShutDesk(
            id=uuid4().hex,
            day=self.agenda.day,
            desk=name,
            starts=hours[0],
            ends=hours[1],
            reason=reason,
        )
        self.post_message(Say(said, self))

    def _label(self, desk: DeskDay) -> str:
        pen = self.pen
        name = pen.say("desk", balie=pen.desk(desk.desk))
        if desk.shut_from is None:
            return f"{name}: {pen.say('agenda.present')}"
        hours = away_text(desk, self.agenda, pen)
        return f"× {name}: {pen.say('agenda.away')} {hours}".rstrip()
