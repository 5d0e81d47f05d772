"""How rounds are written for staff. Knows words and widths; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from kiosk.pen import Pen
from kiosk.rows import FACTS, wrapped
from kiosk.staff.agenda.days import short_day
from kiosk.staff.lists import Row
from kiosk.staff.rounds.asking import label_of
from wire.rounds import RoundRow
from wire.setup import RoundLabel

if TYPE_CHECKING:
    from kiosk.staff.app import StaffApp

DAY_CELLS = 14
CODE_CELLS = 10
CANCELLED = "×", "$quiet"
"""Shape and colour of a round that was cancelled."""


def list_rows(rows: Sequence[RoundRow], total: int, app: StaffApp) -> list[Row]:
    """A row for each, and how many more there are."""
    shown = [Row(row.round, partial(round_row, row, what_text(row, app), app.pen)) for row in rows]
    rest = total - len(rows)
    if rest > 0:
        told = Content.styled(app.pen.say("more_rows", n=rest), "$quiet")
        shown.append(Row("more", lambda width: told.truncate(width, ellipsis=True), live=False))
    return shown


def round_row(row: RoundRow, what: str, pen: Pen, width: int) -> Content:
    """Two lines or more: the day, whom for and the code; what for and where."""
    gone = row.state == "cancelled"
    style = "$quiet" if gone else "bold"
    shape, colour = CANCELLED
    left = [(short_day(row.day, pen), style)]
    left += [(f"{shape} {pen.say('agenda.state.cancelled')}", colour)] if gone else []
    rest = max(10, width - DAY_CELLS)
    name, *more = _lines_of(row.name or pen.say("nameless"), rest - CODE_CELLS)
    first = Content.styled(name, style).truncate(rest - CODE_CELLS, pad=True)
    right = [first + Content.styled(row.code.rjust(CODE_CELLS), "$quiet")]
    right += [Content.styled(line, style) for line in more]
    told = [what]
    if row.language != pen.town_language:
        told.append(pen.say("language", taal=pen.word("language", row.language)))
    right += [Content.styled(line, "$quiet") for line in _lines_of(FACTS.join(told), rest)]
    lines = []
    for n, beside in enumerate(right):
        text, how = left[n] if n < len(left) else ("", "")
        lines.append(Content.styled(text.ljust(DAY_CELLS), how) + beside)
    return Content("\n").join(lines)


def what_text(row: RoundRow, app: StaffApp) -> str:
    """What for and in which area, as "Grofvuil · Noord"."""
    label = label_of(app, row.service)
    return asked_text(label, row.service, row.route_name, app.pen)


def asked_text(label: RoundLabel | None, service: str, area: str, pen: Pen) -> str:
    """The same of a service and an area; without the area where there is only one."""
    if label is None:
        return FACTS.join((service, area))
    name = label.names.get(pen.language) or next(iter(label.names.values()), service)
    return FACTS.join((name, area)) if len(label.routes) > 1 else name


def _lines_of(text: str, width: int) -> list[str]:
    return [line for line, _ in wrapped((text, ""), max(1, width))] or [""]
