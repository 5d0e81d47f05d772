"""Where the host listens: its addresses and the web server on them. Knows no page and no hall."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EADDRINUSE, EADDRNOTAVAIL

import uvicorn
from starlette.applications import Starlette

from host.settings.models import Server as Told
from host.web.protocol import LineProtocol

GRACE_SECONDS = 5
LOOK_SECONDS = 2.0
WEBSOCKET_BYTES_MAX = 1024 * 1024
"""Beyond this a line is closed; between the wire's own limit and this the frame is refused and the
line stays.
"""


class Taken(Exception):
    """The host cannot listen there; the text says why."""


def listen_on(host: str, port: int) -> list[socket.socket]:
    """Takes the address before anything else is done, so that a second host harms nothing. Raises
    Taken.
    """
    found: list[socket.socket] = []
    try:
        asked = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        places = [(family, address) for family, _, _, _, address in dict.fromkeys(asked)]
        for number, (family, address) in enumerate(places, start=1):
            try:
                found.append(socket.create_server(address[:2], family=family))
            except OSError as fault:
                last = number == len(places) and not found
                if fault.errno != EADDRNOTAVAIL or last:  # "localhost" where there is no IPv6
                    raise
    except OSError as fault:
        close(found)
        if fault.errno == EADDRINUSE:
            raise Taken(
                f"Something already listens on {place(host, port)} (another host, or the demo?)"
            ) from fault
        raise Taken(f"Cannot listen on {place(host, port)}: {fault.strerror}") from fault
    return found


def answers(host: str, port: int) -> bool:
    """Whether something listens there now; an address of all networks is looked for on this
    computer.
    """
    try:
        socket.create_connection((host, port), LOOK_SECONDS).close()
    except OSError:
        return False
    return True


def close(sockets: list[socket.socket]) -> None:
    """Gives the addresses back."""
    for each in sockets:
        each.close()


class Server(uvicorn.Server):
    """The web server; signals are the host's own matter, so that it closes its store before it
    goes.
    """

    when_up: Callable[[], None] = staticmethod(lambda: None)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.when_up()


def server_of(app: Starlette, told: Told, listen: str = "", port: int | None = None) -> Server:
    """The web server over these pages, not yet running."""
    return Server(
        uvicorn.Config(
            app,
            host=listen or told.listen,
            port=told.port if port is None else port,
            ws=LineProtocol,
            ws_max_size=WEBSOCKET_BYTES_MAX,
            ws_per_message_deflate=False,
            http="h11",
            log_level="warning",
            access_log=False,
            server_header=False,
            ssl_certfile=told.tls_certificate or None,
            ssl_keyfile=told.tls_key or None,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )


def place(host: str, port: int) -> str:
    """As it stands in an address."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
