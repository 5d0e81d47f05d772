"""One form for all that staff write about a visit: services, persons, how to recognise somebody,
needs, language, slip.

Which fields stand in it, and which command they become, is the caller's. It stays open until the
host has said yes, so
that a refused text is not lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from kiosk.staff.app import Heard, Say
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from kiosk.staff.lists import Marks
from wire.base import Millis
from wire.commands import Command
from wire.commands.command import Need
from wire.setup import Setup
from wire.views import DeskView

Values = dict[str, Any]
Build = Callable[[Values], Command | str]
"""The command of what stands in the form, or the key of the text that says what is missing."""

TEXT_FIELDS = ("name", "look", "seat", "note", "phone")
LISTS = ("services", "to_desk")
PERSONS_MAX = 12


class VisitForm(StaffDialog):
    """Fields in the order given; `start` has their first values. Enter in a text, or F2 anywhere,
    saves.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", show=False, priority=True),
        Binding("minus", "persons(-1)", show=False),
        Binding("plus,equals_sign", "persons(1)", show=False),
    ]
    DEFAULT_CSS = """
    VisitForm {
        & > #box { width: 96; height: 100%; }
        &.-roomy > #box { height: 80%; max-height: 40; }
        &.-roomy > #box.-short { height: auto; max-height: 100%; }
        #fields { height: 1fr; }
        &.-roomy #box.-short #fields { height: auto; }
        #lists { width: 1fr; height: 1fr; padding-right: 1; }
        #lists Marks { height: 1fr; }
        #lists #field-to_desk { height: 1fr; max-height: 12; }
        #rest { width: 1fr; height: 1fr; scrollbar-size-vertical: 1; }
        &.-roomy #box.-short #rest { height: auto; }
        Input {
            border: round $line; background: $surface; border-title-color: $foreground;
            height: 3;
        }
        Input:focus {
            border: round $mark; background-tint: $foreground 0%; border-title-color: $mark;
        }
        #persons { height: 3; border: none; }
        #persons Key { width: 8; }
        #persons Static { width: 1fr; height: 3; content-align: center middle; text-style: bold; }
        #form-keys { height: 3; }
        #form-keys Key { margin-right: 1; }
    }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[str],
        build: Build,
        start: Mapping[str, Any] | None = None,
        who: str = "",
    ) -> None:
        """`who`: the visit that it is about, as staff call it."""
        super().__init__()
        self.who = who
        self.heading = title
        self.fields = tuple(fields)
        self.build = build
        self.values: Values = {
            "services": (),
            "persons": 1,
            "needs": (),
            "slip": True,
            "language": "",
            "to_desk": "",
        }
        self.values |= dict.fromkeys(TEXT_FIELDS, "")
        self.values |= dict(start or {})

    def compose(self) -> ComposeResult:
        listed = [each for each in self.fields if each in LISTS]
        with Vertical(id="box", classes="" if listed else "-short"):
            yield Banner()
            yield Static(self.heading, id="box-title", markup=False)
            with Horizontal(id="fields"):
                if listed:
                    with Vertical(id="lists"):
                        for each in listed:
                            yield self._field(each)
                if len(listed) < len(self.fields):
                    with VerticalScroll(id="rest", can_focus=False):
                        for each in self.fields:
                            if each not in LISTS:
                                yield self._field(each)
            yield Notice()
            with Horizontal(id="form-keys"):
                yield Key("Esc", self.pen.say("do.back"), id="back")
                yield Key("F2", self.pen.say("do.save"), id="save", classes="-main")

    def _field(self, name: str) -> Widget:
        if name == "persons":
            return Horizontal(
                Key("-", "", id="fewer"),
                Static("", id="persons-count", markup=False),
                Key("+", "", id="more"),
                id="persons",
            )
        field: Widget
        if name in TEXT_FIELDS:
            field = Input(self.values[name], id=f"field-{name}", max_length=200)
        else:
            chosen = self.values[name]
            marked = (
                [chosen]
                if isinstance(chosen, str)
                else [_yes_no(chosen)]
                if isinstance(chosen, bool)
                else chosen
            )
            field = Marks(
                self._choices(name),
                marked,
                several=name in ("services", "needs"),
                id=f"field-{name}",
            )
        field.border_title = Content(self.pen.say(f"field.{name}"))
        return field

    def _choices(self, name: str) -> list[tuple[str, str]]:
        setup = self.staff.setup
        if name == "needs":
            return [(need, self.pen.say(f"need.{need}")) for need in get_args(Need)]
        if name == "slip":
            return [("yes", self.pen.say("field.yes")), ("no", self.pen.say("field.no"))]
        if setup is None:
            return []
        if name == "language":
            return [(each, self.pen.word("language", each)) for each in setup.languages]
        if name == "to_desk":
            return [("", self.pen.say("field.any_desk")), *self._other_desks(setup)]
        return list(self.pen.services.items())

    def _other_desks(self, setup: Setup) -> list[tuple[str, str]]:
        """All but this one; a closed one says so."""
        view = self.staff.view
        own, is_open = (view.desk, view.desks_open) if isinstance(view, DeskView) else ("", ())
        found = []
        for each in setup.desks:
            label = self.pen.say("desk", balie=self.pen.desk(each.desk))
            if is_open and each.desk not in is_open:
                label = f"{label}  ·  {self.pen.say('state.closed')}"
            found.append((each.desk, label))
        return [choice for choice in found if choice[0] != own]

    def on_mount(self) -> None:
        self._show_persons()
        first = self.fields[0]
        self.query_one("#save" if first == "persons" else f"#field-{first}").focus()

    def show(self, now: Millis) -> None:
        self.query_one("#save", Key).disabled = self.mute

    def action_save(self) -> None:
        """Says what stands in the form; a missing choice is told in place."""
        if self.mute:
            return
        said = self.build(self._read())
        if isinstance(said, str):
            self.staff.tell_staff(self.pen.say(said))
        else:
            self.post_message(Say(said, self))

    def on_heard(self, heard: Heard) -> None:
        if heard.answer.kind == "done":
            self.dismiss()
            self.staff.tell_staff(told_of(self, heard), good=True)

    def action_persons(self, step: int) -> None:
        if "persons" in self.fields:
            self.values["persons"] = min(PERSONS_MAX, max(1, self.values["persons"] + step))
            self._show_persons()

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        match pressed.key.id:
            case "back":
                self.dismiss()
            case "save":
                self.action_save()
            case "fewer":
                self.action_persons(-1)
            case "more":
                self.action_persons(1)
            case _:
                return
        pressed.stop()

    @on(Input.Submitted)
    def _entered(self, typed: Input.Submitted) -> None:
        typed.stop()
        self.action_save()

    def _show_persons(self) -> None:
        for count in self.query("#persons-count").results(Static):
            count.update(Content(f"{self.pen.say('field.persons')}: {self.values['persons']}"))

    def _read(self) -> Values:
        for name in self.fields:
            if name in TEXT_FIELDS:
                self.values[name] = self.query_one(f"#field-{name}", Input).value
            elif name != "persons":
                marked = self.query_one(f"#field-{name}", Marks).marked
                self.values[name] = (
                    tuple(marked) if name in ("services", "needs") else "".join(marked[:1])
                )
        if "slip" in self.fields:
            self.values["slip"] = self.values["slip"] == "yes"
        return dict(self.values)


def told_of(dialog: VisitForm, heard: Heard) -> str:
    """A short sentence about what was done: for a visit that came in, who and how."""
    done: Any = heard.answer
    who = done.ticket or dialog.pen.say("nameless")
    if getattr(done, "outside", ""):
        return dialog.pen.say(f"word.outside.{done.outside}", wie=who)
    if heard.command.kind == "check_in" and done.word:  # type: ignore[attr-defined]
        return dialog.pen.say(f"word.{done.word}", wie=who)
    if heard.command.kind == "take_ticket":  # type: ignore[attr-defined]
        return dialog.pen.say("word.added", wie=who)
    who = done.ticket or dialog.who
    return dialog.pen.say("word.done.who", wie=who) if who else dialog.pen.say("word.done")


def _yes_no(chosen: bool) -> str:
    return "yes" if chosen else "no"
