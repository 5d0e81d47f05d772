"""A kiosk with a disk of its own, whose host can be taken away, for tests."""

import asyncio
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from kiosk.visitor.alone_app import AloneApp
from tests.kiosk_stand_in import NOW, Clock, FakeLine, Hands, a_setup, done
from wire.commands import BringTicket

WALL = NOW - 7_000
"""This computer's clock is seven seconds behind the host's."""


def a_line(**setup: Any) -> FakeLine:
    line = FakeLine()
    line.setup = a_setup(**{"own_letter": "K", **setup})
    line.answers["bring_ticket"] = done()
    return line


class Away(FakeLine):
    """A line to a host that is not there."""

    async def run(self) -> None:
        self.fall()
        await asyncio.Event().wait()


@asynccontextmanager
async def a_kiosk(
    folder: Path,
    line: FakeLine | None = None,
    *,
    wall: int = WALL,
    size: tuple[int, int] = (80, 24),
    **more: Any,
):
    line = line or a_line()
    clock = Clock()
    start = clock.now()
    app = AloneApp(
        line.open,
        clock.now,
        stamp=clock.stamp,
        folder=folder,
        wall=lambda: wall + clock.now() - start,
        **more,
    )
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, line, pilot, clock)
        await hands.settle()
        while isinstance(line, Away) and app.silence is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await hands.settle()
        yield hands


async def alone(hands: Hands) -> Hands:
    """The host falls silent, and five seconds pass."""
    hands.line.lose = 1_000_000
    hands.line.fall()
    await hands.wait(5.0)
    return hands


async def back(hands: Hands, seconds: float = 31) -> list[BringTicket]:
    """The host is there again; what it was brought so much later."""
    hands.line.lose = 0
    hands.line.said.clear()
    hands.line.heard(hands.line.setup)
    hands.line.show(hands.line.view)
    await hands.wait(seconds)
    app = hands.app
    assert isinstance(app, AloneApp)
    for _ in range(200):
        if app._bringer is not None and not app._bringer.busy:
            break
        await asyncio.sleep(0.005)
    return hands.line.commands("bring_ticket")


async def take(hands: Hands, *keys: str) -> str:
    """Dutch, without an appointment, the first service, one person: the number on the screen."""
    await hands.press(*(keys or ("1", "2", "1", "1", "1")))
    for _ in range(400):
        if hands.page.step == "alone_done":
            break
        await asyncio.sleep(0.005)
    number = hands.page.big
    await hands.press("1")
    return number
