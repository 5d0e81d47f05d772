"""The last step of a booking: who comes, and where a confirmation may go. Nothing in it must be
filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Grid, Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from kiosk.staff.agenda.days import day_of, day_text
from kiosk.staff.agenda.rows import asked_text
from kiosk.staff.keys import Key
from wire.base import Millis
from wire.text import is_mail

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp


class ContactPane(Vertical):
    """A few fields, how the visitor asked, and in which language they read."""

    FIELDS: ClassVar[tuple[str, ...]] = ("name", "phone", "mail", "note")
    DEFAULT_CSS = """
    ContactPane {
        height: 1fr;
        #contact-when { height: auto; text-style: bold; }
        #contact-what { height: auto; color: $quiet; padding-bottom: 1; }
        #contact-fields { grid-size: 2; grid-gutter: 0 1; grid-rows: 3; height: 6; }
        #contact-ways { height: 3; margin-top: 1; }
        #contact-ways Key { margin-right: 1; }
        #contact-gap { height: 1fr; }
        .pane-keys { height: 3; }
        .pane-keys Key { margin-right: 1; }
        Input {
            border: round $line; background: $surface; border-title-color: $foreground;
            height: 3;
        }
        Input:focus {
            border: round $mark; background-tint: $foreground 0%; border-title-color: $mark;
        }
    }
    """

    class Wanted(Message):
        """Book it, with what stands here."""

    def __init__(self) -> None:
        super().__init__(id="contact")
        self.phoned = False
        self.language = ""

    @property
    def staff(self) -> StaffApp:
        return cast("StaffApp", self.app)

    def compose(self) -> ComposeResult:
        pen = self.staff.pen
        self.phoned = self.staff.phoned
        yield Static("", id="contact-when", markup=False)
        yield Static("", id="contact-what", markup=False)
        with Grid(id="contact-fields"):
            for name in self.FIELDS:
                yield self.field(name)
        with Horizontal(id="contact-ways"):
            yield Key("F3", "", id="way")
            yield Key("F4", "", id="tongue")
        yield Static("", id="contact-gap")
        with Horizontal(classes="pane-keys"):
            yield Key("Esc", pen.say("do.back"), id="back")
            yield Key("F2", pen.say("do.book"), id="book", classes="-main")

    def field(self, name: str) -> Widget:
        """One of `FIELDS`, empty."""
        # A known name is typed over; a mail address is put right where it is wrong.
        field = Input(id=f"contact-{name}", max_length=200, select_on_focus=name != "mail")
        field.border_title = Content(self.staff.pen.say(f"field.{name}"))
        return field

    def begin(
        self, appointed: Millis, minutes: int, services: tuple[str, ...], amounts: tuple[int, ...]
    ) -> None:
        """Shows the time that was chosen; what was typed before stays."""
        pen = self.staff.pen
        when = f"{day_text(day_of(appointed, pen), pen)}  ·  {pen.time(appointed)}"
        self.ask(when, asked_text(services, amounts, minutes, pen))

    def ask(self, when: str, what: str) -> None:
        """Shows when and what for, and waits for the name."""
        self.language = self.language or self.staff.pen.town_language
        self.query_one("#contact-when", Static).update(Content(when))
        self.query_one("#contact-what", Static).update(Content(what))
        self._tell_ways()
        self.query_one("#contact-name", Input).focus()

    def fill(self, name: str, language: str) -> None:
        """Who stands at the counter is known already: nobody calls, and the name may be put
        right.
        """
        self.query_one("#contact-name", Input).value = name
        self.language = language
        self.phoned = False
        self.query_one("#way", Key).display = False

    def carry(self, name: str, phone: str) -> None:
        """Who is on the phone is known already."""
        self.query_one("#contact-name", Input).value = name
        self.query_one("#contact-phone", Input).value = phone
        self.phoned = True

    def typed(self) -> dict[str, Any]:
        """Each of `FIELDS` as it stands."""
        return {
            name: self.query_one(f"#contact-{name}", Input).value.strip() for name in self.FIELDS
        }

    def may_go(self) -> bool:
        """Whether this can be booked: a mail address is none, or one that mail can reach. What is
        not is told, and the field is in front again with all that was typed.
        """
        field = self.query_one("#contact-mail", Input)
        typed = field.value.strip()
        if not typed or is_mail(typed):
            return True
        self.staff.tell_staff(self.staff.pen.say("agenda.bad_mail"))
        field.focus()
        return False

    def turn_way(self) -> None:
        """The visitor is at the counter, or on the phone; so are the next ones, till it is turned
        again.
        """
        self.phoned = self.staff.phoned = not self.phoned
        self._tell_ways()

    def turn_tongue(self) -> None:
        """The next language of the town."""
        setup = self.staff.setup
        tongues = setup.languages if setup is not None else ()
        if self.language in tongues:
            self.language = tongues[(tongues.index(self.language) + 1) % len(tongues)]
        self._tell_ways()

    @on(Input.Submitted)
    def _entered(self, typed: Input.Submitted) -> None:
        typed.stop()
        self.post_message(self.Wanted())

    @on(Key.Pressed, "#way")
    def _pressed_way(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.turn_way()

    @on(Key.Pressed, "#tongue")
    def _pressed_tongue(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.turn_tongue()

    @on(Key.Pressed, "#book")
    def _pressed_book(self, pressed: Key.Pressed) -> None:
        pressed.stop()
        self.post_message(self.Wanted())

    def _tell_ways(self) -> None:
        pen = self.staff.pen
        way = pen.say("agenda.by_phone" if self.phoned else "agenda.at_counter")
        self.query_one("#way", Key).label = way
        tongue = pen.word("language", self.language)
        self.query_one("#tongue", Key).label = f"{pen.say('field.language')}: {tongue}"
