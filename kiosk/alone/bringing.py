"""Brings the host what a kiosk gave by itself: one number after another, in order, until each has
an answer. Decides nothing about them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from wire.link import Lost

if TYPE_CHECKING:
    from kiosk.alone.book import Book
    from kiosk.line import Clock
    from wire.base import Message
    from wire.commands import BringTicket
    from wire.frames import Answer, Done, No

AGAIN_MILLIS = 30_000
"""What the host did not take is offered again so much later."""
NOT_NOW = frozenset({"busy", "too_fast", "day_closed", "not_paired", "role_may_not", "unreadable"})
"""Refusals that say nothing of the number: all are brought later."""
KEPT_BEFORE = "id_reused"
"""The host has it by this id, from an earlier try."""
NOT_ITS_OWN = "visit_unknown"
"""The wish without an answer was another device's: this kiosk had another name then."""

Say = Callable[["Message"], Awaitable["Done | No | Answer"]]


class Bringer:
    """For one book. `clock` never goes back."""

    def __init__(self, book: Book, say: Say, clock: Clock) -> None:
        self.book = book
        self.say = say
        self.clock = clock
        self.has_more = True
        """Whether there are numbers that the host has not got, as far as anybody looked."""
        self.busy = False
        self._from = 0

    @property
    def is_due(self) -> bool:
        return self.has_more and not self.busy and self.clock() >= self._from

    async def bring(self) -> None:
        """All that there is. A line that falls meanwhile leaves the rest for the next time."""
        self.busy = True
        try:
            for wish in self.book.to_bring():
                if not await self._one(wish):
                    break
            self.has_more = bool(self.book.to_bring())
            self._from = self.clock() + AGAIN_MILLIS
        except Lost:
            pass
        finally:
            self.busy = False

    async def _one(self, wish: BringTicket) -> bool:
        """Whether the next one can be brought now."""
        heard = await self.say(wish)
        if heard.kind == "done" or (heard.kind == "no" and heard.word == KEPT_BEFORE):
            self.book.note_brought(wish.id, wish.taken_at)
        elif heard.kind == "no" and heard.word == NOT_ITS_OWN and wish.unheard:
            self.book.forget_unheard(wish.id)
        return not (heard.kind == "no" and heard.word in NOT_NOW)
