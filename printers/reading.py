"""ESC/POS bytes -> commands: the part of the language that slips are written in. Draws nothing.

Commands that are framed but not known are passed over whole, as a printer does.
"""

import re
from dataclasses import dataclass

_LENGTHS = {
    b"\x1b@": 2,  # initialise
    b"\x1b2": 2,  # default line spacing
    b"\x1bd": 3,  # print and feed n lines
    b"\x1bJ": 3,  # print and feed n dots
    b"\x1b3": 3,  # line spacing
    b"\x1bt": 3,  # code page
    b"\x1ba": 3,  # alignment
    b"\x1bE": 3,  # bold
    b"\x1bM": 3,  # font
    b"\x1b-": 3,  # underline
    b"\x1b{": 3,  # upside down
    b"\x1b!": 3,  # print mode
    b"\x1bR": 3,  # international characters
    b"\x1b=": 3,  # select device
    b"\x1bB": 4,  # buzzer
    b"\x1dB": 3,  # white on black
    b"\x1d!": 3,  # size
    b"\x1db": 3,  # smoothing
    b"\x1dr": 3,  # status in order
    b"\x1da": 3,  # automatic status
    b"\x10\x04": 3,  # status at once
    b"\x10\x05": 3,  # recover
    b"\x10\x14": 5,  # pulse
}


@dataclass(frozen=True)
class Command:
    """One command: its first two bytes, and what follows them; or text, with an empty name."""

    name: bytes
    body: bytes = b""


class Reader:
    """Cuts a stream of bytes into commands; keeps what is not complete yet."""

    def __init__(self) -> None:
        self._rest = b""
        self._last = b""

    def asked_at_once(self, data: bytes) -> list[int]:
        """The real-time questions (DLE EOT n) in what comes in now. A printer sees them at arrival,
        in the middle of an image too; so they are not among the commands of `feed`.
        """
        seen = self._last + data
        self._last = seen[-2:]
        return [match[1][0] for match in re.finditer(rb"\x10\x04([\x01-\x04])", seen)]

    def feed(self, data: bytes) -> list[Command]:
        """The commands that are complete now. A line feed is a command of its own, named LF."""
        self._rest += data
        found: list[Command] = []
        while self._rest:
            length = _length(self._rest)
            if length is None or length > len(self._rest):
                break
            part, self._rest = self._rest[:length], self._rest[length:]
            if part[:2] == b"\x10\x04":
                continue
            if part[:1] in (b"\x1b", b"\x1d", b"\x10") and length > 1:
                found.append(Command(part[:2], part[2:]))
            elif part == b"\n":
                found.append(Command(b"\n"))
            elif part[0] >= 0x20:
                found.append(Command(b"", part))
        return found


def _length(data: bytes) -> int | None:
    """Bytes of the first command; None while that cannot be known."""
    if data[0] not in (0x1B, 0x1D, 0x10):
        if data[0] < 0x20:
            return 1
        return next((n for n, byte in enumerate(data) if byte < 0x20), len(data))
    if len(data) < 2:
        return None
    name = data[:2]
    if name == b"\x1dV":  # cut; modes 65 and 66 feed n dots before it
        return None if len(data) < 3 else 4 if data[2] >= 65 else 3
    if name in (b"\x1d(", b"\x1b("):
        return None if len(data) < 5 else 5 + int.from_bytes(data[3:5], "little")
    if name == b"\x1dv":
        if len(data) < 8:
            return None
        return 8 + int.from_bytes(data[4:6], "little") * int.from_bytes(data[6:8], "little")
    return _LENGTHS.get(name, 1)
