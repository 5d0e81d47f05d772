"""Who is still due today, for a neighbouring town that takes over: a code, a time and a product.
No name, no telephone number, nothing of a document.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from host.core.day import Day, Visit
from host.settings import Settings

Urgency = Literal["death", "birth", "urgent_document", "other"]
ORDER: tuple[Urgency, ...] = ("death", "birth", "urgent_document", "other")
"""Terms of law first: a burial and a birth cannot wait, nor can somebody who travels tomorrow."""

DUE = frozenset({"expected", "waiting", "called", "parked", "missed"})
HEAD = ("time", "code", "product", "urgency")
EXPIRES = "# expires: "
_DEATH, _BIRTH, _SOON = ("overlij", "death"), ("geboort", "birth"), ("spoed", "nood", "urgent")


@dataclass(frozen=True)
class Due:
    """One party that has not been helped."""

    time: str
    """Of the appointment; of the arrival where there is none."""
    code: str
    """Of the appointment; the number on the slip where there is none."""
    product: str
    urgency: Urgency


def due_of(settings: Settings, location: str, day: Day) -> list[Due]:
    """The most urgent first, then by time."""
    zone = settings.zone(location)
    visits = [visit for visit in day.visits.values() if visit.stage in DUE]
    rows = [_row(settings, zone, visit) for visit in visits]
    return sorted(rows, key=lambda row: (ORDER.index(row.urgency), row.time, row.code))


def _row(settings: Settings, zone: ZoneInfo, visit: Visit) -> Due:
    at = visit.appointed if visit.appointed is not None else visit.arrived
    assert at is not None
    return Due(
        time=f"{datetime.fromtimestamp(at / 1000, zone):%H:%M}",
        code=visit.code or visit.ticket,
        product=" + ".join(_product(settings, name) for name in visit.services),
        urgency=min((urgency_of(settings, name) for name in visit.services), key=ORDER.index),
    )


def _product(settings: Settings, name: str) -> str:
    """The name in the national list of products where it is known: the neighbour has the same."""
    service = settings.services.get(name)
    if service is None:
        return name
    return service.upl or service.names.get(settings.town.languages[0], name)


def urgency_of(settings: Settings, name: str) -> Urgency:
    """By the names of a service. One that the town calls urgent is never among the others."""
    service = settings.services.get(name)
    if service is None:
        return "other"
    told = " ".join((name, service.upl, *service.names.values())).lower()
    if any(word in told for word in _DEATH):
        return "death"
    if any(word in told for word in _BIRTH):
        return "birth"
    if service.urgent or any(word in told for word in _SOON):
        return "urgent_document"
    return "other"


def text_of(rows: Iterable[Due], heading: dict[str, str], expires: datetime) -> str:
    """The list as anybody can read it: lines of remarks, then rows with semicolons."""
    told = io.StringIO()
    for name, value in heading.items():
        told.write(f"# {name}: {value}\n")
    told.write(f"{EXPIRES}{expires.isoformat()}\n")
    table = csv.writer(told, delimiter=";", lineterminator="\n")
    table.writerow(HEAD)
    table.writerows((row.time, row.code, row.product, row.urgency) for row in rows)
    return told.getvalue()


def expires_of(text: str) -> datetime:
    """When a list is over. Raises ValueError for what is no list."""
    for line in text.splitlines():
        if line.startswith(EXPIRES):
            return datetime.fromisoformat(line.removeprefix(EXPIRES))
    raise ValueError("this is no list of balie fallback")
