"""A period of whole service days: how it is written, read, named and cut. Knows no figure."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date

from wire.words import say

LOCALES = {"en": "en_GB"}
"""Where the language alone would write dates as on another continent."""

_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|W(?P<week>\d{2})"
    r"|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} is before {self.first}")

    @classmethod
    def day(cls, day: date) -> "Period":
        return cls(day, day)

    @classmethod
    def week(cls, year: int, number: int) -> "Period":
        """An ISO week: Monday to Sunday. Raises ValueError for a week that the year has not."""
        monday = date.fromisocalendar(year, number, 1)
        return cls(monday, monday + timedelta(days=6))

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        return cls._months(year, month, month)

    @classmethod
    def quarter(cls, year: int, number: int) -> "Period":
        return cls._months(year, 3 * number - 2, 3 * number)

    @classmethod
    def half_year(cls, year: int, number: int) -> "Period":
        return cls._months(year, 6 * number - 5, 6 * number)

    @classmethod
    def year(cls, year: int) -> "Period":
        return cls._months(year, 1, 12)

    @classmethod
    def _months(cls, year: int, first: int, last: int) -> "Period":
        if not 1 <= first <= last <= 12:
            raise ValueError(f"a year has no month {first}")
        return cls(date(year, first, 1), date(year, last, monthrange(year, last)[1]))

    @classmethod
    def read(cls, text: str) -> "Period":
        """2018, 2018-H1, 2018-Q2, 2018-06, 2018-W12, 2018-06-08. Raises ValueError with a
        sentence.
        """
        found = _WRITTEN.fullmatch(text.strip().upper())
        if found is None:
            raise ValueError(f'"{text}" is no period such as 2018, 2018-H1, 2018-06 or 2018-W12')
        year = int(found["year"])
        try:
            if found["half"]:
                return cls.half_year(year, int(found["half"]))
            if found["quarter"]:
                return cls.quarter(year, int(found["quarter"]))
            if found["week"]:
                return cls.week(year, int(found["week"]))
            if found["day"]:
                return cls.day(date(year, int(found["month"]), int(found["day"])))
            return cls.month(year, int(found["month"])) if found["month"] else cls.year(year)
        except ValueError:
            raise ValueError(f'"{text}" is a period that the calendar does not have') from None

    @property
    def written(self) -> str:
        """As `read` takes it; for other periods the first and last day with two dots between."""
        year = self.first.year
        named = {f"{year}": Period.year(year)}
        named |= {f"{year}-H{half}": Period.half_year(year, half) for half in (1, 2)}
        named |= {f"{year}-Q{quarter}": Period.quarter(year, quarter) for quarter in range(1, 5)}
        named |= {f"{year}-{self.first:%m}": Period.month(year, self.first.month)}
        for text, period in named.items():
            if period == self:
                return text
        iso = self.first.isocalendar()
        if self == Period.week(iso.year, iso.week):
            return f"{iso.year}-W{iso.week:02d}"
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first}..{self.last}"

    def label(self, language: str) -> str:
        """As people read it: "week 12 van 2018", "eerste halfjaar van 2018", "8 juni 2018"."""
        written = self.written
        if ".." in written:
            days = {"van": date_text(self.first, language), "tot": date_text(self.last, language)}
            return say(language, "period.range", **days)
        head, _, rest = written.partition("-")
        if not rest:
            return head
        if rest[0] in "HQ":
            return say(language, f"period.{rest.lower()}", jaar=head)
        if rest[0] == "W":
            return say(language, "period.week", week=int(rest[1:]), jaar=head)
        if len(rest) == 2:
            return str(format_date(self.first, "MMMM y", locale=LOCALES.get(language, language)))
        return date_text(self.first, language)

    def days(self) -> Iterator[date]:
        for ahead in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=ahead)


def date_of(text: str) -> date:
    """Raises ValueError with a sentence."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{text}" is not a date such as 2026-11-20') from None


def date_text(day: date, language: str) -> str:
    """ "8 juni 2018"."""
    return format_date(day, "long", locale=LOCALES.get(language, language))
