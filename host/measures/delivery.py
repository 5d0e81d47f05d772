"""What the report tells of documents: how many were applied for, how many are brought home, and how
many visitors will come to collect theirs. Where home delivery is not offered there is no share.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from host.core.cells import Cell, share
from host.settings import Settings
from host.store import VisitRecord
from host.store.lean import Documents

Offered = Literal["not offered", "on some days", "offered"]


@dataclass(frozen=True)
class DeliveryReport:
    """Of one location in a period (DL). A document is one service for one person."""

    offered: Offered
    applied: int
    """Documents that were applied for at a desk and are not handed out at once."""
    asked: int
    """Of these, on days on which home delivery was offered."""
    delivered: int
    """Of these, brought home."""
    share: float | None
    """None: not offered, or nobody was asked."""
    pick_ups: int
    """Visits that will collect: a delivery makes none."""


def handed_out_later(settings: Settings) -> list[str]:
    """The services of which a document is handed out another day."""
    return [name for name, service in settings.services.items() if service.collect_with]


def read_delivery(
    settings: Settings, location: str, days: Sequence[date], applied: Iterable[Documents]
) -> DeliveryReport:
    """The indicator dl, of one location. `days`: all of the period; `applied`: its documents."""
    place = settings.locations[location]
    open_days = {day.isoformat() for day in days if place.delivers(day)}
    documents = asked = delivered = pick_ups = 0
    for each in applied:
        documents += each.documents
        pick_ups += 0 if each.delivery else each.visits
        if each.day in open_days:
            asked += each.documents
            delivered += each.documents if each.delivery else 0
    found = delivered / asked if asked else None
    return DeliveryReport(_offered(open_days, days), documents, asked, delivered, found, pick_ups)


def delivery_share(told: Iterable[DeliveryReport]) -> Cell:
    """Of several locations together; not offered where none of them offered it."""
    offered = [each for each in told if each.offered != "not offered"]
    if not offered:
        return Cell("share", gap="not_offered")
    return share(sum(each.delivered for each in offered), sum(each.asked for each in offered))


def documents_of(settings: Settings, rows: Iterable[VisitRecord]) -> list[Documents]:
    """The documents of visits, one row a visit."""
    later = set(handed_out_later(settings))
    found = []
    for row in rows:
        number = row.persons * sum(service in later for service in row.services)
        if number and row.stage == "done" and row.outcome == "served":
            found.append(Documents(row.location, row.day, row.delivery, number, 1))
    return found


def _offered(open_days: set[str], days: Sequence[date]) -> Offered:
    if not open_days:
        return "not offered"
    return "offered" if len(open_days) == len(days) else "on some days"
