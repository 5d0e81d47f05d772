"""Days and weeks by their ISO names: the next one, the Monday of one, and how staff read them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.pen import Pen
from wire.base import DayName, Millis
from wire.words import say

DAYS_IN_WEEK = 7


def later(day: DayName, days: int) -> DayName:
    """So many days later; earlier with a negative number."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def week_of(day: DayName) -> tuple[DayName, ...]:
    """Monday to Sunday of the week that the day lies in."""
    monday = later(day, -date.fromisoformat(day).weekday())
    return tuple(later(monday, n) for n in range(DAYS_IN_WEEK))


def day_of(at: Millis, pen: Pen) -> DayName:
    """The calendar day of a moment, at the place of the pen."""
    return datetime.fromtimestamp(at / 1000, ZoneInfo(pen.timezone)).date().isoformat()


def day_text(day: DayName, pen: Pen) -> str:
    """In full: "woensdag 7 januari"."""
    return _written(day, pen, say(pen.language, "date.days"), say(pen.language, "date.months"))


def short_day(day: DayName, pen: Pen) -> str:
    """For a column: "wo 7 jan"."""
    return _written(day, pen, pen.say("date.days"), pen.say("date.months"))


def weekday(day: DayName, pen: Pen) -> str:
    """Two letters: "wo"."""
    return pen.say("date.days").split()[date.fromisoformat(day).weekday()]


def near(day: DayName, today: DayName, pen: Pen) -> str:
    """ "vandaag" or "morgen"; nothing for other days."""
    words = {today: "date.today", later(today, 1): "date.tomorrow"}
    return pen.say(words[day]) if day in words else ""


def typed_day(typed: str, today: DayName) -> DayName | None:
    """The first day from today on that is written as "24-11", "24/11", "24 11" or "24-11-2026"."""
    found = re.fullmatch(r"\s*(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?\.?\s*", typed)
    if found is None:
        return None
    now = date.fromisoformat(today)
    for year in [int(found[3])] if found[3] else [now.year, now.year + 1]:
        try:
            day = date(year, int(found[2]), int(found[1]))
        except ValueError:
            continue
        if day >= now or found[3]:
            return day.isoformat()
    return None


def _written(day: DayName, pen: Pen, days: str, months: str) -> str:
    at = date.fromisoformat(day)
    return say(
        pen.language,
        "date.day",
        dag=days.split()[at.weekday()],
        nummer=at.day,
        maand=months.split()[at.month - 1],
    )
