"""The first step of a booking: what the appointment is for. One key chooses one service; space
marks several.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key as KeyEvent
from textual.events import Resize
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kiosk.staff.agenda.asking import asked
from kiosk.staff.keys import Key
from wire.agenda import AskBookable, Bookable

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp

HINTS = "123456789" + string.ascii_lowercase


class ServicesPane(Vertical):
    """Which services may be booked, and which go together, is the host's answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "mark", show=False)]
    DEFAULT_CSS = """
    ServicesPane {
        height: 1fr;
        OptionList {
            height: 1fr; background: $surface; border: none; padding: 0;
            scrollbar-size-vertical: 1;
            & > .option-list--option-highlighted {
                background: $panel; color: $foreground; text-style: bold;
            }
            & > .option-list--option-hover { background: $panel; }
            & > .option-list--option-disabled { color: $quiet; }
            &:focus { border: none; background-tint: $foreground 0%; }
        }
        #services-told { height: auto; color: $quiet; padding: 1 0 0 0; }
        .pane-keys { height: 3; margin-top: 1; }
        .pane-keys Key { margin-right: 1; }
    }
    """

    class Chosen(Message):
        """These services, in the order of the list."""

        def __init__(self, services: tuple[str, ...]) -> None:
            super().__init__()
            self.services = services

    def __init__(self) -> None:
        super().__init__(id="services")
        self.offered: tuple[str, ...] = ()
        self.fitting: frozenset[str] = frozenset()
        """What may be added to the marked ones."""
        self.marked: list[str] = []
        self.confirms = False
        """Whether a mail confirms what is booked."""

    @property
    def staff(self) -> StaffApp:
        return cast("StaffApp", self.app)

    def compose(self) -> ComposeResult:
        pen = self.staff.pen
        yield OptionList(id="services-list", markup=False)
        yield Static(Content(pen.say("agenda.services_hint")), id="services-told", markup=False)
        with Horizontal(classes="pane-keys"):
            yield Key("Esc", pen.say("do.back"), id="back")
            yield Key("␣", pen.say("do.mark"), id="mark")
            yield Key("↵", pen.say("do.times"), id="to-times", classes="-main")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.run_worker(self._ask_all(), exit_on_error=True)

    def on_resize(self, event: Resize) -> None:
        self.call_after_refresh(self._write)

    async def _ask_all(self) -> None:
        bookable = await asked(self.staff, AskBookable(id=uuid4().hex), Bookable)
        if bookable is not None:
            self.offered, self.fitting = bookable.services, frozenset(bookable.services)
            self.confirms = bookable.confirms
            self._write()

    async def _ask_fitting(self) -> None:
        question = AskBookable(id=uuid4().hex, services=tuple(self.marked))
        bookable = await asked(self.staff, question, Bookable)
        if bookable is not None:
            self.fitting = frozenset(bookable.services)
            self._write()

    def on_key(self, key: KeyEvent) -> None:
        """A digit or letter chooses its service, with what is marked already."""
        place = HINTS.find(key.character.lower()) if key.character else -1
        if 0 <= place < len(self.offered):
            key.stop()
            self._choose(self.offered[place])

    def action_mark(self) -> None:
        """Marks the service under the cursor, or takes its mark away."""
        option = self.query_one(OptionList).highlighted_option
        if option is None or option.id is None or option.disabled:
            return
        if option.id in self.marked:
            self.marked.remove(option.id)
        else:
            self.marked.append(option.id)
        self._write()
        self.run_worker(self._ask_fitting(), exclusive=True, exit_on_error=True)

    @on(OptionList.OptionSelected)
    def _selected(self, selected: OptionList.OptionSelected) -> None:
        selected.stop()
        self._enter(selected.option_id or "")

    @on(Key.Pressed, "#mark")
    def _pressed_mark(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.action_mark()

    @on(Key.Pressed, "#to-times")
    def _pressed_on(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        option = self.query_one(OptionList).highlighted_option
        self._enter(option.id if option is not None and option.id is not None else "")

    def _enter(self, under_cursor: str) -> None:
        """What is marked; without a mark, what is under the cursor."""
        if self.marked:
            self.post_message(self.Chosen(self._in_order(self.marked)))
        elif under_cursor:
            self._choose(under_cursor)

    def _choose(self, service: str) -> None:
        if service not in self.fitting and service not in self.marked:
            self.staff.tell_staff(self.staff.pen.refusal("not_together"))
            return
        self.post_message(self.Chosen(self._in_order([*self.marked, service])))

    def _in_order(self, services: Sequence[str]) -> tuple[str, ...]:
        return tuple(each for each in self.offered if each in services)

    def _write(self) -> None:
        shown = self.query_one(OptionList)
        place = shown.highlighted
        width = max(8, shown.scrollable_content_region.width - 2)
        shown.set_options(self._option(n, each, width) for n, each in enumerate(self.offered))
        if self.offered:
            shown.highlighted = place or 0

    def _option(self, place: int, service: str, width: int) -> Option:
        pen = self.staff.pen
        hint = HINTS[place].upper() if place < len(HINTS) else " "
        mark = "☑ " if service in self.marked else "☐ " if self.marked else ""
        name = pen.service_names((service,))
        out = service not in self.fitting and service not in self.marked
        told = f"  ·  {pen.say('agenda.apart')}" if out else ""
        line = Content.assemble(
            (f" {hint} ", "bold" if out else "bold reverse"), ("  " + mark + name + told, "")
        ).truncate(width, ellipsis=True)
        roomy = self.screen.has_class("-roomy") and len(self.offered) <= 12
        return Option(line + Content("\n") if roomy else line, id=service, disabled=out)
