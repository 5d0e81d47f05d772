"""The queues of now in a shape that city platforms read: `QueueMonitor` of the Smart Data Models
(dataModel.QueueManagement, schema version 0.0.1, properties without NGSI wrapping).

One entity a location and none a service, and no ticket: of a queue of fewer than ten it tells
whether there is one, not how long it is.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from host.core.cells import LEAST, counted, hidden
from host.hall import Hall
from host.settings import Settings
from host.views.hours import is_open
from wire.words import say


def entities(
    settings: Settings, halls: Iterable[Hall], now: int, language: str
) -> list[dict[str, Any]]:
    """One entity for each hall. Only `id` and `type` are required by the schema; what is not known
    is left out.
    """
    return [_entity(settings, hall, now, language) for hall in halls]


def _entity(settings: Settings, hall: Hall, now: int, language: str) -> dict[str, Any]:
    place = settings.locations[hall.location]
    at = place.address
    street = f"{at.street} {at.house_number}{at.house_number_suffix}".strip()
    address = {
        "streetAddress": street,
        "postalCode": at.postal_code,
        "addressLocality": at.city,
    }
    told = {
        "id": f"{settings.server.url.rstrip('/')}/indicators/queue-monitor.json#{hall.location}",
        "type": "QueueMonitor",
        "localId": hall.location,
        "name": place.name,
        "officeName": place.name,
        "dataProvider": settings.town.name,
        "source": settings.server.url,
        "dateModified": _moment(now),
        "address": {key: value for key, value in address.items() if value},
        **_queue(hall, now, language),
    }
    return {key: value for key, value in told.items() if value not in ("", {}, None)}


def _queue(hall: Hall, now: int, language: str) -> dict[str, Any]:
    day = hall.day
    if day is None or day.plan is None:
        return {"serviceStatus": "Suspended"}
    opens = day.plan.opens
    found: dict[str, Any] = {
        "serviceStatus": "Open" if is_open(day, now) else "Closed",
        "scheduleTime": None if opens is None else _moment(opens),
    }
    waiting = hidden(counted(len(day.lines)))
    if waiting.value is None:
        note = say(language, "indicators.queue.few", n=LEAST)
        return {**found, "serviceStatusNote": note}
    return {**found, "ticketsToServe": int(waiting.value)}


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
