"""What was booked, to be read out: the code large, the day and time, and what to bring."""

from __future__ import annotations

from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.look import BigText
from kiosk.staff.agenda.asking import asked
from kiosk.staff.agenda.days import day_of, day_text
from kiosk.staff.agenda.rows import asked_text
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from wire.agenda import FindBooked, FoundBooked
from wire.commands import BookAppointment


class BookedDialog(StaffDialog):
    """Asks the host for the code of a booking that it has kept."""

    AUTO_FOCUS = "#back"
    DEFAULT_CSS = """
    BookedDialog {
        & > #box { width: 76; }
        &.-roomy > #box { padding: 1 2; }
        BigText { height: auto; min-height: 4; color: $mark; margin: 1 0; }
        #booked-when { height: auto; text-style: bold; text-align: center; width: 100%; }
        #booked-what { height: auto; text-align: center; width: 100%; }
        #booked-mailed { height: auto; text-align: center; width: 100%; }
        #booked-bring { height: auto; max-height: 8; margin-top: 1; }
        #booked-bring Static { height: auto; }
        #booked-keys { height: 3; margin-top: 1; }
    }
    """

    def __init__(self, booked: BookAppointment, *, mailed: bool = False, place: str = "") -> None:
        """`mailed`: a confirmation goes to the address that was given. `place`: the name of the
        location, where it is another one.
        """
        super().__init__()
        self.place = place
        self.booked = booked
        self.mailed = mailed

    def compose(self) -> ComposeResult:
        pen, booked = self.pen, self.booked
        day = day_text(day_of(booked.appointed, pen), pen)
        with Vertical(id="box"):
            yield Banner()
            yield Static(pen.say("agenda.is_booked"), id="box-title", markup=False)
            said = (day, pen.time(booked.appointed), self.place)
            when = Content("  ·  ".join(each for each in said if each))
            yield Static(when, id="booked-when", markup=False)
            what = asked_text(booked.services, booked.amounts, None, pen)
            yield Static(Content(what), id="booked-what", markup=False)
            yield BigText("", 1, id="booked-code")
            told = pen.say("agenda.mailed") if self.mailed else ""
            yield Static(told, id="booked-mailed", markup=False)
            with VerticalScroll(id="booked-bring", can_focus=False):
                yield Static(self._bring(), markup=False)
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
        booked = self.booked
        question = FindBooked(id=uuid4().hex, visit=booked.id, location=booked.location)
        found = await asked(self.staff, question, FoundBooked)
        if found is not None and found.rows:
            self.query_one(BigText).update(found.rows[0].code)

    def _bring(self) -> Content:
        """What the visitor takes along, in the language of this screen."""
        setup, pen = self.staff.setup, self.pen
        labels = () if setup is None else setup.services
        items = [
            item
            for label in labels
            if label.service in self.booked.services
            for item in label.bring.get(pen.language, ())
        ]
        if not items:
            return Content("")
        told = [Content.styled(pen.say("agenda.bring"), "bold")]
        told += [Content(f"  •  {item}") for item in dict.fromkeys(items)]
        return Content("\n").join(told)
