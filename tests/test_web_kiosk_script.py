"""The kiosk in a real Chromium: by keys alone, by one switch that moves and one that chooses, by a
scanner that types, without a script, and while the host is away.
"""

from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import async_playwright, expect

from tests.display_wall import CHROMIUM, QUIET, needs_chromium
from tests.printing import until
from tests.web_kiosk_stage import COOKIE, FEW, book, kiosk_town

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(120)]
SOON = FEW.replace("[services.passport]", "[timings]\nidle_seconds = 10\n\n[services.passport]", 1)

SCAN = """
keys => keys.forEach((key) => (document.activeElement ?? document.body).dispatchEvent(
  new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))
"""
"""Keys as fast as a scanner types them, also on a busy machine."""


class Kiosk:
    """A kiosk's browser, and hands that press its keys."""

    def __init__(self, town, page) -> None:
        self.town = town
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    async def open(self) -> "Kiosk":
        await self.page.goto(f"{self.town.web}/kiosk")
        return self

    async def stands(self, step: str) -> None:
        await expect(self.page.locator("body")).to_have_attribute("data-step", step)

    async def press(self, key: str, step: str) -> None:
        await self.page.keyboard.press(key)
        await self.stands(step)

    async def focused(self) -> str:
        key: str = await self.page.evaluate("document.activeElement.dataset.key ?? ''")
        return key

    def visits(self) -> list[Any]:
        return list(self.town.host.office.halls["hall"].day.visits.values())


@asynccontextmanager
async def a_kiosk(folder, text: str = FEW, **context):
    async with kiosk_town(folder, text) as (town, visitor), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        inside = await browser.new_context(viewport={"width": 1080, "height": 1920}, **context)
        right, url = visitor.web.cookies[COOKIE], f"{town.web}/kiosk"
        await inside.add_cookies([{"name": COOKIE, "value": right, "url": url}])
        try:
            yield await Kiosk(town, await inside.new_page()).open()
        finally:
            await browser.close()


