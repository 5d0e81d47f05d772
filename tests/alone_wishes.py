"""What kiosks bring at random that stood alone: numbers of their own, some of them twice, of
another day, with a code of somebody else, or taken at an impossible moment.
"""

from typing import Any

from host.core.day import Day
from host.core.plan import MINUTE
from wire import commands as said


def alone_wish(chance: Any, day: Day, name: str, now: int) -> said.Command:
    """Mostly the next number of one of two kiosks."""
    letter = chance.choice("KZ")
    number = day.series.get(letter, 0) + chance.choice((1, 1, 1, 1, 0, 3)) or 1
    codes = [*day.codes, "NONE-01"]
    return said.BringTicket(
        id=name,
        ticket=f"{letter}{number:03d}",
        day=chance.choice((day.day, day.day, day.day, "2026-06-07")),
        taken_at=now - chance.choice((-5, 0, 1, 20, 600)) * MINUTE,
        services=(chance.choice(("passport", "licence", "birth", "gone")),),
        persons=chance.choice((None, 1, 3)),
        code=chance.choice((None, None, chance.choice(codes))),
        paper=chance.choice(("none", "printed", "unknown")),
        unheard=chance.choice((None, *list(day.takers)[-2:])),
    )
