"""The one key: who comes next and why, and that pressing it ends the visit that is here."""

from __future__ import annotations

from textual.content import Content

from kiosk.pen import Pen
from kiosk.rows import details, why_next
from kiosk.staff.keys import Key
from wire.views import DeskView


class NextKey(Key):
    """As wide as its column and always in the same place. Off when the host says that nobody can be
    called.
    """

    DEFAULT_CSS = """
    NextKey {
        width: 100%; height: 3; padding: 0 1; background: $primary; color: $on-accent;
        text-align: left;
        content-align: left middle;
        &:hover { background: $primary; }
        &:focus {
            background: $primary; outline-left: outer $foreground;
            outline-right: outer $foreground;
        }
        &:disabled { background: $panel; color: $quiet; text-style: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__("", "", id="next")
        self.lines: tuple[str, ...] = ()

    def tell(self, view: DeskView, pen: Pen, *, waits: bool, mute: bool = False) -> None:
        """`waits`: a command has been on its way for some time, and the key is deaf until it is
        answered. `mute`: the host is not heard, and the key is off.
        """
        self.hint = pen.say("do.space")
        opens = view.state in ("closed", "paused")
        self.disabled = mute or ("open_desk" if opens else "call_next") not in view.can
        lines = (pen.say("do.open_desk"),) if opens else next_lines(view, pen)
        self.lines = (pen.say("do.call_next.busy"), *lines[1:]) if waits else lines
        self.refresh()

    def render(self) -> Content:
        width = max(1, self.content_size.width)
        hint = Content.styled(
            f" {self.hint} ", "bold" if self.disabled else "bold reverse"
        ) + Content("  ")
        blank = Content(" " * hint.cell_length)
        lines = [
            ((blank if place else hint) + Content.styled(line, "" if place else "bold")).truncate(
                width, ellipsis=True
            )
            for place, line in enumerate(self.lines)
        ]
        return Content("\n").join(lines)


def next_lines(view: DeskView, pen: Pen) -> tuple[str, ...]:
    """What the key does, why this visitor, and what they come for."""
    if view.next is None:
        if view.visit is not None and "call_next" in view.can:
            return (pen.say("do.call_next.ends_only", nu=pen.who(view.visit)),)
        away = any(row.back_at is not None for row in view.waiting)
        return (pen.say("do.call_next.away" if away else "do.call_next.none"),)
    row = view.next.visit
    who = pen.who(row)
    if view.visit is None:
        first = pen.say("do.call_next.who", wie=who)
    else:
        first = pen.say("do.call_next.ends", nu=pen.who(view.visit), wie=who)
    told = [pen.service_names(row.services), *details(row, pen)]
    return first, why_next(view.next, pen), " · ".join(told)
