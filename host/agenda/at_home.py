"""Judges what staff typed about somebody at whose address the town comes by: a visitor's page has
judged it before it books, a screen may have let something pass.
"""

import phonenumbers

from wire.at_home import AtHome, is_bsn
from wire.commands import BookRound
from wire.refusals import Refused

REGION = "NL"
"""Whose numbers are typed without a country."""


def judged_round(command: BookRound) -> BookRound:
    """The same wish with its phone number as it is dialled. Refuses contact_unfit (detail `field`
    and `why`: the first thing that is wrong).
    """
    known = AtHome.of_note(command.note, command.name, command.phone, command.mail)
    phone = dialled(command.phone)
    wrong = known.wrong()
    if command.phone and not phone:
        wrong.setdefault("phone", "phone")
    for field, why in wrong.items():
        raise Refused("contact_unfit", field=field, why=why)
    return command.model_copy(update={"phone": phone})


def dialled(text: str) -> str:
    """The number as it is dialled from anywhere (E.164); empty when it is none."""
    if is_bsn(text):
        return ""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
