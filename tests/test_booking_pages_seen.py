"""The booking pages in a real Chromium: nothing for axe to find, nothing wider than a phone, no
button too small for a thumb, in every language and on both grounds; and a whole booking without a
script.
"""

from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright

from tests.booking_stage import DAY, MAIL, NAME, TOWN, booking_town
from tests.display_wall import CHROMIUM, QUIET, needs_chromium
from tests.town import Clock

pytestmark = [needs_chromium, pytest.mark.browser]
PHONE, DESKTOP = (360, 740), (1280, 900)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
DARK = '[look]\nground = "dark"\naccent = "#ffd34d"\naccent_text = "#101820"\n\n'
LONG = "Inschrijving in de basisregistratie personen na vestiging vanuit het buitenland"
SMALL = """
() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
  .map((one) => (one.type === 'radio' && one.closest('label')) || one)
  .filter((one) => one.checkVisibility() && getComputedStyle(one).display !== 'inline')
  .filter((one) => { const box = one.getBoundingClientRect();
                     return box.height < 43.5 || box.width < 43.5; })
  .map((one) => one.outerHTML)
"""
"""Targets smaller than 44 by 44 (WCAG 2.5.5): links within a sentence aside, a choice with its
label."""


class Watch:
    """Looks at a page with the eyes of everybody."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.axe = Axe()
        self.faults: list[str] = []
        self.seen: list[str] = []
        page.on("console", self._heard)

    def _heard(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(message.text)

    async def looks(self) -> None:
        """At this page, on a phone and on a desk."""
        title = await self.page.title()
        self.seen.append(title)
        for width, height in (DESKTOP, PHONE):
            await self.page.set_viewport_size({"width": width, "height": height})
            beyond = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert beyond <= 0, f"{title} is {beyond} px too wide at {width}"
            assert await self.page.evaluate(SMALL) == [], title
            found = await self.axe.run(self.page, options=RULES)
            assert found.violations_count == 0, f"{title}: {found.generate_report()}"
        assert await self.page.locator("h1").count() == 1, title
        assert self.faults == []

    async def goes(self, url: str) -> None:
        await self.page.goto(url)
        await self.looks()

    async def clicks(self, selector: str) -> None:
        async with self.page.expect_navigation():
            await self.page.click(selector)
        await self.looks()

    async def types(self, name: str, mail: str, phone: str = "") -> None:
        for field, text in (("naam", name), ("mail", mail), ("telefoon", phone)):
            await self.page.fill(f"#{field}", text)


@asynccontextmanager
async def a_watch(folder, text: str = TOWN, **context):
    async with (
        booking_town(folder, Clock("08:00", DAY), text) as town,
        async_playwright() as playwright,
    ):
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = await (await browser.new_context(**context)).new_page()
        try:
            yield town.web, Watch(page)
        finally:
            await browser.close()


@pytest.mark.timeout(240)
@pytest.mark.parametrize(("language", "ground"), [("nl", "light"), ("en", "dark"), ("de", "light")])
async def test_every_page_of_a_booking_is_for_everybody(tmp_path, language, ground):
    text = (DARK if ground == "dark" else "") + TOWN
    async with a_watch(tmp_path, text) as (web, watch):
        await watch.goes(f"{web}/")
        await watch.goes(f"{web}/afspraak?taal={language}")
        await watch.goes(f"{web}/afspraak?taal={language}&dienst=extract")
        await watch.goes(f"{web}/afspraak?taal={language}&dienst=passport")
        await watch.clicks(".choice >> nth=1")  # two persons
        await watch.clicks(".button.primary")  # nothing more
        await watch.clicks(".choice >> nth=0")  # the hall
        await watch.clicks(".choices .choice >> nth=0")  # the first day
        await watch.page.click("summary")  # all times
        await watch.looks()
        await watch.clicks(".time >> nth=3")
        await watch.types("111222333", "nergens", "12")
        await watch.clicks(".button.primary")  # wrong
        await watch.types(NAME, MAIL)
        await watch.clicks(".button.primary")  # check
        await watch.clicks(".button.primary")  # made
        own = watch.page.url.split("?")[0]
        for step in ("", "/wijzigen", "/afzeggen"):
            await watch.goes(f"{own}{step}?taal={language}")
        await watch.goes(f"{own}/wijzigen?taal={language}")
        await watch.clicks(".choices .choice >> nth=1")
        await watch.clicks(".time >> nth=0")
        await watch.clicks(".button.primary")  # moved
        await watch.goes(f"{own}/afzeggen?taal={language}")
        await watch.clicks(".button.primary")  # cancelled
        await watch.goes(f"{web}/a/bestaat-niet?taal={language}")
        assert len(set(watch.seen)) >= 15


@pytest.mark.timeout(120)
async def test_long_names_and_no_room_stay_within_a_phone(tmp_path):
    text = TOWN.replace('"Paspoort"', f'"{LONG}"').replace('"Grote Hal"', f'"{LONG}"')
    text = text.replace('name = "Testdam"', 'name = "Samenwerkende gemeenten Noardeast-Fryslân"')
    text = text.replace("horizon_days = 30", "horizon_days = 3").replace(
        'friday = "09:00-17:00"', 'friday = "00:00-00:05"'
    )
    async with a_watch(tmp_path, text) as (web, watch):
        await watch.goes(f"{web}/afspraak?taal=nl")
        await watch.goes(f"{web}/afspraak?taal=nl&dienst=passport&aantal=4&verder=1")
        await watch.goes(f"{web}/afspraak?taal=nl&dienst=passport&aantal=4&verder=1&plaats=hall")
        assert "Er is nu geen plek" in await watch.page.content()


@pytest.mark.timeout(120)
async def test_a_booking_needs_no_script_and_the_keyboard_is_enough(tmp_path):
    async with a_watch(tmp_path, java_script_enabled=False) as (web, watch):
        page = watch.page
        await page.goto(f"{web}/afspraak?taal=nl&dienst=passport&aantal=1&verder=1&plaats=hall")
        await page.click(".choices .choice >> nth=0")
        await page.locator(".time", has_text="10:00").first.focus()
        await page.keyboard.press("Enter")
        await page.locator("#naam").focus()
        await page.keyboard.type(NAME)
        await page.keyboard.press("Tab")
        await page.keyboard.type(MAIL)
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Ja, maak de afspraak").focus()
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="Uw afspraak is gemaakt").wait_for()
        assert watch.faults == []


@pytest.mark.timeout(120)
async def test_the_back_button_shows_every_page_again_and_books_nothing_more(tmp_path):
    async with a_watch(tmp_path) as (web, watch):
        page = watch.page

        async def stands(heading: str) -> None:
            await page.get_by_role("heading", name=heading, level=1).wait_for()

        await page.goto(f"{web}/afspraak?taal=nl&dienst=licence&aantal=1&verder=1")
        await page.click(".choices .choice >> nth=0")
        await page.click("text='10:00'")
        await watch.types("", MAIL)
        await page.click("text='Verder'")
        await page.get_by_text("Er klopt iets niet").wait_for()
        await watch.types(NAME, MAIL)
        await page.click("text='Verder'")
        await page.click("text='Ja, maak de afspraak'")
        await stands("Uw afspraak is gemaakt")
        own = page.url
        await page.go_back()
        await stands("Klopt alles?")
        await page.go_back()
        await page.get_by_text("Er klopt iets niet").wait_for()
        await page.go_back()
        await stands("Uw gegevens")
        await page.go_back()
        await stands("Hoe laat komt u op vrijdag 20 november?")
        for _ in range(3):
            await page.go_forward()
        await stands("Klopt alles?")
        await page.click("text='Ja, maak de afspraak'")
        await stands("Uw afspraak is gemaakt")
        assert page.url == own
