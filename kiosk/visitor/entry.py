"""The kiosk's door for the command line: picks the clock, opens the line, starts the scanner, and
lets nothing but a signal end the app."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

from kiosk.scanner import code_of
from kiosk.visitor.app import KioskApp
from kiosk.visitor.rating_app import RatingApp
from kiosk.visitor.rating_slip import slip_of

if TYPE_CHECKING:
    from kiosk.line import Line
    from wire.link import Heard


def run(
    url: str,
    token: str,
    language: str = "",
    scanner: str = "",
    size: tuple[int, int] | None = None,
    rating: bool = False,
) -> None:
    """Shows the kiosk until SIGTERM or SIGHUP.

    `url` is the host's `ws://host:8300/ws`; `language` is spoken before anybody chose one, the
    town's own where it is empty; `scanner` is a pyserial URL (`/dev/ttyACM0`, `socket://…`);
    `size` is columns and rows where the terminal does not know them; `rating`: it asks visitors who
    go what they thought of their visit, and checks nobody in.
    """

    def open_line(heard: Heard) -> Line:
        from wire.frames import Hello
        from wire.link import Link

        return Link(url, Hello(token=token), heard)

    kind = _RatingKiosk if rating else _Kiosk
    kind(open_line, _steady_millis, language=language, scanner_url=scanner).run(size=size)


def _steady_millis() -> int:
    """The host's frames say which moment this is; here only the steps matter."""
    return time.monotonic_ns() // 1_000_000


class _Kiosk(KioskApp):
    """With the machine around it: signals, and a scanner's thread."""

    reads = staticmethod(code_of)
    """What of a scanned frame may be used."""

    def __init__(self, *arguments: object, scanner_url: str = "", **named: object) -> None:
        super().__init__(*arguments, scanner=bool(scanner_url), **named)  # type: ignore[arg-type]
        self._scanner_url = scanner_url

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
