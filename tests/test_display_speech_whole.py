"""From the desk's key to the loudspeaker: a real host, a real browser, and what it played."""

import asyncio

import httpx
import pytest
from playwright.async_api import async_playwright, expect
from starlette.responses import FileResponse
from starlette.routing import Route

from tests.display_wall import CHROMIUM, QUIET, SOUND, needs_chromium
from tests.speech_wall import RECORDER, TAP, found_in, samples_of
from tests.town import PIN, a_town, new_id
from voice.sound import from_wav
from wire.commands import CallNext, OpenDesk, SignIn, TakeTicket

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(180)]
GONG_SECONDS = 2.1


@pytest.fixture
async def page():
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, SOUND])
        page = await browser.new_page()
        await page.add_init_script(TAP)
        yield page
        await browser.close()


async def test_a_call_is_heard_in_the_visitors_language_and_then_in_the_towns_own(tmp_path, page):
    async with a_town(tmp_path) as town:
        recorder = Route("/recorder.js", lambda request: FileResponse(RECORDER))
        town.host.app.router.routes.insert(0, recorder)
        kiosk = await town.screen("kiosk")
        desk = await town.screen("desk", desk="1")
        token = town.token("display", "wall-1")
        await page.goto(f"{town.web}/display#token={token}")
        await expect(page.locator("body[data-kind=empty]")).to_be_visible()
        async with asyncio.timeout(20):
            while not await page.evaluate("window.isRecording === true"):
                await page.wait_for_timeout(50)
        await kiosk.done(TakeTicket(id=new_id(), services=("passport",), language="de"))
        await desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
        await desk.done(OpenDesk(id=new_id(), desk="1"))
        await desk.done(CallNext(id=new_id(), desk="1"))
        theirs, own = await sounds_of(town)
        seconds = GONG_SECONDS + theirs.seconds + own.seconds + 3
        await page.wait_for_timeout(seconds * 1000)
        hertz = await page.evaluate("window.hertz")
        samples = samples_of(await page.evaluate("window.recording()"))
        first, alike = found_in(samples, hertz, theirs)
        second, alike_too = found_in(samples, hertz, own)
        assert min(alike, alike_too) > 0.95
        gong = next(at for at, sample in enumerate(samples) if abs(sample) > 0.01) / hertz
        assert first - gong > GONG_SECONDS - 0.1
        assert 0.2 < second - (first + theirs.seconds) < 1.5


async def sounds_of(town):
    """The sentences of the one call on the wall, as anybody may fetch them."""
    wall = await town.screen("display", "another-wall")
    board = await wall.sees(lambda view: view.calls)
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        answers = [await web.get(address) for address in board.calls[0].voices]
    return [from_wav(answer.content) for answer in answers]
