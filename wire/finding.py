"""Hosts on the local network, by DNS-SD (RFC 6763): what a host says of itself there, and looking
for one. Anybody on a network can claim to be a host, so this serves pairing only, where a person at
the host approves; afterwards a device keeps to the address that it was paired at.
"""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wire.text import clean

if TYPE_CHECKING:
    from zeroconf import Zeroconf

SERVICE = "_balie._tcp.local."
LOOK_SECONDS = 3.0
_ADDRESS = re.compile(r"https://[!-~]{1,250}")


@dataclass(frozen=True, order=True)
class FoundHost:
    """One host: whose it is, and its address as `--host` takes it."""

    town: str
    url: str


def properties_of(town: str, url: str) -> dict[str, str]:
    """What a host tells of itself; nothing that a passer-by could not read on its display. `url`:
    the name on its certificate, where it has one; else its address is enough.
    """
    return {"town": town, "url": url if url.startswith("https://") else ""}


def find_hosts(
    seconds: float = LOOK_SECONDS, interfaces: Sequence[str] | None = None
) -> tuple[FoundHost, ...]:
    """All hosts that answer within so many seconds, in order. `interfaces`: addresses of the
    network interfaces to ask on; all of them if not said. Raises OSError without a network.
    """
    from zeroconf import InterfaceChoice, ServiceBrowser, ServiceStateChange, Zeroconf

    names: set[str] = set()

    def heard(name: str, state_change: ServiceStateChange, **_: object) -> None:
        if state_change is ServiceStateChange.Removed:
            names.discard(name)
        else:
            names.add(name)

    net = Zeroconf(interfaces=list(interfaces) if interfaces else InterfaceChoice.All)
    try:
        ServiceBrowser(net, SERVICE, [heard])
        time.sleep(seconds)
        found = {host for name in names.copy() if (host := _host(net, name)) is not None}
        return tuple(sorted(found))
    finally:
        net.close()


def _host(net: "Zeroconf", name: str) -> FoundHost | None:
    """What a name stands for; None when it does not say so in time, or says it amiss."""
    from zeroconf import ServiceInfo

    info = ServiceInfo(SERVICE, name)
    if not info.request(net, 1000) or not info.parsed_addresses() or not info.port:
        return None
    return told_host(info.properties, info.parsed_addresses()[0], info.port)


def told_host(said: Mapping[bytes, bytes | None], address: str, port: int) -> FoundHost:
    """A host by what it says of itself. Anybody may have said it: it is made one visible line, and
    what is no address of a host counts for nothing.
    """
    town, url = (
        clean((said.get(key) or b"").decode(errors="replace")) for key in (b"town", b"url")
    )
    place = f"[{address}]" if ":" in address else address
    return FoundHost(town or "?", url if _ADDRESS.fullmatch(url) else f"http://{place}:{port}")
