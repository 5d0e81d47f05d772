"""Two printers beside one kiosk: a real host, two real agents, two virtual printers. The first that
can print does; what may be on paper already says KOPIE on the other.
"""

import asyncio
from contextlib import asynccontextmanager

from printers.agent import Agent
from printers.paper import Paper
from printers.spool import Spool
from printers.virtual import VirtualPrinter
from tests.printing import a_device, prints_of, until
from tests.town import SETTINGS, Clock, a_town, new_id
from wire.commands import TakeTicket
from wire.frames import Hello
from wire.link import Link

TWO = SETTINGS.replace('printers = ["roll"]', 'printers = ["left", "right"]').replace(
    'devices = { kiosk = "roll" }', 'devices = { kiosk = ["left", "right"] }'
)
POOLED = TWO.replace('devices = { kiosk = ["left", "right"] }\n', "")


class Machine:
    """One printer with its agent on a line of its own."""

    def __init__(self, town, name, folder):
        self.town, self.name, self.folder = town, name, folder
        self.printer = VirtualPrinter()
        self.token = town.token("printer", name)
        self.task = None

    async def starts(self):
        self.server = await self.printer.serve(0)
        port = self.server.sockets[0].getsockname()[1]
        device = a_device(f"tcp://127.0.0.1:{port}")
        self.agent = Agent(device, Paper(), Spool(self.folder / f"{self.name}.sqlite", lambda: 0))
        self.link = self.agent.link = Link(self.town.url, Hello(token=self.token), self.agent.hear)
        self.task = asyncio.gather(self.link.run(), self.agent.work(0.05))
        await self.link.up.wait()
        return self

    def has_paper(self, paper):
        self.printer.mishap.paper = paper
        self.printer.look()

    async def stops(self):
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)
            await self.agent.printer.close()
            self.agent.spool.close()
            self.server.close()

    def prints(self, ticket):
        return prints_of(self.printer.received, ticket)


@asynccontextmanager
async def two_printers(folder, text=TWO):
    async with a_town(folder, Clock("10:00"), text=text) as town:
        machines = [Machine(town, name, folder) for name in ("left", "right")]
        try:
            for machine in machines:
                await machine.starts()
            yield town, *machines, await town.screen("kiosk"), await town.screen("greeter")
        finally:
            for machine in machines:
                await machine.stops()


async def takes(kiosk):
    done = await kiosk.done(TakeTicket(id=new_id(), services=("passport",)))
    return done.ticket


async def is_seen(greeter, name, state):
    await greeter.sees(
        lambda view: any(row.device == name and row.state == state for row in view.devices)
    )


async def comes(machine, ticket):
    await until(lambda: machine.prints(ticket) != (0, 0))
    return machine.prints(ticket)


async def test_the_first_printer_of_the_list_prints_while_it_can(tmp_path):
    async with two_printers(tmp_path) as (_, left, right, kiosk, _greeter):
        ticket = await takes(kiosk)
        assert await comes(left, ticket) == (1, 0)
        assert right.prints(ticket) == (0, 0)


async def test_a_slip_that_is_asked_for_while_the_first_has_no_paper_comes_from_the_second_plain(
    tmp_path,
):
    async with two_printers(tmp_path) as (_, left, right, kiosk, greeter):
        left.has_paper("out")
        await is_seen(greeter, "left", "paper_out")
        ticket = await takes(kiosk)
        assert await comes(right, ticket) == (1, 0)
        left.has_paper("ok")
        await is_seen(greeter, "left", "ok")
        later = await takes(kiosk)
        assert await comes(left, later) == (1, 0)
        assert left.prints(ticket) == (0, 0)


async def test_a_slip_that_the_first_was_given_comes_from_the_second_as_a_copy(tmp_path):
    async with two_printers(tmp_path) as (town, left, right, kiosk, greeter):
        right.has_paper("out")
        left.has_paper("out")
        for name in ("left", "right"):
            await is_seen(greeter, name, "paper_out")
        ticket = await takes(kiosk)
        await until(lambda: town.host.office.halls["hall"].ways)  # the left one was given it
        right.has_paper("ok")
        assert await comes(right, ticket) == (0, 1)
        left.has_paper("ok")
        await is_seen(greeter, "left", "ok")
        await asyncio.sleep(0.3)
        assert left.prints(ticket) == (0, 0)


async def test_a_printer_whose_line_falls_leaves_its_slips_to_the_other(tmp_path):
    async with two_printers(tmp_path) as (_, left, right, kiosk, greeter):
        await left.stops()
        left.task = None
        await is_seen(greeter, "left", "away")
        ticket = await takes(kiosk)
        assert await comes(right, ticket) == (1, 0)


async def test_without_a_name_any_printer_of_the_location_prints_it_once(tmp_path):
    async with two_printers(tmp_path, POOLED) as (_, left, right, kiosk, greeter):
        tickets = [await takes(kiosk) for _ in range(6)]
        await until(lambda: all(left.prints(t) != right.prints(t) for t in tickets))
        for ticket in tickets:
            plain = left.prints(ticket)[0] + right.prints(ticket)[0]
            assert plain == 1, ticket
        left.has_paper("out")
        await is_seen(greeter, "left", "paper_out")
        assert await comes(right, await takes(kiosk)) == (1, 0)


async def test_after_a_restart_of_the_host_a_slip_that_waits_is_doubted_when_it_goes_elsewhere(
    tmp_path,
):
    async with two_printers(tmp_path) as (town, left, right, kiosk, greeter):
        for machine in (left, right):
            machine.has_paper("out")
            await is_seen(greeter, machine.name, "paper_out")
        ticket = await takes(kiosk)
        hall = town.host.office.halls["hall"]
        hall.ways.clear()
        hall.slips.clear()
        hall.slips_found = frozenset(hall.day.slips)
        right.has_paper("ok")
        assert await comes(right, ticket) == (0, 1)
