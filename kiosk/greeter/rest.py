"""The rows of today beyond those in the view, asked for now and then, so that all who wait and all
who are expected stay on the screen when the host falls silent. In memory only: names of visitors
never rest on this computer's disk.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal
from uuid import uuid4

from wire.base import Message, Millis
from wire.frames import More, Rows
from wire.rows import VisitRow
from wire.views import GreeterView

FIRST_MILLIS = 5_000
AGAIN_MILLIS = 60_000

Ask = Callable[[Message], Awaitable[object]]
ListName = Literal["expected", "waiting"]


class Rest:
    """What one screen keeps of the lists that are longer than its view."""

    def __init__(self) -> None:
        self.rows: dict[ListName, tuple[VisitRow, ...]] = {}
        self._due: Millis | None = None
        self._asking = False

    def is_due(self, view: GreeterView, now: Millis) -> bool:
        """Whether it is time to ask. `now` by this computer's clock, in milliseconds."""
        if self._due is None:
            self._due = now + FIRST_MILLIS
        if not _beyond(view):
            self.rows.clear()
        return bool(_beyond(view)) and now >= self._due and not self._asking

    async def refresh(self, view: GreeterView, ask: Ask, now: Millis) -> None:
        """Asks for all rows beyond the view. An answer that does not come leaves what was known."""
        self._asking = True
        try:
            for name, offset in _beyond(view).items():
                found = await _all(name, offset, ask)
                if found is not None:
                    self.rows[name] = found
        finally:
            self._asking, self._due = False, now + AGAIN_MILLIS

    def whole(self, view: GreeterView) -> GreeterView:
        """The view with all that is known of its lists, each visit where it was seen last."""
        places = (*view.expected, *view.waiting, *view.aside)
        known = {row.visit for row in places}
        known |= {desk.visit.visit for desk in view.desks if desk.visit is not None}
        changes: dict[str, tuple[VisitRow, ...]] = {
            name: (*getattr(view, name), *(row for row in rows if row.visit not in known))
            for name, rows in self.rows.items()
        }
        return view.model_copy(update=changes)


def _beyond(view: GreeterView) -> dict[ListName, int]:
    """Which lists have more rows than the view, and how many it has."""
    counted: dict[ListName, tuple[int, int]] = {
        "expected": (len(view.expected), view.expected_count),
        "waiting": (len(view.waiting), view.waiting_count),
    }
    return {name: shown for name, (shown, count) in counted.items() if count > shown}


async def _all(name: ListName, offset: int, ask: Ask) -> tuple[VisitRow, ...] | None:
    rows: list[VisitRow] = []
    while True:
        answer = await ask(More(id=uuid4().hex, list=name, offset=offset + len(rows)))
        if not isinstance(answer, Rows):
            return None
        rows += answer.rows
        if not answer.rows or offset + len(rows) >= answer.total:
            return tuple(rows)
