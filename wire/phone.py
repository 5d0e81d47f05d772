"""What a visitor sees of the own visit, on the page whose address is on the slip. No name, no
service, nobody else's number.
"""

from typing import Literal

from pydantic import Field

from wire.base import Message, Millis
from wire.rows import Stage

Wish = Literal["ask_time", "leave", "come_back", "undo"]


class PhoneLine(Message):
    """One sentence: the key of its text, and what is filled in. Good in every language."""

    key: str
    values: dict[str, int | str] = Field(default_factory=dict)


class PhoneWish(Message):
    """A button that is on."""

    wish: Wish
    key: str
    """Of the text on it."""
    until: Millis | None = None
    """From then on it is off again."""


class PhoneView(Message):
    """One visit, for its visitor."""

    kind: Literal["phone"] = "phone"
    stage: Stage
    ticket: str = ""
    """Empty: the visitor is fetched without a number."""
    desk: str = ""
    """What stands after the word for a desk, "3", while the visitor is called there."""
    alert: bool = False
    """Called, or asked in from outside: now the visitor has to move."""
    ring: int = 0
    """Grows with each call of this visit and with being asked in: what a phone sounds once. Never
    falls."""
    fetched: bool = False
    said: tuple[PhoneLine, ...] = ()
    """The first is the news, the others explain it."""
    wishes: tuple[PhoneWish, ...] = ()
    over: bool = False
    """No more news will come."""
    survey: str = ""
    """Where the visitor may say what they thought of it, once it is over."""
