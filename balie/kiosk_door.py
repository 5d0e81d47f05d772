"""`balie kiosk` without the library that the other verbs parse their words with: a visitor waits
for the first picture, and that library takes a third of the way to it.

The verb stands in `balie.roles` as well, for `balie --help`; a test keeps the two alike.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

HOST_HELP = "Where the host is: balie.example:8300 or wss://…/ws."
TOKEN_HELP = "File with this device's token, from pairing."
SCANNER_HELP = "Serial scanner: /dev/ttyACM0, or any address that pyserial knows."
LANGUAGE_HELP = "Language of the screen: nl, en or de. The town's own if not said."
RATING_HELP = "Asks visitors who go what they thought of their visit; checks nobody in."
KIOSK_HELP = "The visitors' kiosk. Ends at SIGTERM only."


class NoToken(Exception):
    """There is no token where one was to be; the text says so as a sentence."""


def line_url(host: str) -> str:
    """The websocket address of a host: `balie:8300`, `https://balie.example` and whole addresses
    fit."""
    scheme, mark, rest = host.partition("://")
    if not mark:
        scheme, rest = "ws", host
    scheme = {"http": "ws", "https": "wss"}.get(scheme, scheme)
    return f"{scheme}://{rest.rstrip('/')}" + ("" if rest.rstrip("/").endswith("/ws") else "/ws")


def read_token(file: Path) -> str:
    """The token in a file. Raises NoToken."""
    try:
        token = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise NoToken(
            f"{file}: no token can be read there ({fault}); pair this device first: "
            "balie device --help"
        ) from fault
    if not token:
        raise NoToken(f"{file} is empty; pair this device first: balie device --help")
    return token


def parser() -> argparse.ArgumentParser:
    """The options of `balie kiosk`."""
    made = argparse.ArgumentParser("balie kiosk", description=KIOSK_HELP, allow_abbrev=False)
    made.add_argument("--host", required=True, metavar="TEXT", help=HOST_HELP)
    made.add_argument("--token-file", required=True, type=Path, metavar="PATH", help=TOKEN_HELP)
    made.add_argument("--scanner", default="", metavar="TEXT", help=SCANNER_HELP)
    made.add_argument("--language", default=None, metavar="TEXT", help=LANGUAGE_HELP)
    made.add_argument("--rating", action="store_true", help=RATING_HELP)
    return made


def kiosk(words: Sequence[str]) -> None:
    """`balie kiosk` with these words behind it."""
    said = parser().parse_args(words)
    try:
        token = read_token(said.token_file)
    except NoToken as fault:
        sys.exit(str(fault))
    from kiosk.visitor.entry import run

    run(line_url(said.host), token, said.language or "", said.scanner, rating=said.rating)
