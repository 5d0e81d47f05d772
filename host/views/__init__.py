"""What each kind of listener sees: views as JSON, made from a hall in memory. Decides nothing and
keeps nothing.

Rows are encoded once per version of a visit and joined as they are, so that a view of fifty rows
costs little.
"""

from collections.abc import Callable

import orjson

from host.hall import Hall
from host.views import board, desk, greeter, kiosk, leader, printer

Key = tuple[str, ...]
"""What a listener sees: the kind of view and, where it differs by it, the device or desk."""

SELDOM = {"leader": 0.9}
"""Kinds of view that are costly, and the seconds between two of them: what a team leader looks at
is there within a second, and made at most as often.
"""


def view_of(hall: Hall, key: Key, now: int) -> bytes:
    """The view of a key as JSON. The day must be in memory."""
    return orjson.dumps(_MAKERS[key[0]](hall, key[1:], now))


def key_of(role: str, device: str, desk_name: str | None) -> Key:
    """Which view a device of a role gets."""
    if role == "display":
        return ("board",)
    if role == "desk":
        assert desk_name is not None
        return ("desk", desk_name)
    if role in ("printer", "leader"):
        return (role,)
    return (role, device)


_MAKERS: dict[str, Callable[[Hall, tuple[str, ...], int], dict[str, object]]] = {
    "board": lambda hall, _, now: board.board(hall, now),
    "kiosk": lambda hall, rest, now: kiosk.kiosk(hall, rest[0], now),
    "greeter": lambda hall, rest, now: greeter.greeter(hall, rest[0], now),
    "desk": lambda hall, rest, now: desk.desk(hall, rest[0], now),
    "printer": lambda hall, _, now: printer.printer(hall, now),
    "leader": lambda hall, _, now: leader.leader(hall, now),
}
