"""A program in a terminal of its own: started, read and pressed keys in, with the moments at which
words were painted.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence

COLUMNS, ROWS = 120, 40
LATE_SECONDS = 20.0
STYLE = re.compile(rb"\x1b\[[0-9;:]*m")


class Terminal:
    """One program in a pseudo terminal of 120 by 40."""

    def __init__(self, words: Sequence[str], more: Mapping[str, str] | None = None) -> None:
        self.seen = b""
        self.began = time.perf_counter()
        self._line, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._process = subprocess.Popen(
            words,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(more or {})},
        )
        os.close(inside)

    def wait_for(self, text: str) -> float:
        """The moment at which this text had been painted since the last key. Raises RuntimeError
        when it does not come."""
        wanted = text.encode()
        while time.perf_counter() - self.began < LATE_SECONDS:
            if wanted in STYLE.sub(b"", self.seen):
                return self._read_at
            self._read(0.5)
        tail = STYLE.sub(b"", self.seen)[-600:].decode(errors="replace")
        raise RuntimeError(f"never painted: {text!r}; the last was {tail!r}")

    def press(self, key: str) -> float:
        """Presses a key; returns when."""
        self.seen = b""
        self.began = time.perf_counter()
        os.write(self._line, key.encode())
        return self.began

    def rest(self, seconds: float) -> None:
        """Lets the program paint what it wants for a while."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)

    def close(self) -> None:
        """Ends the program, kindly at first."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)
            try:
                until = time.perf_counter() + 3
                while self._process.poll() is None and time.perf_counter() < until:
                    self._read(0.05)  # a program that cannot write cannot end
            finally:
                self._process.poll()
            if self._process.returncode is not None:
                break
        self._process.wait()
        os.close(self._line)

    def _read(self, seconds: float) -> None:
        if not select.select([self._line], [], [], seconds)[0]:
            return
        try:
            found = os.read(self._line, 65536)
        except OSError:  # the program has ended
            found = b""
            time.sleep(0.01)
        self._read_at = time.perf_counter()
        self.seen += found
