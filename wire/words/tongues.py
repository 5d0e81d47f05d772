"""What the house knows of each language: which way it runs, who meets it, what shows it. Some are
for everybody; the others are for visitors only. Holds no texts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]
MACHINE = "machine-drafted, to be checked by a native reader"
"""What a language says of itself until somebody who grew up with it has read it."""


@dataclass(frozen=True)
class Tongue:
    """One language."""

    english: str
    direction: Direction = "ltr"
    whole: bool = False
    """It has every text of the house: staff, pages for appointments, mail. If not, it has what a
    visitor of the hall meets."""
    terminal: bool = True
    """A terminal can show it: one letter a cell, from left to right."""
    unspoken: bool = False
    """No voice reads it."""
    checked: bool = False
    """A native reader has read all of it."""


TONGUES: dict[str, Tongue] = {
    "nl": Tongue("Dutch", whole=True, checked=True),
    "en": Tongue("English", whole=True, checked=True),
    "de": Tongue("German", whole=True, checked=True),
    "uk": Tongue("Ukrainian"),
    "pl": Tongue("Polish"),
    "tr": Tongue("Turkish"),
    "ar": Tongue("Arabic", direction="rtl", terminal=False),
    "ti": Tongue("Tigrinya", terminal=False, unspoken=True),
}

OFFERED_MAX = 8
"""So many languages have a key of their own at a kiosk; the ninth key is help."""

VISITOR_KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "alone": (("alone.",), ()),
    "board": (("display.",), ("display.pair.",)),
    "booking": (("booking.language", "booking.wrong.short", "booking.wrong.title"), ()),
    "care": (("outside.", "slip.outside", "slip.badge"), ()),
    "kiosk": (("",), ()),
    "mail": (("sms.",), ("sms.round.",)),
    "message": (("sms.",), ()),
    "phone": (("phone.",), ()),
    "slip": (("ticket.", "slip."), ("slip.test.",)),
    "speech": (("speech.",), ()),
    "survey": (("survey.",), ("survey.told.",)),
    "webkiosk": (("book.", "code.", "look.", "parts.", "phone."), ()),
}
"""The surfaces that a visitor of the hall meets. Of each the beginnings of the keys that are
theirs, then of those that are not: these are for staff, or for who sets up a device."""

NOT_HERE = (
    "the pages for appointments, mail and letters, the dashboard, reports and the screens of staff"
)
"""What a language for visitors does not have, in words."""


def is_due(language: str, surface: str, key: str) -> bool:
    """Whether a text of a surface should stand in this language."""
    if is_whole(language):
        return True
    if surface == "speech" and tongue(language).unspoken:
        return False
    wanted, unwanted = VISITOR_KEYS.get(surface, ((), ()))
    return key.startswith(wanted) and not key.startswith(unwanted)


def tongue(language: str) -> Tongue:
    """What is known of a language; one that nobody knows is Dutch, as its texts are."""
    return TONGUES.get(language, TONGUES["nl"])


def direction(language: str) -> Direction:
    """Which way a language runs."""
    return tongue(language).direction


def is_whole(language: str) -> bool:
    return language in TONGUES and TONGUES[language].whole


def whole(languages: Iterable[str]) -> tuple[str, ...]:
    """Those that have every text, in their order."""
    return tuple(each for each in languages if is_whole(each))


def for_terminal(languages: Iterable[str]) -> tuple[str, ...]:
    """Those that a terminal can show, in their order."""
    return tuple(each for each in languages if tongue(each).terminal)
