"""What came with one press: which page it was pressed on, and the key, letter, scan or look. Reads
a form and trusts none of it.
"""

import re
from dataclasses import dataclass, replace

from host.web.booking.said import Said
from visitor.appointment import CODE_MAX
from visitor.page import Session

SCAN_MAX = 200
KEY_MAX = 8
_NOT_OF_A_CODE = re.compile(r"[^A-Z0-9-]")


@dataclass(frozen=True)
class Pressed:
    """One press. `code` is None where the page has no field for it."""

    turn: str
    key: str = ""
    letter: str = ""
    scan: str = ""
    look: bool = False
    gone: bool = False
    code: str | None = None

    def with_code(self, session: Session) -> Session:
        """What the field held, in capitals, without what no code has."""
        typed = _NOT_OF_A_CODE.sub("", (self.code or "").upper())[:CODE_MAX]
        return replace(session, code=typed)


def read_pressed(said: Said, has_code: bool) -> Pressed:
    """The press of a form."""
    return Pressed(
        turn=said.one("turn")[:40],
        key=said.one("key")[:KEY_MAX],
        letter=said.one("letter")[:1],
        scan=said.one("scan")[:SCAN_MAX],
        look=bool(said.one("look")),
        gone=bool(said.one("gone")),
        code=said.one("code")[: 4 * CODE_MAX] if has_code else None,
    )
