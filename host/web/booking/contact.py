"""What a visitor types about themselves: read, cleaned, judged. Never a citizen service number."""

from dataclasses import dataclass, replace

import phonenumbers

from host.agenda.records import Contact
from host.web.booking.draft import Fields
from host.web.booking.said import Said
from wire.text import clean, has_bsn, is_mail

REGION = "NL"
"""Whose numbers are typed without a country."""
NAME_MAX = 100
MAIL_MAX = 200
ADDRESS_MAX = 120
THINGS_MAX = 75
BETWEEN = " | "
"""Stands between the address and the things in a note, which takes 200 characters."""


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
    wrong: dict[str, str] = {}
    if not typed.name:
        wrong["naam"] = "booking.wrong.name"
    elif has_bsn(typed.name):
        wrong["naam"] = "booking.wrong.bsn"
    elif len(typed.name) > NAME_MAX:
        wrong["naam"] = "booking.wrong.long"
    if not typed.mail and not typed.phone:
        wrong["mail"] = "booking.wrong.reach"
    elif has_bsn(typed.mail):
        wrong["mail"] = "booking.wrong.bsn"
    elif typed.mail and (len(typed.mail) > MAIL_MAX or not is_mail(typed.mail)):
        wrong["mail"] = "booking.wrong.mail"
    phone = ""
    if typed.phone:
        phone = _phone(typed.phone)
        if not phone:
            wrong["telefoon"] = f"booking.wrong.{'bsn' if _is_bsn(typed.phone) else 'phone'}"
    return Contact(name=typed.name, mail=typed.mail, phone=phone), wrong


def judged_at_home(typed: Typed) -> tuple[Contact, dict[str, str]]:
    """The same for somebody at whose address the town comes by: it is the contact's note, with what
    will stand there. What is wrong stands in the order of the fields.
    """
    contact, wrong = judged(typed)
    found = {
        "naam": wrong.pop("naam", ""),
        "adres": _wrong_address(typed.address),
        "spullen": _wrong_things(typed.things),
    }
    note = BETWEEN.join(part for part in (typed.address, typed.things) if part)
    return replace(contact, note=note), {name: why for name, why in found.items() if why} | wrong


def _wrong_address(address: str) -> str:
    """A lorry needs a number: an address without any digit is asked for again."""
    if not address:
        return "booking.wrong.address"
    if has_bsn(address):
        return "booking.wrong.bsn"
    if len(address) > ADDRESS_MAX:
        return "booking.wrong.address.long"
    number = any(letter.isdecimal() for letter in address)
    return "" if number else "booking.wrong.address.number"


def _wrong_things(things: str) -> str:
    if has_bsn(things):
        return "booking.wrong.bsn"
    return "round.wrong.things.long" if len(things) > THINGS_MAX else ""


def _phone(text: str) -> str:
    """The number as it is dialled from anywhere (E.164); empty when it is none."""
    if _is_bsn(text):
        return ""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_bsn(text: str) -> bool:
    """Nine digits in all: a Dutch phone number has ten, or a country before it."""
    digits = "".join(letter for letter in text if letter.isdecimal())
    return not text.startswith("+") and has_bsn(digits)
