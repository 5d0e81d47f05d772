"""Find an appointment of today or later by a part of a name, a code, a time or a date; the host
answers, this shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from textual.content import Content

from kiosk.staff.agenda.asking import asked
from kiosk.staff.agenda.rows import found_row
from kiosk.staff.lists import Row
from kiosk.staff.search import SearchDialog
from wire.agenda import AppointmentRow, FindBooked, FoundBooked
from wire.base import Millis


class FindBookedDialog(SearchDialog[AppointmentRow]):
    """Among appointments."""

    TITLE_KEY = "agenda.find"
    HINT_KEY = "agenda.find_hint"
    NOTHING_KEY = "agenda.found_none"
    total = 0
    """How many there are, of which the first are told."""

    async def ask(self, text: str) -> Sequence[AppointmentRow] | None:
        found = await asked(self.staff, FindBooked(id=uuid4().hex, text=text), FoundBooked)
        if found is None:
            return None
        self.total = found.total
        return found.rows

    def key_of(self, row: AppointmentRow) -> str:
        return row.visit

    def drawn(self, rows: Sequence[AppointmentRow], now: Millis) -> list[Row]:
        shown = [Row(row.visit, partial(found_row, row, self.pen)) for row in rows]
        rest = self.total - len(rows)
        if rest > 0:
            told = Content.styled(self.pen.say("more_rows", n=rest), "$quiet")
            shown.append(Row("more", lambda width: told.truncate(width), live=False))
        return shown
