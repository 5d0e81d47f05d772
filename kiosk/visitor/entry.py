"""The kiosk's door for the command line: picks the clock, opens the line, starts the scanner, and
lets nothing but a signal end the app."""

from __future__ import annotations

import signal
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.notes import note, place_of
from kiosk.visitor.alone_app import AloneApp
from kiosk.visitor.contrast_app import ContrastApp
from kiosk.visitor.rating_app import RatingApp
from kiosk.visitor.speaking_app import SpeakingApp
from visitor.codes import code_of
from visitor.rating_slip import slip_of

if TYPE_CHECKING:
    from kiosk.line import Line
    from kiosk.speaker import Speaker
    from wire.link import Heard


def run(
    url: str,
    token: str,
    language: str = "",
    scanner: str = "",
    size: tuple[int, int] | None = None,
    rating: bool = False,
    state: Path | None = None,
    printer_door: Path | None = None,
    speech: str = "",
    theme: str = "town",
) -> None:
    """Shows the kiosk until SIGTERM or SIGHUP. Ends the program with 1 after a fault.

    `url` is the host's `ws://host:8300/ws`; `language` is spoken before anybody chose one, the
    town's own where it is empty; `scanner` is a pyserial URL (`/dev/ttyACM0`, `socket://…`);
    `size` is columns and rows where the terminal does not know them; `rating`: it asks visitors who
    go what they thought of their visit, and checks nobody in. `state` is the folder of what it
    gives out while the host is away; without one it gives nothing. `printer_door` is the socket of
    the printer agent beside it. `speech` is the sound device to which each page is read, if any.
    `theme` is "town", or "contrast" for black, white and yellow.
    """
    kind = _RatingKiosk if rating else _Kiosk
    kiosk = kind(
        partial(_line, url, token),
        _steady_millis,
        language=language,
        scanner_url=scanner,
        folder=None if rating else state,
        wall=_wall_millis,
        printer_door=printer_door,
        speaker=_speaker(speech) if speech else None,
        strong=theme == "contrast",
    )
    kiosk.run(size=size)
    _tell(kiosk)
    if kiosk.fell is not None:
        sys.exit(1)


def _tell(kiosk: _Kiosk) -> None:
    """Says at the end what did not work."""
    if kiosk.unfit:
        note(f"gave no numbers by itself: {kiosk.unfit}")
    if kiosk.mute:
        note(f"could not speak: {kiosk.mute}")
    if kiosk.fell is not None:
        note(f"fell: {place_of(kiosk.fell)}")


def _line(url: str, token: str, heard: Heard) -> Line:
    """The line to the host. The wire is imported when it is opened: the first picture stands."""
    from wire.frames import Hello
    from wire.link import Link

    return Link(url, Hello(token=token), heard)


def _speaker(device: str) -> Speaker | None:
    """What reads aloud; None, and said once, where nothing here can play a sound."""
    from kiosk.speaker import PLAYERS, Speaker, player_of

    player = player_of(device)
    if not player:
        note(f"cannot speak: there is none of {', '.join(PLAYERS)}")
        return None
    return Speaker(player)


def _steady_millis() -> int:
    """The host's frames say which moment this is; here only the steps matter."""
    return time.monotonic_ns() // 1_000_000


def _wall_millis() -> int:
    """For a kiosk that starts without its host, and corrected by what it knew of the host's."""
    return time.time_ns() // 1_000_000


class _Kiosk(SpeakingApp, ContrastApp, AloneApp, inherit_bindings=False):
    """With the machine around it: signals, and a scanner's thread."""

    reads = staticmethod(code_of)
    """What of a scanned frame may be used."""

    def __init__(self, *arguments: object, scanner_url: str = "", **named: object) -> None:
        super().__init__(*arguments, scanner=bool(scanner_url), **named)  # type: ignore[arg-type]
        self._scanner_url = scanner_url
        self.fell: BaseException | None = None
        """The fault that ended it, if one did."""

    def _fatal_error(self) -> None:
        """Textual paints the stack with all its values, and so what was typed, on this screen."""
        self.fell = sys.exception()
        self._close_messages_no_wait()

    async def on_load(self) -> None:
        import asyncio

        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.exit)
        for number in (signal.SIGINT, signal.SIGTSTP, signal.SIGQUIT):
            signal.signal(number, signal.SIG_IGN)

    def on_ready(self) -> None:
        if self._scanner_url:
            from kiosk.scanner import SerialScanner

            def heard(code: str) -> None:
                self.call_from_thread(self.scanned, code)

            self._serial = SerialScanner(self._scanner_url, heard, read=self.reads)
            self._serial.start()

    def on_unmount(self) -> None:
        if self._scanner_url:
            self._serial.stop()


class _RatingKiosk(RatingApp, _Kiosk, inherit_bindings=False):
    """The same machine in rating mode."""

    reads = staticmethod(slip_of)
