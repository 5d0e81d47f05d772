"""One calm line about the promise: who will wait too long soon and what would prevent it, and how
many may still wait longer today.
"""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from kiosk.pen import Pen
from kiosk.staff.figures import minutes_text
from wire.base import Millis
from wire.norms import AdviceRow, NormRow
from wire.views import DeskView, GreeterView

MINUTE = 60_000
ROOMY_ROWS = 44
"""From this height on both lines stand there; on a lower screen the one that asks for something."""
NAMED = 3
"""So many visitors are named at most."""
Piece = tuple[str, str]
"""Text and style."""


class NormBar(Static):
    """Nothing at all where there is nothing to tell."""

    DEFAULT_CSS = """
    NormBar {
        height: auto; padding: 0 1; background: $surface; text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def tell(self, view: GreeterView | DeskView, pen: Pen, now: Millis) -> None:
        size = self.app.size
        lines = norm_lines(view, pen, now, size.width - 4)
        lines = lines if size.height >= ROOMY_ROWS else lines[:1]
        self.display = bool(lines)
        self.screen.set_class(bool(lines), "-normed")
        self.update(Content("\n").join(lines))


def norm_lines(view: GreeterView | DeskView, pen: Pen, now: Millis, width: int) -> list[Content]:
    """What asks for something first, then how the norms stand; none, one or two lines."""
    told = (_coming(view, pen, now, width), _standing(view.norms, pen, width))
    return [Content.assemble(*pieces) for pieces in told if pieces]


def _coming(view: GreeterView | DeskView, pen: Pen, now: Millis, width: int) -> list[Piece]:
    """Who will be late, and what to do. As many are named as leave room for what to do."""
    advice = None if view.advice is None else _advice(view, view.advice, pen, now)
    if not view.late:
        return [] if advice is None else _marked([pen.say("norm.busy", advies=advice)])
    minutes = max(0, view.late[0].deadline - now) // MINUTE
    who = [_who(view, row.visit, row.ticket, pen) for row in view.late]
    text = ""
    for named in range(min(NAMED, len(who)), 0, -1):
        more = view.late_count - named
        names = ", ".join(who[:named])
        if more > 0:
            names = pen.say("norm.more", namen=names, n=more)
        key = "norm.late" if minutes else "norm.late_now"
        text = pen.say(key, n=minutes, wie=names)
        if advice is None or len(text) + len(advice) + 5 <= width:
            break
    return _marked([text, advice] if advice else [text])


def _marked(parts: list[str]) -> list[Piece]:
    """A shape and words beside the colour."""
    first, *rest = parts
    return [("▲ ", "bold $soon"), (first, "bold $soon"), *((f" · {each}", "") for each in rest)]


def _advice(view: GreeterView | DeskView, advice: AdviceRow, pen: Pen, now: Millis) -> str:
    if advice.kind == "call_before":
        return pen.say(
            "norm.call_before",
            wie=_who(view, advice.visit or "", advice.ticket, pen),
            voor=_who(view, advice.before or "", advice.before_ticket, pen),
        )
    at = advice.at or now
    number = "one" if advice.desks == 1 else "more"
    if advice.kind == "too_few_desks":
        return pen.say(f"norm.too_few.{number}", n=advice.desks, tijd=pen.time(at))
    if at < now + MINUTE:
        return pen.say(f"norm.open_now.{number}", n=advice.desks)
    return pen.say(f"norm.open.{number}", n=advice.desks, tijd=pen.time(at))


def _who(view: GreeterView | DeskView, visit: str, ticket: str, pen: Pen) -> str:
    if ticket:
        return ticket
    row = next((row for row in view.waiting if row.visit == visit), None)
    return pen.say("nameless") if row is None else pen.who(row)


def _standing(norms: tuple[NormRow, ...], pen: Pen, width: int) -> list[Piece]:
    """The norm in most danger first, then as many others as there is room for."""
    told = [each for each in norms if each.n or each.to_come or each.over_now]
    told.sort(key=lambda row: (not row.lost, row.may_miss is None, row.may_miss or 0))
    pieces: list[Piece] = []
    room = width
    for row in told:
        text, style = _left(row, pen), "$over" if row.lost else ""
        shape = "■ " if row.lost else ""
        gap = "  ·  " if pieces else ""
        room -= len(gap) + len(shape) + len(text)
        if text and (not pieces or room >= 0):
            pieces += [(gap, ""), (shape + text, style)]
    return pieces


def _left(row: NormRow, pen: Pen) -> str:
    """How much room this norm leaves."""
    name = norm_name(row, pen)
    if row.lost:
        return pen.say("norm.lost", norm=name)
    if row.statistic == "mean":
        left = row.mean_left_seconds
        return "" if left is None else pen.say("norm.mean_left", norm=name, tijd=minutes_text(left))
    if row.may_miss is None or not row.to_come:
        return ""
    key = {0: "none", 1: "one"}.get(row.may_miss, "more")
    return pen.say(f"norm.may.{key}", norm=name, n=row.may_miss)


def norm_name(row: NormRow, pen: Pen) -> str:
    """As the town calls it; else whom it counts."""
    if pen.language in row.names:
        return row.names[pen.language]
    name = pen.word("figure", row.definition)
    return f"{name} ({pen.service_names(row.services)})" if row.services else name
