"""What the parts of the agenda share: a question asked for a widget, a date typed, the door a wish
comes through.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from kiosk.staff.agenda.days import day_of, typed_day
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from wire.base import DayName, Message
from wire.frames import No
from wire.views import GreeterView

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp

Door = Literal["greeter", "desk"]
T = TypeVar("T", bound=Message)


async def asked(
    app: StaffApp, question: Message, kind: type[T], *, quiet: bool = False
) -> T | None:
    """The answer to a question; what went wrong is told at the foot of the screen in front, unless
    `quiet`: nobody waits for this answer.
    """
    answer = await app.find(question)
    if isinstance(answer, kind):
        return answer
    if quiet:
        return None
    if isinstance(answer, No):
        app.tell_staff(app.pen.refusal(answer.word))
    else:
        app.tell_staff(app.pen.say("lost"))
    return None


def door_of(app: StaffApp) -> Door:
    """Whose screen this is, for the log of a wish."""
    return "greeter" if isinstance(app.view, GreeterView) else "desk"


def today_of(app: StaffApp) -> DayName:
    """The calendar day of now, by the host's clock."""
    return day_of(app.server_now(), app.pen)


class DateDialog(StaffDialog):
    """A date is typed, as "24-11"; the day goes to `then`."""

    DEFAULT_CSS = """
    DateDialog {
        & > #box { width: 50; }
        Input { border: round $line; background: $surface; border-title-color: $foreground; }
        Input:focus {
            border: round $mark; background-tint: $foreground 0%; border-title-color: $mark;
        }
        #date-keys { height: 3; margin-top: 1; }
        #date-keys Key { margin-right: 1; }
    }
    """

    def __init__(self, then: Callable[[DayName], None]) -> None:
        super().__init__()
        self.then = then

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static(self.pen.say("agenda.which_date"), id="box-title", markup=False)
            field = Input(id="date", max_length=12)
            field.border_title = self.pen.say("agenda.date_hint")
            yield field
            with Horizontal(id="date-keys"):
                yield Key("Esc", self.pen.say("do.back"), id="back")
                yield Key("↵", self.pen.say("do.show"), id="show", classes="-main")
            yield Notice()

    @on(Input.Submitted)
    def _typed(self, typed: Input.Submitted) -> None:
        typed.stop()
        self._go()

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        if pressed.key.id == "show":
            self._go()
        else:
            self.dismiss()

    def _go(self) -> None:
        day = typed_day(self.query_one("#date", Input).value, today_of(self.staff))
        if day is None:
            self.staff.tell_staff(self.pen.say("agenda.bad_date"))
        else:
            self.dismiss()
            self.then(day)
