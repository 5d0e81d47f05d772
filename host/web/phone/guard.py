"""Whose page an address is. The token is the only right; whoever guesses at it has to wait, and who
holds a right one is never held up by others behind the same router.
"""

from starlette.requests import HTTPConnection

from host.hall import Hall
from host.store import StoreBusy
from host.web.booking.guard import Tries, address_of
from host.web.doors import Doors

MISSES_PER_MINUTE = 20
"""Wrong tokens from one address."""


class Guard:
    """Knows visits by their tokens, and counts those that are wrong."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.misses = Tries(MISSES_PER_MINUTE, 1, lambda: doors.clock() / 1000)

    def visit_of(self, asked: HTTPConnection, token: str) -> tuple[Hall, str] | None:
        """The hall and the visit of a token; None: nobody's, and it is counted. Raises StoreBusy
        while a hall's day cannot be read: then nobody can say whose it is.
        """
        for hall in self.doors.office.halls.values():
            visit = hall.visit_of_page(token)
            if visit is not None and hall.day is not None and hall.day.plan is not None:
                return hall, visit
        if any(hall.day is None for hall in self.doors.office.halls.values()):
            raise StoreBusy("a day is being read")
        self.misses.count(address_of(asked))
        return None

    def guesses(self, asked: HTTPConnection) -> bool:
        """Whether this address has guessed too often to be told anything about wrong ones."""
        return self.misses.are_used_up(address_of(asked))