async def test_a_walk_in_by_digits_alone_leaves_nothing_to_go_back_to(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        for key, step in zip("1231", ("start", "services", "persons", "offer"), strict=True):
            await kiosk.press(key, step)
        await kiosk.press("1", "done")
        await expect(kiosk.page.locator("h1")).to_contain_text("A001")
        assert await kiosk.page.evaluate("document.activeElement.tagName") == "H1"
        await kiosk.press("1", "language")
        assert await kiosk.page.evaluate("history.length") <= 2
        await kiosk.page.go_back()
        await kiosk.open()
        await kiosk.stands("language")
        assert "A001" not in await kiosk.page.content()
        assert kiosk.faults == []


async def test_an_appointment_by_typed_code_and_enter(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        await book(kiosk.town)
        for key, step in (("2", "start"), ("1", "appointment"), ("1", "code")):
            await kiosk.press(key, step)
        await kiosk.page.keyboard.type("abc234", delay=60)
        await kiosk.press("Enter", "confirm")
        await expect(kiosk.page.locator("html")).to_have_attribute("lang", "en")
        await kiosk.press("1", "done")
        assert [each.stage for each in kiosk.visits()] == ["waiting"]


async def test_one_switch_moves_and_the_other_chooses(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        page = kiosk.page

        async def move_to(key: str) -> None:
            for _ in range(30):
                if await kiosk.focused() == key:
                    return
                await page.keyboard.press("Tab")
            raise AssertionError(key)

        for key, step in (("1", "start"), ("2", "services"), ("3", "persons"), ("1", "offer")):
            await move_to(key)
            await kiosk.press("Space", step)
        await move_to("1")
        await kiosk.press("Enter", "done")
        assert len(kiosk.visits()) == 1


async def test_the_arrows_walk_round_everything_that_can_be_chosen(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        met = []
        for _ in range(5):
            await kiosk.page.keyboard.press("ArrowDown")
            met.append(await kiosk.focused())
        assert met == ["1", "2", "3", "9", ""]  # the last one changes the screen
        await kiosk.page.keyboard.press("ArrowDown")
        assert await kiosk.focused() == "1"
        await kiosk.page.keyboard.press("ArrowUp")
        await kiosk.page.keyboard.press("ArrowUp")
        assert await kiosk.focused() == "9"


async def test_a_scanner_that_types_is_told_from_fingers_by_its_speed(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        await book(kiosk.town)
        await kiosk.press("1", "start")
        await kiosk.page.evaluate(SCAN, [*"ABC234", "Enter"])
        await kiosk.stands("confirm")
        await kiosk.press("0", "start")
        await kiosk.press("1", "appointment")
        await kiosk.press("1", "code")
        await kiosk.page.keyboard.type("X", delay=80)
        await kiosk.page.wait_for_timeout(100)
        await kiosk.page.evaluate(SCAN, [*"ABC234"])
        await kiosk.stands("confirm")  # also without a line end


async def test_letters_are_typed_by_finger_and_told_to_a_screen_reader(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        for key, step in (("1", "start"), ("1", "appointment"), ("1", "code")):
            await kiosk.press(key, step)
        for letter in ("A", "B", "←", "C"):
            await kiosk.page.click(f'[data-letter="{letter}"]')
        assert await kiosk.page.input_value("#code") == "AC"
        await expect(kiosk.page.locator("[role=status]")).to_have_text("Code: A C")
        await kiosk.page.click(".look")
        await kiosk.stands("looks")
        await kiosk.press("1", "looks")
        await expect(kiosk.page.locator("html")).to_have_class("large")
        await kiosk.press("8", "code")
        assert await kiosk.page.input_value("#code") == "AC"
        await kiosk.press("Escape", "appointment")


async def test_nine_and_the_star_call_help_from_every_page(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        await kiosk.press("9", "help")
        await kiosk.press("0", "language")
        for key, step in (("1", "start"), ("1", "appointment"), ("1", "code"), ("9", "nine")):
            await kiosk.press(key, step)
        await kiosk.press("2", "code")
        assert await kiosk.page.input_value("#code") == "9"
        await kiosk.press("*", "help")


async def test_somebody_who_is_silent_is_asked_and_then_forgotten(tmp_path):
    async with a_kiosk(tmp_path, SOON) as kiosk:
        await kiosk.press("2", "start")
        question = kiosk.page.get_by_role("alertdialog")
        await expect(question).to_be_visible(timeout=15_000)
        await expect(question).to_contain_text("Are you still there?")
        await kiosk.page.keyboard.press("5")  # any key stays, and does nothing else
        await expect(question).to_be_hidden()
        await kiosk.stands("start")
        await expect(question).to_be_visible(timeout=15_000)
        await kiosk.stands("start")
        await kiosk.page.wait_for_timeout(7_000)  # a kiosk that asks is not one that is away
        await until(lambda: kiosk.town.host.office.halls["hall"].health["zuil"].state == "ok", 3)
        body = kiosk.page.locator("body")
        await expect(body).to_have_attribute("data-step", "language", timeout=30_000)
        await expect(kiosk.page.locator("html")).to_have_attribute("lang", "nl")


async def test_while_the_host_is_away_it_says_where_to_go_and_comes_back_by_itself(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        await kiosk.press("3", "start")
        await kiosk.page.route("**/kiosk**", lambda route: route.abort())
        title = kiosk.page.locator("h1")
        await expect(title).to_have_text("Dieses Terminal geht gerade nicht", timeout=5_000)
        await kiosk.page.keyboard.press("1")
        await kiosk.page.unroute("**/kiosk**")
        await expect(title).to_contain_text("Willkommen", timeout=5_000)
        await kiosk.stands("start")
        assert kiosk.faults == []


async def test_a_key_that_finds_no_host_says_so_at_once_and_a_number_stays_in_view(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        for key, step in zip("1231", ("start", "services", "persons", "offer"), strict=True):
            await kiosk.press(key, step)
        await kiosk.press("1", "done")
        await kiosk.page.route("**/kiosk**", lambda route: route.abort())
        await kiosk.page.wait_for_timeout(6_000)
        await expect(kiosk.page.locator("h1")).to_contain_text("A001")
        await kiosk.page.keyboard.press("1")
        await expect(kiosk.page.locator("h1")).to_contain_text("Deze zuil werkt nu niet")
        assert "A001" not in await kiosk.page.locator("main").inner_text()


async def test_news_changes_the_page_and_leaves_the_visitor_at_the_same_key(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        await kiosk.press("1", "start")
        await kiosk.press("2", "services")
        await kiosk.page.keyboard.press("ArrowDown")
        await kiosk.page.keyboard.press("ArrowDown")
        assert await kiosk.focused() == "2"
        kiosk.town.clock.set("10:01")
        await expect(kiosk.page.locator("time")).to_have_text("10:01", timeout=8_000)
        assert await kiosk.focused() == "2"


async def test_the_whole_way_works_with_the_script_switched_off(tmp_path):
    async with a_kiosk(tmp_path, java_script_enabled=False) as kiosk:
        page = kiosk.page
        for name, heading in (
            ("1 Nederlands", "Welkom"),
            ("2 Ik heb geen afspraak", "Waarvoor komt u?"),
            ("3 Rijbewijs", "Met hoeveel personen bent u?"),
        ):
            await page.locator("button", has_text=name.split(" ", 1)[1]).first.focus()
            await page.keyboard.press("Enter")
            await expect(page.locator("h1")).to_contain_text(heading)
        await page.locator('button[value="1"]').first.click()
        await page.locator('button[value="1"]').first.click()
        await expect(page.locator("h1")).to_contain_text("A001")
        await page.locator('button[value="1"]').first.click()
        await expect(page.locator("h1")).to_contain_text("Welkom")
        await page.go_back()
        await expect(page.locator("h1")).to_contain_text("Welkom")
        assert "A001" not in await page.content()


async def test_a_code_and_a_look_work_with_the_script_switched_off(tmp_path):
    async with a_kiosk(tmp_path, java_script_enabled=False) as kiosk:
        await book(kiosk.town)
        page = kiosk.page
        for value in ("2", "1", "1"):
            await page.locator(f'button[name="key"][value="{value}"]').first.click()
        await page.locator('button[name="look"]').click()
        await page.locator('button[value="2"]').click()
        await page.locator('button[value="8"]').click()
        await expect(page.locator("html")).to_have_class("contrast")
        await page.locator("#code").fill("abc234")
        await page.keyboard.press("Enter")
        await expect(page.locator("h1")).to_contain_text("10:10")


async def test_digit_keys_can_be_switched_off(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        await kiosk.page.click(".look")
        await kiosk.stands("looks")
        await kiosk.page.keyboard.press("6")
        await expect(kiosk.page.locator("html")).to_have_class("keyless")
        await kiosk.page.keyboard.press("8")
        await kiosk.page.wait_for_timeout(300)
        await kiosk.stands("looks")
        await kiosk.page.get_by_role("button", name="8 Verder").focus()
        await kiosk.press("Enter", "language")
        await kiosk.page.keyboard.press("1")
        await kiosk.page.wait_for_timeout(300)
        await kiosk.stands("language")


async def test_what_has_the_focus_can_be_seen(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        for _ in range(5):
            await kiosk.page.keyboard.press("ArrowDown")
            line = await kiosk.page.evaluate(
                "() => { const seen = getComputedStyle(document.activeElement);"
                " return [seen.outlineStyle, parseFloat(seen.outlineWidth)]; }"
            )
            assert line[0] == "solid"
            assert line[1] >= 3


async def test_a_finger_that_slides_off_a_key_presses_nothing(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        box = await kiosk.page.locator('[data-key="2"]').bounding_box()
        assert box is not None
        await kiosk.page.mouse.move(box["x"] + 20, box["y"] + 20)
        await kiosk.page.mouse.down()
        await kiosk.stands("language")
        await kiosk.page.mouse.move(5, 1000)
        await kiosk.page.mouse.up()
        await kiosk.page.wait_for_timeout(300)
        await kiosk.stands("language")
