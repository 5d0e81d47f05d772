"""Find a visit of today by a part of a name, a time, a code or a number; the host answers, this
shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from kiosk.rows import found_row
from kiosk.staff.lists import Row
from kiosk.staff.search import SearchDialog
from wire.base import Millis
from wire.frames import Find, No, Rows
from wire.rows import VisitRow


class FindDialog(SearchDialog[VisitRow]):
    """Among today's visits."""

    TITLE_KEY = "form.find"
    NOTHING_KEY = "found.none"

    async def ask(self, text: str) -> Sequence[VisitRow] | None:
        answer = await self.staff.find(Find(id=uuid4().hex, text=text))
        if answer is None:
            self.staff.tell_staff(self.pen.say("lost"))
        elif isinstance(answer, No):
            self.staff.tell_staff(self.pen.refusal(answer.word))
        return answer.rows if isinstance(answer, Rows) else None

    def key_of(self, row: VisitRow) -> str:
        return row.visit

    def drawn(self, rows: Sequence[VisitRow], now: Millis) -> list[Row]:
        return [Row(row.visit, partial(found_row, row, self.pen, now)) for row in rows]
