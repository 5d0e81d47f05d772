"""The desk at work: the visitor who is here, the one key for the next, the keys for what goes
differently, the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Grid, Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList, Static

from kiosk.desk.alert import AlertLine, Bell, may_come_in
from kiosk.desk.asks import Asks
from kiosk.desk.card import Card
from kiosk.desk.gone import News
from kiosk.desk.keys import (
    DESK_KEYS,
    fetch_command,
    is_on,
    is_shown,
    label_of,
    plain_command,
    waits_until,
)
from kiosk.desk.next_key import NextKey
from kiosk.desk.rows import desk_rows, lights_text, may_now, visit_in
from kiosk.desk.styles import DESK_CSS
from kiosk.staff.agenda.screen import AgendaScreen
from kiosk.staff.app import Heard, Say
from kiosk.staff.callbacks.key import CallbacksKey, open_callbacks
from kiosk.staff.figures import FiguresBar
from kiosk.staff.frame import Banner, Notice, StaffScreen, TopBar
from kiosk.staff.keys import Key, in_both_cases
from kiosk.staff.lists import RowList
from kiosk.staff.norms import NormBar
from kiosk.staff.undo import UndoKey
from kiosk.staff.visit import DESK_ACTIONS, VisitDialog
from wire.base import Millis
from wire.commands import CallNext, CallVisit, ComeToFetch, OpenDesk
from wire.commands.command import Outcome
from wire.rows import VisitRow
from wire.views import DeskView

if TYPE_CHECKING:
    from kiosk.desk.app import DeskApp

FIVE_KEYS_CELLS = 160
"""From this width on five keys stand beside each other, and no label is broken."""

TALL_ROWS = 42
"""From so many rows on keys stand apart and the card has all the room it wants."""

DEAF_MILLIS = 400
"""After a press the one key is deaf for so long, and so on while it is held: a double press calls
one visitor.
"""

UNDO_AND_AGENDA_CELLS = 110
"""On a narrower screen what may be undone needs the whole line; the agenda keeps its letter, and
its place behind "more".
"""

CALLED_MILLIS = 2_000
"""After the answer to a call of its own the one key is deaf for so long: who was called is read
before the key can end that visit.
"""


class DeskScreen(StaffScreen):
    """One door in: the app's newest view. One door out: `Say`."""

    AUTO_FOCUS = "RowList"
    BINDINGS: ClassVar[list[BindingType]] = in_both_cases(
        Binding("space", "next", show=False, priority=True),
        *(Binding(each.letter.lower(), f"wish('{each.wish}')", show=False) for each in DESK_KEYS),
        Binding("u", "undo", show=False),
        Binding("a", "agenda", show=False),
        Binding("v", "callbacks", show=False),
        Binding("full_stop", "more", show=False),
        *(Binding(str(n), f"come_in({n})", show=False) for n in range(1, 10)),
    )
    DEFAULT_CSS = DESK_CSS

    def __init__(self) -> None:
        super().__init__()
        self.outcome: Outcome = "served"
        self._outcome_of = ""
        self._pressed_at: Millis | None = None
        self._called_at: Millis | None = None
        self.asks = Asks(self)
        self._bell = Bell()
        self._news = News()

    @property
    def view(self) -> DeskView | None:
        """The newest view; None until the host has spoken."""
        view = self.staff.view
        return view if isinstance(view, DeskView) else None

    @property
    def desk(self) -> str:
        return cast("DeskApp", self.app).desk

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Banner()
        with Container(id="desk"):
            with Vertical(id="work"):
                yield AlertLine()
                yield Card()
                yield NextKey()
                with Grid(id="keys"):
                    for each in DESK_KEYS:
                        yield Key(
                            each.letter,
                            "",
                            id=f"wish-{each.wish}",
                            classes="-tight" if each.main else "-second",
                        )
                    yield Key(".", "", id="more", classes="-tight")
            with Vertical(id="line"):
                with Horizontal(id="line-head"):
                    yield Static("", id="line-title", markup=False)
                    with Horizontal(id="line-keys"):
                        yield Key("A", "", id="open_agenda", flat=True)
                        yield CallbacksKey(flat=True)
                    yield Static("", id="line-gap")
                    yield UndoKey("U", flat=True)
                yield RowList(id="list")
        yield Notice()
        yield NormBar()
        yield FiguresBar()

    def on_resize(self, event: Resize) -> None:
        """Where five keys beside each other would break their labels there are four; where rows are
        few they go to the card, not to the ground between keys.
        """
        self.set_class(event.size.width < FIVE_KEYS_CELLS, "-four")
        self.set_class(event.size.height < TALL_ROWS, "-short")

    def show(self, now: Millis) -> None:
        view, pen = self.view, self.pen
        name = "" if view is None or not view.signed_in else f"  ·  {view.signed_in}"
        state: str | Content = pen.say("starting") if self.staff.silence is None else ""
        if view is not None:
            state = lights_text(view, pen, now)
        self.query_one(TopBar).tell(
            pen.say("desk", balie=pen.desk(self.desk)) + name, state, pen.time(now)
        )
        self.query_one("#desk").display = view is not None
        self.query_one(FiguresBar).display = view is not None
        self.query_one(NormBar).display = view is not None
        if view is None:
            return
        self._forget_outcome(view)
        self.query_one(Card).tell(view, pen, now, self.outcome)
        self.query_one(AlertLine).tell(view, pen)
        if self._bell.rings(view.alert):
            self.app.bell()
        news = self._news.text(view, pen, now)
        if news:
            self.staff.tell_staff(news)
        self.query_one(NextKey).tell(view, pen, waits=self.staff.waits_long(), mute=self.mute)
        self._show_keys(view, now)
        self.query_one("#line-title", Static).update(
            Content(f"{pen.say('waiting')} {view.waiting_count}")
        )
        undo = self.query_one(UndoKey)
        undo.tell(view.undo, pen, now, mute=self.mute)
        agenda = self.query_one("#open_agenda", Key)
        agenda.label, agenda.disabled = pen.say("do.agenda"), self.mute
        agenda.display = undo.step is None or self.size.width >= UNDO_AND_AGENDA_CELLS
        self.query_one(CallbacksKey).tell(self.staff, view.callbacks_soon, room=agenda.display)
        shown = self.query_one(RowList)
        shown.write(desk_rows(view, pen, now) or [shown.empty_row(pen.say("waiting.none"))])
        self.query_one(FiguresBar).tell(view.figures, pen, view.norms)
        self.query_one(NormBar).tell(view, pen, now)

    def _is_on(self, wish: str, view: DeskView, now: Millis) -> bool:
        return is_on(wish, view) and waits_until(wish, view) <= now

    def _show_keys(self, view: DeskView, now: Millis) -> None:
        self.set_class(is_shown("choose_handout", view), "-two-ways")
        for each in DESK_KEYS:
            key = self.query_one(f"#wish-{each.wish}", Key)
            key.label = label_of(each.wish, view, self.pen, now)
            key.disabled = self.mute or not self._is_on(each.wish, view, now)
            if each.main:
                key.display = is_shown(each.wish, view)
        more = self.query_one("#more", Key)
        more.label, more.disabled = self.pen.say("do.more"), self.mute

    def _forget_outcome(self, view: DeskView) -> None:
        """An outcome belongs to one visit; the next one starts as served."""
        visit = "" if view.visit is None else view.visit.visit
        if visit != self._outcome_of:
            self._outcome_of, self.outcome = visit, "served"

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        name = pressed.key.id or ""
        if name == "next":
            self.action_next()
        elif name == "undo":
            self.action_undo()
        elif name == "open_agenda":
            self.action_agenda()
        elif name == "more":
            self.action_more()
        elif name.startswith("wish-"):
            self.action_wish(name.removeprefix("wish-"))

    def action_next(self) -> None:
        """The one key: call the next visitor, or open a desk that is closed or paused."""
        pressed_before, self._pressed_at = self._pressed_at, self.staff.clock()
        if pressed_before is not None and 0 <= self._pressed_at - pressed_before < DEAF_MILLIS:
            return
        if self._called_at is not None and 0 <= self._pressed_at - self._called_at < CALLED_MILLIS:
            return
        view = self.view
        if view is None or self.query_one(NextKey).disabled:
            return
        if view.state in ("closed", "paused"):
            self.post_message(Say(OpenDesk(id=uuid4().hex, desk=self.desk)))
        else:
            said = CallNext(id=uuid4().hex, desk=self.desk, outcome=self.outcome)
            self.post_message(Say(said, self))

    def on_heard(self, heard: Heard) -> None:
        """A call of this desk was answered: from now on the one key is deaf for a moment."""
        command = heard.command
        fetched = isinstance(command, ComeToFetch) and command.visit is not None
        if (fetched or isinstance(command, CallNext)) and heard.answer.kind == "done":
            self._called_at = self.staff.clock()

    def action_wish(self, wish: str) -> None:
        """A letter key: says its wish at once, or asks what staff must add."""
        view = self.view
        if view is None or self.query_one(f"#wish-{wish}", Key).disabled:
            return
        said = plain_command(wish, view, self.outcome)
        if said is not None:
            self.post_message(Say(said, self))
        else:
            self.asks.ask(wish, view)

    def action_come_in(self, minutes: int) -> None:
        """A digit: I am coming to fetch this visitor in so many minutes."""
        view = self.view
        if view is not None and not self.mute and may_come_in(view):
            self.post_message(Say(fetch_command(view, minutes), self))

    def action_more(self) -> None:
        """The keys that a small screen has no room for."""
        if self.view is not None and not self.mute:
            self.asks.more(self.view)

    def action_agenda(self) -> None:
        """The appointments of today and other days."""
        if self.view is not None and not self.mute:
            self.app.push_screen(AgendaScreen())

    def action_callbacks(self) -> None:
        open_callbacks(self.staff)

    def action_undo(self) -> None:
        self.query_one(UndoKey).say_undo()

    @on(OptionList.OptionSelected)
    def _selected(self, chosen: OptionList.OptionSelected) -> None:
        chosen.stop()
        row = self.visit_of(chosen.option_id or "")
        if row is not None:
            self.app.push_screen(
                VisitDialog(row, self.visit_of, self._may, DESK_ACTIONS, self._call)
            )

    def visit_of(self, visit: str) -> VisitRow | None:
        """The visit in the newest view."""
        return None if self.view is None else visit_in(self.view, visit)

    def _may(self, row: VisitRow) -> tuple[str, ...]:
        return () if self.view is None else may_now(row, self.view)

    def _call(self, row: VisitRow) -> CallVisit:
        return CallVisit(id=uuid4().hex, desk=self.desk, visit=row.visit, outcome=self.outcome)
