"""The host says on the local network where it is, so that a new device finds it for pairing."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from ipaddress import ip_address

import structlog

from host.settings import Settings
from wire.finding import SERVICE, properties_of

log = structlog.get_logger()

EVERYWHERE = ("0.0.0.0", "::")


@asynccontextmanager
async def announced(
    settings: Settings, listen: str, port: int, interfaces: Sequence[str] | None = None
) -> AsyncIterator[None]:
    """Says it for as long as the host serves. Not where only this computer can reach it, unless
    `interfaces` names where to say it; not where the settings say no. A network that does not let
    it is a word in the log, and no reason not to serve.
    """
    if not settings.server.announce or (interfaces is None and _is_private(listen)):
        yield
        return
    saying = asyncio.create_task(_say(settings, listen, port, interfaces))
    try:
        yield
    finally:
        saying.cancel()
        await asyncio.wait([saying])


async def _say(
    settings: Settings, listen: str, port: int, interfaces: Sequence[str] | None
) -> None:
    """Says it until it is cancelled; then says goodbye and lets go of the network."""
    from zeroconf import InterfaceChoice, ServiceInfo
    from zeroconf.asyncio import AsyncZeroconf

    name = f"{socket.gethostname().split('.')[0][:40]}-{port}"
    net = None
    try:
        info = ServiceInfo(
            SERVICE,
            f"{name}.{SERVICE}",
            port=port,
            parsed_addresses=_addresses(listen, interfaces),
            properties=properties_of(settings.town.name, settings.server.url),
            server=f"{name}.local.",
        )
        net = AsyncZeroconf(interfaces=list(interfaces) if interfaces else InterfaceChoice.All)
        await (await net.async_register_service(info, allow_name_change=True))
        await asyncio.Event().wait()
    except Exception as fault:
        log.warning("not_announced", fault=repr(fault))
    finally:
        if net is not None:
            await net.async_close()


def _is_private(listen: str) -> bool:
    try:
        return ip_address(listen).is_loopback
    except ValueError:
        return listen == "localhost"


def _addresses(listen: str, interfaces: Sequence[str] | None) -> list[str]:
    """Where it can be reached: at the address that it listens at, or at each of this computer's."""
    if interfaces:
        return list(interfaces)
    if listen not in EVERYWHERE:
        return [listen]
    import ifaddr

    found = (ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips)
    return [one for one in found if isinstance(one, str) and not ip_address(one).is_loopback]
