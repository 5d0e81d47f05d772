"""A list of which one is chosen by one key: what somebody comes by for, or a day with room."""

from __future__ import annotations

import string
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key as KeyEvent
from textual.message import Message
from textual.widgets import OptionList, Static

from kiosk.staff.agenda.asking import asked, today_of
from kiosk.staff.agenda.days import day_text, near
from kiosk.staff.keys import Key
from kiosk.staff.lists import Row, RowList
from wire.base import DayName
from wire.rounds import AskRoundDays, RoundDay, RoundDays

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp

HINTS = "123456789" + string.ascii_lowercase
AIRY_MAX = 12
"""More rows than this stand close together."""


class PickPane(Vertical):
    """Digits and letters choose, so do the arrows and Enter, a click or a tap."""

    DEFAULT_CSS = """
    PickPane {
        height: 1fr;
        RowList { background: $surface; }
        .pick-told { height: auto; color: $quiet; padding-bottom: 1; }
        .pane-keys { height: 3; margin-top: 1; }
        .pane-keys Key { margin-right: 1; }
    }
    """

    class Chosen(Message):
        """The key of what was chosen."""

        def __init__(self, pane: PickPane, key: str) -> None:
            super().__init__()
            self.pane = pane
            self.key = key

        @property
        def control(self) -> PickPane:
            return self.pane

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.choices: tuple[tuple[str, str], ...] = ()

    @property
    def staff(self) -> StaffApp:
        return cast("StaffApp", self.app)

    def compose(self) -> ComposeResult:
        pen = self.staff.pen
        yield Static("", classes="pick-told", markup=False)
        yield RowList(id=f"{self.id}-rows")
        with Horizontal(classes="pane-keys"):
            yield Key("Esc", pen.say("do.back"), id="back")
            yield Key("↵", pen.say("home.choose"), id="choose", classes="-main")

    def tell(self, choices: Sequence[tuple[str, str]], told: str = "") -> None:
        """Shows these, each its key and its text, under a line that says what they are."""
        self.choices = tuple(choices)
        line = self.query_one(".pick-told", Static)
        line.update(Content(told))
        line.display = bool(told)
        self.query_one(RowList).write(
            [Row(key, partial(self._drawn, n, text)) for n, (key, text) in enumerate(choices)]
        )

    def focus_rows(self) -> None:
        """The bar is here from now on."""
        self.query_one(RowList).focus()

    def on_key(self, key: KeyEvent) -> None:
        place = HINTS.find(key.character.lower()) if key.character else -1
        if 0 <= place < len(self.choices):
            key.stop()
            self.post_message(self.Chosen(self, self.choices[place][0]))

    @on(OptionList.OptionSelected)
    def _selected(self, selected: OptionList.OptionSelected) -> None:
        selected.stop()
        self.post_message(self.Chosen(self, selected.option_id or ""))

    @on(Key.Pressed, "#choose")
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.query_one(RowList).action_select()

    def _drawn(self, place: int, text: str, width: int) -> Content:
        """One row; two with air where the screen has room for a finger."""
        hint = HINTS[place].upper() if place < len(HINTS) else " "
        line = Content.assemble((f" {hint} ", "bold reverse" if hint != " " else ""), f"  {text}")
        shown = line.truncate(width, ellipsis=True)
        airy = self.screen.has_class("-roomy") and len(self.choices) <= AIRY_MAX
        return shown + Content("\n") if airy else shown


class DaysPane(PickPane):
    """Asks the host for the days with room on a route; the key of a choice is its day."""

    def __init__(self, *, without: DayName = "") -> None:
        """`without`: not this day, since it is what stands already."""
        super().__init__("days")
        self.without = without
        self.days: tuple[RoundDay, ...] = ()
        self.confirms = False
        """Whether a mail confirms what is booked."""
        self._asked: tuple[str, str, str | None] = ("", "", None)

    def begin(self, service: str, route: str, location: str | None = None) -> None:
        """Shows the days of this route; `location`: whose room is taken first."""
        self._asked = service, route, location
        self.tell([])
        self.focus_rows()
        self.load()

    def load(self) -> None:
        """Asks again."""
        self._ask()

    def location_of(self, day: DayName) -> str | None:
        """From which somebody comes that day."""
        return next((each.location for each in self.days if each.day == day), None)

    @work(exclusive=True)
    async def _ask(self) -> None:
        service, route, location = self._asked
        question = AskRoundDays(id=uuid4().hex, service=service, route=route, location=location)
        found = await asked(self.staff, question, RoundDays)
        if found is None:
            return
        pen, today = self.staff.pen, today_of(self.staff)
        self.confirms = found.confirms
        self.days = tuple(each for each in found.days if each.day != self.without)
        texts = [
            (each.day, _day_line(each.day, near(each.day, today, pen), self.staff))
            for each in self.days
        ]
        self.tell(texts, pen.say("home.with_room" if texts else "home.full"))


def _day_line(day: DayName, name: str, app: StaffApp) -> str:
    told = day_text(day, app.pen)
    return f"{told}  ·  {name}" if name else told
