"""A round in three steps: what for and where about, which day, who and where. One form books once,
also when its answer is lost, and nothing typed is lost when the day gets full.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from kiosk.rows import FACTS
from kiosk.staff.agenda.asking import asked
from kiosk.staff.agenda.contact import ContactPane
from kiosk.staff.agenda.days import day_text
from kiosk.staff.app import Heard, Say
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from kiosk.staff.rounds.asking import DAY_GONE, label_of, labels_of, tell_no, way_of
from kiosk.staff.rounds.contact import WherePane
from kiosk.staff.rounds.pick import DaysPane, PickPane
from kiosk.staff.rounds.rows import asked_text
from wire.base import DayName, Millis
from wire.commands import BookRound
from wire.rounds import AskRounds, RoundList

STEPS = ("what", "days", "contact")


class BookRoundDialog(StaffDialog):
    """`then` is handed the id of the round that was kept, and whether a mail confirms it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "book", show=False, priority=True),
        Binding("f3", "way", show=False, priority=True),
        Binding("f4", "tongue", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    BookRoundDialog {
        & > #box { width: 96; height: 100%; }
        &.-roomy > #box { height: 80%; max-height: 38; }
        &.-roomy #contact-ways { margin-bottom: 1; }
        ContentSwitcher { height: 1fr; }
    }
    """

    def __init__(self, then: Callable[[str, bool], None]) -> None:
        super().__init__()
        self.then = then
        self.step = STEPS[0]
        self.service = ""
        self.route = ""
        self.day: DayName = ""
        self.identity = uuid4().hex
        """Of this wish until it is answered, so that it is kept once."""
        self.unheard = False
        """It was said, and no answer came yet."""

    @property
    def ways(self) -> list[tuple[str, str, str]]:
        """What can be chosen first: service, route, and both as people call them."""
        pen = self.pen
        return [
            (each.service, route.route, asked_text(each, each.service, route.name, pen))
            for each in labels_of(self.staff)
            for route in each.routes
        ]

    @property
    def steps(self) -> tuple[str, ...]:
        """What can be one thing only is not asked."""
        return STEPS if len(self.ways) != 1 else STEPS[1:]

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static("", id="box-title", markup=False)
            with ContentSwitcher(initial=self.steps[0]):
                yield PickPane("what")
                yield DaysPane()
                yield WherePane()
            yield Notice()

    def on_mount(self) -> None:
        self.query_one("#what", PickPane).tell(
            [(str(n), text) for n, (_, _, text) in enumerate(self.ways)]
        )
        if len(self.ways) == 1:
            self._choose(0)
        else:
            self._open("what")

    def show(self, now: Millis) -> None:
        self.query_one("#book", Key).disabled = self.mute

    @on(PickPane.Chosen, "#what")
    def _what_chosen(self, chosen: PickPane.Chosen) -> None:
        chosen.stop()
        self._choose(int(chosen.key))

    @on(PickPane.Chosen, "#days")
    async def _day_chosen(self, chosen: PickPane.Chosen) -> None:
        chosen.stop()
        if self.unheard:
            self.run_worker(self._look_first(chosen.key), exclusive=True, exit_on_error=True)
        else:
            self._begin(chosen.key)

    @on(ContactPane.Wanted)
    def _wanted(self, wanted: ContactPane.Wanted) -> None:
        wanted.stop()
        self.action_book()

    @on(Key.Pressed, "#back")
    def _pressed_back(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.action_leave()

    def action_leave(self) -> None:
        """One step back, with what was chosen and typed kept."""
        if self.step == self.steps[0]:
            self.dismiss()
            return
        if self.step == "contact":
            self.query_one(DaysPane).load()
        self._open(self.steps[self.steps.index(self.step) - 1])

    def action_book(self) -> None:
        if self.step != "contact" or self.mute:
            return
        pane = self.query_one(WherePane)
        if not pane.may_go():
            return
        known = pane.at_home()
        said = BookRound(
            id=self.identity,
            day=self.day,
            service=self.service,
            route=self.route,
            language=pane.language,
            channel=way_of(self.staff),
            location=self.query_one(DaysPane).location_of(self.day),
            name=known.name,
            phone=known.phone,
            mail=known.mail,
            note=known.note,
        )
        self.unheard = True
        self.post_message(Say(said, self))

    def action_way(self) -> None:
        if self.step == "contact":
            self.query_one(WherePane).turn_way()

    def action_tongue(self) -> None:
        if self.step == "contact":
            self.query_one(WherePane).turn_tongue()

    def on_heard(self, heard: Heard) -> None:
        """Booked; or the day is full and there are fresh ones; or something is to be put right."""
        answer = heard.answer
        if answer.kind == "done":
            self._finish()
        elif answer.word == "id_reused":
            self.run_worker(self._look_first(self.day), exclusive=True, exit_on_error=True)
        else:
            self._another_wish()
            if answer.word in DAY_GONE:
                tell_no(self.staff, answer.word)
                self._open("days")
                self.query_one(DaysPane).load()
            elif answer.word == "contact_unfit":
                detail = answer.detail
                wrong = {str(detail.get("field", "name")): str(detail.get("why", "name"))}
                self.query_one(WherePane).tell_wrong(wrong)

    async def _look_first(self, day: DayName) -> None:
        """Whether what was said before was kept: then it is not said a second time."""
        question = AskRounds(id=uuid4().hex, round=self.identity)
        found = await asked(self.staff, question, RoundList)
        if found is None:
            return
        if found.rows:
            self._finish()
        else:
            self._another_wish()
            self._begin(day)

    def _another_wish(self) -> None:
        self.identity, self.unheard = uuid4().hex, False

    def _finish(self) -> None:
        mailed = bool(self.query_one(WherePane).at_home().mail)
        confirms = self.query_one(DaysPane).confirms
        self.dismiss()
        self.then(self.identity, mailed and confirms)

    def _choose(self, place: int) -> None:
        self.service, self.route, _ = self.ways[place]
        self._open("days")
        self.query_one(DaysPane).begin(self.service, self.route)

    def _begin(self, day: DayName) -> None:
        if self.mute:
            return
        if day != self.day:
            self.identity = uuid4().hex
        self.day = day
        self._open("contact")
        pen, label = self.pen, label_of(self.staff, self.service)
        area = next(
            (each.name for each in label.routes if each.route == self.route) if label else iter(()),
            "",
        )
        what = asked_text(label, self.service, area, pen)
        self.query_one(WherePane).ask(FACTS.join((day_text(day, pen), what)), "")

    def _open(self, step: str) -> None:
        self.step = step
        self.query_one(ContentSwitcher).current = step
        place = f"{self.steps.index(step) + 1}/{len(self.steps)}"
        told = f"{place}  {self.pen.say(f'home.step.{step}')}"
        self.query_one("#box-title", Static).update(Content(told))
        if step != "contact":
            self.query_one(f"#{step}", PickPane).focus_rows()
