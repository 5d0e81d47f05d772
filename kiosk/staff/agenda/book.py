"""A booking in three steps: what for, when, who. The time is kept free while the rest is typed, and
nothing typed is lost when it is taken after all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Static
from textual.worker import Worker

from kiosk.staff.agenda.asking import door_of
from kiosk.staff.agenda.contact import ContactPane
from kiosk.staff.agenda.days import day_of
from kiosk.staff.agenda.free import FreePane
from kiosk.staff.agenda.services import ServicesPane
from kiosk.staff.agenda.times import TimesGrid
from kiosk.staff.app import Heard, Say
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from wire.base import DayName, Message, Millis
from wire.commands import BookAppointment, Channel, HoldSlot, ReleaseHold
from wire.frames import No
from wire.link import Lost

STEPS = ("services", "free", "contact")


class Known(NamedTuple):
    """What needs no asking any more when the visitor sits at the desk."""

    services: tuple[str, ...]
    amounts: tuple[int, ...]
    earliest: DayName
    name: str
    language: str
    collects: str = ""
    """The visit of today whose document is collected then."""


class BookDialog(StaffDialog):
    """`then` is handed the command that was kept, whether a mail confirms it, and the name of the
    location where it is another one. With what is `known` the dialog opens at the free times of
    this location; else these begin at the day `first`, if one is given.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "book", show=False, priority=True),
        Binding("f3", "way", show=False, priority=True),
        Binding("f4", "tongue", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    BookDialog {
        & > #box { width: 96; height: 100%; }
        &.-roomy > #box { height: 80%; max-height: 38; }
        ContentSwitcher { height: 1fr; }
    }
    """

    def __init__(
        self,
        then: Callable[[BookAppointment, bool, str], None],
        known: Known | None = None,
        first: DayName = "",
        caller: tuple[str, str] | None = None,
    ) -> None:
        """`caller`: name and number of somebody who is on the phone."""
        super().__init__()
        self.then = then
        self.known = known
        self.first = first
        self.caller = caller
        self.steps = STEPS if known is None else STEPS[1:]
        self.step = self.steps[0]
        self.services: tuple[str, ...] = ()
        self.appointed: Millis = 0
        self.held: str | None = None
        self._holding: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static("", id="box-title", markup=False)
            with ContentSwitcher(initial="services"):
                yield ServicesPane()
                yield FreePane(here=self.known is not None)
                yield ContactPane()
            yield Notice()

    def on_mount(self) -> None:
        self._open(self.step)
        if self.caller is not None:
            self.query_one(ContactPane).carry(*self.caller)
        if self.known is not None:
            self.services = self.known.services
            self.query_one(ContactPane).fill(self.known.name, self.known.language)
            self.query_one(FreePane).begin(*self.known[:3])

    def show(self, now: Millis) -> None:
        self.query_one("#book", Key).disabled = self.mute

    @on(ServicesPane.Chosen)
    def _services_chosen(self, chosen: ServicesPane.Chosen) -> None:
        chosen.stop()
        self.services = chosen.services
        self._open("free")
        self.query_one(FreePane).begin(self.services, first=self.first)

    @on(TimesGrid.Chosen)
    def _time_chosen(self, chosen: TimesGrid.Chosen) -> None:
        chosen.stop()
        if self.mute:
            return
        self.appointed = chosen.at
        pane = self.query_one(FreePane)
        minutes = pane.times.minutes if pane.times is not None else 0
        self._open("contact")
        self.query_one(ContactPane).begin(chosen.at, minutes, self.services, pane.amounts)
        self._holding = self.run_worker(self._hold(), exit_on_error=True)

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
            self._let_go()
            self.query_one(FreePane).load()
        self._open(self.steps[self.steps.index(self.step) - 1])

    def action_book(self) -> None:
        if self.step != "contact" or self.mute:
            return
        if self.query_one(ContactPane).may_go():
            self.run_worker(self._book(), group="book", exclusive=True, exit_on_error=True)

    def action_way(self) -> None:
        if self.step == "contact" and self.known is None:
            self.query_one(ContactPane).turn_way()

    def action_tongue(self) -> None:
        if self.step == "contact":
            self.query_one(ContactPane).turn_tongue()

    def on_heard(self, heard: Heard) -> None:
        """Booked; or the time is gone and there are fresh ones; or a text is to be put right."""
        answer, command = heard.answer, heard.command
        assert isinstance(command, BookAppointment)
        if answer.kind == "done":
            self.held = None
            mailed = bool(command.mail) and self.query_one(ServicesPane).confirms
            place = self.query_one(FreePane).place
            self.dismiss()
            self.then(command, mailed, place.name if place is not None else "")
        elif answer.word == "hold_unknown":
            self.held = None
            self.action_book()
        elif answer.word in ("slot_taken", "too_soon", "day_closed"):
            self._let_go()
            self._back_to_times()

    async def _book(self) -> None:
        """Once it is known whether the time is held; a refused hold has shown fresh times."""
        if self._holding is not None:
            await self._holding.wait()
        if self.step != "contact":
            return
        pane = self.query_one(ContactPane)
        said = BookAppointment(
            id=uuid4().hex,
            language=pane.language,
            hold=self.held,
            collects=(self.known.collects or None) if self.known is not None else None,
            **self._slot(),  # type: ignore[arg-type]
            **pane.typed(),
        )
        self.post_message(Say(said, self))

    async def _hold(self) -> None:
        """Keeps the time free while the visitor says a name. Without an answer the booking itself
        finds out.
        """
        said = HoldSlot(id=uuid4().hex, **self._slot())  # type: ignore[arg-type]
        try:
            answer = await self.staff.say(said)
        except Lost:
            return
        if isinstance(answer, No):
            self.staff.tell_staff(self.pen.refusal(answer.word))
            if answer.word == "slot_taken":
                self._back_to_times()
            return
        self.held = said.id

    def _slot(self) -> dict[str, object]:
        pane = self.query_one(FreePane)
        channel: Channel = "phone" if self.query_one(ContactPane).phoned else door_of(self.staff)
        return {
            "day": day_of(self.appointed, self.pen),
            "services": self.services,
            "amounts": pane.amounts,
            "appointed": self.appointed,
            "persons": max(pane.amounts),
            "channel": channel,
            "location": pane.place.location if pane.place is not None else None,
        }

    def _let_go(self) -> None:
        """The held time is free for others again."""
        if self.held is not None:
            day = day_of(self.appointed, self.pen)
            place = self.query_one(FreePane).place
            at = place.location if place is not None else None
            said = ReleaseHold(id=uuid4().hex, day=day, hold=self.held, location=at)
            self.app.run_worker(self._release(said), exit_on_error=True)
        self.held = None

    async def _release(self, said: Message) -> None:
        """Best effort: a hold that stays ends by itself."""
        try:
            await self.staff.say(said)
        except Lost:
            return

    def _back_to_times(self) -> None:
        self._open("free")
        self.query_one(FreePane).load()

    def _open(self, step: str) -> None:
        self.step = step
        self.query_one(ContentSwitcher).current = step
        place = f"{self.steps.index(step) + 1}/{len(self.steps)}"
        told = f"{place}  {self.pen.say(f'agenda.step.{step}')}"
        self.query_one("#box-title", Static).update(Content(told))
        focus = {"services": "#services-list", "free": "#times", "contact": "#contact-name"}
        self.query_one(focus[step]).focus()
