"""Brings the demo's people to the demo's doors: opens a line per device and starts the actors."""

import asyncio
from dataclasses import dataclass, field
from functools import partial

from demo.actors import Hall, Shift, employee, visitor
from demo.clock import DemoClock
from demo.crowd import MINUTE
from demo.opinions import opinions
from demo.robot import Robot
from demo.town import PIN, STAFF, Town
from demo.wall import Wall
from wire.frames import FromHost, Hello, Shown
from wire.link import Link, Silence
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
    wall: Wall = field(default_factory=Wall)

    def hear(self, device: str, frame: FromHost | Silence) -> None:
        if not isinstance(frame, Shown):
            return
        if isinstance(frame.view, GreeterView):
            self.hall.greeter_view = frame.view
        elif isinstance(frame.view, DeskView):
            self.hall.desk_views[frame.view.desk] = frame.view
        elif isinstance(frame.view, BoardView):
            self.board = frame.view
            self.rings.update(call.ring for call in frame.view.calls)
            self.wall.shows(frame.view)

    def open(self, device: str, link: Link) -> None:
        """Keeps a device's line from now on."""
        self.links[device] = link
        line = self.wall.run(link) if device == "display-1" else link.run()
        self.lines.append(asyncio.create_task(line))

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
        play.open(device, Link(address, hello, partial(play.hear, device)))
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
