"""What a greeter types about a device: the code that it shows, or its new name. It stays open until
the host has said yes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from kiosk.pen import Pen
from kiosk.staff.app import Heard, Say
from kiosk.staff.frame import Banner, Notice, StaffDialog
from kiosk.staff.keys import Key
from wire.base import Millis
from wire.commands import ApproveDevice, Command, RenameDevice
from wire.devices import KnownDevice

NAME = re.compile(r"[0-9a-z][0-9a-z_-]{0,39}")
CODE = re.compile(r"[0-9A-Za-z -]{4,20}")


class Field(NamedTuple):
    """One line to type in."""

    name: str
    title: str
    hint: str = ""
    value: str = ""
    most: int = 40


Build = Callable[[Mapping[str, str]], Command | str]
"""The wish of what was typed, by the names of the fields, or the key of what is wrong with it."""


class TypedDialog(StaffDialog):
    """A box with fields. `then` hears that something was kept."""

    DEFAULT_CSS = """
    TypedDialog {
        & > #box { width: 62; }
        Input { border: round $line; background: $surface; border-title-color: $foreground; }
        Input:focus {
            border: round $mark; background-tint: $foreground 0%; border-title-color: $mark;
        }
        #typed-keys { height: 3; margin-top: 1; }
        #typed-keys Key { margin-right: 1; }
    }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        build: Build,
        saves: str,
        then: Callable[[], None],
    ) -> None:
        """`saves`: what stands on the key that says it."""
        super().__init__()
        self.question = title
        self.fields = tuple(fields)
        self.build = build
        self.saves = saves
        self.then = then

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Banner()
            yield Static(self.question, id="box-title", markup=False)
            for each in self.fields:
                made = Input(each.value, id=each.name, placeholder=each.hint, max_length=each.most)
                made.border_title = each.title
                yield made
            yield Notice()
            with Horizontal(id="typed-keys"):
                yield Key("Esc", self.pen.say("do.back"), id="back")
                yield Key("↵", self.saves, id="save", classes="-main")

    def show(self, now: Millis) -> None:
        self.query_one("#save", Key).disabled = self.mute

    @on(Input.Submitted)
    def _entered(self, typed: Input.Submitted) -> None:
        """Enter goes on to the next field, and from the last one it says what stands here."""
        typed.stop()
        fields = list(self.query(Input))
        place = fields.index(typed.input) + 1
        if place < len(fields):
            fields[place].focus()
        else:
            self._save()

    @on(Key.Pressed)
    def _pressed(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        if pressed.key.id == "save":
            self._save()
        else:
            self.dismiss()

    def _save(self) -> None:
        if self.mute:
            return
        typed = {name: self.query_one(f"#{name}", Input).value.strip() for name, *_ in self.fields}
        said = self.build(typed)
        if isinstance(said, str):
            self.staff.tell_staff(self.pen.say(said))
        else:
            self.post_message(Say(said, self))

    def on_heard(self, heard: Heard) -> None:
        if heard.answer.kind == "done":
            self.dismiss()
            self.then()
            told = self.pen.say(f"devices.told.{heard.command.kind}", naam=heard.answer.word)  # type: ignore[attr-defined]
            self.staff.tell_staff(told, good=True)


class LetInDialog(TypedDialog):
    """The code must be typed: whoever reads it stands before the device."""

    def __init__(self, pen: Pen, then: Callable[[], None]) -> None:
        code = Field("code", pen.say("devices.code"), pen.say("devices.code_hint"), most=20)
        name = Field("name", pen.say("devices.new_name"), pen.say("devices.name_hint"))
        saves = pen.say("devices.do.let_in")
        super().__init__(pen.say("devices.let_in"), (code, name), let_in, saves, then)


class RenameDialog(TypedDialog):
    """Another name for one device."""

    def __init__(self, row: KnownDevice, pen: Pen, then: Callable[[], None]) -> None:
        name = Field("name", pen.say("devices.new_name"), value=row.name)
        title = pen.say("devices.rename", naam=row.name)
        super().__init__(title, (name,), partial(rename, row.device), pen.say("do.save"), then)


def let_in(typed: Mapping[str, str]) -> Command | str:
    """The wish to let in the device that shows this code."""
    if not CODE.fullmatch(typed["code"]):
        return "devices.bad_code"
    if typed["name"] and not NAME.fullmatch(typed["name"]):
        return "devices.bad_name"
    return ApproveDevice(id=uuid4().hex, code=typed["code"], name=typed["name"])


def rename(device: str, typed: Mapping[str, str]) -> Command | str:
    """The wish that this device is called so."""
    if not NAME.fullmatch(typed["name"]):
        return "devices.bad_name"
    return RenameDevice(id=uuid4().hex, device=device, name=typed["name"])
