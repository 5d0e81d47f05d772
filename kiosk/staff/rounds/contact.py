"""The last step of a round: who it is and where somebody shall come by. What is wrong stands under
its field, and nothing that was typed is lost.
"""

from __future__ import annotations

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from kiosk.staff.agenda.contact import ContactPane
from wire.at_home import AtHome
from wire.text import clean


class WherePane(ContactPane):
    """Name, address, things, phone and mail; judged as the visitor's own pages judge them."""

    FIELDS = ("name", "address", "things", "phone", "mail")
    DEFAULT_CSS = """
    WherePane {
        #contact-what { display: none; }
        #contact-fields {
            height: 1fr; grid-rows: auto; grid-gutter: 0 1; overflow-y: auto;
            scrollbar-size-vertical: 1;
        }
        #contact-gap { display: none; }
        .where { height: auto; }
        .where Static { height: auto; display: none; color: $over; padding: 0 1; }
        .where Static.-shown { display: block; }
        #contact-ways { margin-top: 0; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.judged: dict[str, str] = {}
        """What stood here when it was judged last."""

    def field(self, name: str) -> Vertical:
        """One field, and the line for what is wrong with it."""
        box = super().field(name)
        return Vertical(box, Static("", id=f"wrong-{name}", markup=False), classes="where")

    def at_home(self) -> AtHome:
        """What stands here, as the host will read it."""
        return AtHome(**{name: clean(text) for name, text in self.typed().items()})

    def may_go(self) -> bool:
        """Whether this can be booked, as far as a screen can know."""
        wrong = self.at_home().wrong()
        self.tell_wrong(wrong)
        return not wrong

    def tell_wrong(self, wrong: dict[str, str]) -> None:
        """A word for each field that is wrong; the first of them is in front."""
        self.judged = self.typed()
        for name in self.FIELDS:
            self._tell(name, wrong.get(name, ""))
        for name in wrong:
            self.query_one(f"#contact-{name}", Input).focus()
            return

    @on(Input.Changed)
    def _changed(self, changed: Input.Changed) -> None:
        """What is being put right is not wrong any more; a number is as good as a mail address."""
        name = (changed.input.id or "").removeprefix("contact-")
        if changed.value.strip() == self.judged.get(name):
            return
        for each in (name, "mail") if name == "phone" else (name,):
            self._tell(each, "")

    def _tell(self, name: str, why: str) -> None:
        line = self.query_one(f"#wrong-{name}", Static)
        line.update(Content(f"! {self.staff.pen.say(f'home.wrong.{why}')}" if why else ""))
        line.set_class(bool(why), "-shown")
