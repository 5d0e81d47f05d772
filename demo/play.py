"""Brings the demo's people to the demo's doors: opens a line per device and starts the actors."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from demo.actors import Hall, Shift, employee, visitor
from demo.clock import DemoClock
from demo.crowd import MINUTE
from demo.opinions import opinions
from demo.robot import Robot
from demo.town import PIN, STAFF, Town
from wire.frames import FromHost, Health, Hello, Shown
from wire.link import Link, Lost, Silence
from wire.views import BoardView, DeskView, GreeterView


@dataclass
class Play:
    """The lines of the simulated devices, and what their screens show."""

    hall: Hall
    links: dict[str, Link] = field(default_factory=dict)
    lines: list["asyncio.Task[None]"] = field(default_factory=list)
    kiosk: Robot | None = None
    board: BoardView | None = None
    rings: set[int] = field(default_factory=set)
    """Every call that the display has seen."""
    telling: set["asyncio.Task[None]"] = field(default_factory=set)

    def hear(self, device: str, frame: FromHost | Silence) -> None:
        if not isinstance(frame, Shown):
            return
        if isinstance(frame.view, GreeterView):
            self.hall.greeter_view = frame.view
        elif isinstance(frame.view, DeskView):
            self.hall.desk_views[frame.view.desk] = frame.view
        elif isinstance(frame.view, BoardView):
            self.board = frame.view
            rings = {call.ring for call in frame.view.calls}
            self.rings.update(rings)
            self._acknowledge(device, max(rings, default=None))

    def _acknowledge(self, device: str, ring: int | None) -> None:
        """As every display does: else the greeter would be told that it is deaf."""

        async def tell() -> None:
            with suppress(Lost):
                await self.links[device].tell(Health(ring=ring))

        telling = asyncio.create_task(tell())
        self.telling.add(telling)
        telling.add_done_callback(self.telling.discard)

    async def stop(self) -> None:
        if self.kiosk is not None:
            await self.kiosk.__aexit__()
        for line in self.lines:
            line.cancel()
        await asyncio.gather(*self.lines, return_exceptions=True)


async def act(town: Town, clock: DemoClock, address: str, held_back: frozenset[str]) -> Play:
    """Opens the lines and starts visitors, the greeter and staff. `held_back`: desks left to
    you."""
    play = Play(Hall(clock, town.seed))
    desks = {f"desk-{desk}": desk for desk in STAFF if desk not in held_back}
    for device in ("greeter-1", "display-1", "kiosk-1", *desks):
        hello = Hello(token=town.tokens[device], desk=desks.get(device))
        link = Link(address, hello, partial(play.hear, device))
        play.links[device] = link
        play.lines.append(asyncio.create_task(link.run()))
    async with asyncio.timeout(20):
        await asyncio.gather(*(link.up.wait() for link in play.links.values()))
    play.kiosk = await Robot(
        partial(Link, address, Hello(token=town.tokens["kiosk-1"]))
    ).__aenter__()
    play.hall.opinion = opinions(clock, play.links["kiosk-1"], town.seed)
    for person in town.people:
        clock.start(visitor(play.hall, person, play.kiosk.visit, play.links["greeter-1"]))
    for device, desk in desks.items():
        shift = Shift(desk, STAFF[desk], PIN, town.opens - MINUTE, town.closes)
        clock.start(employee(play.hall, shift, play.links[device]))
    return play
