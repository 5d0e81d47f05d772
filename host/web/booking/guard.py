"""Keeps strangers off: a form counts only when it was sent from our own page, and whoever guesses
addresses has to wait.
"""

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from fastapi import Request
from starlette.requests import HTTPConnection

ADDRESSES_MAX = 10_000


def is_ours(request: Request, url: str) -> bool:
    """Whether a form was sent from a page of this host; `url` is the one of the settings. Who sends
    no word about where it came from is no browser, and holds no visitor's rights.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc in (request.headers.get("host", ""), urlsplit(url).netloc)


def address_of(request: HTTPConnection) -> str:
    """Whose tries are counted together: one IPv4 address, or one IPv6 network of 64 bits. Behind a
    proxy on this machine it is the address that the proxy names.
    """
    said = request.client.host if request.client else ""
    try:
        address = ip_address(said)
    except ValueError:
        return said
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return f"{int(address) >> 64:x}::"
    return str(getattr(address, "ipv4_mapped", None) or address)


class Tries:
    """At most `most` tries in so many minutes from one address. `seconds` is the clock."""

    def __init__(self, most: int, minutes: int, seconds: Callable[[], float]) -> None:
        self.most = most
        self.window_seconds = minutes * 60
        self.seconds = seconds
        self._tries: dict[str, tuple[float, int]] = {}

    def count(self, address: str) -> None:
        since, tries = self._of(address)
        if len(self._tries) >= ADDRESSES_MAX:
            self._forget()
        self._tries[address] = since, tries + 1

    def are_used_up(self, address: str) -> bool:
        return self._of(address)[1] >= self.most

    def _of(self, address: str) -> tuple[float, int]:
        now = self.seconds()
        since, tries = self._tries.get(address, (now, 0))
        return (since, tries) if 0 <= now - since < self.window_seconds else (now, 0)

    def _forget(self) -> None:
        """What is over; and everything, when that is not enough."""
        now = self.seconds()
        kept = {
            a: (s, n) for a, (s, n) in self._tries.items() if 0 <= now - s < self.window_seconds
        }
        self._tries = kept if len(kept) < ADDRESSES_MAX else {}
