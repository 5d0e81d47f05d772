"""What the demo's visitors think of their visit: some of them give a mark on their way out, as on a
kiosk in rating mode.
"""

import random
from collections.abc import Callable, Coroutine

from demo.clock import DemoClock
from wire.link import Link, Lost
from wire.survey import GiveMark

MINUTE = 60_000
ANSWER_SHARE = 0.35
MARKS = (5, 6, 7, 7, 8, 8, 8, 8, 9, 9, 10)
CHOICES = ("tijd", "uitleg", "mens", None)

Opinion = Callable[[str], Coroutine[object, object, None]]
"""Of the visitor with this ticket, who has just been helped."""


def opinions(clock: DemoClock, link: Link, seed: int) -> Opinion:
    """The same seed gives the same marks. One that comes too early, or whose line is away, is
    lost.
    """
    chance = random.Random(f"opinions {seed}")

    async def opinion(ticket: str) -> None:
        if chance.random() >= ANSWER_SHARE:
            return
        mark, choice = chance.choice(MARKS), chance.choice(CHOICES)
        identity = f"{chance.getrandbits(128):032x}"
        await clock.sleep(chance.uniform(2, 6) * MINUTE)
        try:
            await link.ask(GiveMark(id=identity, slip=ticket, mark=mark, choice=choice))
        except Lost:
            return

    return opinion
