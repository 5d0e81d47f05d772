"""The websocket engine of uvicorn with one thing more: a frame that is ready goes straight to the
transport.

A view for a thousand displays is framed once and written a thousand times, without a task or a copy
per display.
"""

import asyncio
import struct
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Opcode
from websockets.http11 import Request

EXTENSION = "balie.line"
STALLED_SECONDS = 30.0
"""A peer that reads nothing for so long is dropped; it will come again."""


def framed(text: bytes) -> bytes:
    """A text as one whole websocket frame of a server (RFC 6455, 5.2: FIN, text, no mask)."""
    size = len(text)
    if size < 126:
        return struct.pack("!BB", 0x80 | Opcode.TEXT, size) + text
    if size < 1 << 16:
        return struct.pack("!BBH", 0x80 | Opcode.TEXT, 126, size) + text
    return struct.pack("!BBQ", 0x80 | Opcode.TEXT, 127, size) + text


class LineProtocol(WebSocketsSansIOProtocol):
    """One connection. The application finds it in its scope's extensions under `EXTENSION`."""

    stalled: asyncio.TimerHandle | None = None
    on_caught_up: Callable[[], None] | None = None
    hear: Callable[[str], None] | None = None
    """Takes each text as it comes. Uvicorn's own way stops and starts the reading of the socket for
    every message: two system calls and a turn of the loop, a fifth of what a command costs.
    """

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][EXTENSION] = {"line": self}

    @property
    def is_open(self) -> bool:
        return self.handshake_complete and not (
            self.close_sent or self.disconnected or self.transport.is_closing()
        )

    def send_frame(self, frame: bytes) -> bool:
        """Sends a frame made by `framed`; False when the peer does not read or is gone, and nothing
        was sent.
        """
        if not self.is_open or not self.writable.is_set():
            return False
        self.transport.write(frame)
        return True

    def send_receive_event_to_app(self) -> None:
        """A whole text goes straight to `hear` where somebody hears; all else goes the usual
        way.
        """
        if self.hear is None or self.curr_msg_data_type != "text" or not self.is_open:
            return super().send_receive_event_to_app()
        try:
            text = b"".join(self.frames).decode()
        except UnicodeDecodeError:
            return super().send_receive_event_to_app()
        self.frames = []
        return self.hear(text)

    def pause_writing(self) -> None:
        """The peer does not read its answers: it is not heard until it does."""
        super().pause_writing()
        if self.hear is not None:
            self.transport.pause_reading()
        if self.stalled is None:
            self.stalled = self.loop.call_later(STALLED_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.hear is not None:
            self.transport.resume_reading()
        self._no_longer_stalled()
        if self.on_caught_up is not None:
            self.on_caught_up()

    def connection_lost(self, exc: Exception | None) -> None:
        self._no_longer_stalled()
        self.on_caught_up = self.hear = None
        super().connection_lost(exc)

    def _no_longer_stalled(self) -> None:
        if self.stalled is not None:
            self.stalled.cancel()
            self.stalled = None


def line_of(scope: Any) -> LineProtocol:
    """The connection behind a websocket's scope."""
    line: LineProtocol = scope["extensions"][EXTENSION]["line"]
    return line
