"""The periods that can be chosen on the public page: the running half-year, the one before, and
years. Only these are ever read, so that nobody can ask for endless others.
"""

from dataclasses import dataclass
from datetime import date

from host.measures.span import Period, date_text
from wire.words import say

YEARS_MAX = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """One period. `key` is how it stands in an address: 2026-H2, 2025."""

    key: str
    period: Period
    """As far as it has come."""
    running: bool

    def name(self, language: str) -> str:
        """Without the day: "tweede halfjaar van 2026, tot nu toe"."""
        name = Period.read(self.key).label(language)
        return say(language, "indicators.running", periode=name) if self.running else name

    def label(self, language: str) -> str:
        """ "tweede halfjaar van 2026, tot en met 22 november 2026"."""
        name = Period.read(self.key).label(language)
        if not self.running:
            return name
        day = date_text(self.period.last, language)
        return say(language, "indicators.until", periode=name, dag=day)


def choices(today: date, first_day: str) -> list[Choice]:
    """The running half-year first. `first_day`: of what is kept, ISO; empty: nothing is."""
    half = 1 if today.month <= 6 else 2
    before = (today.year, 1) if half == 2 else (today.year - 1, 2)
    halves = [f"{today.year}-H{half}", f"{before[0]}-H{before[1]}"]
    first = int(first_day[:4]) if first_day else today.year
    oldest = max(min(first, today.year), today.year - YEARS_MAX + 1)
    years = [str(year) for year in range(today.year, oldest - 1, -1)]
    return [_choice(key, today) for key in (*halves, *years)]


def _choice(key: str, today: date) -> Choice:
    whole = Period.read(key)
    running = today <= whole.last
    return Choice(key, Period(whole.first, min(whole.last, today)), running)
