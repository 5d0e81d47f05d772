"""A hall display in a real browser at a real host over a cable that fails: each call stands there
and sounds once, whatever happens to the line, the page or the host.
"""

import asyncio
import time
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from playwright.async_api import async_playwright, expect

from tests.display_proxy import a_cable
from tests.display_wall import CHROMIUM, GONG_HERTZ, QUIET, SOUND, WATCH, needs_chromium
from tests.test_host_line import opened
from tests.town import Clock, a_town, new_id
from wire.commands import CallNext, Meet, Recall, TakeTicket, Undo

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(180)]
GONGS = f"window.tones.filter((tone) => Math.abs(tone.hertz - {GONG_HERTZ}) < 0.01).length"


class Seen:
    """The page of one display, and what it did."""

    def __init__(self, page, cable):
        self.page = page
        self.cable = cable

    async def opens(self, token):
        await self.page.goto(f"http://127.0.0.1:{self.cable.port}/display#token={token}")
        await expect(self.page.locator("body[data-kind]:not([data-kind=none])")).to_be_visible()

    async def shows(self, *tickets):
        await expect(self.page.locator("#stage .number")).to_have_text(
            list(tickets), timeout=20_000
        )

    async def gongs(self):
        return await self.page.evaluate(GONGS)

    async def has_sounded(self, times):
        """Exactly so often, and no more after a while."""
        for _ in range(200):
            if await self.gongs() >= times:
                break
            await self.page.wait_for_timeout(50)
        await self.page.wait_for_timeout(2_500)
        assert await self.gongs() == times

    async def is_stale(self):
        await expect(self.page.locator("#stale")).to_be_visible(timeout=10_000)

    async def is_fresh(self):
        await expect(self.page.locator("#stale")).to_be_hidden(timeout=20_000)

    async def comes_back(self, ticket, times):
        """Its line is there again: the call stands there, and it has sounded so often in all."""
        self.cable.back()
        await self.is_fresh()
        await self.shows(ticket)
        await self.has_sounded(times)


@asynccontextmanager
async def a_wall(town):
    async with a_cable(town.port) as cable, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, SOUND])
        try:
            context = await browser.new_context(viewport={"width": 1280, "height": 720})
            await context.add_init_script(WATCH)
            seen = Seen(await context.new_page(), cable)
            await seen.opens(await asyncio.to_thread(town.token, "display", "wall-1"))
            yield seen
        finally:
            await browser.close()


class Ticking(Clock):
    """The clock of a town whose seconds pass, from a given time on."""

    def __init__(self):
        super().__init__()
        self.began = time.monotonic()

    def __call__(self):
        return self.now + round(1000 * (time.monotonic() - self.began))


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path, Ticking()) as town:
        yield town


async def takes(town, count):
    greeter = await town.screen("greeter")
    for _ in range(count):
        await greeter.done(TakeTicket(id=new_id(), services=("passport",)))


async def calls(desk):
    await desk.done(CallNext(id=new_id(), desk="1"))
    await desk.done(Meet(id=new_id(), desk="1"))


@asynccontextmanager
async def cut_off(town, fault="cut"):
    """A wall that has sounded the first of two calls and then lost its line; and the desk."""
    desk = await opened(town)
    await takes(town, 2)
    async with a_wall(town) as seen:
        await calls(desk)
        await seen.shows("A001")
        await seen.has_sounded(1)
        getattr(seen.cable, fault)()
        await seen.is_stale()
        yield seen, desk


@pytest.mark.parametrize("fault", ["cut", "pull"])
async def test_a_call_told_while_the_line_was_down_is_shown_and_sounded_once(town, fault):
    async with cut_off(town, fault) as (seen, desk):
        await calls(desk)
        await seen.comes_back("A002", 2)


async def test_a_recall_told_while_the_line_was_down_sounds_once(town):
    desk = await opened(town)
    await takes(town, 1)
    async with a_wall(town) as seen:
        await desk.done(CallNext(id=new_id(), desk="1"))
        await seen.has_sounded(1)
        seen.cable.cut()
        await seen.is_stale()
        town.clock.now += 10_000
        await desk.done(Recall(id=new_id(), desk="1"))
        await seen.comes_back("A001", 2)


async def test_a_reload_of_the_page_sounds_nothing_again_and_what_was_missed_once(town):
    desk = await opened(town)
    await takes(town, 2)
    async with a_wall(town) as seen:
        await calls(desk)
        await seen.has_sounded(1)
        await seen.page.reload()
        await seen.shows("A001")
        await seen.has_sounded(0)
        await seen.page.goto("about:blank")
        await calls(desk)
        await seen.page.goto(f"http://127.0.0.1:{seen.cable.port}/display")
        await seen.shows("A002")
        await seen.has_sounded(1)


async def test_a_call_that_was_taken_back_during_the_outage_is_neither_shown_nor_sounded(town):
    async with cut_off(town) as (seen, desk):
        step = new_id()
        await desk.done(CallNext(id=step, desk="1"))
        await desk.done(Undo(id=new_id(), step=step))
        await seen.comes_back("A001", 1)
        await calls(desk)
        await seen.shows("A002")
        await seen.has_sounded(2)


async def test_a_call_made_just_before_the_host_was_restarted_is_sounded_once(tmp_path):
    first = AsyncExitStack()
    town = await first.enter_async_context(a_town(tmp_path, Ticking()))
    async with cut_off(town) as (seen, desk):
        await calls(desk)
        await first.aclose()
        async with a_town(tmp_path, town.clock) as again:
            seen.cable.to = again.port
            await seen.comes_back("A002", 2)


async def test_a_call_that_is_no_longer_young_is_shown_and_not_sounded(town):
    async with cut_off(town) as (seen, desk):
        await calls(desk)
        town.clock.now += 46_000
        await seen.comes_back("A002", 1)


async def test_a_display_that_returns_beside_another_has_the_time_of_now_not_of_the_last_news(town):
    desk = await opened(town)
    await takes(town, 1)
    other = await town.screen("display", "wall-2")
    async with a_wall(town) as seen:
        await calls(desk)
        await other.sees(lambda view: view.calls)
        await seen.has_sounded(1)
        town.clock.now += 300_000
        await seen.page.evaluate("localStorage.removeItem('balie.ring')")
        await seen.page.reload()
        await seen.shows("A001")
        await expect(seen.page.locator("#stage .call.live")).to_have_count(0)
        await seen.has_sounded(0)
