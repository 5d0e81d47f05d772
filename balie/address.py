"""Where a device's host is: as it was said, or as it was kept beside the token at pairing. Without
the library that the verbs parse their words with, so that a kiosk starts fast.
"""

from pathlib import Path


class NoAddress(Exception):
    """Nobody said where the host is; the text says so as a sentence."""


def address_file(token_file: Path) -> Path:
    """Where the address of the host stands, beside the token that it gave."""
    return token_file.with_name(token_file.name + ".host")


def line_url(host: str, token_file: Path | None = None) -> str:
    """The websocket address of a host: `balie:8300`, `https://balie.example` and whole addresses
    fit. Nothing said: where this device was paired. Raises NoAddress.
    """
    if not host:
        host = _kept(token_file)
    scheme, mark, rest = host.partition("://")
    if not mark:
        scheme, rest = "ws", host
    scheme = {"http": "ws", "https": "wss"}.get(scheme, scheme)
    return f"{scheme}://{rest.rstrip('/')}" + ("" if rest.rstrip("/").endswith("/ws") else "/ws")


def page_url(host: str, token_file: Path | None = None) -> str:
    """The same as an address of pages, without a path."""
    return line_url(host, token_file).removesuffix("/ws").replace("ws", "http", 1)


def _kept(token_file: Path | None) -> str:
    if token_file is not None:
        try:
            return address_file(token_file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            pass
    raise NoAddress("say where the host is: --host …; or pair this device anew: balie pair --help")
