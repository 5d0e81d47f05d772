"""What a printer's status bytes mean. Knows the questions and the answers, not the line that
carries them.

DLE EOT n (Epson's ESC/POS reference, "transmit real-time status") is answered at once, even while
printing or out of paper. GS r 1 ("transmit status") waits its turn: its answer proves that all
before it has been printed.
"""

from typing import Literal

PaperState = Literal["ok", "near_end", "paper_out", "cover_open", "offline", "no_answer", "error"]
"""How a printer is, by the words of `wire.frames.Health`. "No answer" is never "there is paper"."""

PRINTABLE: frozenset[PaperState] = frozenset({"ok", "near_end"})
"""States in which a slip may be begun, and in which one that was sent counts as printed."""

ASK_PRINTER = b"\x10\x04\x01"
ASK_OFFLINE = b"\x10\x04\x02"
ASK_ERROR = b"\x10\x04\x03"
ASK_PAPER = b"\x10\x04\x04"
QUESTIONS = (ASK_PRINTER, ASK_OFFLINE, ASK_ERROR, ASK_PAPER)
ASK_IN_ORDER = b"\x1dr\x01"

_NOT_ONLINE = 0x08
_COVER_OPEN = 0x04
_STOPPED_FOR_PAPER = 0x20
_FAULT = 0x40
_FAULT_CUTTER = 0x08
_FAULT_FOR_GOOD = 0x20
_FAULT_PASSING = 0x40
_NEAR_END = 0x0C
_NO_PAPER = 0x60


def is_status(reply: bytes) -> bool:
    """Whether this is one answer to DLE EOT: a single byte whose fixed bits are right (bits 0 and
    7 off, 1 and 4 on)."""
    return len(reply) == 1 and reply[0] & 0x93 == 0x12


def is_in_order(reply: bytes) -> bool:
    """Whether this is one answer to GS r: a single byte with bits 4 and 7 off."""
    return len(reply) == 1 and reply[0] & 0x90 == 0


def state_of(printer: int, offline: int, error: int, paper: int) -> PaperState:
    """The one word that a person can act on, from the answers to QUESTIONS: what to mend first
    comes first."""
    if offline & _COVER_OPEN:
        return "cover_open"
    if paper & _NO_PAPER or offline & _STOPPED_FOR_PAPER:
        return "paper_out"
    if offline & _FAULT or error & (_FAULT_CUTTER | _FAULT_FOR_GOOD | _FAULT_PASSING):
        return "error"
    if printer & _NOT_ONLINE:
        return "offline"
    if paper & _NEAR_END:
        return "near_end"
    return "ok"
