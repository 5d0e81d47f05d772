"""What a kiosk has to say to its administrator: on standard error, and in the system's log as well
where standard error is the screen itself, which keeps nothing.

No text that a visitor gave or was shown comes by here.
"""

import socket
import sys
import traceback
from contextlib import suppress
from pathlib import Path

SYSTEM_LOG = Path("/dev/log")
"""Where systemd's journal, and any other system log, listens."""
WARNING = 12
"""RFC 5424, section 6.2.1: facility 1 (user), severity 4 (warning)."""
STEPS = 6
"""So many of the innermost calls are told of a fault."""


def note(text: str) -> None:
    """Tells one line. A computer without a system log has it on standard error alone."""
    print(text, file=sys.stderr, flush=True)
    if not sys.stderr.isatty():
        return  # a journal, a file or a person's pipe: it is kept there
    line = f"<{WARNING}>balie-kiosk: {' '.join(text.split())}"
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.setblocking(False)
        door.sendto(line.encode(), str(SYSTEM_LOG))


def place_of(fault: BaseException) -> str:
    """Which fault, and where: innermost first, without its text, which may hold what was typed."""
    steps = traceback.extract_tb(fault.__traceback__)[-STEPS:]
    where = (f"{step.filename}:{step.lineno} {step.name}" for step in reversed(steps))
    return f"{type(fault).__name__} at {', '.join(where)}"
