"""One example of all that is wished and seen of caring for who is in the building, each field
filled.
"""

from typing import Any

from wire import care
from wire import commands as said
from wire.base import Message
from wire.rows import VisitRow

AT = 1_780_902_000_000
"""Monday 8 June 2026, 09:00 in Groningen."""
ID = "0f3c9a7e5b1d4c68"
VISIT = "7b1d4c680f3c9a7e"

COMMANDS: tuple[Message, ...] = (
    said.LeavePhone(id=ID, visit=VISIT, phone="06 12345678"),
    said.AskIn(id=ID, visit=VISIT),
    said.GiveBadge(id=ID, visit=VISIT),
    said.TakeBadge(id=ID, visit=VISIT),
    said.PrintInside(id=ID),
)

OF_VISIT: dict[str, Any] = {
    "coming_at": AT + 120_000,
    "escalated": True,
    "badge": 7,
    "outside": True,
    "phone": True,
    "back_at": AT + 900_000,
}

OF_GREETER: dict[str, Any] = {
    "room": care.RoomRow(persons=12, persons_max=12, outside=2),
    "building": care.BuildingRow(
        persons=14,
        rows=(
            care.InsideRow(
                visit=VISIT,
                persons=2,
                place="serving",
                ticket="A042",
                name="Mevrouw De Vries",
                look="blue hat",
                desk="3",
                badge=7,
                since=AT,
            ),
        ),
    ),
}


def alert(visit: VisitRow) -> care.AlertRow:
    """Of that visit."""
    return care.AlertRow(visit=visit, escalated=True, count=2)
