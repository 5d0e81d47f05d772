"""The terminal in which a host was started, and what its end means. Knows nothing else."""

import os
import signal


class Terminal:
    """The terminal of this process, if there was one at its start.

    SIGHUP has two meanings: a terminal has closed, and a daemon shall read its settings again. It
    is the first only when there was a terminal and there is none any more.
    """

    def __init__(self) -> None:
        ignored = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN  # as `nohup` does
        self._was_there = not ignored and _is_there()
        self._streams = [number for number in (0, 1, 2) if os.isatty(number)]

    def is_gone(self) -> bool:
        """True from the moment that it has closed; what is written to it then goes nowhere."""
        if not self._was_there or _is_there():
            return False
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in self._streams:
            os.dup2(nowhere, number)
        os.close(nowhere)
        return True


def _is_there() -> bool:
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True
