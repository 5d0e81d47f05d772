"""The promises to call back of this location: what is due first stands first, with a light; done
ones behind one key. Everything that is said is said in its dialogs.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static

from kiosk.staff.agenda.asking import asked
from kiosk.staff.agenda.booked import BookedDialog
from kiosk.staff.app import Heard, Say
from kiosk.staff.callbacks.make import MakeDialog
from kiosk.staff.callbacks.note import NoteDialog
from kiosk.staff.callbacks.rows import counts, list_rows
from kiosk.staff.choose import Choose
from kiosk.staff.frame import Banner, Notice, StaffScreen, TopBar
from kiosk.staff.keys import Key, in_both_cases
from kiosk.staff.lists import RowList
from wire.base import Millis
from wire.callbacks import AskCallbacks, CallbackList, CallbackRow
from wire.commands import BookAppointment, ConvertCallback
from wire.setup import DepartmentLabel

AGAIN_SECONDS = 10.0
"""The list is asked for again so often: others work on it too."""
KEYS = (("N", "make"), ("D", "whose"), ("G", "done"), ("Esc", "back"))


class CallbacksScreen(StaffScreen):
    """One door in: the list that the host answers with."""

    AUTO_FOCUS = "#callback-rows"
    BINDINGS: ClassVar[list[BindingType]] = in_both_cases(
        *(Binding(hint.lower(), name, show=False) for hint, name in KEYS if len(hint) == 1),
        Binding("escape", "back", show=False),
    )
    DEFAULT_CSS = """
    CallbacksScreen {
        background: $background;
        #callbacks { height: 1fr; }
        #callback-head { height: auto; padding: 0 1; background: $surface; }
        #callback-counts { width: 1fr; height: 1; }
        #callback-whose { width: auto; max-width: 50%; height: 1; color: $mark; }
        #callback-rows > .option-list--option { padding: 0 1; }
        &.-roomy #callbacks { padding: 1 1 0 1; }
        &.-roomy #callback-head { padding: 0 1; margin-bottom: 1; }
        #actions { height: 3; }
        #actions Key { margin-right: 1; }
        &.-roomy #actions { height: 4; padding: 0 1 1 1; }
    }
    """

    found: reactive[CallbackList | None] = reactive(None, init=False)
    """The list as the host told it last."""

    def __init__(self) -> None:
        super().__init__()
        self.department = ""
        """Only of this one; empty: of all."""
        self.of_done = False
        self.last_department = ""
        """Who got the last new one: the next is likely theirs too."""

    @property
    def departments(self) -> tuple[DepartmentLabel, ...]:
        """Those of the town."""
        setup = self.staff.setup
        return (setup.departments or ()) if setup is not None else ()

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Banner()
        with Container(id="callbacks"), Vertical():
            with Horizontal(id="callback-head"):
                yield Static("", id="callback-counts", markup=False)
                yield Static("", id="callback-whose", markup=False)
            yield RowList(id="callback-rows")
        yield Notice()
        with Horizontal(id="actions"):
            for hint, name in KEYS:
                main = " -main" if name == "make" else ""
                yield Key(hint, "", id=f"do-{name}", classes=f"-tight{main}")

    def on_mount(self) -> None:
        self.load()
        self.set_interval(AGAIN_SECONDS, self.load)

    def watch_found(self) -> None:
        self.look_again()

    def load(self) -> None:
        """Asks for the list; silence is told by the banner alone."""
        if not self.mute:
            self._ask()

    @work(exclusive=True)
    async def _ask(self) -> None:
        question = AskCallbacks(
            id=uuid4().hex,
            department=self.department or None,
            state="done" if self.of_done else "open",
        )
        quiet = self.found is not None
        found = await asked(self.staff, question, CallbackList, quiet=quiet)
        if found is not None:
            self.found = found

    def show(self, now: Millis) -> None:
        pen, found, setup = self.pen, self.found, self.staff.setup
        place = "" if setup is None else f"  ·  {setup.location_name}"
        self.query_one(TopBar).tell(pen.say("callback") + place, "", pen.time(now))
        self._show_keys()
        whose = next((d.name for d in self.departments if d.department == self.department), "")
        self.query_one("#callback-whose", Static).update(Content(whose))
        rows = self.query_one("#callback-rows", RowList)
        told = self.query_one("#callback-counts", Static)
        if found is None:
            told.update(Content(""))
            rows.write([])
            return
        if self.of_done:
            told.update(Content(pen.say("callback.done", n=found.total)))
        else:
            told.update(counts(found, pen))
        nothing = "callback.none.done" if self.of_done else "callback.none"
        rows.write(list_rows(found, pen, now) or [rows.empty_row(pen.say(nothing))])

    def _show_keys(self) -> None:
        for _, name in KEYS:
            key = self.query_one(f"#do-{name}", Key)
            key.label = self.pen.say(f"callback.do.{name}")
            key.disabled = self.mute and name != "back"
        if self.of_done:
            self.query_one("#do-done", Key).label = self.pen.say("callback.do.open")
        self.query_one("#do-whose").display = len(self.departments) > 1

    @on(Key.Pressed)
    async def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        await self.run_action((pressed.key.id or "").removeprefix("do-"))

    @on(OptionList.OptionSelected)
    def _selected(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        for row in self.found.rows if self.found is not None else ():
            if row.callback == chosen.option_id:
                self.open(row)

    def open(self, row: CallbackRow) -> None:
        """One promise in full."""
        names = {each.department: each.name for each in self.departments}
        self.app.push_screen(NoteDialog(row, names, self.load, self._booked))

    def action_make(self) -> None:
        if not self.mute and self.departments:
            chosen = self.department or self.last_department
            self.app.push_screen(MakeDialog(self.departments, chosen, self._made))

    def action_whose(self) -> None:
        """Only of one department, or of all again."""
        if self.mute or len(self.departments) < 2:
            return
        choices = [("0", self.pen.say("callback.all_departments"), "-")]
        choices += [
            (str(n) if n < 10 else "", each.name, each.department)
            for n, each in enumerate(self.departments, 1)
        ]
        title = self.pen.say("callback.which_department")
        self.app.push_screen(Choose(title, choices, self._chosen, main=self.department or "-"))

    def action_done(self) -> None:
        """Those that are done, or the open ones again."""
        self.of_done = not self.of_done
        self.found = None
        self.load()

    def action_back(self) -> None:
        self.dismiss()

    def on_heard(self, heard: Heard) -> None:
        if heard.answer.kind == "done":
            self.load()

    def _chosen(self, department: str) -> None:
        self.department = "" if department == "-" else department
        self.found = None
        self.load()

    def _made(self, department: str) -> None:
        self.last_department = department
        self.load()

    def _booked(self, callback: str, booked: BookAppointment, mailed: bool, place: str) -> None:
        """The appointment stands: the promise has become one."""
        said = ConvertCallback(id=uuid4().hex, callback=callback, visit=booked.id)
        self.post_message(Say(said, self))
        self.app.push_screen(BookedDialog(booked, mailed=mailed, place=place))
