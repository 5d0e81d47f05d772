"""The languages of visitors in a real Chromium: the page of a kiosk and the page of a visit, from
left to right and from right to left.
"""

import os
from pathlib import Path

import pytest

from tests.display_wall import needs_chromium
from tests.kiosk_stand_in import a_setup
from tests.phone_stage import a_phone, a_phone_town
from tests.test_phone_seen import PhoneWatch
from tests.test_web_kiosk_seen import BESIDE, CUT, SMALL, a_screen
from tests.town import SETTINGS
from tests.web_kiosk_pages import LOOKS, SIZES, a_hall, documents
from wire.words import say
from wire.words.tongues import TONGUES, direction, is_whole

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(240)]
VISITORS = [each for each in TONGUES if not is_whole(each)]
TOWN = SETTINGS.replace(
    'name = "Testdam"', f'name = "Testdam"\nlanguages = {list(TONGUES)}'.replace("'", '"'), 1
)
AXE = ("ar", "ti")
"""The others have the pages of Dutch with other words in them."""
PICTURES = os.environ.get("BALIE_PICTURES", "")
"""Folder for pictures, for whoever wants to look."""
ROWS = """
what => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(what));
  return new Set([...range.getClientRects()].map((box) => box.top)).size;
}
"""
SHOWN = ("language", "start", "services", "bring", "code", "persons", "done", "closed")


def everywhere():
    """A hall of a town with every language."""
    return a_hall(setup=a_setup().model_copy(update={"languages": tuple(TONGUES)}))


async def picture(page, name):
    if PICTURES:
        await page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


@pytest.mark.parametrize("language", VISITORS)
async def test_every_page_of_a_kiosk_is_for_everybody(tmp_path, language):
    async with a_screen(tmp_path) as screen:
        for size in ("kiosk", "phone"):
            await screen.stand(SIZES[size])
            for name, html in documents(screen.settings, language, LOOKS["town"], everywhere()):
                await screen.show(html)
                assert await screen.page.evaluate(BESIDE) <= 0, (name, size)
                assert await screen.page.evaluate(SMALL, 44) == [], (name, size)
                assert await screen.page.evaluate(CUT) == [], (name, size)
                if size == "kiosk" and language in AXE:
                    assert await screen.findings() == [], name
                if name.partition("-")[2] in SHOWN:
                    await picture(screen.page, f"kiosk-{language}-{name}-{size}")


@pytest.mark.parametrize("language", VISITORS)
async def test_the_page_of_a_visit_is_for_everybody(tmp_path, language):
    async with a_phone_town(tmp_path, TOWN) as town, a_phone() as page:
        watch = PhoneWatch(page)
        await town.comes_by(language)
        me = await town.comes_by(language)
        await watch.goes(town.web + town.path_of(me))
        root = page.locator("html")
        assert await root.get_attribute("lang") == language
        assert (await root.get_attribute("dir") or "ltr") == direction(language)
        assert say(language, "phone.ahead.one") in await page.inner_text("main")
        await page.set_viewport_size({"width": 360, "height": 740})
        await picture(page, f"phone-{language}-waiting")
        await town.calls()
        await town.calls()
        await page.wait_for_selector("#desk:visible")
        await watch.looks()
        assert await page.inner_text("#news") == say(language, "phone.called", balie="1")
        assert await page.evaluate(ROWS, "#desk") == 1, "the number stays beside its word"
        await page.set_viewport_size({"width": 360, "height": 740})
        await picture(page, f"phone-{language}-called")
        await town.goes()
        await page.wait_for_selector("[data-stage=done]")
        await watch.looks()
        await watch.goes(f"{town.web}/v/{'A' * 22}?taal={language}")
        assert say(language, "phone.title") in await page.inner_text("h1")
