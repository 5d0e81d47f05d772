"""What came with a request, as plain text: the fields of an address or of a form. A file that
somebody uploads is left out.
"""

from collections.abc import Iterable
from datetime import date


class Said:
    """Fields by name, in the order in which they came."""

    def __init__(self, fields: Iterable[tuple[str, object]]) -> None:
        self._fields = [(name, value) for name, value in fields if isinstance(value, str)]

    def one(self, name: str) -> str:
        """The first of a name; empty when there is none."""
        return next((value for known, value in self._fields if known == name), "")

    def all(self, name: str) -> list[str]:
        return [value for known, value in self._fields if known == name]

    def day(self, name: str) -> date | None:
        """A field that is an ISO date."""
        text = self.one(name)
        try:
            return date.fromisoformat(text) if len(text) == 10 else None
        except ValueError:
            return None

    def number(self, name: str) -> int | None:
        """A field that is a whole number."""
        return number(self.one(name))


def number(text: str) -> int | None:
    """Digits only, few enough to be a moment in milliseconds."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 14 else None
