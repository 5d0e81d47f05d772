"""The hall on one screen: who is expected, waits, is aside; the desks, calls for help and devices
in trouble.

Wide screens show all of it side by side, small ones one panel at a time behind five keys.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList

from kiosk.greeter.devices.screen import DevicesScreen
from kiosk.greeter.inside import InsideDialog
from kiosk.greeter.lights import lights_text
from kiosk.greeter.panels import PANELS, Panel, panel_rows
from kiosk.greeter.styles import GREETER_CSS
from kiosk.staff.agenda.screen import AgendaScreen
from kiosk.staff.app import Heard, Say
from kiosk.staff.callbacks.key import CallbacksKey, open_callbacks
from kiosk.staff.figures import FiguresBar
from kiosk.staff.find import FindDialog
from kiosk.staff.form import Values, VisitForm
from kiosk.staff.frame import Banner, Notice, StaffScreen, TopBar
from kiosk.staff.keys import Key, in_both_cases
from kiosk.staff.norms import NormBar
from kiosk.staff.undo import UndoKey
from kiosk.staff.visit import GREETER_ACTIONS, VisitDialog
from wire.base import Millis
from wire.commands import AnswerHelp, Command, PrintInside, TakeTicket
from wire.rows import VisitRow
from wire.views import GreeterView

AGENDA_AND_UNDO_CELLS = 110
"""On a narrower screen what may be undone needs the room of the agenda's key; its letter stays. The
key for when it burns always stands.
"""


class GreeterScreen(StaffScreen):
    """One door in: the app's newest view. One door out: `Say`."""

    AUTO_FOCUS = "#list-waiting"
    BINDINGS: ClassVar[list[BindingType]] = in_both_cases(
        *(
            Binding(str(place), f"panel('{name}')", show=False)
            for place, name in enumerate(PANELS, 1)
        ),
        Binding("n", "walk_in", show=False),
        Binding("slash,z,f", "find", show=False),
        Binding("a", "agenda", show=False),
        Binding("v", "callbacks", show=False),
        Binding("d", "devices", show=False),
        Binding("e", "inside", show=False),
        Binding("p", "print_inside", show=False),
        Binding("u", "undo", show=False),
    )
    DEFAULT_CSS = GREETER_CSS

    def __init__(self) -> None:
        super().__init__()
        self.panel = "waiting"
        self._asked_at = ""

    @property
    def view(self) -> GreeterView | None:
        """The newest view; None until the host has spoken."""
        view = self.staff.view
        return view if isinstance(view, GreeterView) else None

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Banner()
        yield FiguresBar()
        yield NormBar()
        with Horizontal(id="tabs"):
            for place, name in enumerate(PANELS, 1):
                yield Key(str(place), "", id=f"tab-{name}", classes="-tight")
        with Horizontal(id="hall"):
            for column, names in _COLUMNS.items():
                with Vertical(id=column, classes="column"):
                    for name in names:
                        yield Panel(name)
        yield Notice()
        with Horizontal(id="actions"):
            yield Key("N", "", id="walk_in", classes="-main")
            yield Key("/", "", id="find")
            yield Key("A", "", id="open_agenda")
            yield Key("E", "", id="open_inside")
            yield CallbacksKey()
            yield UndoKey("U")

    def on_mount(self) -> None:
        self._open(self.panel)

    def show(self, now: Millis) -> None:
        view, pen = self.view, self.pen
        self._show_bar(view, now)
        self.query_one("#walk_in", Key).label = pen.say("do.walk_in")
        self.query_one("#find", Key).label = pen.say("do.find")
        self.query_one("#open_agenda", Key).label = pen.say("do.agenda")
        for name in ("find", "walk_in", "open_agenda"):
            self.query_one(f"#{name}", Key).disabled = view is None or self.mute
        inside = self.query_one("#open_inside", Key)
        inside.label, inside.disabled = pen.say("do.inside"), view is None
        undoes = view is not None and view.undo is not None
        room = not undoes or self.size.width >= AGENDA_AND_UNDO_CELLS
        self.query_one("#open_agenda", Key).display = room
        soon = None if view is None else view.callbacks_soon
        self.query_one(CallbacksKey).tell(self.staff, soon)
        if view is None:
            return
        self.query_one(FiguresBar).tell(view.figures, pen, view.norms)
        self.query_one(NormBar).tell(view, pen, now)
        self.query_one(UndoKey).tell(view.undo, pen, now, mute=self.mute)
        for name in PANELS:
            panel = self.query_one(f"#panel-{name}", Panel)
            title, rows, alarm = panel_rows(name, view, pen, now)
            panel.tell(title, rows, pen, alarm=alarm)
            tab = self.query_one(f"#tab-{name}", Key)
            tab.label = title
            tab.set_class(alarm, "-alarm")

    def _show_bar(self, view: GreeterView | None, now: Millis) -> None:
        pen, setup = self.pen, self.staff.setup
        place = "" if setup is None else f"  ·  {setup.location_name}"
        state: str | Content = ""
        if setup is None or view is None:
            state = pen.say("starting") if self.staff.silence is None else ""
        elif not view.open:
            state = pen.say("hall_closed")
        else:
            state = lights_text(view, pen, now, self.query_one(TopBar).state_cells)
        self.query_one(TopBar).tell(pen.say("greeter") + place, state, pen.time(now))

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        name = pressed.key.id or ""
        if name.startswith("tab-"):
            self.action_panel(name.removeprefix("tab-"))
        elif name == "walk_in":
            self.action_walk_in()
        elif name == "find":
            self.action_find()
        elif name == "open_agenda":
            self.action_agenda()
        elif name == "open_inside":
            self.action_inside()
        elif name == "undo":
            self.action_undo()

    @on(OptionList.OptionSelected)
    def _selected(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        key = chosen.option_id or ""
        if key.startswith("help-"):
            if not self.mute:
                self._answer(key.removeprefix("help-"))
            return
        if key.startswith("device"):
            self.action_devices()
            return
        row = self.visit_of(key.removeprefix("desk-"))
        if row is not None:
            self.open_visit(row)

    def _answer(self, call: str) -> None:
        """Goes to the one who asks, and keeps where: once answered, the call is not in the view."""
        calls = () if self.view is None else self.view.help
        self._asked_at = next((r.ticket or r.device for r in calls if r.help == call), "")
        self.post_message(Say(AnswerHelp(id=uuid4().hex, help=call), self))

    def on_heard(self, heard: Heard) -> None:
        """Who goes to somebody reads where to."""
        if isinstance(heard.command, AnswerHelp) and heard.answer.kind == "done":
            place = self.pen.device(self._asked_at)
            self.staff.tell_staff(self.pen.say("word.answer_help", plek=place), good=True)
        elif isinstance(heard.command, PrintInside) and heard.answer.kind == "done":
            self.staff.tell_staff(self.pen.say("word.print_inside"), good=True)

    def action_panel(self, name: str) -> None:
        """Shows a panel where one at a time fits, and goes to it in any case."""
        self._open(name)
        self.query_one(f"#list-{name}").focus()

    def action_walk_in(self) -> None:
        if self.view is not None and not self.mute:
            fields = ["services", "persons", "name", "look", "seat", "needs", "language"]
            if self.staff.setup is not None and self.staff.setup.mode == "tickets":
                fields.insert(2, "slip")
            start = {"language": self.pen.town_language}
            self.app.push_screen(VisitForm(self.pen.say("form.walk_in"), fields, walk_in, start))

    def action_find(self) -> None:
        if self.view is not None and not self.mute:
            self.app.push_screen(FindDialog(self.open_visit))

    def action_agenda(self) -> None:
        """The appointments of today and other days."""
        if self.view is not None and not self.mute:
            self.app.push_screen(AgendaScreen())

    def action_callbacks(self) -> None:
        """Who is to be called back."""
        open_callbacks(self.staff)

    def action_devices(self) -> None:
        """How every device of the hall is."""
        if self.view is not None and not self.mute:
            self.app.push_screen(DevicesScreen())

    def action_inside(self) -> None:
        """Who is in the building; also without the host."""
        if self.view is not None:
            self.app.push_screen(InsideDialog())

    def action_print_inside(self) -> None:
        """The list of who is in the building, on paper, by one key."""
        if self.view is not None and not self.mute:
            self.post_message(Say(PrintInside(id=uuid4().hex), self))

    def action_undo(self) -> None:
        self.query_one(UndoKey).say_undo()

    def open_visit(self, row: VisitRow) -> None:
        """One visit in full."""
        self.app.push_screen(
            VisitDialog(row, self.visit_of, lambda visit: visit.can, GREETER_ACTIONS)
        )

    def visit_of(self, visit: str) -> VisitRow | None:
        """The visit in the newest view, wherever it stands there."""
        view = self.view
        if view is None:
            return None
        at_desks = [desk.visit for desk in view.desks if desk.visit is not None]
        for row in (*view.waiting, *view.expected, *view.aside, *at_desks):
            if row.visit == visit:
                return row
        return None

    def _open(self, name: str) -> None:
        self.panel = name
        for each in PANELS:
            self.query_one(f"#panel-{each}").set_class(each == name, "-open")
            self.query_one(f"#tab-{each}").set_class(each == name, "-open")
        for column, names in _COLUMNS.items():
            self.query_one(f"#{column}").set_class(name in names, "-open")


_COLUMNS = {"left": ("waiting",), "middle": ("expected", "aside"), "right": ("help", "desks")}


def walk_in(values: Values) -> Command | str:
    """A visit of somebody without an appointment, or the key of what is missing."""
    if not values["services"]:
        return "field.required"
    said = {
        each: values[each]
        for each in ("services", "persons", "name", "look", "seat", "needs", "slip")
    }
    return TakeTicket(id=uuid4().hex, language=values["language"] or "nl", **said)
