"""`balie kiosk` without the library that the other verbs parse their words with: a visitor waits
for the first picture, and that library takes a third of the way to it.

The verb stands in `balie.roles` as well, for `balie --help`; a test keeps the two alike.
"""

import argparse
import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from balie.address import NoAddress, line_url

HOST_HELP = "Where the host is: balie.example:8300 or wss://…/ws. Else where it was paired."
TOKEN_HELP = "File with this device's token, from pairing."
SCANNER_HELP = "Serial scanner: /dev/ttyACM0, or any address that pyserial knows."
LANGUAGE_HELP = "Language of the screen: nl, en or de. The town's own if not said."
RATING_HELP = "Asks visitors who go what they thought of their visit; checks nobody in."
STATE_HELP = "Folder of what it gives while the host is away; else one per token file."
PRINTER_DOOR_HELP = (
    "Socket of the printer agent on this computer (its --door), for slips while the host is away."
)
SPEECH_HELP = (
    "Reads each page aloud to this sound device and to no other: default, or a name of its own."
)
THEMES = ("town", "contrast")
THEME_HELP = "The town's colours, or contrast: black, white and yellow."
KIOSK_HELP = "The visitors' kiosk. Ends at SIGTERM only."


class NoToken(Exception):
    """There is no token where one was to be; the text says so as a sentence."""


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


def state_folder(token_file: Path) -> Path:
    """Where a kiosk keeps its numbers when no folder is named: under XDG_STATE_HOME, one for each
    token file, so that it stays when the kiosk is paired anew."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    name = hashlib.sha256(str(token_file.absolute()).encode()).hexdigest()[:12]
    return Path(state) / "balie" / f"kiosk-{name}"


def parser() -> argparse.ArgumentParser:
    """The options of `balie kiosk`."""
    made = argparse.ArgumentParser("balie kiosk", description=KIOSK_HELP, allow_abbrev=False)
    made.add_argument("--host", default="", metavar="TEXT", help=HOST_HELP)
    made.add_argument("--token-file", required=True, type=Path, metavar="PATH", help=TOKEN_HELP)
    made.add_argument("--scanner", default="", metavar="TEXT", help=SCANNER_HELP)
    made.add_argument("--language", default=None, metavar="TEXT", help=LANGUAGE_HELP)
    made.add_argument("--rating", action="store_true", help=RATING_HELP)
    made.add_argument("--state", default=None, type=Path, metavar="PATH", help=STATE_HELP)
    made.add_argument(
        "--printer-door", default=None, type=Path, metavar="PATH", help=PRINTER_DOOR_HELP
    )
    made.add_argument("--speech", default="", metavar="TEXT", help=SPEECH_HELP)
    made.add_argument("--theme", default=THEMES[0], choices=THEMES, help=THEME_HELP)
    return made


def kiosk(words: Sequence[str]) -> None:
    """`balie kiosk` with these words behind it."""
    said = parser().parse_args(words)
    try:
        token, url = read_token(said.token_file), line_url(said.host, said.token_file)
    except (NoAddress, NoToken) as fault:
        sys.exit(str(fault))
    from kiosk.visitor.entry import run

    run(
        url,
        token,
        said.language or "",
        said.scanner,
        rating=said.rating,
        state=said.state or state_folder(said.token_file),
        printer_door=said.printer_door,
        speech=said.speech,
        theme=said.theme,
    )
