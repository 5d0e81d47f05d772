"""The slip: the paper of a ticket as a document. Knows lines and a link; knows no printer and no
bytes."""

from typing import Literal

from wire.base import Id, Language, Message, Text


class SlipLine(Message):
    """One line of text; the agent wraps it to the paper's width."""

    text: Text
    size: Literal["normal", "large", "huge"] = "normal"
    bold: bool = False
    align: Literal["start"] | None = None
    """A list stands at the start of the row, so that its boxes to tick are below one another; None:
    in the middle."""
    instead: Text = ""
    """The same in the town's own language, for a printer without these letters; empty where every
    printer has them."""


class Slip(Message):
    """What stands on the paper, top to bottom; then the QR code of `link`, when there is one; then
    the cut."""

    slip: Id
    language: Language
    ticket: str
    lines: tuple[SlipLine, ...]
    link: str = ""
    """The visit's own page. Not guessable."""
    below: tuple[SlipLine, ...] = ()
    """Lines under the QR code."""
    copy_mark: str = ""
    """"KOPIE" on any print after the first try; empty on the first."""
