"""For how many each of several services is: two passports and one licence are two people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.events import Key as KeyEvent
from textual.widgets import Static

from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key, means

AMOUNT_MAX = 6
"""After this many a key begins at one again; more people make a second appointment."""


class AmountsDialog(StaffDialog):
    """A key for each service adds one. The amounts go to `then` when it is left."""

    DEFAULT_CSS = """
    AmountsDialog {
        #amounts { height: auto; max-height: 18; }
        #amounts Key { margin-bottom: 1; }
        #ready { width: 24; }
    }
    """

    def __init__(
        self,
        services: Sequence[str],
        amounts: Sequence[int],
        then: Callable[[tuple[int, ...]], None],
    ) -> None:
        super().__init__()
        self.services = tuple(services)
        self.amounts = list(amounts)
        self.then = then

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static(self.pen.say("agenda.amounts"), id="box-title", markup=False)
            with VerticalScroll(id="amounts", can_focus=False):
                for place in range(len(self.services)):
                    yield Key(str(place + 1), self._label(place), id=f"amount-{place}")
            yield Notice()
            yield Key("↵", self.pen.say("do.ready"), id="ready", classes="-main")

    def on_mount(self) -> None:
        self.query_one("#ready").focus()

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        name = pressed.key.id or ""
        if name == "ready":
            self.action_leave()
        else:
            self._add(int(name.removeprefix("amount-")))

    def on_key(self, key: KeyEvent) -> None:
        for each in self.query(Key):
            if means(key, each.hint):
                key.stop()
                each.action_press()
                return

    def action_leave(self) -> None:
        self.dismiss()
        self.then(tuple(self.amounts))

    def _add(self, place: int) -> None:
        self.amounts[place] = self.amounts[place] % AMOUNT_MAX + 1
        self.query_one(f"#amount-{place}", Key).label = self._label(place)

    def _label(self, place: int) -> str:
        return f"{self.amounts[place]} × {self.pen.service_names((self.services[place],))}"
