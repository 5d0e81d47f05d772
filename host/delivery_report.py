"""What the report tells of documents: how many were applied for, how many are brought home, and how
many visitors will come to collect theirs. Where home delivery is not offered there is no share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from host.core.indicators import Ratio
from host.core.printing import count, percent
from host.settings import Settings
from host.store import VisitRecord
from wire.words import say

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


def read_delivery(
    settings: Settings, location: str, days: Sequence[date], rows: Sequence[VisitRecord]
) -> DeliveryReport:
    """`days`: all of the period; `rows`: its visits."""
    place = settings.locations[location]
    open_days = {day.isoformat() for day in days if place.delivers(day)}
    applied = asked = delivered = pick_ups = 0
    for row in rows:
        documents = _documents(settings, row)
        if not documents:
            continue
        applied += documents
        pick_ups += not row.delivery
        if row.day in open_days:
            asked += documents
            delivered += documents if row.delivery else 0
    share = Ratio(delivered, asked).value
    return DeliveryReport(_offered(open_days, days), applied, asked, delivered, share, pick_ups)


def delivery_line(told: DeliveryReport, tongue: str = "en") -> str:
    """One line of the report."""
    word = partial(say, tongue)
    documents = f"{word('report.documents')} {count(told.applied)}   {word('report.delivery')}"
    pick_ups = f"   {word('report.pick_ups')} {count(told.pick_ups)}"
    if told.offered == "not offered":
        return f"{documents} {word('report.delivery.not')}{pick_ups}"
    share = "" if told.share is None else f" ({percent(told.share)} %)"
    said = word("report.delivery.of", n=count(told.delivered), m=count(told.asked)) + share
    when = "" if told.offered == "offered" else f", {word('report.delivery.some')}"
    return f"{documents} {said}{when}{pick_ups}"


def _documents(settings: Settings, row: VisitRecord) -> int:
    if row.stage != "done" or row.outcome != "served":
        return 0
    known = (settings.services.get(name) for name in row.services)
    return row.persons * sum(bool(service and service.collect_with) for service in known)


def _offered(open_days: set[str], days: Sequence[date]) -> Offered:
    if not open_days:
        return "not offered"
    return "offered" if len(open_days) == len(days) else "on some days"
