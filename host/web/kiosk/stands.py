"""The kiosks that stand in the halls, by the right that their browser keeps in a cookie which no
script can read. A right that was taken away ends within five seconds.
"""

import asyncio
from dataclasses import dataclass

from fastapi import Request, Response

from host.store import StoreBusy
from host.store.access import DeviceRow
from host.tokens import hash_of
from host.web.doors import Doors
from host.web.kiosk.presence import Presence
from host.web.kiosk.stand import Stand

COOKIE, SCANNER_COOKIE = "balie_kiosk", "balie_kiosk_scanner"
PATH = "/kiosk"
KEPT_SECONDS = 400 * 24 * 3600
"""The longest that browsers keep a cookie; each page asks for it anew."""
SURE_MILLIS = 3_000
"""So long a right is known without asking the store again."""


@dataclass
class Known:
    """A right, and until when it is sure."""

    stand: Stand
    until: int


class Stands:
    """Finds the stand of a request."""

    def __init__(self, doors: Doors, presence: Presence) -> None:
        self.doors = doors
        self.presence = presence
        self._known: dict[str, Known] = {}

    async def of(self, request: Request) -> Stand | None:
        """Whose browser this is; None when no kiosk's, or not any more. Raises StoreBusy for one
        that is not known yet.
        """
        token = request.cookies.get(COOKIE, "")
        if not token:
            return None
        name, now = hash_of(token), self.doors.clock()
        known = self._known.get(name)
        if known is not None and known.until - SURE_MILLIS <= now < known.until:
            return known.stand
        try:
            device = await asyncio.to_thread(self.doors.access.device_of, token)
        except StoreBusy:
            if known is None:
                raise
            return known.stand
        known = self._known.get(name)  # another request of this kiosk may have been first
        if device is None or device.role != "kiosk" or not self._is_here(device):
            self._forget(name, known)
            return None
        if known is None or _who(known.stand.device) != _who(device):
            self._forget(name, known)
            scanner = SCANNER_COOKIE in request.cookies
            known = self._known[name] = Known(Stand(self.doors, device, scanner), 0)
        known.until = now + SURE_MILLIS
        return known.stand

    def _is_here(self, device: DeviceRow) -> bool:
        return device.location in self.doors.office.halls

    def _forget(self, name: str, known: Known | None) -> None:
        self._known.pop(name, None)
        if known is not None:
            self.presence.gone(known.stand.device)


def _who(device: DeviceRow) -> tuple[str, str, str]:
    """What of a device a stand is made from; when it was seen last says nothing."""
    return device.id, device.name, device.location


def let_in(request: Request, response: Response, token: str, scanner: bool) -> None:
    """Gives a browser the right of a kiosk."""
    secure = request.url.scheme == "https"
    for name, value in ((COOKIE, token), (SCANNER_COOKIE, "1" if scanner else "")):
        if value:
            response.set_cookie(
                name,
                value,
                max_age=KEPT_SECONDS,
                path=PATH,
                secure=secure,
                httponly=True,
                samesite="strict",
            )
