"""News comes to the page of a visit by itself: at once over its websocket, every ten seconds where
there is none; and it says so when nothing comes.
"""

import asyncio
import time

import httpx
import pytest
import websockets
from websockets.typing import Origin

from tests.display_wall import needs_chromium
from tests.phone_proxy import a_proxy
from tests.phone_stage import a_phone, a_phone_town, comes_true
from tests.town import new_id
from wire.commands import Recall

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(120)]


async def test_a_call_is_on_the_phone_at_once_and_not_when_it_next_asks(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        await town.opens(page)
        began = time.perf_counter()
        await town.calls()
        await page.wait_for_selector("#desk:visible")
        assert time.perf_counter() - began < 5
        assert "Balie 1" in await page.text_content("#desk")
        assert (await page.title()).startswith("U bent aan de beurt.")
        assert await page.evaluate("stopped") == []


async def test_the_place_in_line_follows_by_itself(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        await town.comes_by()
        await town.opens(page)
        await town.calls()
        await page.wait_for_selector("text=U bent de eerste in de rij.", timeout=5_000)


async def test_a_call_sounds_and_shakes_once_the_visitor_has_switched_it_on(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        await town.opens(page)
        await page.click("#sound")
        assert await page.is_visible("#sounds")
        assert await page.evaluate("[tones, shaken.length]") == [2, 1], "how it will be"
        await town.calls()
        await page.wait_for_selector("#desk:visible")
        assert await page.evaluate("[tones, shaken.length]") == [8, 2]
        town.clock.now += 10_000
        await town.desk.done(Recall(id=new_id(), desk="1"))
        await comes_true(page, "shaken.length === 3")


async def test_a_phone_that_was_not_switched_on_stays_silent(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        await town.opens(page)
        await town.calls()
        await page.wait_for_selector("#desk:visible")
        assert await page.evaluate("[tones, shaken.length]") == [0, 0]


async def test_without_a_websocket_the_page_asks_every_ten_seconds(tmp_path):
    async with a_phone_town(tmp_path) as town, a_proxy(town.port) as proxy, a_phone() as page:
        await town.opens(page, f"http://127.0.0.1:{proxy.port}")
        proxy.cut_sockets()
        await page.wait_for_selector("#stale:visible", timeout=8_000)
        await town.calls()
        began = time.perf_counter()
        await page.wait_for_selector("#desk:visible", timeout=15_000)
        assert time.perf_counter() - began < 13
        await page.click("#ask button")
        await page.wait_for_selector("[data-stage=parked]", timeout=5_000)
        proxy.cut = False
        await page.wait_for_selector("#renews:visible", timeout=30_000)
        assert not await page.is_visible("#stale")


async def test_nothing_heard_for_five_seconds_is_said_large(tmp_path):
    async with a_phone_town(tmp_path) as town, a_proxy(town.port) as proxy, a_phone() as page:
        await town.opens(page, f"http://127.0.0.1:{proxy.port}")
        proxy.mute = proxy.cut = True
        began = time.perf_counter()
        await page.wait_for_selector("#stale:visible", timeout=9_000)
        assert 2 < time.perf_counter() - began < 8, "five seconds after the last beat"
        assert "Laatste nieuws om 09:05:0" in await page.text_content("#stale")


async def test_a_wish_that_does_not_arrive_is_said_and_can_be_said_again(tmp_path):
    async with a_phone_town(tmp_path) as town, a_proxy(town.port) as proxy, a_phone() as page:
        await town.opens(page, f"http://127.0.0.1:{proxy.port}")
        await page.context.set_offline(True)
        await page.click("#ask button")
        await page.wait_for_selector("#notice:visible")
        assert "kwam niet aan" in await page.text_content("#notice")
        await page.context.set_offline(False)
        await page.click("#ask button")
        await page.wait_for_selector("[data-stage=parked]")
        assert not await page.is_visible("#notice")


async def test_a_wish_that_holds_already_is_not_told_as_a_refusal(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        me = await town.opens(page)
        await page.evaluate("sockets.forEach((one) => { one.onmessage = null; })")
        async with httpx.AsyncClient(timeout=60, base_url=town.web) as other:
            await other.post(town.path_of(me), data={"wens": "leave", "nummer": new_id()})
        await page.click("#leave a")
        await page.click("#gone button")
        await page.wait_for_selector("[data-stage=left]")
        assert not await page.is_visible("#notice")
        assert not await page.is_visible("#sure")


async def test_leaving_is_asked_once_more_and_taken_back_within_the_page(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        me = await town.opens(page)
        await page.click("#leave a")
        assert await page.evaluate("document.activeElement.id") == "sure"
        await page.click("#stay a")
        assert town.visit(me).stage == "waiting"
        await page.click("#leave a")
        await page.click("#gone button")
        await page.wait_for_selector("[data-stage=left]")
        await page.click("#back button")
        await page.wait_for_selector("[data-stage=waiting]")
        assert town.visit(me).stage == "waiting"


async def test_a_way_back_goes_when_its_minute_is_over(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        await town.opens(page)
        await page.click("#leave a")
        await page.click("#gone button")
        await page.wait_for_selector("#back:visible")
        town.clock.now += 61_000
        await page.wait_for_selector("#back", state="hidden", timeout=8_000)


async def test_the_page_ends_with_the_visit(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        await town.opens(page)
        await town.calls()
        await town.goes()
        await page.wait_for_selector("text=Uw bezoek is klaar.")
        async with asyncio.timeout(5):
            while len(town.host.doors.phones):  # noqa: ASYNC110
                await asyncio.sleep(0.05)


async def test_who_may_not_look_gets_no_line(tmp_path):
    async with a_phone_town(tmp_path) as town:
        me = await town.comes_by()
        own = f"ws://127.0.0.1:{town.port}{town.path_of(me)}/ws"
        strange: list[tuple[str, Origin | None]] = [
            (own, Origin("https://evil.example")),
            (own.replace("/v/", "/v/x"), None),
        ]
        for url, origin in strange:
            with pytest.raises(websockets.InvalidStatus):
                await websockets.connect(url, origin=origin, proxy=None)
        lines = [await websockets.connect(own, origin=town.web, proxy=None) for _ in range(6)]
        with pytest.raises(websockets.InvalidStatus):
            await websockets.connect(own, proxy=None)
        await lines[0].send("nobody listens" * 100)
        assert '"stage":"waiting"' in str(await lines[0].recv())
        for line in lines:
            await line.close()
