"""What a page may know of the hall, and how it is said: labels, times, days and waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from visitor.page import OPTIONS_MAX
from visitor.tongues import Mixed, spoken
from wire.words import say, words_of

if TYPE_CHECKING:
    from wire.base import Millis
    from wire.rows import Choice
    from wire.setup import ServiceLabel, Setup
    from wire.views import KioskView


@dataclass(frozen=True)
class Hall:
    """The town, what it offers now, and the host's time."""

    setup: Setup
    view: KioskView
    now: Millis
    timezone: str
    scanner: bool = False
    handful: int = OPTIONS_MAX
    """Options of a long list that this kiosk's screen has room for."""
    rating: bool = False
    """Asks visitors who go what they thought, and checks nobody in."""
    alone: bool = False
    """The host is away: this kiosk gives numbers of its own."""
    booking: str = ""
    """Where visitors make an appointment on their own phone; empty: this kiosk cannot show it."""
    bookable: frozenset[str] = frozenset()
    """Services for which they may."""

    @property
    def language(self) -> str:
        """The town's own."""
        return self.setup.languages[0]

    @property
    def ticketless(self) -> bool:
        return self.setup.mode == "hospitality"

    @property
    def prints(self) -> bool:
        return self.view.printer in ("ready", "near_end")

    def label(self, service: str, language: str) -> str:
        """A service's name; the town's language where this one has none."""
        found = self.service(service)
        if found is None:
            return service
        for tongue in (language, self.language, *found.names):
            if tongue in found.names:
                name = found.names[tongue]
                return name if tongue == language else spoken(tongue, name)
        return service

    def service(self, service: str) -> ServiceLabel | None:
        return next((each for each in self.setup.services if each.service == service), None)

    def bring(self, service: str, language: str) -> tuple[str, ...]:
        """What to take along, one thing each."""
        found = self.service(service)
        if found is None:
            return ()
        own = found.bring.get(language)
        if own:
            return own
        return tuple(spoken(self.language, each) for each in found.bring.get(self.language, ()))

    def choice(self, service: str) -> Choice | None:
        return next((each for each in self.view.choices if each.service == service), None)

    def choices(self, collect: bool) -> list[Choice]:
        """What can be chosen, births and deaths first, else in the host's order."""
        known = [(each, self.service(each.service)) for each in self.view.choices]
        wanted = [(each, label) for each, label in known if label and label.collect == collect]
        return [each for each, _ in sorted(wanted, key=lambda pair: not pair[1].urgent)]

    def time(self, at: Millis) -> str:
        """ "10:20", in the town's time zone."""
        return self.local(at).strftime("%H:%M")

    def day(self, at: Millis, language: str) -> str:
        """ "dinsdag 3 maart"."""
        local = self.local(at)
        words = words_of(language)
        weekday = words["date.days"].split()[local.weekday()]
        month = words["date.months"].split()[local.month - 1]
        return say(language, "date.day", dag=weekday, nummer=local.day, maand=month)

    def is_today(self, at: Millis) -> bool:
        return self.local(at).date() == self.local(self.now).date()

    def local(self, at: Millis) -> datetime:
        """The moment on the town's clocks."""
        moment = datetime.fromtimestamp(at / 1000, UTC)
        try:
            return moment.astimezone(ZoneInfo(self.timezone))
        except ZoneInfoNotFoundError:
            return moment


def in_all(hall: Hall, key: str) -> str:
    """A text in every language of the town, once where two say it alike."""
    said: dict[str, str] = {}
    for each in hall.setup.languages:
        said.setdefault(say(each, key), each)
    return Mixed(tuple((tongue, text) for text, tongue in said.items()))


def minutes(language: str, least: int | None, most: int | None) -> str:
    """ "10 tot 15", "10", or empty when nobody can tell."""
    if least is None and most is None:
        return ""
    if least is None or most is None or least == most:
        return str(most if least is None else least)
    return say(language, "wait.range", van=least, tot=most)
