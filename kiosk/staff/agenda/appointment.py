"""One appointment in full, and what staff do with it: move it to a free time, or cancel it."""

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

from kiosk.staff.agenda.asking import asked, door_of, today_of
from kiosk.staff.agenda.days import day_of, day_text, short_day
from kiosk.staff.agenda.free import FreePane
from kiosk.staff.agenda.rows import STATES, asked_text, who_text
from kiosk.staff.agenda.times import TimesGrid
from kiosk.staff.app import Heard, Say
from kiosk.staff.choose import ask_sure
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key, means
from wire.agenda import AppointmentRow, FindBooked, FoundBooked
from wire.base import DayName, Millis
from wire.commands import CancelAppointment, MoveAppointment

Then = Callable[[DayName, str], None]
"""Hears of the day to show and the visit that was changed."""


class AppointmentDialog(StaffDialog):
    """Asks for phone, mail and note only when the appointment is looked at. It does not move to a
    day before `earliest`, if one is given.
    """

    DEFAULT_CSS = """
    AppointmentDialog {
        #told { height: auto; max-height: 14; }
        #told Static { height: auto; padding-bottom: 1; }
        Grid { grid-size: 3; grid-gutter: 0 1; height: 3; grid-rows: 3; }
    }
    """

    def __init__(self, row: AppointmentRow, then: Then, earliest: DayName = "") -> None:
        super().__init__()
        self.row = row
        self.then = then
        self.earliest = earliest

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static("", id="box-title", markup=False)
            with VerticalScroll(id="told", can_focus=False):
                yield Static("", id="appointment-text", markup=False)
            with Grid():
                yield Key("1", self.pen.say("do.move"), id="move", classes="-main")
                yield Key("2", self.pen.say("do.cancel_appointment"), id="cancel")
                yield Key("Esc", self.pen.say("do.back"), id="back")
            yield Notice()

    def on_mount(self) -> None:
        self.run_worker(self._ask(), exit_on_error=True)

    async def _ask(self) -> None:
        place = self.row.place
        at = place.location if place is not None else None
        question = FindBooked(id=uuid4().hex, visit=self.row.visit, location=at)
        found = await asked(self.staff, question, FoundBooked)
        if found is not None and found.rows:
            self.row = found.rows[0]
            self.look_again()

    def show(self, now: Millis) -> None:
        row, pen = self.row, self.pen
        when = f"{day_text(row.day, pen)}  ·  {pen.time(row.appointed)}"
        self.query_one("#box-title", Static).update(Content(f"{who_text(row, pen)}\n{when}"))
        self.query_one("#appointment-text", Static).update(self._text())
        off = self.mute or row.state != "open" or row.place is not None
        for name in ("move", "cancel"):
            self.query_one(f"#{name}", Key).disabled = off

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        match pressed.key.id:
            case "move":
                self.dismiss()
                self.app.push_screen(MoveDialog(self.row, self.then, self.earliest))
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
        if heard.answer.kind == "done" and self.is_current:
            self.dismiss()
            self.then(self.row.day, "")
            self.staff.tell_staff(self.pen.say("agenda.is_cancelled"), good=True)

    def _sure(self) -> str:
        """Who, and when: names look alike, and some have none."""
        row, pen = self.row, self.pen
        return pen.say(
            "sure.cancel_on_day",
            wie=who_text(row, pen),
            dag=day_text(row.day, pen),
            tijd=pen.time(row.appointed),
        )

    def _cancel(self) -> None:
        row = self.row
        said = CancelAppointment(
            id=uuid4().hex, day=row.day, visit=row.visit, channel=door_of(self.staff)
        )
        self.post_message(Say(said, self))

    def _text(self) -> Content:
        row, pen = self.row, self.pen
        minutes = (row.ends - row.appointed) // 60_000
        lines = [Content.styled(asked_text(row.services, row.amounts, minutes, pen), "bold")]
        if row.state in STATES:
            shape, colour = STATES[row.state]
            word = pen.say(f"agenda.state.{row.state}")
            lines.append(Content.styled(f"{shape} {word}", f"bold {colour}"))
        elif row.place is not None:
            lines.append(Content(pen.say("agenda.elsewhere.why")))
        elif not row.fits:
            lines.append(Content.styled(f"! {pen.say('agenda.no_room.why')}", "bold $over"))
        told = [
            pen.say("agenda.code", code=row.code),
            pen.say("agenda.channel", weg=pen.word("channel", row.channel)) if row.channel else "",
            pen.say("language", taal=pen.word("language", row.language)),
        ]
        lines.append(Content("  ·  ".join(each for each in told if each)))
        for name in ("phone", "mail", "note"):
            value = getattr(row, name)
            if value:
                lines.append(
                    Content.assemble((pen.say(f"field.{name}") + ": ", "$quiet"), (value, ""))
                )
        return Content("\n").join(lines)


class MoveDialog(StaffDialog):
    """Another time for an appointment: the one that is picked is said at once."""

    DEFAULT_CSS = """
    MoveDialog {
        & > #box { width: 96; height: 100%; }
        &.-roomy > #box { height: 80%; max-height: 38; }
    }
    """

    def __init__(self, row: AppointmentRow, then: Then, earliest: DayName = "") -> None:
        super().__init__()
        self.row = row
        self.then = then
        self.earliest = earliest

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static(Content(self._title()), id="box-title", markup=False)
            yield FreePane(fixed=True, here=bool(self.earliest))
            yield Notice()

    def on_mount(self) -> None:
        row = self.row
        first = row.day if row.day > today_of(self.staff) else ""
        self.query_one(FreePane).begin(row.services, row.amounts, self.earliest, first)

    @on(TimesGrid.Chosen)
    def _chosen(self, chosen: TimesGrid.Chosen) -> None:
        chosen.stop()
        if self.mute:
            return
        row, day = self.row, day_of(chosen.at, self.pen)
        place = self.query_one(FreePane).place
        said = MoveAppointment(
            id=uuid4().hex,
            day=row.day,
            visit=row.visit,
            to_day=day if day != row.day else None,
            to_location=place.location if place is not None else None,
            appointed=chosen.at,
            channel=door_of(self.staff),
        )
        self.post_message(Say(said, self))

    @on(Key.Pressed, "#back")
    def _back(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.dismiss()

    def on_heard(self, heard: Heard) -> None:
        """Moved; or the time is gone, and here are the fresh ones."""
        if heard.answer.kind != "done":
            self.query_one(FreePane).load()
            return
        at = cast("MoveAppointment", heard.command).appointed
        day = day_of(at, self.pen)
        place = self.query_one(FreePane).place
        when = {"dag": short_day(day, self.pen), "tijd": self.pen.time(at)}
        self.dismiss()
        if place is None:
            self.then(day, self.row.visit)
            told = self.pen.say("agenda.is_moved", **when)
        else:
            self.then(self.row.day, "")
            told = self.pen.say("agenda.is_moved_to", plaats=place.name, **when)
        self.staff.tell_staff(told, good=True)

    def _title(self) -> str:
        row, pen = self.row, self.pen
        when = f"{short_day(row.day, pen)} {pen.time(row.appointed)}"
        return pen.say("agenda.move", wie=who_text(row, pen), nu=when)
