"""What a promise to call back takes from calendars: when each term ends, from when it is about to
be late, which half-day a call was on. The rules are `host.core.callbacks`'s.
"""

from datetime import date, datetime, timedelta

from host.core.callbacks import judged_terms
from host.settings import Settings
from host.settings.callbacks import Department
from host.settings.working_days import Calendar, due, office_time_before
from host.store.callbacks import CallbackRow

NOON_HOUR = 12


def terms_of(
    settings: Settings, location: str, department: Department, created: int, term_days: int
) -> dict[int, int]:
    """The end of each norm on a note, by its working days."""
    return {
        days: due(settings, location, created, days, department.calendar)
        for days in judged_terms(term_days, department.terms)
    }


def soon_at(settings: Settings, row: CallbackRow) -> int:
    """From when it is about to be late; where the location is gone, when it is."""
    if row.location not in settings.locations:
        return row.due
    calendar: Calendar = "legal" if row.calendar == "legal" else "local"
    minutes = settings.callbacks.soon_minutes
    return office_time_before(settings, row.location, row.due, minutes, calendar)


def half_day(settings: Settings, location: str, at: int) -> str:
    """The morning or the afternoon of a moment: "2026-11-20 am"."""
    local = datetime.fromtimestamp(at / 1000, settings.zone(location))
    return f"{local.date().isoformat()} {'am' if local.hour < NOON_HOUR else 'pm'}"


def day_of(settings: Settings, location: str, at: int) -> date:
    """The local date of a moment."""
    return datetime.fromtimestamp(at / 1000, settings.zone(location)).date()


def erased_when_open(settings: Settings, location: str, due_at: int) -> str:
    """The ISO date until which a note that nobody finishes keeps its caller."""
    last = day_of(settings, location, due_at)
    return (last + timedelta(days=settings.callbacks.open_days)).isoformat()


def erased_when_done(settings: Settings, location: str, ended: int) -> str:
    """The ISO date on which the caller of a finished note is forgotten."""
    kept_days = max(1, settings.town.retention_days)
    return (day_of(settings, location, ended) + timedelta(days=kept_days)).isoformat()
