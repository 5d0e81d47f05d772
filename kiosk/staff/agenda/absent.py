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
from kiosk.staff.app import Heard, Say
from kiosk.staff.choose import Choose
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from wire.agenda import DayAgenda, DeskDay
from wire.commands import ReopenDesk, ShutDesk

if TYPE_CHECKING:
    from typing import Literal

    Reason = Literal["sick", "leave", "training", "other"]

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
            if each.hint == key.character:
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
        pen = self.pen
        choices = [(str(n), pen.word("absent", word), word) for n, word in enumerate(REASONS, 1)]
        title = pen.say("agenda.absent_why", balie=pen.desk(name))

        def shut(reason: str) -> None:
            self.post_message(
                Say(
                    ShutDesk(
                        id=uuid4().hex,
                        day=self.agenda.day,
                        desk=name,
                        reason=cast("Reason", reason),
                    ),
                    self,
                )
            )

        self.app.push_screen(Choose(title, choices, shut, main="sick"))

    def _label(self, desk: DeskDay) -> str:
        pen = self.pen
        name = pen.say("desk", balie=pen.desk(desk.desk))
        if desk.shut_from is None:
            return f"{name}: {pen.say('agenda.present')}"
        return f"× {name}: {pen.say('agenda.away')}"
