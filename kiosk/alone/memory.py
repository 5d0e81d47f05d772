"""What a kiosk remembers of its town for the time without its host: written down when the host
tells something new, and now and then, so that the clock stays true.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kiosk.alone.book import Book, BookUnfit, Town

if TYPE_CHECKING:
    from kiosk.line import Clock
    from wire.base import Millis
    from wire.setup import Setup
    from wire.views import KioskView

AGAIN_MILLIS = 60_000
"""What did not change is written down so often."""


class Memory:
    """For one book. `wall` tells this computer's time, `clock` never goes back."""

    def __init__(self, book: Book, wall: Clock, clock: Clock) -> None:
        self.book = book
        self.wall = wall
        self.clock = clock
        self._kept: tuple[object, int] = (None, 0)

    def keep(self, setup: Setup, view: KioskView, timezone: str, now: Millis, day: str) -> None:
        """What the host has told by now, at `now` by its clock. A disk that is full must not end
        the kiosk: then it remembers what it knew before."""
        offered = tuple((each.service, each.open, each.opens_at) for each in view.choices)
        shape = (setup, view.open, view.opens_at, view.closes_at, offered)
        if shape == self._kept[0] and self.clock() - self._kept[1] < AGAIN_MILLIS:
            return
        self._kept = shape, self.clock()
        told = (setup.model_dump_json(), view.model_dump_json())
        with suppress(BookUnfit):
            self.book.keep_town(Town(*told, timezone, now, now - self.wall()))
            if setup.own_letter:
                self.book.hear_last(day, setup.own_letter, setup.own_last)

    def recall(self) -> tuple[Town, Millis] | None:
        """The town as an earlier life of this kiosk heard it last, and the host's time as far as
        can be told: never before that moment, whatever this computer's clock says."""
        with suppress(BookUnfit):
            town = self.book.town()
            if town is not None:
                return town, max(self.wall() + town.ahead_millis, town.seen_at)
        return None

    def forget(self) -> None:
        """The host does not know this kiosk any more."""
        with suppress(BookUnfit):
            self.book.forget_town()
