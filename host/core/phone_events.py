"""The facts that visitors bring about on the page of their own visit. `host.core.events` lists them
with the others.
"""

from typing import Literal

from host.core.event import VisitEvent
from wire.base import Language, Millis


class TimeAsked(VisitEvent):
    """The visitor asked for a little time: nobody calls until then, and the place in line stays."""

    kind: Literal["time_asked"] = "time_asked"
    until: Millis


class LanguageChosen(VisitEvent):
    """The visitor reads another language than was chosen at the door."""

    kind: Literal["language_chosen"] = "language_chosen"
    language: Language
