"""What staff type to find an appointment again, taken apart: words, times of day, dates and phone
numbers.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

WORDS_MAX = 6
_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}))?\.?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{1,2}):(\d{0,2})")
_HOUR = re.compile(r"[01]?[0-9]|2[0-3]")
_PHONE = re.compile(r"(?<!\S)\+?[0-9]+(?: +[0-9]+)+(?!\S)")
PHONE_DIGITS = 8
"""So many digits with blanks between them are one phone number, not several words."""


@dataclass(frozen=True, slots=True)
class Search:
    """All of it must fit: every word in the name, the code or the phone number, the time, the
    day.
    """

    words: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    """ISO dates, any of which may be meant: "3-2" is this year or the next."""
    time: str = ""
    """How the time of day begins, as "09:2"."""

    @classmethod
    def of(cls, text: str, today: date) -> "Search":
        """Takes a typed text apart; what is neither a time nor a date is a word. Beside a name or
        a date an hour needs no colon: "vries 10".
        """
        words: list[str] = []
        days: tuple[str, ...] = ()
        time = ""
        for part in _PHONE.sub(_joined, text).split()[:WORDS_MAX]:
            if _ISO.fullmatch(part):
                days = (part,)
            elif found := _DATE.fullmatch(part):
                days = _dates(int(found[1]), int(found[2]), found[3], today)
            elif found := _TIME.fullmatch(part):
                time = f"{int(found[1]):02d}:{found[2]}"
            else:
                words.append(part)
        hours = [word for word in words if _HOUR.fullmatch(word)]
        if not time and len(hours) == 1 and (days or len(words) > 1):
            words.remove(hours[0])
            time = f"{int(hours[0]):02d}:"
        return cls(tuple(words), days, time)

    @property
    def code(self) -> str:
        """The whole code that it may be: one word and nothing beside it."""
        alone = len(self.words) == 1 and not (self.days or self.time)
        return self.words[0].upper() if alone else ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.days or self.time)

    def fits_time(self, appointed: int, zone: tzinfo) -> bool:
        """Whether a moment (milliseconds UTC) has this time of day."""
        return f"{datetime.fromtimestamp(appointed / 1000, zone):%H:%M}".startswith(self.time)


def _joined(found: re.Match[str]) -> str:
    """The digits in one piece, if there are enough for a phone number."""
    text = found[0].replace(" ", "")
    return text if len(text) >= PHONE_DIGITS else found[0]


def _dates(day: int, month: int, year: str | None, today: date) -> tuple[str, ...]:
    """Without a year this one and the next; a date that does not exist is no day at all."""
    found = []
    for each in [int(year)] if year else [today.year, today.year + 1]:
        try:
            found.append(date(each, month, day).isoformat())
        except ValueError:
            continue
    return tuple(found) or ("none",)
