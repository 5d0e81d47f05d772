"""What must be known of somebody at whose address the town comes by, and what is wrong with it: one
judgement for the visitor's pages, for staff's screens and for the host.
"""

from dataclasses import dataclass

from wire.text import has_bsn, is_mail

NAME_MAX = 100
MAIL_MAX = 200
ADDRESS_MAX = 120
THINGS_MAX = 75
BETWEEN = " | "
"""Stands between the address and the things in a note, which takes 200 characters."""


@dataclass(frozen=True, slots=True)
class AtHome:
    """The fields as they were typed."""

    name: str = ""
    address: str = ""
    things: str = ""
    """What will stand there; never needed."""
    phone: str = ""
    mail: str = ""

    @classmethod
    def of_note(cls, note: str, name: str = "", phone: str = "", mail: str = "") -> "AtHome":
        """The fields of what was kept."""
        address, _, things = note.partition(BETWEEN)
        return cls(name, address, things, phone, mail)

    @property
    def note(self) -> str:
        """Address and things in one text, as a command takes it."""
        return BETWEEN.join(part for part in (self.address, self.things) if part)

    def wrong(self) -> dict[str, str]:
        """What is wrong, in a word for each field, in the order of the fields. Whether anybody can
        dial the number is the host's to know.
        """
        found = {
            "name": wrong_name(self.name),
            "address": wrong_address(self.address),
            "things": wrong_things(self.things),
            "phone": "bsn" if is_bsn(self.phone) else "",
            "mail": wrong_mail(self.mail, self.phone),
        }
        return {field: why for field, why in found.items() if why}


def wrong_name(name: str) -> str:
    """Empty, "name" (missing), "bsn" or "long"."""
    if not name:
        return "name"
    if has_bsn(name):
        return "bsn"
    return "long" if len(name) > NAME_MAX else ""


def wrong_mail(mail: str, phone: str) -> str:
    """Empty, "reach" (neither mail nor phone), "bsn" or "mail"."""
    if not mail:
        return "" if phone else "reach"
    if has_bsn(mail):
        return "bsn"
    return "" if len(mail) <= MAIL_MAX and is_mail(mail) else "mail"


def wrong_address(address: str) -> str:
    """Empty, "address" (missing), "bsn", "address.long" or "address.number": a lorry needs a
    number, so an address without any digit is asked for again.
    """
    if not address:
        return "address"
    if has_bsn(address):
        return "bsn"
    if len(address) > ADDRESS_MAX:
        return "address.long"
    return "" if any(letter.isdecimal() for letter in address) else "address.number"


def wrong_things(things: str) -> str:
    """Empty, "bsn" or "things.long"."""
    if has_bsn(things):
        return "bsn"
    return "things.long" if len(things) > THINGS_MAX else ""


def is_bsn(phone: str) -> bool:
    """Nine digits in all: a Dutch phone number has ten, or a country before it."""
    digits = "".join(letter for letter in phone if letter.isdecimal())
    return not phone.startswith("+") and has_bsn(digits)
