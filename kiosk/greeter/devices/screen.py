"""All devices of the hall: how each is, since when, when it was last seen, its version. A device
that shows a code is let in here, where the town lets greeters do so.
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

from kiosk.greeter.devices.dialogs import LetInDialog, RenameDialog
from kiosk.greeter.devices.rows import counts, list_rows
from kiosk.staff.agenda.asking import asked
from kiosk.staff.app import Heard, Say
from kiosk.staff.choose import Choose
from kiosk.staff.frame import Banner, Notice, StaffScreen, TopBar
from kiosk.staff.keys import Key, in_both_cases
from kiosk.staff.lists import RowList
from wire.base import Millis
from wire.commands import RevokeDevice
from wire.devices import AskDevices, DeviceList, KnownDevice

AGAIN_SECONDS = 5.0
"""The list is asked for again so often."""
KEYS = (("N", "let_in"), ("Esc", "back"))


class DevicesScreen(StaffScreen):
    """One door in: the list that the host answers with."""

    AUTO_FOCUS = "#device-rows"
    BINDINGS: ClassVar[list[BindingType]] = in_both_cases(
        Binding("n", "let_in", show=False),
        Binding("escape", "back", show=False),
    )
    DEFAULT_CSS = """
    DevicesScreen {
        background: $background;
        #devices { height: 1fr; }
        #device-counts { height: 1; padding: 0 1; background: $surface; }
        #device-rows > .option-list--option { padding: 0 1; }
        &.-roomy #devices { padding: 1 1 0 1; }
        &.-roomy #device-counts { margin-bottom: 1; }
        #actions { height: 3; }
        #actions Key { margin-right: 1; }
        &.-roomy #actions { height: 4; padding: 0 1 1 1; }
    }
    """

    found: reactive[DeviceList | None] = reactive(None, init=False)
    """The list as the host told it last."""

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Banner()
        with Container(id="devices"), Vertical():
            yield Static("", id="device-counts", markup=False)
            yield RowList(id="device-rows")
        yield Notice()
        with Horizontal(id="actions"):
            yield Key("N", "", id="let_in", classes="-main")
            yield Key("Esc", "", id="back")

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
        quiet = self.found is not None
        found = await asked(self.staff, AskDevices(id=uuid4().hex), DeviceList, quiet=quiet)
        if found is not None:
            self.found = found

    def show(self, now: Millis) -> None:
        pen, found, setup = self.pen, self.found, self.staff.setup
        place = "" if setup is None else f"  ·  {setup.location_name}"
        self.query_one(TopBar).tell(pen.say("devices.title") + place, "", pen.time(now))
        let_in = self.query_one("#let_in", Key)
        let_in.label = pen.say("devices.do.let_in")
        let_in.disabled = self.mute or found is None or not found.may
        self.query_one("#back", Key).label = pen.say("do.back")
        rows = self.query_one("#device-rows", RowList)
        told = self.query_one("#device-counts", Static)
        if found is None:
            told.update(Content(""))
            rows.write([])
            return
        told.update(counts(found, pen, now))
        rows.write(list_rows(found, pen, now) or [rows.empty_row(pen.say("devices.none"))])

    @on(Key.Pressed)
    async def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        await self.run_action(pressed.key.id or "")

    @on(OptionList.OptionSelected)
    def _selected(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        key = chosen.option_id or ""
        if key.startswith("waiting-"):
            self.action_let_in()
        for row in self.found.devices if self.found is not None else ():
            if row.device == key:
                self._open(row)

    def _open(self, row: KnownDevice) -> None:
        """What a greeter may do with it."""
        pen = self.pen
        if self.mute:
            return
        if not row.can:
            self.staff.tell_staff(pen.say("devices.not_yours"))
            return
        choices = (
            ("1", pen.say("devices.do.rename"), "rename"),
            ("2", pen.say("devices.do.put_out"), "put_out"),
        )
        title = pen.both_names(row.name)
        self.app.push_screen(Choose(title, choices, lambda chosen: self._do(chosen, row)))

    def _do(self, chosen: str, row: KnownDevice) -> None:
        pen = self.pen
        if chosen == "rename":
            self.app.push_screen(RenameDialog(row, pen, self.load))
            return
        name = pen.both_names(row.name)
        question = f"{pen.say('devices.put_out', naam=name)}\n{pen.say('devices.put_out.text')}"
        yes = ("1", pen.say("devices.do.put_out"), "yes")
        self.app.push_screen(Choose(question, (yes,), lambda _: self._put_out(row)))

    def _put_out(self, row: KnownDevice) -> None:
        self.post_message(Say(RevokeDevice(id=uuid4().hex, device=row.device), self))

    def on_heard(self, heard: Heard) -> None:
        """Put out, or somebody was first: the list shows how it stands."""
        self.load()
        if heard.answer.kind == "done":
            told = self.pen.say("devices.told.revoke_device", naam=heard.answer.word)
            self.staff.tell_staff(told, good=True)

    def action_let_in(self) -> None:
        """A device that shows a code."""
        if self.mute or self.found is None:
            return
        if not self.found.may:
            self.staff.tell_staff(self.pen.say("devices.not_here"))
            return
        self.app.push_screen(LetInDialog(self.pen, self.load))

    def action_back(self) -> None:
        self.dismiss()
