"""How a visitor wants the screen: large letters, high contrast, keys at one hand or low down, or
no digit keys. Kept for as long as the visitor is there, and no longer.
"""

from dataclasses import dataclass, replace

from visitor.page import Option, Page, Session
from wire.words import say

LARGE, CONTRAST, LEFT, RIGHT, LOW = "large", "contrast", "left", "right", "low"
KEYLESS = "keyless"
"""Single characters choose nothing: for who speaks to the screen (WCAG 2.1, 2.1.4)."""
ALL = (LARGE, CONTRAST, LEFT, RIGHT, LOW, KEYLESS)
"""In the order of their keys."""
CLOSE_KEY = "8"
_NOT_BOTH = {LEFT: RIGHT, RIGHT: LEFT}


@dataclass(frozen=True)
class Looks:
    """What was chosen; nothing at first."""

    chosen: frozenset[str] = frozenset()

    def turn(self, look: str) -> "Looks":
        """Sets a look or takes it away. One hand at a time."""
        if look in self.chosen:
            return Looks(self.chosen - {look})
        return Looks((self.chosen - {_NOT_BOTH.get(look, "")}) | {look})

    @property
    def classes(self) -> str:
        """As they stand in the page."""
        return " ".join(look for look in ALL if look in self.chosen)


def look_page(language: str, looks: Looks) -> Page:
    """Each look is a mark to set or take away; one key leads back to where the visitor was."""
    nowhere = Session()
    page = Page(
        step="looks",
        language=language,
        title=say(language, "look.title"),
        lines=(say(language, "look.how"),),
        options=tuple(
            Option(str(number), say(language, f"look.{look}"), nowhere, on=look in looks.chosen)
            for number, look in enumerate(ALL, start=1)
        ),
    )
    return replace(page, more=Option(CLOSE_KEY, say(language, "look.done"), nowhere))


def look_of(key: str) -> str:
    """The look of a key; empty when it is none."""
    return dict(zip("123456", ALL, strict=True)).get(key, "")
