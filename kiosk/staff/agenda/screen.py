"""The agenda: one day as a list, its week as a grid, and the keys to book, find, move and say who
is away.

Wide screens show day and week side by side, small ones one of them at a time.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import uuid4

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static

from kiosk.pen import Pen
from kiosk.staff.agenda.absent import AbsentDialog
from kiosk.staff.agenda.appointment import AppointmentDialog
from kiosk.staff.agenda.asking import DateDialog, asked, door_of, today_of
from kiosk.staff.agenda.book import BookDialog
from kiosk.staff.agenda.booked import BookedDialog
from kiosk.staff.agenda.days import day_of, day_text, later, near, week_of
from kiosk.staff.agenda.find import FindBookedDialog
from kiosk.staff.agenda.rows import day_rows, lost_of, next_lost, room_text, starts_near
from kiosk.staff.agenda.week import WeekGrid
from kiosk.staff.frame import Banner, Notice, StaffScreen, TopBar
from kiosk.staff.keys import Key, in_both_cases
from kiosk.staff.lists import RowList
from kiosk.staff.rounds.asking import has_rounds
from kiosk.staff.rounds.screen import open_rounds
from wire.agenda import AppointmentRow, AskDay, AskWeek, DayAgenda, WeekAgenda
from wire.base import DayName, Millis
from wire.commands import ROLES, BookAppointment
from wire.views import DeskView, GreeterView

AGAIN_SECONDS = 10.0
"""The day in front is asked for again so often: others book too."""

KEYS = (
    ("N", "book"),
    ("/", "find"),
    ("W", "week"),
    ("D", "date"),
    ("T", "today"),
    ("A", "absent"),
    ("H", "rounds"),
    ("Esc", "back"),
)


class AgendaScreen(StaffScreen):
    """One door in: the day and the week that the host answers with. One door out: `Say`, in its
    dialogs.
    """

    AUTO_FOCUS = "#agenda-rows"
    BINDINGS: ClassVar[list[BindingType]] = in_both_cases(
        Binding("left", "day(-1)", show=False, priority=True),
        Binding("right", "day(1)", show=False, priority=True),
        Binding("minus", "day(-7)", show=False),
        Binding("plus,equals_sign", "day(7)", show=False),
        *(Binding(str(n), f"weekday({n})", show=False) for n in range(1, 8)),
        *(Binding(hint.lower(), name, show=False) for hint, name in KEYS if len(hint) == 1),
        Binding("slash,z,f", "find", show=False),
        Binding("escape", "back", show=False),
    )
    DEFAULT_CSS = """
    AgendaScreen {
        background: $background;
        #agenda { height: 1fr; }
        #agenda-day { height: 1fr; }
        #agenda-head { height: auto; padding: 0 1; }
        #agenda-title { width: auto; text-style: bold; color: $mark; }
        #agenda-room { width: 1fr; height: auto; min-height: 1; }
        #agenda-week { height: 1fr; }
        &.-narrow WeekGrid { display: none; }
        &.-narrow.-week WeekGrid { display: block; }
        &.-narrow.-week RowList { display: none; }
        &.-narrow.-week #agenda-day { height: auto; padding-bottom: 1; }
        &.-wide #agenda { layout: horizontal; }
        &.-wide #agenda-day { width: 1fr; }
        &.-wide #agenda-week { width: 46%; min-width: 58; height: 1fr; }
        &.-wide #do-week { display: none; }
        &.-roomy #agenda { padding: 1 1 0 1; }
        &.-roomy #agenda-week { padding: 2 1 0 2; }
        #actions { height: 3; }
        #actions Key { margin-right: 1; }
        &.-roomy #actions { height: 4; padding: 0 1 1 1; }
    }
    """

    agenda: reactive[DayAgenda | None] = reactive(None, init=False)
    """The day in front, as the host told it last."""
    week: reactive[WeekAgenda | None] = reactive(None, init=False)
    day: reactive[DayName] = reactive("", init=False)
    """The day that is wanted: in front as soon as the host has told it."""

    def __init__(self) -> None:
        super().__init__()
        self._at = ""
        """The visit to stand at, once its day is shown."""
        self._to_lost = False
        """The next answer tells what must move, and the bar goes there ..."""
        self._lost: AppointmentRow | None = None
        """... to what comes after this one."""
        self._drawn: tuple[DayAgenda, Pen] | None = None
        """What the list shows: a busy day has hundreds of rows, and they change by an answer only.
        """

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Banner()
        with Container(id="agenda"):
            with Vertical(id="agenda-day"):
                with Vertical(id="agenda-head"):
                    yield Static("", id="agenda-title", markup=False)
                    yield Static("", id="agenda-room", markup=False)
                yield RowList(id="agenda-rows")
            yield WeekGrid(id="agenda-week")
        yield Notice()
        with Horizontal(id="actions"):
            for hint, name in KEYS:
                main = " -main" if name == "book" else ""
                yield Key(hint, "", id=f"do-{name}", classes=f"-tight{main}")

    def on_mount(self) -> None:
        self.day = today_of(self.staff)
        self.set_interval(AGAIN_SECONDS, self.load)

    def watch_day(self) -> None:
        self.load()

    def watch_agenda(self) -> None:
        self.look_again()

    watch_week = watch_agenda

    def load(self) -> None:
        """Asks for the day and its week; silence is told by the banner alone."""
        if not self.mute and self.day:
            self._ask(self.day)

    @work(exclusive=True)
    async def _ask(self, day: DayName) -> None:
        known = self.agenda is not None and self.agenda.day == day
        agenda = await asked(self.staff, AskDay(id=uuid4().hex, day=day), DayAgenda, quiet=known)
        if agenda is not None:
            if self._to_lost:
                rest = self._at if self._lost is None else ""
                self._at = next_lost(agenda, self._lost) or rest
                self._to_lost, self._lost = False, None
            self.agenda = agenda
        week = await asked(self.staff, AskWeek(id=uuid4().hex, day=day), WeekAgenda, quiet=True)
        if week is not None:
            self.week = week

    def show(self, now: Millis) -> None:
        pen, agenda = self.pen, self.agenda
        self._show_bar(now)
        self._show_keys()
        known = self.week is not None and any(each.day == self.day for each in self.week.days)
        self.query_one(WeekGrid).tell(self.week if known else None, self.day, pen)
        title = f"◂ {day_text(self.day, pen)} ▸" if self.day else ""
        name = near(self.day, today_of(self.staff), pen)
        shown = Content(title) + Content.styled(f"   {name}" if name else "", "$quiet")
        self.query_one("#agenda-title", Static).update(shown)
        rows = self.query_one("#agenda-rows", RowList)
        if agenda is None or agenda.day != self.day:
            self._drawn = None
            self.query_one("#agenda-room", Static).update(Content(""))
            rows.write([])
            return
        if self._drawn is None or self._drawn[0] is not agenda or self._drawn[1] != pen:
            self._drawn = agenda, pen
            self.query_one("#agenda-room", Static).update(room_text(agenda, pen))
            rows.write(day_rows(agenda, pen) or [rows.empty_row(pen.say("agenda.none"))])
        self._stand_at(agenda, rows, now)

    def _stand_at(self, agenda: DayAgenda, rows: RowList, now: Millis) -> None:
        """A day opens where it is of use: at what was changed, what comes next or its top."""
        # What was just booked comes with the next answer only; until then the bar stays.
        awaited = self._at and self._at not in [row.key for row in rows.rows]
        if self._at == "seen" or awaited or not rows.option_count:
            return
        wanted = self._at or starts_near(agenda, now)
        rows.go_to(wanted, near_top=wanted in [row.visit for row in lost_of(agenda)])
        self._at = "seen"

    def _show_bar(self, now: Millis) -> None:
        pen, setup, view = self.pen, self.staff.setup, self.staff.view
        place = "" if setup is None else f"  ·  {setup.location_name}"
        state = ""
        if isinstance(view, GreeterView | DeskView):
            state = f"{pen.say('waiting')} {view.waiting_count}"
        self.query_one(TopBar).tell(pen.say("agenda") + place, state, pen.time(now))

    def _show_keys(self) -> None:
        for _, name in KEYS:
            key = self.query_one(f"#do-{name}", Key)
            key.label = self.pen.say(f"do.agenda_{name}")
            key.disabled = self.mute and name not in ("back", "week")
        if self.has_class("-week"):
            self.query_one("#do-week", Key).label = self.pen.say("do.agenda_day")
        self.query_one("#do-rounds").display = has_rounds(self.staff)
        absent = self.query_one("#do-absent", Key)
        absent.display = door_of(self.staff) in ROLES["shut_desk"]
        absent.disabled = self.mute or self.agenda is None or not self.agenda.desks

    @on(Key.Pressed)
    async def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        name = (pressed.key.id or "").removeprefix("do-")
        await self.run_action(name)

    @on(WeekGrid.Chosen)
    def _day_chosen(self, chosen: WeekGrid.Chosen) -> None:
        chosen.stop()
        self.go(chosen.day)

    @on(OptionList.OptionSelected)
    def _selected(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        for row in self.agenda.appointments if self.agenda is not None else ():
            if row.visit == chosen.option_id:
                self.open(row)

    def open(self, row: AppointmentRow) -> None:
        """One appointment in full. From what must move, staff go on to the next of these."""
        then = self.go if row.fits else partial(self._went, row)
        self.app.push_screen(AppointmentDialog(row, then))

    def go(self, day: DayName, visit: str = "") -> None:
        """To a day, and the visit to stand at there; the day in front is asked for again."""
        self._at = visit or ("" if day != self.day else self._at)
        if day == self.day:
            self.load()
        else:
            self.day = day

    def action_day(self, step: int) -> None:
        self.go(later(self.day, step))

    def action_weekday(self, place: int) -> None:
        self.go(week_of(self.day)[place - 1])

    def action_today(self) -> None:
        self.go(today_of(self.staff))

    def action_week(self) -> None:
        """Day or week, where there is room for one."""
        self.toggle_class("-week")
        self.look_again()

    def action_date(self) -> None:
        self.app.push_screen(DateDialog(self.go))

    def action_find(self) -> None:
        if not self.mute:
            self.app.push_screen(FindBookedDialog(self._found))

    def action_book(self) -> None:
        if not self.mute:
            first = self.day if self.day > today_of(self.staff) else ""
            self.app.push_screen(BookDialog(self._booked, first=first))

    def action_absent(self) -> None:
        key = self.query_one("#do-absent", Key)
        if self.agenda is not None and key.display and not key.disabled:
            self.app.push_screen(AbsentDialog(self.agenda, self._shut))

    def action_rounds(self) -> None:
        open_rounds(self.staff)

    def action_back(self) -> None:
        self.dismiss()

    def _found(self, row: AppointmentRow) -> None:
        if row.place is None:
            self.go(row.day, row.visit)
        self.open(row)

    def _booked(self, booked: BookAppointment, mailed: bool, place: str) -> None:
        if booked.location is None:
            self.go(day_of(booked.appointed, self.pen), booked.id)
        self.app.push_screen(BookedDialog(booked, mailed=mailed, place=place))

    def _went(self, row: AppointmentRow, day: DayName, visit: str) -> None:
        """It need not move any more: its own day stays in front, and the bar goes to the next."""
        self._to_lost, self._lost = True, row
        self.load()

    def _shut(self) -> None:
        """What must move now stands at the top, and the bar at the first of it."""
        self._to_lost = True
        self.load()
