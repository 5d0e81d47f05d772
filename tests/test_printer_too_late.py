"""Slips for which nobody waits any more stay in the printer, also when the host was started again
meanwhile: a real host, a real agent, a virtual printer.
"""

import asyncio

import pytest

from tests.printing import until
from tests.test_printer_ways import TWO, Machine, comes
from tests.town import Clock, a_town, new_id
from wire.commands import MarkLeft, TakeTicket


async def takes(screen):
    return await screen.done(TakeTicket(id=new_id(), services=("passport",)))


@pytest.fixture
async def printers():
    """Started printers; they stop at the end."""
    found = []

    async def start(town, name, folder):
        found.append(Machine(town, name, folder))
        return await found[-1].starts()

    yield start
    for machine in found:
        await machine.stops()


@pytest.mark.parametrize(("back", "comes_too"), [("10:01", (1, 0)), ("10:03", (0, 0))])
async def test_a_slip_of_a_kiosk_that_is_off_after_a_restart_is_wanted_for_two_minutes(
    tmp_path, printers, back, comes_too
):
    async with a_town(tmp_path, Clock("10:00")) as town:
        of_kiosk = await takes(await town.screen("kiosk"))
        of_greeter = await takes(await town.screen("greeter"))
    async with a_town(tmp_path, Clock(back)) as town:
        roll = await printers(town, "roll", tmp_path)
        assert await comes(roll, of_greeter.ticket) == (1, 0)
        assert roll.prints(of_kiosk.ticket) == comes_too


async def test_the_first_slip_of_a_visit_that_is_over_is_not_printed(tmp_path, printers):
    async with a_town(tmp_path, Clock("10:00")) as town:
        greeter = await town.screen("greeter")
        gone, here = await takes(greeter), await takes(greeter)
        await greeter.done(MarkLeft(id=new_id(), visit=gone.visit))
        roll = await printers(town, "roll", tmp_path)
        assert await comes(roll, here.ticket) == (1, 0)
        assert roll.prints(gone.ticket) == (0, 0)


async def test_a_slip_that_a_printer_began_before_a_long_outage_does_not_come_from_another(
    tmp_path, printers
):
    async with a_town(tmp_path, Clock("10:00"), text=TWO) as town:
        left = await printers(town, "left", tmp_path)
        left.agent.printer.printed = asyncio.Event().wait  # it hangs after the last byte
        begun = await takes(await town.screen("kiosk"))
        await until(lambda: left.prints(begun.ticket) == (1, 0))
        await left.stops()
        left.task = None
    async with a_town(tmp_path, Clock("10:11"), text=TWO) as town:
        right = await printers(town, "right", tmp_path)
        later = await takes(await town.screen("greeter"))
        assert await comes(right, later.ticket) == (1, 0)
        assert right.prints(begun.ticket) == (0, 0)
