"""The page of looks has the keys that every page has, and its way out stays in sight however large
the letters are.
"""

import pytest
from playwright.async_api import expect

from host.web.kiosk.looks import Looks
from tests.display_wall import needs_chromium
from tests.test_languages_seen import everywhere
from tests.test_web_kiosk_script import a_kiosk
from tests.test_web_kiosk_seen import a_screen
from tests.web_kiosk_pages import LOOKS, documents, five

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(120)]
OUT_OF_SIGHT = """
() => [...document.querySelectorAll('footer button[name=key]')].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.top < 0 || box.bottom > innerHeight || box.width === 0;
}).map((one) => one.textContent)
"""
AT_TWICE_THE_SIZE = (960, 540)
"""A screen of 1920 by 1080 at 200 percent."""


@pytest.mark.parametrize("key", ["0", "Escape", "Backspace", "8"])
async def test_the_keys_for_back_leave_the_page_of_looks(tmp_path, key):
    async with a_kiosk(tmp_path) as kiosk:
        await kiosk.press("1", "start")
        await kiosk.page.click(".look")
        await kiosk.stands("looks")
        await kiosk.page.keyboard.press("1")
        await expect(kiosk.page.locator("html")).to_have_class("large")
        await kiosk.press(key, "start")
        await expect(kiosk.page.locator("html")).to_have_class("large")


@pytest.mark.parametrize("key", ["9", "*"])
async def test_a_person_is_called_from_there_too(tmp_path, key):
    async with a_kiosk(tmp_path) as kiosk:
        await kiosk.press("1", "start")
        await kiosk.page.click(".look")
        await kiosk.stands("looks")
        await kiosk.press(key, "help")
        assert len(kiosk.town.host.office.halls["hall"].day.helps) == 1


@pytest.mark.parametrize("language", ["nl", "de", "uk"])
@pytest.mark.parametrize("looks", ["large", "everything"])
async def test_its_way_out_is_in_sight_at_twice_the_size(tmp_path, language, looks):
    async with a_screen(tmp_path) as screen:
        await screen.stand(AT_TWICE_THE_SIZE)
        for name, html in documents(screen.settings, language, LOOKS[looks], everywhere()):
            if name.endswith("-looks"):
                await screen.show(html)
                assert await screen.page.evaluate(OUT_OF_SIGHT) == [], name


@pytest.mark.parametrize("size", [AT_TWICE_THE_SIZE, (640, 512)], ids=str)
@pytest.mark.parametrize("hall", [five, everywhere], ids=["five", "eight"])
async def test_the_first_page_keeps_its_key_for_help_in_sight(tmp_path, size, hall):
    async with a_screen(tmp_path) as screen:
        await screen.stand(size)
        for name, html in documents(screen.settings, "nl", Looks(), hall()):
            if name.endswith("-language"):
                await screen.show(html)
                assert await screen.page.evaluate(OUT_OF_SIGHT) == [], name
