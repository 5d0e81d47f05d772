"""What a visitor types about themselves: read, cleaned, judged. Never a citizen service number."""

from dataclasses import dataclass, replace

from host.agenda.at_home import dialled
from host.agenda.records import Contact
from host.web.booking.draft import Fields
from host.web.booking.said import Said
from wire.at_home import AtHome, is_bsn, wrong_mail, wrong_name
from wire.text import clean

TEXTS = {
    "name": "booking.wrong.name",
    "long": "booking.wrong.long",
    "bsn": "booking.wrong.bsn",
    "reach": "booking.wrong.reach",
    "mail": "booking.wrong.mail",
    "address": "booking.wrong.address",
    "address.long": "booking.wrong.address.long",
    "address.number": "booking.wrong.address.number",
    "things.long": "round.wrong.things.long",
}
"""The text that says what is wrong, by its word."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields as they were typed."""

    name: str = ""
    mail: str = ""
    phone: str = ""
    address: str = ""
    """Where somebody shall come by; asked only then."""
    things: str = ""
    """What will stand there; asked only then, and never needed."""

    def fields(self) -> Fields:
        said = (
            ("naam", self.name),
            ("mail", self.mail),
            ("telefoon", self.phone),
            ("adres", self.address),
            ("spullen", self.things),
        )
        return [(name, value) for name, value in said if value]

    @property
    def is_empty(self) -> bool:
        return not self.fields()


NOTHING = Typed()


def read_typed(said: Said) -> Typed:
    names = ("naam", "mail", "telefoon", "adres", "spullen")
    return Typed(*(clean(said.one(name)[:1000]).strip() for name in names))


def judged(typed: Typed) -> tuple[Contact, dict[str, str]]:
    """The contact, and what is wrong: by field, the key of the text that says it."""
    wrong = _told({"naam": wrong_name(typed.name), "mail": wrong_mail(typed.mail, typed.phone)})
    phone = dialled(typed.phone)
    if typed.phone and not phone:
        wrong["telefoon"] = f"booking.wrong.{'bsn' if is_bsn(typed.phone) else 'phone'}"
    return Contact(name=typed.name, mail=typed.mail, phone=phone), wrong


def judged_at_home(typed: Typed) -> tuple[Contact, dict[str, str]]:
    """The same for somebody at whose address the town comes by: it is the contact's note, with what
    will stand there. What is wrong stands in the order of the fields.
    """
    contact, wrong = judged(typed)
    known = AtHome(typed.name, typed.address, typed.things, typed.phone, typed.mail)
    found = known.wrong()
    at_home = _told({"adres": found.get("address", ""), "spullen": found.get("things", "")})
    name = {field: why for field, why in wrong.items() if field == "naam"}
    return replace(contact, note=known.note), name | at_home | wrong


def _told(wrong: dict[str, str]) -> dict[str, str]:
    return {field: TEXTS[why] for field, why in wrong.items() if why}
