"""Who is in the building, for whoever counts heads when it burns: the number of persons first, then
each party. Without the host it shows what was last known, and says of when.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from kiosk.pen import Pen
from kiosk.staff.app import Heard, Say
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key, in_both_cases
from kiosk.staff.lists import Row, RowList
from wire.base import Millis
from wire.care import BuildingRow, InsideRow
from wire.commands import PrintInside
from wire.views import GreeterView


class InsideDialog(StaffDialog):
    """One door in: the newest view. One door out: `Say`."""

    AUTO_FOCUS = "#inside"
    BINDINGS: ClassVar[list[BindingType]] = in_both_cases(Binding("p", "print", show=False))
    DEFAULT_CSS = """
    InsideDialog {
        & > #box { width: 96; height: 100%; }
        &.-roomy > #box { height: 90%; max-height: 60; }
        #inside-count { text-style: bold; height: 1; }
        #inside-at { height: 1; color: $quiet; }
        #inside-at.-old { color: $over; text-style: bold; }
        #inside { height: 1fr; }
        #inside-keys { height: 3; }
        #inside-keys Key { margin-right: 1; }
    }
    """

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static(self.pen.say("inside.title"), id="box-title", markup=False)
            yield Static("", id="inside-count", markup=False)
            yield Static("", id="inside-at", markup=False)
            yield RowList(id="inside")
            yield Notice()
            with Horizontal(id="inside-keys"):
                yield Key("Esc", self.pen.say("do.back"), id="back")
                yield Key("P", self.pen.say("do.print_inside"), id="print", classes="-main")

    def show(self, now: Millis) -> None:
        view = self.staff.view
        building = view.building if isinstance(view, GreeterView) else BuildingRow(persons=0)
        old = self.staff.silent_since if self.staff.silence is not None else None
        pen = self.pen
        self.query_one("#inside-count", Static).update(Content(count_text(building, pen)))
        at = self.query_one("#inside-at", Static)
        key = "inside.at" if old is None else "inside.old"
        at.update(Content(pen.say(key, tijd=pen.time(now if old is None else old))))
        at.set_class(old is not None, "-old")
        shown = self.query_one(RowList)
        shown.write(inside_rows(building, pen) or [shown.empty_row(pen.say("inside.none"))])
        self.query_one("#print", Key).disabled = self.mute

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        if pressed.key.id == "back":
            self.dismiss()
        else:
            self.action_print()

    def action_print(self) -> None:
        if not self.mute:
            self.post_message(Say(PrintInside(id=uuid4().hex), self))

    def on_heard(self, heard: Heard) -> None:
        if heard.answer.kind == "done":
            self.staff.tell_staff(self.pen.say("word.print_inside"), good=True)


def count_text(building: BuildingRow, pen: Pen) -> str:
    """How many persons, in words."""
    one = building.persons == 1
    return pen.say("inside.one") if one else pen.say("inside.count", n=building.persons)


def inside_rows(building: BuildingRow, pen: Pen) -> list[Row]:
    """One line a party; and a line where not all fit."""
    rows = [Row(each.visit, partial(_line, each, pen)) for each in building.rows]
    if building.persons > sum(each.persons for each in building.rows):
        rows.append(Row("more", lambda width: _fit(pen.say("inside.more"), width), live=False))
    return rows


def _line(row: InsideRow, pen: Pen, width: int) -> Content:
    name = row.name or (pen.say("nameless") if not row.ticket else "")
    who = "  ".join(filter(None, (row.ticket, name)))
    where = pen.say(f"inside.{row.place}", balie=pen.desk(row.desk or ""))
    badge = pen.say("badge", n=row.badge) if row.badge is not None else ""
    told = "  ·  ".join(filter(None, (who, where, badge, row.look)))
    return _fit(f"{row.persons:>3}  {told}", width)


def _fit(text: str, width: int) -> Content:
    return Content(text).truncate(width, ellipsis=True)
