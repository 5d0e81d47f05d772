"""What a kiosk says that stood alone, each field filled: for golden JSON."""

from wire.commands import BringTicket

BROUGHT = BringTicket(
    id="0f3c9a7e5b1d4c68",
    ticket="K012",
    day="2026-06-08",
    taken_at=1_780_902_000_000,
    services=("passport",),
    persons=2,
    language="en",
    needs=("wheelchair",),
    code="K7Q2XM",
    paper="printed",
    unheard="7b1d4c680f3c9a7e",
)
