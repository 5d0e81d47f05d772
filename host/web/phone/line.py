"""The websocket of a visit's page: the newest view whenever it changes, and a beat. Nothing that
comes from the page is heard.
"""

from contextlib import suppress
from urllib.parse import urlsplit

from fastapi import WebSocket

from host.phones import Looker
from host.store import StoreBusy
from host.web.doors import Doors
from host.web.phone.guard import Guard
from host.web.protocol import line_of

CLOSED_UNKNOWN = 4404


async def look(websocket: WebSocket, token: str, doors: Doors, guard: Guard) -> None:
    """The whole life of one line. Who may not look is refused before the line stands (HTTP 403)."""
    found = None
    with suppress(StoreBusy):
        found = guard.visit_of(websocket, token) if _is_ours(websocket, doors) else None
    if found is None or not doors.phones.has_room(*found):
        await websocket.close(CLOSED_UNKNOWN)
        return
    await websocket.accept()
    line = line_of(websocket.scope)
    looker = Looker(*found, line)
    line.on_caught_up = lambda: doors.phones.caught_up(looker)
    doors.phones.join(looker)
    try:
        while (await websocket.receive())["type"] != "websocket.disconnect":
            pass
    finally:
        line.on_caught_up = None
        doors.phones.leave(looker)


def _is_ours(websocket: WebSocket, doors: Doors) -> bool:
    """Whether a page of this host opens it; a browser always says which."""
    origin = websocket.headers.get("origin")
    here = (websocket.headers.get("host", ""), urlsplit(doors.settings.server.url).netloc)
    return origin is None or urlsplit(origin).netloc in here
