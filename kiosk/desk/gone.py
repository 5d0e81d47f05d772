"""The visitor of this desk went by somebody else's doing: who, and by whose."""

from __future__ import annotations

from kiosk.pen import Pen
from wire.base import Millis
from wire.views import DeskView


def gone_text(view: DeskView, pen: Pen, now: Millis) -> str:
    """One sentence while it is news; empty else."""
    gone = view.gone
    if gone is None or gone.until <= now or view.visit is not None:
        return ""
    what = gone.what if gone.what in ("leave", "ask_time") else "other"
    return pen.say(f"gone.{what}", wie=gone.ticket or pen.say("nameless"))


class News:
    """Tells each of them once."""

    def __init__(self) -> None:
        self._told = ""

    def text(self, view: DeskView, pen: Pen, now: Millis) -> str:
        """The sentence, where nobody has read it yet; empty else."""
        told = gone_text(view, pen, now)
        if not told or view.gone is None or view.gone.step == self._told:
            return ""
        self._told = view.gone.step
        return told
