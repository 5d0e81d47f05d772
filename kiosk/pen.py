"""The pen of a staff screen: its words in one language, the time of day, the names of services and
desks. Knows no view and no widget.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from wire.base import Millis
from wire.rows import VisitRow
from wire.setup import Setup
from wire.words import languages, say


@dataclass(frozen=True)
class Pen:
    """Writes in one language, at one place: its words, its time of day, its names of services and
    desks.
    """

    language: str = "nl"
    timezone: str = "Europe/Amsterdam"
    services: dict[str, str] = field(default_factory=dict)
    desks: dict[str, str] = field(default_factory=dict)
    town_language: str = "nl"

    @classmethod
    def of(cls, setup: Setup | None, language: str, timezone: str) -> Pen:
        """The pen of a location; a service without a name in this language has the first one that
        it has.
        """
        if setup is None:
            return cls(language=language, timezone=timezone)
        return cls(
            language=language,
            timezone=timezone,
            services={
                each.service: each.names.get(language)
                or next(iter(each.names.values()), each.service)
                for each in setup.services
            },
            desks={each.desk: each.label for each in setup.desks},
            town_language=setup.languages[0],
        )

    def say(self, key: str, **values: object) -> str:
        return say(self.language, f"staff.{key}", **values)

    def word(self, group: str, word: str) -> str:
        """The text of a stable word; the word itself where a newer host says one that is not known
        here.
        """
        try:
            return self.say(f"{group}.{word}")
        except KeyError:
            return word

    def refusal(self, word: str) -> str:
        """What to do about a refusal."""
        try:
            return say(self.language, f"refusal.{word}")
        except KeyError:
            return self.say("refused")

    def time(self, at: Millis) -> str:
        """The time of day, as "10:20"."""
        return datetime.fromtimestamp(at / 1000, ZoneInfo(self.timezone)).strftime("%H:%M")

    def minutes(self, minutes: int) -> str:
        """So many minutes in words: "51 min", and from an hour on "4 u 51"."""
        if minutes < 60:
            return self.say("minutes", n=minutes)
        return self.say("hours", u=minutes // 60, m=f"{minutes % 60:02d}")

    def device(self, device: str) -> str:
        """The plain name of a device: a key such as "kiosk-2" in words, any other name as it is."""
        role, _, rest = device.partition("-")
        word = self.word("role", role)
        return f"{word.capitalize()} {rest}".strip() if word != role else device

    def both_names(self, device: str) -> str:
        """The plain name of a device, and beside it the one that is typed where that differs."""
        plain = self.device(device)
        return plain if plain == device else f"{plain} ({device})"

    def service_names(self, services: tuple[str, ...]) -> str:
        return ", ".join(self.services.get(each, each) for each in services)

    def desk(self, desk: str) -> str:
        """A desk's label without the word that stands around it already: "3" of "Balie 3"."""
        label = self.desks.get(desk, desk)
        for language in languages():
            word = say(language, "staff.desk", balie="")
            if label.lower().startswith(word.lower()):
                return label[len(word) :]
        return label

    def who(self, row: VisitRow) -> str:
        """What staff call a visit: its number; without one the name, or a word for anybody."""
        return row.ticket or row.name or self.say("nameless")
