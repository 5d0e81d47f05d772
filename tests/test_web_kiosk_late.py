"""A kiosk in a browser whose host answers late: what a visitor asked is shown to that visitor, and
to nobody who stands there after them.
"""

import asyncio
from typing import Any

import pytest

from host.web.kiosk.stand import STAY_SECONDS
from tests.web_kiosk_stage import FEW, book, kiosk_town

IDLE_SECONDS = 30


class Slow:
    """Stands before a door of the host and keeps back what is said until it is told to hand it on:
    the method `name` of `door`.
    """

    def __init__(self, door: Any, name: str) -> None:
        self.held: asyncio.Queue[tuple[Any, ...]] = asyncio.Queue()
        self._say = getattr(door, name)
        setattr(door, name, lambda *said: self.held.put_nowait(said))

    async def asked(self) -> None:
        """Until something was said."""
        async with asyncio.timeout(10):
            self.held.put_nowait(await self.held.get())

    def answer(self) -> None:
        while not self.held.empty():
            self._say(*self.held.get_nowait())


@pytest.fixture
async def stage(tmp_path):
    async with kiosk_town(tmp_path) as found:
        yield found


async def a_number_asked_for(stage):
    """A visitor has pressed for a number, and the host does not answer yet."""
    town, visitor = stage
    await visitor.presses("3", "2", "3", "1")
    office = Slow(town.host.office, "say")
    form = {"turn": visitor.seen.turn, "key": "1"}
    press = asyncio.create_task(visitor.web.post("/kiosk", data=form))
    await office.asked()
    return office, press


async def answered(office, press, visitor):
    """The host answers at last, and the page is looked at."""
    office.answer()
    await press
    await visitor.looks()


def assert_first_page(visitor):
    """It speaks Dutch and knows nothing of a number."""
    assert (visitor.seen.step, visitor.seen.language) == ("language", "nl")
    assert "A001" not in visitor.seen.text


async def test_a_late_answer_is_not_shown_when_its_visitor_was_asked_after_and_gone(stage):
    town, visitor = stage
    office, press = await a_number_asked_for(stage)
    town.clock.now += (IDLE_SECONDS + STAY_SECONDS) * 1000
    await visitor.looks()
    assert_first_page(visitor)
    await answered(office, press, visitor)
    assert_first_page(visitor)


async def test_a_late_answer_is_not_shown_when_nobody_looked_for_longer_than_a_visitor_stays(stage):
    town, visitor = stage
    office, press = await a_number_asked_for(stage)
    town.clock.now += (IDLE_SECONDS + STAY_SECONDS) * 1000
    await answered(office, press, visitor)
    assert_first_page(visitor)


async def test_who_goes_is_forgotten_at_once_and_the_next_visitor_waits_for_nothing(stage):
    _, visitor = stage
    office, press = await a_number_asked_for(stage)
    async with asyncio.timeout(5):
        await visitor.sends(gone="1")
        assert (visitor.seen.step, visitor.seen.language) == ("language", "nl")
        await visitor.presses("2", "2")
    assert (visitor.seen.step, visitor.seen.language) == ("services", "en")
    await answered(office, press, visitor)
    assert (visitor.seen.step, visitor.seen.language) == ("services", "en")
    assert "A001" not in visitor.seen.text


async def test_a_press_that_waited_for_an_answer_goes_with_its_visitor(stage):
    _, visitor = stage
    office, press = await a_number_asked_for(stage)
    scan = {"turn": visitor.seen.turn, "scan": "ABC234"}
    second = asyncio.create_task(visitor.web.post("/kiosk", data=scan))
    await asyncio.sleep(0.2)
    await visitor.sends(gone="1")
    office.answer()
    await asyncio.gather(press, second)
    await visitor.looks()
    assert visitor.seen.step == "language"
    assert "Code gelezen" not in visitor.seen.text


async def test_who_waited_longer_than_the_idle_time_is_asked_first_and_then_sees_the_answer(stage):
    town, visitor = stage
    office, press = await a_number_asked_for(stage)
    town.clock.now += (IDLE_SECONDS + 5) * 1000
    await answered(office, press, visitor)
    assert (visitor.seen.step, visitor.seen.language) == ("still_there", "de")
    assert "A001" not in visitor.seen.text
    await visitor.presses("1")
    assert visitor.seen.step == "done"
    assert "A001" in visitor.seen.text


async def test_an_answer_in_time_gives_the_visitor_the_whole_idle_time_to_read_it(stage):
    town, visitor = stage
    office, press = await a_number_asked_for(stage)
    town.clock.now += (IDLE_SECONDS - 5) * 1000
    office.answer()
    await press
    town.clock.now += (IDLE_SECONDS - 5) * 1000
    await visitor.looks()
    assert visitor.seen.step == "done"


async def test_a_code_scanned_on_the_first_page_is_not_answered_to_the_next_visitor(tmp_path):
    text = FEW.replace('["nl", "en", "de"]', '["nl"]')
    async with kiosk_town(tmp_path, text) as (town, visitor):
        await book(town)
        questions = Slow(town.host.doors.questions, "ask")
        form = {"turn": visitor.seen.turn, "scan": "ABC234"}
        scan = asyncio.create_task(visitor.web.post("/kiosk", data=form))
        await questions.asked()
        town.clock.now += (IDLE_SECONDS + STAY_SECONDS) * 1000
        await visitor.looks()
        questions.answer()
        await scan
        await visitor.looks()
        assert visitor.seen.step == "start"
        assert "10:10" not in visitor.seen.text
