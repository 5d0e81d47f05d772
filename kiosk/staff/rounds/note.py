"""One round in full, and what staff do with it: another day, or nobody comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Grid, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key as KeyEvent
from textual.widgets import Static

from kiosk.staff.agenda.asking import asked
from kiosk.staff.agenda.days import day_text, short_day
from kiosk.staff.app import Heard, Say
from kiosk.staff.choose import ask_sure
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key, means
from kiosk.staff.rounds.asking import tell_no, way_of
from kiosk.staff.rounds.pick import DaysPane, PickPane
from kiosk.staff.rounds.rows import CANCELLED, what_text
from wire.at_home import AtHome
from wire.base import Millis
from wire.commands import CancelRound, MoveRound
from wire.rounds import AskRounds, RoundList, RoundRow


class RoundDialog(StaffDialog):
    """Asks for address, phone and mail only when the round is looked at. `then` is called once
    something has changed.
    """

    DEFAULT_CSS = """
    RoundDialog {
        #told { height: auto; max-height: 14; }
        #told Static { height: auto; padding-bottom: 1; }
        Grid { grid-size: 3; grid-gutter: 0 1; height: 3; grid-rows: 3; }
    }
    """

    def __init__(self, row: RoundRow, then: Callable[[], None]) -> None:
        super().__init__()
        self.row = row
        self.then = then

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static("", id="box-title", markup=False)
            with VerticalScroll(id="told", can_focus=False):
                yield Static("", id="round-text", markup=False)
            with Grid():
                yield Key("M", self.pen.say("home.do.move"), id="move", classes="-main")
                yield Key("X", self.pen.say("home.do.cancel"), id="cancel")
                yield Key("Esc", self.pen.say("do.back"), id="back")
            yield Notice()

    def on_mount(self) -> None:
        self.run_worker(self._ask(), exit_on_error=True)

    async def _ask(self) -> None:
        question = AskRounds(id=uuid4().hex, round=self.row.round)
        found = await asked(self.staff, question, RoundList)
        if found is not None and found.rows:
            self.row = found.rows[0]
            self.look_again()

    def show(self, now: Millis) -> None:
        row, pen = self.row, self.pen
        title = f"{row.name or pen.say('nameless')}\n{day_text(row.day, pen)}"
        self.query_one("#box-title", Static).update(Content(title))
        self.query_one("#round-text", Static).update(self._text())
        for name in ("move", "cancel"):
            self.query_one(f"#{name}", Key).disabled = self.mute or not row.may_change

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        match pressed.key.id:
            case "move":
                self.dismiss()
                self.app.push_screen(MoveRoundDialog(self.row, self.then))
            case "cancel":
                ask_sure(self.staff, self._sure(), self._cancel)
            case _:
                self.dismiss()

    def on_key(self, key: KeyEvent) -> None:
        for each in self.query(Key):
            if means(key, each.hint):
                key.stop()
                each.action_press()
                return

    def on_heard(self, heard: Heard) -> None:
        if heard.answer.kind != "done":
            tell_no(self.staff, heard.answer.word)
            self.run_worker(self._ask(), exit_on_error=True)
        elif self.is_current:
            self.dismiss()
            self.then()
            self.staff.tell_staff(self.pen.say("home.is_cancelled"), good=True)

    def _sure(self) -> str:
        row, pen = self.row, self.pen
        who = row.name or pen.say("nameless")
        return pen.say("home.sure", wie=who, dag=day_text(row.day, pen))

    def _cancel(self) -> None:
        row = self.row
        said = CancelRound(
            id=uuid4().hex,
            day=row.day,
            round=row.round,
            channel=way_of(self.staff),
            location=row.location,
        )
        self.post_message(Say(said, self))

    def _text(self) -> Content:
        row, pen = self.row, self.pen
        lines = [Content.styled(what_text(row, self.staff), "bold")]
        if row.state == "cancelled":
            shape, colour = CANCELLED
            word = pen.say("agenda.state.cancelled")
            lines.append(Content.styled(f"{shape} {word}", f"bold {colour}"))
        elif not row.may_change:
            lines.append(Content(pen.say("home.on_its_way")))
        told = [
            pen.say("agenda.code", code=row.code),
            pen.say("agenda.channel", weg=pen.word("channel", row.channel)) if row.channel else "",
            pen.say("language", taal=pen.word("language", row.language)),
        ]
        lines.append(Content("  ·  ".join(each for each in told if each)))
        known = AtHome.of_note(row.note, phone=row.phone, mail=row.mail)
        for name in ("address", "things", "phone", "mail"):
            value = getattr(known, name)
            if value:
                head = pen.say(f"field.{name}") + ": "
                lines.append(Content.assemble((head, "$quiet"), (value, "")))
        return Content("\n").join(lines)


class MoveRoundDialog(StaffDialog):
    """Another day for a round: the one that is picked is said at once."""

    DEFAULT_CSS = """
    MoveRoundDialog {
        & > #box { width: 96; height: 100%; }
        &.-roomy > #box { height: 80%; max-height: 38; }
    }
    """

    def __init__(self, row: RoundRow, then: Callable[[], None]) -> None:
        super().__init__()
        self.row = row
        self.then = then

    def compose(self) -> ComposeResult:
        row, pen = self.row, self.pen
        who = row.name or pen.say("nameless")
        with Vertical(id="box"):
            yield Banner()
            title = pen.say("agenda.move", wie=who, nu=short_day(row.day, pen))
            yield Static(Content(title), id="box-title", markup=False)
            yield DaysPane(without=row.day)
            yield Notice()

    def on_mount(self) -> None:
        row = self.row
        self.query_one(DaysPane).begin(row.service, row.route, row.location)

    @on(PickPane.Chosen)
    def _chosen(self, chosen: PickPane.Chosen) -> None:
        chosen.stop()
        if self.mute:
            return
        row = self.row
        said = MoveRound(
            id=uuid4().hex,
            day=row.day,
            round=row.round,
            to_day=chosen.key,
            to_location=self.query_one(DaysPane).location_of(chosen.key),
            channel=way_of(self.staff),
            location=row.location,
        )
        self.post_message(Say(said, self))

    @on(Key.Pressed, "#back")
    def _back(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.dismiss()

    def on_heard(self, heard: Heard) -> None:
        """Moved; or the day is full, and here are the fresh ones."""
        if heard.answer.kind != "done":
            tell_no(self.staff, heard.answer.word)
            self.query_one(DaysPane).load()
            return
        day = cast("MoveRound", heard.command).to_day or self.row.day
        self.dismiss()
        self.then()
        told = self.pen.say("home.is_moved", dag=day_text(day, self.pen))
        self.staff.tell_staff(told, good=True)
