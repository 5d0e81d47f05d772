"""How a visitor wants the screen: large letters, high contrast, keys at one hand or low down, or
no digit keys. Kept for as long as the visitor is there, and no longer.
"""

from dataclasses import dataclass, replace

from visitor.page import BACK_KEY, Option, Page, Session
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


def look_page(language: str, looks: Looks, help: Option | None = None) -> Page:
    """Each look is a mark to set or take away; two keys lead back to where the visitor was, and one
    to a person as it does there.
    """
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
    back = Option(BACK_KEY, say(language, "key.back"), nowhere)
    done = Option(CLOSE_KEY, say(language, "look.done"), nowhere)
    return replace(page, back=back, more=done, help=help)


def look_of(key: str) -> str:
    """The look of a key; empty when it is none."""
    return dict(zip("123456", ALL, strict=True)).get(key, "")
