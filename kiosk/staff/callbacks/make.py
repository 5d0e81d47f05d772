"""A new promise to call back: whose it is, whom to call, what about. Enter goes on from the
department to the name and from text to text; at the last it keeps the note.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from kiosk.staff.app import Heard, Say
from kiosk.staff.callbacks.rows import days_text
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from kiosk.staff.lists import Marks
from wire.base import Millis
from wire.commands import MakeCallback
from wire.setup import DepartmentLabel

FIELDS = ("name", "phone", "note")


class MakeDialog(StaffDialog):
    """It stays open until the host has said yes, so that a refused text is not lost."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", show=False, priority=True),
        Binding("f3", "term", show=False, priority=True),
        Binding("f4", "transferred", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    MakeDialog {
        & > #box { width: 96; height: 100%; }
        &.-roomy > #box { height: auto; max-height: 34; }
        #make-fields { height: 1fr; }
        &.-roomy #make-fields { height: 20; }
        #make-department { width: 1fr; height: 100%; margin-right: 1; }
        #make-rest { width: 1fr; height: 1fr; }
        Input {
            border: round $line; background: $surface; border-title-color: $foreground;
            height: 3;
        }
        Input:focus {
            border: round $mark; background-tint: $foreground 0%; border-title-color: $mark;
        }
        #make-ways { height: 3; }
        #make-ways Key { margin-right: 1; }
        #make-exempt { height: auto; color: $soon; }
        #make-keys { height: 3; }
        #make-keys Key { margin-right: 1; }
    }
    """

    def __init__(
        self, departments: Sequence[DepartmentLabel], chosen: str, then: Callable[[str], None]
    ) -> None:
        """`chosen`: the department that is likely, or empty. It goes to `then` once it is kept."""
        super().__init__()
        self.departments = {each.department: each for each in departments}
        only = next(iter(self.departments)) if len(self.departments) == 1 else ""
        self.chosen = chosen if chosen in self.departments else only
        self.then = then
        self.place = 0
        """Which of the department's terms."""
        self.at_once = False

    def compose(self) -> ComposeResult:
        pen = self.pen
        with Vertical(id="box"):
            yield Banner()
            yield Static(pen.say("callback.new"), id="box-title", markup=False)
            with Horizontal(id="make-fields"):
                choices = [(key, each.name) for key, each in self.departments.items()]
                marks = Marks(choices, [self.chosen], several=False, id="make-department")
                marks.border_title = Content(pen.say("callback.department"))
                yield marks
                with Vertical(id="make-rest"):
                    for name in FIELDS:
                        field = Input(id=f"make-{name}", max_length=200)
                        key = "callback.about" if name == "note" else f"field.{name}"
                        field.border_title = Content(pen.say(key))
                        yield field
                    with Horizontal(id="make-ways"):
                        yield Key("F3", "", id="term")
                        yield Key("F4", "", id="transferred")
                    yield Static("", id="make-exempt", markup=False)
            yield Notice()
            with Horizontal(id="make-keys"):
                yield Key("Esc", pen.say("do.back"), id="back")
                yield Key("F2", pen.say("do.save"), id="save", classes="-main")

    def on_mount(self) -> None:
        self.query_one("#make-name" if self.chosen else "#make-department").focus()

    def show(self, now: Millis) -> None:
        self.query_one("#save", Key).disabled = self.mute
        pen, known = self.pen, self.departments.get(self.chosen)
        title = [pen.say("callback.new"), known.name if known is not None else ""]
        told = Content("  ·  ".join(each for each in title if each))
        self.query_one("#box-title", Static).update(told)
        term = self.query_one("#term", Key)
        term.disabled = known is None or len(known.terms) < 2 or self.at_once
        days = known.terms[self.place] if known is not None else 0
        none = pen.say("callback.term.none")
        term.label = days_text("callback.within", days, pen) if days else none
        answer = pen.say("field.yes" if self.at_once else "field.no")
        label = f"{pen.say('callback.transferred')}: {answer}"
        self.query_one("#transferred", Key).label = label
        why = known.exempt if known is not None else ""
        self.query_one("#make-exempt", Static).update(Content(f"! {why}" if why else ""))

    @on(Marks.Marked)
    def _marked(self, marked: Marks.Marked) -> None:
        """Whose it is: on to the name."""
        marked.stop()
        self.chosen = self.query_one(Marks).marked[0]
        self.place = 0
        self.look_again()
        self.query_one("#make-name").focus()

    @on(Input.Submitted)
    def _entered(self, typed: Input.Submitted) -> None:
        """On to the next text; at the last one the note is kept."""
        typed.stop()
        place = [f"make-{name}" for name in FIELDS].index(typed.input.id or "") + 1
        if place < len(FIELDS):
            self.query_one(f"#make-{FIELDS[place]}").focus()
        else:
            self.action_save()

    @on(Key.Pressed)
    async def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        name = pressed.key.id or ""
        await self.run_action("leave" if name == "back" else name)

    def action_term(self) -> None:
        """The next of the department's terms."""
        known = self.departments.get(self.chosen)
        if known is not None:
            self.place = (self.place + 1) % len(known.terms)
            self.look_again()

    def action_transferred(self) -> None:
        """Somebody took the call at once, or not."""
        self.at_once = not self.at_once
        self.look_again()

    def action_save(self) -> None:
        """Says what stands here; a missing department or number is told in place."""
        if self.mute:
            return
        known = self.departments.get(self.chosen)
        if known is None:
            self._missing("callback.required", "department")
            return
        texts = {name: self.query_one(f"#make-{name}", Input).value.strip() for name in FIELDS}
        if not texts["phone"] and not self.at_once:
            self._missing("callback.number_required", "phone")
            return
        said = MakeCallback(
            id=uuid4().hex,
            department=self.chosen,
            term_days=known.terms[self.place],
            transferred_directly=self.at_once,
            **texts,  # type: ignore[arg-type]
        )
        self.post_message(Say(said, self))

    def _missing(self, key: str, place: str) -> None:
        self.staff.tell_staff(self.pen.say(key))
        self.query_one(f"#make-{place}").focus()

    def on_heard(self, heard: Heard) -> None:
        if heard.answer.kind == "done":
            self.dismiss()
            self.then(self.chosen)
            key = "callback.told.at_once" if self.at_once else "callback.told.make_callback"
            self.staff.tell_staff(self.pen.say(key), good=True)
