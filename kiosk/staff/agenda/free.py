"""The second step of a booking, and all of a move: a time is chosen among those that are free."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, ClassVar, cast
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.staff.agenda.amounts import AmountsDialog
from kiosk.staff.agenda.asking import DateDialog, asked, today_of
from kiosk.staff.agenda.days import day_text
from kiosk.staff.agenda.rows import asked_text
from kiosk.staff.agenda.times import TimesGrid
from kiosk.staff.choose import Choose
from kiosk.staff.keys import Key, in_both_cases
from wire.agenda import AskFree, FreeTimes, Place
from wire.base import DayName

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp

PERSONS_MAX = 12
DAYS_LOW, DAYS_ROOMY = 4, 8
HINTS = "123456789" + string.ascii_lowercase


class FreePane(Vertical):
    """Asks the host for free times and hands the chosen one on as `TimesGrid.Chosen`."""

    BINDINGS: ClassVar[list[BindingType]] = in_both_cases(
        Binding("e,pageup", "earlier", show=False),
        Binding("l,pagedown", "later", show=False),
        Binding("a", "whole_day", show=False),
        Binding("d", "date", show=False),
        Binding("minus", "persons(-1)", show=False),
        Binding("plus,equals_sign", "persons(1)", show=False),
        Binding("p", "amounts", show=False),
        Binding("o", "place", show=False),
    )
    DEFAULT_CSS = """
    FreePane {
        height: 1fr;
        #free-for { height: auto; }
        #free-told { width: 1fr; height: auto; min-height: 4; text-style: bold; }
        #free-for Key { width: 8; margin-left: 1; }
        #free-scroll { height: 1fr; scrollbar-size-vertical: 1; }
        #free-none { height: auto; color: $quiet; }
        .pane-keys { height: 3; margin-top: 1; }
        .pane-keys Key { margin-right: 1; }
    }
    """

    def __init__(self, *, fixed: bool = False, here: bool = False) -> None:
        """`fixed`: the number of persons stands, as when an appointment moves. `here`: at no other
        location.
        """
        super().__init__(id="free")
        self.fixed = fixed
        self.here = here
        self.place: Place | None = None
        """The other location that was chosen; None: this one."""
        self.places: tuple[Place, ...] = ()
        """Where this can be booked, this location first."""
        self.services: tuple[str, ...] = ()
        self.amounts: tuple[int, ...] = ()
        self.times: FreeTimes | None = None
        self.earliest: DayName = ""
        """No day before this one is asked for; empty: any day will do."""
        self._firsts: list[DayName | None] = [None]

    @property
    def staff(self) -> StaffApp:
        return cast("StaffApp", self.app)

    def compose(self) -> ComposeResult:
        pen = self.staff.pen
        with Horizontal(id="free-for"):
            yield Static("", id="free-told", markup=False)
            if not self.fixed:
                yield Key("-", "", id="fewer")
                yield Key("+", "", id="more")
        with VerticalScroll(id="free-scroll", can_focus=False):
            yield Static("", id="free-none", markup=False)
            yield TimesGrid(id="times")
        with Horizontal(classes="pane-keys"):
            yield Key("Esc", pen.say("do.back"), id="back")
            yield Key("E", pen.say("do.earlier"), id="earlier")
            yield Key("L", pen.say("do.later"), id="later")
            yield Key("A", pen.say("do.all_times"), id="whole")
            yield Key("D", pen.say("do.date"), id="date")
            if not self.fixed:
                yield Key("P", pen.say("do.amounts"), id="amounts")
            if not self.here:
                yield Key("O", pen.say("do.place"), id="place")

    def begin(
        self,
        services: tuple[str, ...],
        amounts: tuple[int, ...] = (),
        earliest: DayName = "",
        first: DayName = "",
    ) -> None:
        """Shows the first free times for these services, from the earliest day on; for as many
        people as before where no amounts are given. `first`: the day to begin at, with earlier
        ones a key away.
        """
        self.earliest = earliest
        before = max(self.amounts, default=1)
        if not amounts and services == self.services:
            amounts = self.amounts
        elif services != self.services:
            self.place = None
        self.services, self.amounts = services, amounts or (before,) * len(services)
        self._firsts = [earliest or None, *([first] if first > earliest else [])]
        self.query_one(TimesGrid).focus()
        self.load()

    def load(self) -> None:
        """Asks again from the day where it stands."""
        self._tell()
        self._ask()

    def action_earlier(self) -> None:
        if len(self._firsts) > 1:
            self._firsts.pop()
            self.load()

    def action_later(self) -> None:
        if self.times is not None and self.times.later is not None:
            self._firsts.append(self.times.later)
            self.load()

    def action_whole_day(self) -> None:
        self.query_one(TimesGrid).open_day()

    def action_date(self) -> None:
        self.app.push_screen(DateDialog(self._from))

    def action_persons(self, step: int) -> None:
        """More or fewer people, as many for each service."""
        if not self.fixed:
            persons = min(PERSONS_MAX, max(1, max(self.amounts) + step))
            self._for((persons,) * len(self.services))

    def action_amounts(self) -> None:
        """Asks for how many each service is, where there are several."""
        if not self.fixed and len(self.services) > 1:
            self.app.push_screen(AmountsDialog(self.services, self.amounts, self._for))

    def action_place(self) -> None:
        """Asks at which location of the town, where there are several."""
        if self.here or len(self.places) < 2:
            return
        now = self.place or self.places[0]
        choices = [
            (hint.upper(), each.name, each.location)
            for hint, each in zip(HINTS, self.places, strict=False)
        ]
        title = self.staff.pen.say("agenda.which_place")
        self.app.push_screen(Choose(title, choices, self._at, main=now.location))

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        match pressed.key.id:
            case "earlier":
                self.action_earlier()
            case "later":
                self.action_later()
            case "whole":
                self.action_whole_day()
            case "date":
                self.action_date()
            case "fewer":
                self.action_persons(-1)
            case "more":
                self.action_persons(1)
            case "amounts":
                self.action_amounts()
            case "place":
                self.action_place()
            case _:
                return
        pressed.stop()

    def _for(self, amounts: tuple[int, ...]) -> None:
        if amounts != self.amounts:
            self.amounts = amounts
            self.load()

    def _at(self, location: str) -> None:
        chosen = next(each for each in self.places if each.location == location)
        self.place = None if chosen == self.places[0] else chosen
        self.load()

    def _from_text(self) -> str:
        """The day from which on the times are: whoever looked at another one sees it here."""
        pen, today = self.staff.pen, today_of(self.staff)
        day = max(self._firsts[-1] or today, today)
        told = pen.say("date.today") if day == today else day_text(day, pen)
        shown = pen.say("agenda.from_day", dag=told)
        return shown if self.place is None else f"{self.place.name}  ·  {shown}"

    def _from(self, day: DayName) -> None:
        self._firsts.append(max(day, self.earliest))
        self.load()

    @work(exclusive=True)
    async def _ask(self) -> None:
        roomy = self.screen.has_class("-roomy")
        question = AskFree(
            id=uuid4().hex,
            services=self.services,
            amounts=self.amounts,
            first=self._firsts[-1],
            days=DAYS_ROOMY if roomy else DAYS_LOW,
            location=self.place.location if self.place is not None else None,
        )
        times = await asked(self.staff, question, FreeTimes)
        self.times = times
        if times is not None:
            self.places = times.places
        grid = self.query_one(TimesGrid)
        grid.tell(times.days if times is not None else (), today_of(self.staff), self.staff.pen)
        self.query_one("#free-scroll").scroll_home(animate=False)
        self._tell()

    def _tell(self) -> None:
        pen, times = self.staff.pen, self.times
        minutes = None if times is None else times.minutes
        told = asked_text(self.services, self.amounts, minutes, pen)
        shown = Content.assemble((self._from_text(), "$mark"), "\n", told)
        self.query_one("#free-told", Static).update(shown)
        none = self.query_one("#free-none", Static)
        none.update(Content(pen.say("agenda.no_times")))
        none.display = times is not None and not times.days
        shown_where = {
            "amounts": len(self.services) > 1,
            "place": len(self.places) > 1,
        }
        for key in self.query(".pane-keys Key"):
            key.set_class(any(shown_where.values()), "-tight")
            key.display = shown_where.get(key.id or "", True)
        self.query_one("#earlier", Key).disabled = len(self._firsts) < 2
        self.query_one("#later", Key).disabled = times is None or times.later is None
        self.query_one("#whole", Key).disabled = times is None or not times.days
