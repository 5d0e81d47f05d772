"""Who sits at this desk: a name from the list and a PIN. The PIN is shown and kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from kiosk.staff.app import Say
from kiosk.staff.frame import Banner, Notice, StaffScreen, TopBar
from kiosk.staff.keys import Key
from kiosk.staff.lists import Draw, Row, RowList
from wire.base import Millis
from wire.commands import SignIn

if TYPE_CHECKING:
    from kiosk.desk.app import DeskApp

PIN_MIN = 4
PIN_MAX = 12


class SignInScreen(StaffScreen):
    """Enter or space on a name goes to the PIN; Enter there signs in and opens the desk."""

    AUTO_FOCUS = "#names"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "name", show=False)]
    DEFAULT_CSS = """
    SignInScreen {
        background: $background;
        #door { align: center middle; height: 1fr; }
        #door-box { width: 56; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; }
        #door-title { text-style: bold; color: $mark; height: auto; padding-bottom: 1; }
        #names { height: auto; max-height: 9; border: round $line; background: $surface; }
        &.-roomy #names { max-height: 18; }
        #names { border-title-color: $foreground; }
        #names:focus { border: round $mark; border-title-color: $mark; }
        #pin { border: round $line; background: $surface; border-title-color: $foreground; }
        #pin:focus {
            border: round $mark; background-tint: $foreground 0%; border-title-color: $mark;
        }
        #go { margin-top: 1; width: 100%; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.chosen = ""

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Banner()
        with Vertical(id="door"), Vertical(id="door-box"):
            yield Static("", id="door-title", markup=False)
            yield RowList(id="names")
            yield Input(password=True, restrict=r"[0-9]*", max_length=PIN_MAX, id="pin")
            yield Key("", "", id="go", classes="-main")
        yield Notice()

    def show(self, now: Millis) -> None:
        pen, setup = self.pen, self.staff.setup
        desk = pen.desk(self._desk())
        place = "" if setup is None else setup.location_name
        self.query_one(TopBar).tell(pen.say("desk", balie=desk), place, pen.time(now))
        self.query_one("#door-title", Static).update(Content(pen.say("sign_in.title", balie=desk)))
        names = self.query_one(RowList)
        names.border_title = Content(pen.say("sign_in.who"))
        staff = () if setup is None else setup.staff
        rows = [
            Row(each.staff, _name_row(each.name, marked=each.staff == self.chosen))
            for each in staff
        ]
        names.write(rows or [names.empty_row(pen.say("sign_in.nobody"))])
        pin = self.query_one("#pin", Input)
        pin.border_title = Content(pen.say("sign_in.pin"))
        pin.border_subtitle = Content(pen.say("sign_in.pin.hint"))
        go = self.query_one("#go", Key)
        go.label = pen.say("sign_in.go")
        go.disabled = self.mute or not self.chosen or len(pin.value) < PIN_MIN

    @on(OptionList.OptionHighlighted)
    def _moved(self, moved: OptionList.OptionHighlighted) -> None:
        moved.stop()

    @on(OptionList.OptionSelected)
    def _named(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        self.chosen = chosen.option_id or ""
        self.query_one("#pin", Input).focus()
        self.look_again()

    @on(Input.Changed)
    def _typed(self, typed: Input.Changed) -> None:
        typed.stop()
        self.look_again()

    @on(Input.Submitted)
    def _entered(self, typed: Input.Submitted) -> None:
        typed.stop()
        self._sign_in()

    @on(Key.Pressed, "#go")
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self._sign_in()

    def _sign_in(self) -> None:
        pin = self.query_one("#pin", Input)
        if not self.chosen:
            self.query_one("#names").focus()
            self.staff.tell_staff(self.pen.say("sign_in.no_name"))
        elif len(pin.value) < PIN_MIN:
            self.staff.tell_staff(self.pen.say("sign_in.short"))
        elif not self.mute:
            said = SignIn(id=uuid4().hex, desk=self._desk(), staff=self.chosen, pin=pin.value)
            pin.value = ""
            self.post_message(Say(said, self.app))

    def action_name(self) -> None:
        """The name under the cursor; at the PIN a space is nothing."""
        names = self.query_one(RowList)
        if names.has_focus:
            names.action_select()

    def _desk(self) -> str:
        return cast("DeskApp", self.app).desk


def _name_row(name: str, *, marked: bool) -> Draw:
    def draw(width: int) -> Content:
        shape = ("◉ ", "bold $mark") if marked else ("○ ", "")
        return Content.assemble(shape, (name, "bold" if marked else "")).truncate(
            width, ellipsis=True
        )

    return draw
