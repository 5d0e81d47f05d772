"""The public page in a real Chromium: for everybody, on a phone and on a desk, in every language
and on both grounds, without a script.
"""

import pytest
from playwright.async_api import async_playwright

from tests.display_wall import CHROMIUM, QUIET, needs_chromium
from tests.indicators_stage import TEXT, a_told_town
from tests.test_booking_pages_seen import DARK, Watch

pytestmark = [needs_chromium, pytest.mark.browser]
LONG = "Samenwerkende gemeenten Noardeast-Fryslân en Dantumadiel"


@pytest.mark.timeout(180)
@pytest.mark.parametrize(("language", "ground"), [("nl", "light"), ("en", "dark"), ("de", "light")])
async def test_the_public_figures_are_for_everybody(tmp_path, language, ground):
    text = (DARK if ground == "dark" else "") + TEXT
    async with a_told_town(tmp_path, text) as (town, _), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = await (await browser.new_context(java_script_enabled=False)).new_page()
        looked = await browser.new_page()
        watch = Watch(looked)
        try:
            await watch.goes(f"{town.web}/indicators?taal={language}")
            await looked.click("summary >> nth=0")
            await watch.looks()
            await watch.goes(f"{town.web}/indicators?taal={language}&plaats=hall&periode=2026-H1")
            await page.goto(f"{town.web}/?taal={language}")
            await page.click(f"section[lang={language}] a[href^='/indicators']")
            await page.click("nav.picks >> nth=0 >> a >> nth=1")
            await page.click("nav.picks >> nth=1 >> a >> nth=0")
            assert "plaats=annex" in page.url
            assert "periode=2026-H1" in page.url
            assert await page.locator("h2").first.inner_text() == "Bijkantoor"
            assert await page.locator("html").get_attribute("lang") == language
        finally:
            await browser.close()


@pytest.mark.timeout(120)
async def test_long_names_stay_within_a_phone(tmp_path):
    text = TEXT.replace('name = "Testdam"', f'name = "{LONG}"').replace('"Grote Hal"', f'"{LONG}"')
    async with a_told_town(tmp_path, text) as (town, _), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        try:
            watch = Watch(await browser.new_page())
            await watch.goes(f"{town.web}/indicators?taal=de&plaats=hall")
        finally:
            await browser.close()
