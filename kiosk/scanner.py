"""Reads codes from scanners: one that types like a keyboard, and one on a serial line or socket.

Knows frames, not appointments. A frame is 1 to 64 letters, digits and hyphens; one that holds
anything else is dropped whole, because a part of a code could be another visitor's code.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Literal, Protocol

from visitor.codes import code_of

FRAME_MAX = 200
"""Keys or bytes of the longest frame that is kept: the address on a slip is longer than a code."""
FAST_SECONDS = 0.03
"""Keys that follow each other this fast come from a scanner; people need 0.06 s and more."""
SCAN_KEYS_MIN = 3
QUIET_SECONDS = 0.2
"""A scanner that sends no line end is done after so much silence."""
QUIET_KEYS_MIN = 6
"""Keys of a scan without a line end; fewer may be a hand that leans on the keys."""
AGAIN_SECONDS = 1.0


class Wedge:
    """Tells a scanner that types from fingers, by its speed alone.

    A frame ends with the line end (or tab) that a scanner sends after it, or with silence: see
    `rest`. Once it is known to be a scan its keys may come slower, as they do over a network.
    """

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._last_key = ""
        self._last_seconds = float("-inf")
        self.frame = ""
        """What was scanned, after `hear` has said "scanned"."""

    def hear(self, key: str, at_seconds: float) -> Literal["alone", "fast", "burst", "scanned"]:
        """One key: its character, "enter", "tab" or another name.

        "alone": a finger, or the first key of a scan. "fast": too soon after the one before to be
        a wish. "burst": part of a scan; what the keys before it did must be taken back.
        """
        scanning = len(self._keys) >= SCAN_KEYS_MIN
        pause_seconds = at_seconds - self._last_seconds
        fast = pause_seconds <= (QUIET_SECONDS if scanning else FAST_SECONDS)
        held = len(key) > 1 and key == self._last_key
        self._last_key, self._last_seconds = key, at_seconds
        if held or not fast:
            self._keys = []
        if held:  # a key that repeats itself under a finger
            return "fast" if fast else "alone"
        if key in ("enter", "tab") and len(self._keys) >= SCAN_KEYS_MIN:
            self.frame = "".join(self._keys)
            self._keys = []
            return "scanned"
        if len(self._keys) <= FRAME_MAX:
            self._keys.append(key if len(key) == 1 else "\0")
        if len(self._keys) >= SCAN_KEYS_MIN:
            return "burst"
        return "fast" if fast else "alone"

    def rest(self) -> str:
        """What was scanned when nothing more came for `QUIET_SECONDS`; empty when too little."""
        keys, self._keys = self._keys, []
        return "".join(keys) if len(keys) >= QUIET_KEYS_MIN else ""


class Frames:
    """Cuts a stream of bytes into frames at line ends. Endless noise is dropped, not kept."""

    def __init__(self, read: Callable[[str], str] = code_of) -> None:
        """`read` says what of a frame may be used; empty: nothing."""
        self._bytes = bytearray()
        self._read = read

    def feed(self, data: bytes) -> list[str]:
        """The codes that these bytes complete."""
        codes = []
        for byte in data:
            if byte in b"\r\n":
                codes.append(self.end())
            elif len(self._bytes) <= FRAME_MAX:
                self._bytes.append(byte)
        return [code for code in codes if code]

    def end(self) -> str:
        """The code that stands there now, without a line end; empty when there is none."""
        code = self._read(self._bytes.decode("ascii", "replace"))
        self._bytes.clear()
        return code


class Port(Protocol):
    """The part of a pyserial port that is used."""

    def read(self, size: int = ...) -> bytes: ...
    def close(self) -> None: ...


def open_port(url: str) -> Port:
    """Opens `/dev/ttyACM0`, `socket://host:port` or any other URL of pyserial. Raises OSError."""
    import serial

    port: Port = serial.serial_for_url(url, timeout=QUIET_SECONDS)
    return port


class SerialScanner:
    """Listens to a port in a thread of its own, and opens it again when it goes away.

    `heard` is called in that thread with each code.
    """

    def __init__(
        self,
        url: str,
        heard: Callable[[str], None],
        open_port: Callable[[str], Port] = open_port,
        read: Callable[[str], str] = code_of,
    ) -> None:
        self._url = url
        self._heard = heard
        self._open_port = open_port
        self._frame = read
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="scanner", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread; it may take as long as one read."""
        self._over.set()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                port = self._open_port(self._url)
            except (OSError, ValueError):
                self._over.wait(AGAIN_SECONDS)
                continue
            try:
                self._read(port)
            except (OSError, TypeError):  # pyserial raises TypeError when a port closes under it
                self._over.wait(AGAIN_SECONDS)
            finally:
                port.close()

    def _read(self, port: Port) -> None:
        frames = Frames(self._frame)
        while not self._over.is_set():
            data = port.read(1)  # more would wait for more, or lose what came before a fault
            codes = frames.feed(data) if data else [frames.end()]
            for code in filter(None, codes):
                self._heard(code)
