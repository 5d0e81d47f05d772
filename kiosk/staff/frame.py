"""What stands around every staff screen: the bar with the time, the banner of silence, and the line
for refusals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.timer import Timer
from textual.widgets import Static

from kiosk.pen import Pen
from kiosk.staff.keys import Key
from wire.base import Millis

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp

NOTICE_SECONDS = 8.0
"""A refusal stays this long: two short sentences are read in less."""


class TopBar(Horizontal):
    """Where this is, how it stands, and the host's time of day."""

    DEFAULT_CSS = """
    TopBar {
        height: 1; background: $primary; color: $on-accent; padding: 0 1;
        Static { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        #bar-title { width: 1fr; text-style: bold; }
        #bar-state { width: auto; max-width: 76%; padding: 0 2; }
        #bar-time { width: 5; text-style: bold; }
    }
    """

    def compose(self) -> ComposeResult:
        for name in ("bar-title", "bar-state", "bar-time"):
            yield Static("", id=name, markup=False)

    @property
    def state_cells(self) -> int:
        """How wide the state may be; 0 before the bar is laid out."""
        return max(0, int(self.content_size.width * 0.76) - 4)

    def tell(self, title: str, state: str | Content, time: str) -> None:
        self.query_one("#bar-title", Static).update(Content(title))
        self.query_one("#bar-state", Static).update(
            Content(state) if isinstance(state, str) else state
        )
        self.query_one("#bar-time", Static).update(Content(time))


class Banner(Static):
    """Says that the host is not heard, since when, and that nothing need be done about it."""

    DEFAULT_CSS = """
    Banner {
        display: none; height: auto; padding: 0 1; background: $over; color: $background;
        text-style: bold;
    }
    Banner.-shown { display: block; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def tell(self, silence: str | None, since: Millis | None, pen: Pen) -> None:
        """`silence` is a word for the log, or the word of a refusal of the line itself."""
        self.set_class(silence is not None, "-shown")
        if silence is None:
            return
        text = (
            pen.say("silence.never") if since is None else pen.say("silence", tijd=pen.time(since))
        )
        refused = pen.refusal(silence)
        if refused != pen.say("refused"):
            text = refused
        self.update(Content("■ " + text))


class Notice(Horizontal):
    """One calm line for a refusal or a short fact. It covers nothing, and goes away by itself."""

    DEFAULT_CSS = """
    Notice {
        display: none; height: auto; min-height: 1; background: $panel; color: $foreground;
        padding: 0 1;
        border-left: outer $soon;
        &.-good { border-left: outer $on-time; }
        &.-shown { display: block; layout: horizontal; align: left middle; }
        #notice-text { width: 1fr; height: auto; }
        Key { display: none; }
        &.-lost Key { display: block; }
    }
    """

    class Again(Message):
        """The command whose answer was lost is wanted again."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static("", id="notice-text", markup=False)
        yield Key("F5", "", id="again", flat=True)

    def tell(self, text: str, *, good: bool, lost: bool) -> None:
        self.clear()
        self.text = text
        self.query_one("#notice-text", Static).update(Content(("✓ " if good else "! ") + text))
        self.query_one("#again", Key).label = cast("StaffApp", self.app).pen.say("do.again")
        self.set_class(good, "-good")
        self.set_class(lost, "-lost")
        self.add_class("-shown")
        if not lost:
            self._timer = self.set_timer(NOTICE_SECONDS, self.clear)

    def clear(self) -> None:
        self.text = ""
        self.remove_class("-shown", "-lost")
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    @on(Key.Pressed, "#again")
    def _again(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.post_message(self.Again())


class _Staffed:
    """What a screen and a dialog share: the app, its pen, and the two lines that must never be
    hidden.
    """

    stands = False
    """Whether the widgets are there to be written in."""

    @property
    def staff(self) -> StaffApp:
        return cast("StaffApp", self.app)  # type: ignore[attr-defined]

    @property
    def pen(self) -> Pen:
        return self.staff.pen

    @property
    def mute(self) -> bool:
        """The host is not heard: what is said now would get lost, so keys are off."""
        return self.staff.silence is not None

    def look_again(self: Any) -> None:
        """Shows the newest view by the host's time; nothing before the widgets stand."""
        if self.stands:
            self._look_at_line()
            self.show(self.staff.server_now())

    def on_mount(self: Any) -> None:
        self.call_after_refresh(self._stand)

    def _stand(self: Any) -> None:
        self.stands = True
        self.look_again()

    def _look_at_line(self: Any) -> None:
        for banner in self.query(Banner):
            banner.tell(self.staff.silence, self.staff.silent_since, self.pen)


class StaffScreen(_Staffed, Screen[None]):
    """A whole screen. `show` is called with every new view and every second."""

    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-roomy")]
    DEFAULT_CSS = """
    StaffScreen {
        background: $background;
        &.-roomy TopBar { height: 3; padding: 1 2; }
        &.-roomy FiguresBar { padding: 1 2; }
        &.-roomy.-normed FiguresBar { padding: 1 2 0 2; }
        &.-roomy NormBar { padding: 0 2 1 2; }
        &.-roomy Notice Key.-flat { height: 3; }
        &.-roomy Banner, &.-roomy Notice { padding: 0 2; }
    }
    """

    def show(self, now: Millis) -> None:
        """Writes what the newest view says, at the host's time `now`. Each screen does so."""


class StaffDialog(_Staffed, ModalScreen[None]):
    """A box over the screen, which lives on behind it. Escape leaves it without a word."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]
    HORIZONTAL_BREAKPOINTS = [
        (0, "-narrow"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (36, "-roomy")]
    DEFAULT_CSS = """
    StaffDialog {
        align: center middle; background: $background 60%;
        & > #box {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            background: $surface; border: round $mark; padding: 0 1;
        }
        #box-title { height: auto; text-style: bold; color: $mark; padding: 0 0 1 0; }
        .keys { height: auto; }
    }
    """

    def show(self, now: Millis) -> None:
        """Writes what the newest view says; a dialog that shows no view has nothing to do."""

    def action_leave(self) -> None:
        self.dismiss()
