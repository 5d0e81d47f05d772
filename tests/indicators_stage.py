"""A town with promises and visits of two years, put into the store as rows, for the tests of the
public figures.
"""

from contextlib import asynccontextmanager
from functools import partial

import httpx
from sqlalchemy import insert

from host.store.tables import VISIT, VISIT_SERVICE
from tests.town import SETTINGS, Clock, a_town, at

NORMS = """
[[norms]]
id = "met-afspraak"
names = { nl = "Wachten met afspraak", en = "Waiting when booked", de = "Warten mit Termin" }
definition = "wt_a"
limit_minutes = 10
target = 0.9
decided_by = "Raad"
decided_on = 2019-11-05
[[norms]]
id = "met-afspraak"
version = 2
names = { nl = "Wachten met afspraak", en = "Waiting when booked", de = "Warten mit Termin" }
definition = "wt_a"
limit_minutes = 5
target = 0.95
valid_from = 2026-09-01
decided_by = "Gemeenteraad"
decided_on = 2026-06-30
[[norms]]
id = "zonder-afspraak"
definition = "wt_w"
statistic = "mean"
limit_minutes = 15
decided_by = "College"
[[norms]]
id = "oordeel"
definition = "sat"
statistic = "mean"
limit_mark = 8
decided_by = "College"
[[norms]]
id = "oud"
names = { nl = "Balie", en = "Desk", de = "Schalter" }
target = 0.9
decided_by = "Raad"
"""
TEXT = SETTINGS + NORMS
NAME, CODE, TICKET = "Wilma de Vries", "K7Q2XM", "A042"
NOW = "2026-11-20"
"""A Friday in the second half-year."""


def helped(line, location, day, waits, by_appointment=True, service="passport"):
    """Visits of a day that waited so many seconds each."""
    start = at("10:00", day)
    kind = "a" if by_appointment else "w"
    names = [f"{day}-{service}-{kind}-{number}" for number in range(len(waits))]
    visits = [
        {
            "location": location,
            "day": day,
            "visit": name,
            "by_appointment": by_appointment,
            "stage": "done",
            "outcome": "served",
            "ticket": TICKET,
            "language": "nl",
            "persons": 1,
            "transactions": 1,
            "waited_for": service,
            "appointed": start if by_appointment else None,
            "arrived": start,
            "first_called": start + round(wait * 1000),
            "met": start + round(wait * 1000),
            "ended": start + round(wait * 1000) + 600_000,
            "late": False,
            "auto": False,
            "times_wrong": False,
            "wait_seconds": float(wait),
            "felt_seconds": float(wait),
            "service_seconds": 600.0,
            "served_seconds": 0.0,
            "away_seconds": 0.0,
        }
        for name, wait in zip(names, waits, strict=True)
    ]
    services = [
        {"location": location, "day": day, "visit": name, "position": 0, "service": service}
        for name in names
    ]
    line.execute(insert(VISIT), visits)
    line.execute(insert(VISIT_SERVICE), services)


DAYS = (
    ("hall", "2024-03-04", [100.0] * 20, True),
    ("hall", "2025-03-03", [250.0] * 30, True),
    ("hall", "2026-03-02", [120.0] * 18 + [700.0] * 2, True),
    ("hall", "2026-07-06", [300.0] * 39 + [601.0], True),
    ("hall", "2026-10-05", [300.0] * 18 + [301.0], True),
    ("hall", "2026-10-05", [900.4] * 12, False),
    ("annex", "2026-10-05", [60.0] * 7, True),
    ("annex", "2026-10-05", [456.0] * 25, False),
)
"""The first norm: 39 of 40 within ten minutes, then 18 of 19 within five. The annex: seven with an
appointment, too few to tell."""


@asynccontextmanager
async def a_told_town(folder, text=TEXT, days=DAYS, clock=None):
    """The running host over these days, and a browser that knows no script."""
    async with a_town(folder, clock or Clock("16:28", NOW), text=text) as town:
        for location, day, waits, by_appointment in days:
            put = partial(
                helped, location=location, day=day, waits=waits, by_appointment=by_appointment
            )
            town.host.store.change(put)
        async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
            yield town, web
