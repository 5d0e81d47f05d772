"""What a visitor types about themselves: read, cleaned, judged. Never a citizen service number."""

from dataclasses import dataclass

import phonenumbers

from host.agenda.records import Contact
from host.web.booking.draft import Fields
from host.web.booking.said import Said
from wire.text import clean, has_bsn, is_mail

REGION = "NL"
"""Whose numbers are typed without a country."""
NAME_MAX = 100
MAIL_MAX = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields as they were typed."""

    name: str = ""
    mail: str = ""
    phone: str = ""

    def fields(self) -> Fields:
        said = (("naam", self.name), ("mail", self.mail), ("telefoon", self.phone))
        return [(name, value) for name, value in said if value]

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.mail or self.phone)


NOTHING = Typed()


def read_typed(said: Said) -> Typed:
    return Typed(*(clean(said.one(name)[:1000]).strip() for name in ("naam", "mail", "telefoon")))


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
