"""The rounds of the town: those of today and later as a list, and the keys to book, find, move and
cancel. Everything that is said is said in its dialogs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.events import Key as KeyEvent
from textual.reactive import reactive
from textual.widgets import OptionList, Static

from kiosk.staff.agenda.asking import asked
from kiosk.staff.frame import Banner, Notice, StaffScreen, TopBar
from kiosk.staff.keys import Key, in_both_cases
from kiosk.staff.lists import RowList
from kiosk.staff.rounds.asking import has_rounds
from kiosk.staff.rounds.book import BookRoundDialog
from kiosk.staff.rounds.booked import RoundBookedDialog
from kiosk.staff.rounds.find import FindRoundDialog
from kiosk.staff.rounds.note import RoundDialog
from kiosk.staff.rounds.rows import list_rows
from wire.base import Millis
from wire.rounds import AskRounds, RoundList, RoundRow

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp

AGAIN_SECONDS = 10.0
"""The list is asked for again so often: others book too."""
KEYS = (("N", "book"), ("/", "find"), ("Esc", "back"))


def open_rounds(app: StaffApp) -> None:
    """The list in front, where the town comes by at anybody's."""
    if has_rounds(app) and app.silence is None:
        app.push_screen(RoundsScreen())


class RoundsScreen(StaffScreen):
    """One door in: the list that the host answers with."""

    AUTO_FOCUS = "#round-rows"
    BINDINGS: ClassVar[list[BindingType]] = in_both_cases(
        Binding("n", "book", show=False),
        Binding("slash", "find", show=False),
        Binding("escape", "back", show=False),
    )
    DEFAULT_CSS = """
    RoundsScreen {
        background: $background;
        #rounds { height: 1fr; }
        #round-count { height: auto; padding: 0 1; background: $surface; }
        &.-roomy #rounds { padding: 1 1 0 1; }
        &.-roomy #round-count { margin-bottom: 1; }
        #actions { height: 3; }
        #actions Key { margin-right: 1; }
        &.-roomy #actions { height: 4; padding: 0 1 1 1; }
    }
    """

    found: reactive[RoundList | None] = reactive(None, init=False)
    """The list as the host told it last."""

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Banner()
        with Container(id="rounds"):
            yield Static("", id="round-count", markup=False)
            yield RowList(id="round-rows")
        yield Notice()
        with Horizontal(id="actions"):
            for hint, name in KEYS:
                main = " -main" if name == "book" else ""
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
        quiet = self.found is not None
        found = await asked(self.staff, AskRounds(id=uuid4().hex), RoundList, quiet=quiet)
        if found is not None:
            self.found = found

    def show(self, now: Millis) -> None:
        pen, found = self.pen, self.found
        town = "" if self.staff.setup is None else f"  ·  {self.staff.setup.town}"
        self.query_one(TopBar).tell(pen.say("home") + town, "", pen.time(now))
        for _, name in KEYS:
            key = self.query_one(f"#do-{name}", Key)
            key.label = pen.say(f"do.agenda_{name}")
            key.disabled = self.mute and name != "back"
        count, rows = self.query_one("#round-count", Static), self.query_one(RowList)
        if found is None:
            count.update(Content(""))
            rows.write([])
            return
        count.update(Content(pen.say("home.count", n=found.total)))
        shown = list_rows(found.rows, found.total, self.staff)
        rows.write(shown or [rows.empty_row(pen.say("home.none"))])

    @on(Key.Pressed)
    async def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        await self.run_action((pressed.key.id or "").removeprefix("do-"))

    @on(OptionList.OptionSelected)
    def _selected(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        for row in self.found.rows if self.found is not None else ():
            if row.round == chosen.option_id:
                self.open(row)

    def on_key(self, key: KeyEvent) -> None:
        """Whoever types what no key here means begins to search."""
        typed = key.character or ""
        if typed.isalnum() and typed not in "nN":
            key.stop()
            self._find(typed)

    def open(self, row: RoundRow) -> None:
        """One round in full."""
        self.app.push_screen(RoundDialog(row, self.load))

    def action_book(self) -> None:
        if not self.mute:
            self.app.push_screen(BookRoundDialog(self._booked))

    def action_find(self) -> None:
        self._find("")

    def action_back(self) -> None:
        self.dismiss()

    def _find(self, start: str) -> None:
        if not self.mute:
            self.app.push_screen(FindRoundDialog(self.open, start))

    def _booked(self, name: str, mailed: bool) -> None:
        self.load()
        self.app.push_screen(RoundBookedDialog(name, mailed=mailed))
