"""The demo's display and paper behave as those of a hall do: the wall says that it is there, and
the morning that passes fast leaves nobody's slip behind.
"""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

import demo.wall
from demo.actors import Hall, visitor
from demo.clock import DemoClock
from demo.crowd import MINUTE, Person
from demo.paper import Paper
from demo.play import Play
from demo.run import Ports, _morning
from demo.town import make_town
from host.wall import STALE_SECONDS
from tests.display_stand_in import a_board, a_call
from tests.town import a_town, new_id
from wire.commands import ReportSlip, TakeTicket
from wire.frames import Health, Shown
from wire.link import Lost

REPORT = Path(__file__).parent.parent / "display" / "report.js"


class FakeLink:
    """A line that remembers what was told over it; down as often as `falls` says."""

    def __init__(self, falls=0):
        self.told = []
        self.falls = falls
        self.news = asyncio.Event()

    async def run(self):
        await asyncio.Event().wait()

    async def tell(self, said):
        self.news.set()
        if self.falls:
            self.falls -= 1
            raise Lost("no line")
        self.told.append(said)

    async def hears(self, number):
        async with asyncio.timeout(20):
            while len(self.told) < number:
                self.news.clear()
                await self.news.wait()


@pytest.fixture
async def clock(tmp_path):
    clock = DemoClock(0, tmp_path / "clock")
    yield clock
    await clock.stop()


@pytest.fixture
def play(clock):
    return Play(Hall(clock, 1))


async def test_a_wall_on_which_nothing_changes_says_that_it_is_there(play, monkeypatch):
    monkeypatch.setattr(demo.wall, "EVERY_SECONDS", 0.02)
    link = FakeLink(falls=1)
    play.open("display-1", link)
    play.hear("display-1", Shown(seq=1, at=0, view=a_board(a_call(4, "A004"), a_call(3, "A003"))))
    await link.hears(4)
    assert set(link.told) == {Health(ring=4)}
    await play.stop()
    told = len(link.told)
    await asyncio.sleep(0.1)
    assert len(link.told) == told, "it ends with its line"


async def test_a_call_is_acknowledged_at_once_and_only_the_wall_says_so(play):
    wall, desk = FakeLink(), FakeLink()
    play.open("display-1", wall)
    play.open("desk-1", desk)
    play.hear("display-1", Shown(seq=1, at=0, view=a_board(a_call(7, "A007"))))
    async with asyncio.timeout(demo.wall.EVERY_SECONDS / 2):
        await wall.hears(1)
    assert (wall.told, desk.told, play.rings) == ([Health(ring=7)], [], {7})
    await play.stop()


def test_it_speaks_as_often_as_the_page_does_and_one_word_may_be_lost():
    (millis,) = re.findall(r"EVERY_MILLIS = ([\d_]+)", REPORT.read_text(encoding="utf-8"))
    assert int(millis) == demo.wall.EVERY_SECONDS * 1000
    assert demo.wall.EVERY_SECONDS * 2 < STALE_SECONDS


async def test_paper_is_out_when_the_host_knows_that_each_slip_was_printed(tmp_path):
    async with a_town(tmp_path) as town:
        kiosk, printer = await town.screen("kiosk"), await town.screen("printer", "roll")
        paper = Paper(town.web, "hall")
        await paper.out()
        await kiosk.done(TakeTicket(id=new_id(), services=("passport",)))
        view = await printer.sees(lambda view: view.slips)
        waiting = asyncio.create_task(paper.out())
        for state in ("sending", "printed"):
            await asyncio.sleep(0.2)
            assert not waiting.done()
            slip = view.slips[0].slip
            await printer.done(ReportSlip(id=new_id(), slip=slip, state=state))
        async with asyncio.timeout(5):
            await waiting
        await paper.close()


async def test_a_printer_that_prints_nothing_is_waited_for_once(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("demo.paper.PATIENCE_SECONDS", 0.2)
    async with a_town(tmp_path) as town:
        kiosk = await town.screen("kiosk")
        await kiosk.done(TakeTicket(id=new_id(), services=("passport",)))
        paper = Paper(town.web, "hall")
        for _ in range(2):
            await paper.out()
        await paper.close()
    assert capsys.readouterr().out.count("slips do not come") == 1


async def test_fast_time_stands_still_until_a_visitor_has_the_slip(clock):
    hall = Hall(clock, 1)
    slip = asyncio.Event()

    async def paper():
        await slip.wait()

    async def kiosk(person):
        return "A001"

    hall.paper = paper
    person = Person("paspoort", 5 * MINUTE, None, 1, "nl", "A. Bee", 5)
    nobody: Any = FakeLink()
    clock.start(visitor(hall, person, kiosk, nobody))
    clock.start(clock.sleep_until(60 * MINUTE))
    running = asyncio.create_task(clock.run())
    await asyncio.sleep(0.2)
    assert clock.now() == 5 * MINUTE
    assert list(hall.inside) == ["A001"]
    slip.set()
    async with asyncio.timeout(5):
        await running
    assert clock.now() == 60 * MINUTE


async def test_the_morning_waits_for_paper_and_the_live_hall_does_not(clock, tmp_path):
    town = make_town(tmp_path, 1, 8300, 8400, live=True)
    hall = Hall(clock, 1)
    waited = []

    async def look():
        await clock.sleep_until(town.opens)
        waited.append(hall.paper is not None)

    clock.start(look())
    await _morning(town, clock, hall, Ports(8400, 8300, 9100))
    assert (waited, hall.paper) == ([True], None)
