"""What was booked, to be read out: the code large, the day, where, and what the visitor does."""

from __future__ import annotations

from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.look import BigText
from kiosk.staff.agenda.asking import asked
from kiosk.staff.agenda.days import day_text
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from kiosk.staff.rounds.asking import label_of
from kiosk.staff.rounds.rows import what_text
from wire.at_home import AtHome
from wire.rounds import AskRounds, RoundList, RoundRow


class RoundBookedDialog(StaffDialog):
    """Asks the host for the round that it has kept."""

    AUTO_FOCUS = "#back"
    DEFAULT_CSS = """
    RoundBookedDialog {
        & > #box { width: 76; }
        &.-roomy > #box { padding: 1 2; }
        BigText { height: auto; min-height: 4; color: $mark; margin: 1 0; }
        .booked { height: auto; text-align: center; width: 100%; }
        #booked-when { text-style: bold; }
        #booked-do { height: auto; max-height: 8; margin-top: 1; }
        #booked-do Static { height: auto; }
        #booked-keys { height: 3; margin-top: 1; }
    }
    """

    def __init__(self, name: str, *, mailed: bool) -> None:
        """`name`: the id of the round. `mailed`: a confirmation goes to the address given."""
        super().__init__()
        self.round = name
        self.mailed = mailed

    def compose(self) -> ComposeResult:
        pen = self.pen
        with Vertical(id="box"):
            yield Banner()
            yield Static(pen.say("agenda.is_booked"), id="box-title", markup=False)
            for name in ("when", "what", "where"):
                yield Static("", id=f"booked-{name}", classes="booked", markup=False)
            yield BigText("", 1, id="booked-code")
            told = pen.say("agenda.mailed") if self.mailed else ""
            yield Static(told, id="booked-mailed", classes="booked", markup=False)
            with VerticalScroll(id="booked-do", can_focus=False):
                yield Static("", id="booked-text", markup=False)
            yield Notice()
            with Horizontal(id="booked-keys"):
                yield Key("↵", pen.say("do.ready"), id="back", classes="-main")

    def on_mount(self) -> None:
        self.run_worker(self._ask(), exit_on_error=True)

    @on(Key.Pressed, "#back")
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.dismiss()

    async def _ask(self) -> None:
        found = await asked(self.staff, AskRounds(id=uuid4().hex, round=self.round), RoundList)
        if found is not None and found.rows:
            self._tell(found.rows[0])

    def _tell(self, row: RoundRow) -> None:
        known = AtHome.of_note(row.note)
        texts = {
            "when": day_text(row.day, self.pen),
            "what": what_text(row, self.staff),
            "where": "  ·  ".join(each for each in (row.name, known.address) if each),
        }
        for name, text in texts.items():
            self.query_one(f"#booked-{name}", Static).update(Content(text))
        self.query_one(BigText).update(row.code)
        self.query_one("#booked-text", Static).update(self._do(row))

    def _do(self, row: RoundRow) -> Content:
        """What the visitor does and what may stand there, in the language of this screen."""
        label, pen = label_of(self.staff, row.service), self.pen
        if label is None:
            return Content("")
        told = []
        if pen.language in label.promise:
            told.append(Content.styled(pen.say("home.visitor_does"), "bold"))
            told.append(Content(label.promise[pen.language]))
        if label.bring.get(pen.language):
            told.append(Content.styled(pen.say("home.may_stand"), "bold"))
            told += [Content(f"  •  {item}") for item in label.bring[pen.language]]
        return Content("\n").join(told)
