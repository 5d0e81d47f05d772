"""Find a round of today or later by a part of a name, a code, a phone number or a date; the host
answers, this shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import uuid4

from textual.widgets import Input
from textual.widgets.input import Selection

from kiosk.staff.agenda.asking import asked
from kiosk.staff.lists import Row
from kiosk.staff.rounds.rows import list_rows
from kiosk.staff.search import SearchDialog
from wire.base import Millis
from wire.rounds import AskRounds, RoundList, RoundRow


class FindRoundDialog(SearchDialog[RoundRow]):
    """Among rounds."""

    TITLE_KEY = "home.find"
    HINT_KEY = "home.find_hint"
    NOTHING_KEY = "home.found_none"
    total = 0
    """How many there are, of which the first are told."""

    def __init__(self, then: Callable[[RoundRow], None], start: str = "") -> None:
        """`start`: what was typed already."""
        super().__init__(then)
        self.start = start

    def on_mount(self) -> None:
        if self.start:
            self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Goes on behind what was typed; what came meanwhile stays."""
        field = self.query_one("#find-text", Input)
        field.value = self.start + field.value
        field.selection = Selection.cursor(len(field.value))

    async def ask(self, text: str) -> Sequence[RoundRow] | None:
        found = await asked(self.staff, AskRounds(id=uuid4().hex, text=text), RoundList)
        if found is None:
            return None
        self.total = found.total
        return found.rows

    def key_of(self, row: RoundRow) -> str:
        return row.round

    def drawn(self, rows: Sequence[RoundRow], now: Millis) -> list[Row]:
        return list_rows(rows, self.total, self.staff)
