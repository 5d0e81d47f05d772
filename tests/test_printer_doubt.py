"""A printer that hangs up in the middle of a slip, with another beside it: a real host, real
agents, virtual printers on real sockets. The slip comes from the other, as a copy; where none has
it, the greeter and the kiosk are told.
"""

import asyncio
import time

import pytest

from tests.printing import until
from tests.staff_rows import a_greeter_view, a_visit
from tests.staff_stage import a_greeter, settled
from tests.test_printer_ways import POOLED, TWO, Machine, comes, is_seen
from tests.town import SETTINGS, Clock, a_town, new_id
from wire.commands import PrintAgain, TakeTicket


class Running(Clock):
    """A clock that runs on from its moment."""

    def __init__(self, clock="10:00"):
        super().__init__(clock)
        self.began = time.monotonic()

    def __call__(self):
        return self.now + int((time.monotonic() - self.began) * 1000)


class Printers:
    """Each printer of a town, its kiosk and its greeter."""

    def __init__(self, folder, text=TWO, names=("left", "right")):
        self.folder, self.text, self.names = folder, text, names

    async def __aenter__(self):
        self.held = a_town(self.folder, Running(), text=self.text)
        self.town = await self.held.__aenter__()
        self.machines = [Machine(self.town, name, self.folder) for name in self.names]
        for machine in self.machines:
            await machine.starts()
        self.kiosk = await self.town.screen("kiosk")
        self.greeter = await self.town.screen("greeter")
        for name in self.names:
            await is_seen(self.greeter, name, "ok")
        return self

    async def __aexit__(self, *fault):
        for machine in self.machines:
            await machine.stops()
        await self.held.__aexit__(*fault)

    async def takes(self):
        wish = TakeTicket(id=new_id(), services=("passport",), slip=True)
        return await self.kiosk.done(wish)


def hangs_up(machine, at=150):
    machine.printer.mishap.hang_up_at = at


async def test_a_slip_that_the_first_printer_hung_up_in_comes_from_the_other_as_a_copy(tmp_path):
    async with Printers(tmp_path) as hall:
        left, right = hall.machines
        hangs_up(left)
        done = await hall.takes()
        began = time.monotonic()
        await is_seen(hall.greeter, "left", "offline")
        assert await comes(right, done.ticket) == (0, 1)
        assert time.monotonic() - began < 12
        slips = hall.town.host.office.halls["hall"].day.slips
        await until(lambda: not slips)
        begun = left.prints(done.ticket)
        assert begun[0] <= 1
        left.printer.mishap.hang_up_at = None
        await is_seen(hall.greeter, "left", "ok")
        await asyncio.sleep(0.5)
        assert left.prints(done.ticket) == begun  # the other has printed it: no third one
        assert right.prints(done.ticket) == (0, 1)


async def test_a_slip_whose_agent_died_while_sending_comes_from_the_other_as_a_copy(tmp_path):
    async with Printers(tmp_path) as hall:
        left, right = hall.machines
        left.agent.printer.printed = asyncio.Event().wait  # it hangs after the last byte
        done = await hall.takes()
        await until(lambda: left.prints(done.ticket) == (1, 0))
        await left.stops()
        left.task = None
        assert await comes(right, done.ticket) == (0, 1)


async def test_where_any_printer_may_print_a_slip_in_doubt_goes_to_another_too(tmp_path):
    async with Printers(tmp_path, POOLED) as hall:
        for machine in hall.machines:
            hangs_up(machine)
        hall.machines[1].has_paper("out")
        await is_seen(hall.greeter, "right", "paper_out")
        done = await hall.takes()
        await until(lambda: hall.town.host.office.halls["hall"].day.slips[done.slip].by == "left")
        hall.machines[1].printer.mishap.hang_up_at = None
        hall.machines[1].has_paper("ok")
        assert await comes(hall.machines[1], done.ticket) == (0, 1)


async def test_when_every_printer_gave_up_the_kiosk_and_the_greeter_are_told(tmp_path):
    async with Printers(tmp_path, SETTINGS, ("roll",)) as hall:
        (roll,) = hall.machines
        hangs_up(roll)
        done = await hall.takes()
        await hall.kiosk.sees(
            lambda view: [(row.slip, row.state) for row in view.slips] == [(done.slip, "missing")]
        )
        view = await hall.greeter.sees(lambda view: any(row.no_slip for row in view.waiting))
        assert "print_again" in view.waiting[0].can
        await until(lambda: not roll.agent.spool.jobs())  # three tries are over
        roll.printer.mishap.hang_up_at = None
        again = await hall.greeter.done(PrintAgain(id=new_id(), visit=done.visit))
        await until(lambda: roll.agent.spool.state_of(again.slip) == "printed")
        await hall.greeter.sees(lambda view: not any(row.no_slip for row in view.waiting))
        assert roll.prints(done.ticket)[0] <= 1


async def test_a_slip_that_waited_for_paper_until_its_visitor_had_gone_is_not_printed(tmp_path):
    async with Printers(tmp_path, SETTINGS, ("roll",)) as hall:
        (roll,) = hall.machines
        roll.has_paper("out")
        await is_seen(hall.greeter, "roll", "paper_out")
        gone = await hall.takes()
        at_the_door = await hall.greeter.done(PrintAgain(id=new_id(), visit=gone.visit))
        await until(lambda: len(roll.agent.spool.states()) == 2)
        hall.town.clock.now += 121_000
        await hall.greeter.sees(lambda view: any(row.no_slip for row in view.waiting))
        await until(lambda: list(roll.agent.spool.states()) == [at_the_door.slip])
        roll.has_paper("ok")
        await until(lambda: roll.agent.spool.state_of(at_the_door.slip) == "printed")
        assert roll.prints(gone.ticket) == (0, 1)
        await hall.greeter.sees(lambda view: not any(row.no_slip for row in view.waiting))


async def test_the_kiosk_hears_that_its_slip_waits_for_paper(tmp_path):
    async with Printers(tmp_path, SETTINGS, ("roll",)) as hall:
        (roll,) = hall.machines
        roll.has_paper("out")
        await is_seen(hall.greeter, "roll", "paper_out")
        done = await hall.takes()
        await hall.kiosk.sees(
            lambda view: [(row.slip, row.state) for row in view.slips] == [(done.slip, "waits")]
        )
        roll.has_paper("ok")
        assert await comes(roll, done.ticket) == (1, 0)
        await hall.kiosk.sees(lambda view: not view.slips)


@pytest.mark.parametrize(
    ("language", "told"),
    [("nl", "bon niet gekomen"), ("en", "slip did not come"), ("de", "Zettel kam nicht")],
)
async def test_the_row_of_a_visit_whose_slip_did_not_come_says_so(language, told):
    rows = (a_visit("A041"), a_visit("A042", no_slip=True))
    stage = a_greeter(a_greeter_view().model_copy(update={"waiting": rows}), language)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        seen = str(stage.app.export_screenshot()).replace("&#160;", " ")
        assert seen.count(told) == 1
