"""What of a scanned frame may be used as an appointment's code. Knows letters, not appointments."""

import re

CODE_MAX = 64

_FRAME = re.compile(r"[A-Za-z0-9-]{1,64}")


def code_of(frame: str) -> str:
    """The code in a frame, in capitals; empty when the frame may not be used.

    A frame that holds anything else is dropped whole, because a part of a code could be another
    visitor's code.
    """
    frame = frame.strip(" \t\r\n")
    return frame.upper() if _FRAME.fullmatch(frame) else ""
