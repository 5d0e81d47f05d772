"""The page of a visit in a real Chromium: for everybody in every state, small enough for a slow
phone, and usable without a script.
"""

import pytest

from tests.display_wall import needs_chromium
from tests.phone_stage import a_phone, a_phone_town, on_the_line
from tests.test_booking_pages_seen import DARK, Watch
from tests.town import SETTINGS, new_id
from wire.commands import ComeToFetch

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(240)]
FIRST_LOAD_BYTES_MAX = 50 * 1024


class PhoneWatch(Watch):
    """Looks on while there is no net too, of which every browser complains by itself."""

    def _heard(self, message):
        if "net::ERR_INTERNET_DISCONNECTED" not in message.text:
            super()._heard(message)


@pytest.mark.parametrize(("language", "ground"), [("nl", "light"), ("en", "dark"), ("de", "light")])
async def test_the_page_is_for_everybody_in_every_state(tmp_path, language, ground):
    text = (DARK if ground == "dark" else "") + SETTINGS
    async with a_phone_town(tmp_path, text) as town, a_phone() as page:
        watch = PhoneWatch(page)
        before, me = await town.comes_by(language), await town.comes_by(language)
        assert town.visit(before).stage == "waiting"
        await watch.goes(town.web + town.path_of(me))  # one ahead
        await page.click("#leave a")
        await watch.looks()  # sure?
        await page.click("#stay a")
        await town.calls()
        await town.calls()
        await page.wait_for_selector("#desk:visible")
        await watch.looks()  # called
        await page.click("#ask button")
        await page.wait_for_selector("#back:visible")
        await watch.looks()  # ten minutes
        await page.click("#leave a")
        await page.click("#gone button")
        await page.wait_for_selector("[data-stage=left]")
        await watch.looks()
        await page.click("#back button")
        await page.wait_for_selector("[data-stage=parked]")
        await page.context.set_offline(True)
        await page.evaluate("sockets.forEach((one) => one.close())")
        await page.wait_for_selector("#stale:visible", timeout=9_000)
        await watch.looks()
        await page.context.set_offline(False)
        fetched = await town.comes_by(language, "talk")
        await watch.goes(town.web + town.path_of(fetched))
        await town.calls()
        await town.desk.done(ComeToFetch(id=new_id(), desk="1"))
        await page.wait_for_selector("[data-stage=called]")
        await watch.looks()
        await town.goes()
        await page.wait_for_selector("[data-stage=done]")
        await watch.looks()  # over
        await watch.goes(f"{town.web}/v/{'A' * 22}?taal={language}")
        assert await page.evaluate("stopped") == []


@pytest.mark.parametrize("size", [(360, 740), (320, 568), (180, 370)], ids=str)
async def test_nothing_is_wider_than_a_phone_also_when_it_is_twice_as_large(tmp_path, size):
    async with a_phone_town(tmp_path) as town, a_phone(size=size) as page:
        me = await town.comes_by("de")
        await page.goto(town.web + town.path_of(me))
        await town.calls()
        await page.wait_for_selector("#desk:visible")
        for click in (None, "#leave a"):
            if click:
                await page.click(click)
            assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


async def test_the_first_load_is_small_and_comes_from_the_host_alone(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        me = await town.comes_by()
        sizes: dict[str, int] = {}

        async def count(answer):
            sizes[answer.url] = len(await answer.body())

        page.on("response", count)
        await page.goto(town.web + town.path_of(me))
        await on_the_line(page)
        await page.wait_for_timeout(500)
        assert any(url.endswith("phone.js") for url in sizes)
        assert sum(sizes.values()) <= FIRST_LOAD_BYTES_MAX, sizes
        assert all(url.startswith(town.web) for url in sizes)


async def test_everything_can_be_wished_without_a_script(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone(script=False) as page:
        me = await town.comes_by()
        await page.goto(town.web + town.path_of(me))
        assert await page.locator("noscript").count() == 1
        assert not await page.is_visible("#sound")
        await page.click("#ask button")
        await page.wait_for_selector("[data-stage=parked]")
        await page.click("#back button")
        await page.wait_for_selector("[data-stage=waiting]")
        await page.click("#leave a")
        await page.click("#gone button")
        await page.wait_for_selector("[data-stage=left]")
        await page.click("#back button")
        await page.wait_for_selector("[data-stage=waiting]")
        await page.click("button[value=en]")
        await page.wait_for_selector("html[lang=en]")
        assert "You are waiting" in await page.text_content("#news")


async def test_without_a_script_the_page_renews_itself(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone(script=False) as page:
        me = await town.comes_by()
        await page.goto(town.web + town.path_of(me))
        renews = 'meta[http-equiv="refresh"]'
        assert await page.get_attribute(renews, "content") == f"15;url={town.path_of(me)}"
        await page.goto(f"{town.web}{town.path_of(me)}?vraag=weg")
        assert await page.get_attribute(renews, "content") == "15", "the question stays"
