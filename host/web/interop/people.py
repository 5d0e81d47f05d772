"""Who comes, as another system tells it: what is kept of it, and what is refused. A citizen service
number is never kept, whatever field it comes in.
"""

import re
from collections.abc import Mapping

from host.agenda.records import Contact
from wire.text import clean, has_bsn

TEXT_MAX = 200
"""Characters of a text that the agenda keeps."""
NUMBERS = frozenset({"identificationNumber", "socialSecurityNumber"})
"""Fields made to hold a citizen service number: dropped before anything else looks at them."""
NOT_TEXT = frozenset({"externalId", "dateOfBirth", "birthDate"})
"""Fields of another form, not kept; a long number there is nobody's."""
_BETWEEN_DIGITS = re.compile(r"[\s()./-]+")


def contact_of(name: str, mail: str = "", phone: str = "", note: str = "") -> Contact:
    """What is kept of a person. Name and note lose an end that is too long, for nobody sits there
    to shorten them; a mail address or phone number that is too long is none, and is left out.
    """
    mail, phone = clean(mail), dialled(phone)
    return Contact(
        name=clean(name)[:TEXT_MAX].rstrip(),
        mail=mail if len(mail) <= TEXT_MAX else "",
        phone=phone if len(phone) <= TEXT_MAX else "",
        note=clean(note)[:TEXT_MAX].rstrip(),
    )


def dialled(phone: str) -> str:
    """A phone number without what people put between its digits, lest a part of it look like a
    citizen service number.
    """
    return _BETWEEN_DIGITS.sub("", clean(phone))


def holds_number(person: Mapping[str, object]) -> bool:
    """Whether a citizen service number stands in any text, kept or not."""
    return any(
        has_bsn(dialled(said) if "phone" in name.lower() else said)
        for name, said in without_numbers(person).items()
        if isinstance(said, str) and name not in NOT_TEXT
    )


def without_numbers(person: Mapping[str, object]) -> dict[str, object]:
    """A person without the fields for a citizen service number and without what is empty."""
    return {key: value for key, value in person.items() if key not in NUMBERS and value}
