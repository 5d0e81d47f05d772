"""What the host keeps and how it is asked for it again: the only folder that speaks SQL.

`Store` is the door; `access` (devices, pairing, staff) and `queries` are functions over a
connection, for `Store.read`, `ask`, `change` and `change_soon`: `await store.ask(lambda line:
queries.people(line, location, day))`.
"""

from host.store.kept import (
    AppointmentRow,
    Kept,
    MessageRow,
    PersonChange,
    PersonRow,
    RaceLost,
    RoundRow,
    StoreBusy,
    StoreUnfit,
    VisitRecord,
)
from host.store.store import Store

__all__ = [
    "AppointmentRow",
    "Kept",
    "MessageRow",
    "PersonChange",
    "PersonRow",
    "RaceLost",
    "RoundRow",
    "Store",
    "StoreBusy",
    "StoreUnfit",
    "VisitRecord",
]
