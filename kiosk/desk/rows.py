"""What the desk's list and bar say of its view: who waits, who is aside, and how many are short of
time.
"""

from __future__ import annotations

from functools import partial

from textual.content import Content

from kiosk.look import light_of
from kiosk.pen import Pen
from kiosk.rows import aside_row, waiting_row
from kiosk.staff.lists import Row
from wire.base import Millis
from wire.commands import ROLES
from wire.rows import VisitRow
from wire.views import DeskView


def desk_rows(view: DeskView, pen: Pen, now: Millis) -> list[Row]:
    """Whom this desk parked, the waiting, how many more there are, and under a heading those who
    are aside elsewhere.
    """
    own = [row for row in view.aside if row.stage == "parked" and row.desk == view.desk]
    aside = [row for row in view.aside if row not in own]
    rows = [Row(row.visit, partial(aside_row, row, pen, now)) for row in own]
    rows += [Row(row.visit, partial(waiting_row, row, pen, now)) for row in view.waiting]
    rest = view.waiting_count - len(view.waiting)
    if rest > 0:
        rows.append(_told("rest", pen.say("more_rows.desk", n=rest)))
    if aside:
        rows.append(_told("aside", f"── {pen.say('aside')} {len(aside)} ──"))
        rows += [Row(row.visit, partial(aside_row, row, pen, now)) for row in aside]
    return rows


def lights_text(view: DeskView, pen: Pen, now: Millis) -> Content:
    """The desk's state, and how many wait with little time left or too long."""
    state = pen.say(f"state.{view.state}")
    lights = [light_of(now, row.amber_at, row.red_at) for row in view.waiting]
    told = [state]
    for word, shape in (("soon", "▲"), ("over", "■")):
        n = sum(light is not None and light.word == word for light in lights)
        if n:
            told.append(f"{shape} {n} {pen.say('light.' + word)}")
    return Content("   ".join(told))


def visit_in(view: DeskView, visit: str) -> VisitRow | None:
    """A visit of the view, wherever it stands there."""
    here = (view.visit,) if view.visit is not None else ()
    return next((row for row in (*view.waiting, *view.aside, *here) if row.visit == visit), None)


def may_now(row: VisitRow, view: DeskView) -> tuple[str, ...]:
    """What the host allows with a visit of the list: what the row says, and calling it where the
    desk may.
    """
    may = [each for each in row.can if "desk" in ROLES.get(each, ())]
    if "call_visit" in view.can and (view.visit is None or row.visit != view.visit.visit):
        may.append("call_visit")
    return tuple(may)


def _told(key: str, text: str) -> Row:
    return Row(
        key,
        lambda width: Content.styled(text, "bold $quiet").truncate(width, ellipsis=True),
        live=False,
    )
