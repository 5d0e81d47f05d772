"""The team leader's dashboard in a real Chromium before a real host: paired, live, honest when the
line is gone, on a wall and on a phone, for everybody.
"""

import asyncio
import re
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import async_playwright, expect

from display import FOLDER
from tests.display_wall import CHROMIUM, FORBIDDEN, QUIET, needs_chromium
from tests.norm_files import MEAN
from tests.test_booking_pages_seen import DARK, RULES
from tests.test_display_source import WAYS_IN
from tests.test_leader_view import ALL_DAY, opens, takes
from tests.town import Clock, a_town, new_id
from wire.commands import CallNext
from wire.words import words_of

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(180)]
SHARE = """
[[norms]]
id = "met-afspraak"
definition = "wt_a"
limit_minutes = 5
target = 0.95
decided_by = "Raad"
"""
TEXT = ALL_DAY + SHARE + MEAN
SIZES = {"wall": (1920, 1080), "desk": (1280, 800), "phone": (360, 740)}
DASHBOARD = FOLDER / "dashboard"
SCRIPTS = sorted(DASHBOARD.glob("*.js"))
CUT = """
() => [...document.querySelectorAll('main, #panels, #panels > section, .movable, ul')]
  .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
  .map((one) => `${one.id || one.className || one.tagName} ${one.scrollHeight}/${one.clientHeight}`)
"""


class Seen:
    """A page and what went wrong in it."""

    def __init__(self, page):
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on("console", self._heard)

    def _heard(self, message):
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    async def opens(self, town, token, language="nl"):
        await self.page.goto(f"{town.web}/dashboard?taal={language}#token={token}")
        await expect(self.page.locator("#desks li").first).to_be_visible()

    async def waiting(self, number):
        await expect(self.page.locator("#now .large")).to_have_text(str(number))


@asynccontextmanager
async def a_dashboard(folder, text=TEXT, clock="09:05", **context):
    async with a_town(folder, Clock(clock), text=text) as town, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        try:
            held = await browser.new_context(
                viewport={"width": 1920, "height": 1080}, reduced_motion="reduce", **context
            )
            seen = Seen(await held.new_page())
            yield town, seen
            assert seen.faults == []
        finally:
            await browser.close()


async def a_leader(town):
    return await asyncio.to_thread(town.token, "leader", f"leader-{new_id()[:5]}")


async def test_a_screen_without_a_token_shows_a_code_and_is_let_in_by_a_person(tmp_path):
    async with a_dashboard(tmp_path) as (town, seen):
        await seen.page.goto(f"{town.web}/dashboard?taal=nl")
        code = await seen.page.locator(".code").inner_text()
        assert re.fullmatch(r"[0-9A-Z]{3}-[0-9A-Z]{3}", code)
        await asyncio.to_thread(town.host.doors.access.approve, code, "hall")
        await expect(seen.page.locator("#desks li").first).to_be_visible()
        (device,) = await asyncio.to_thread(town.host.doors.access.devices)
        assert device.role == "leader"
        await seen.page.reload()
        await expect(seen.page.locator("#desks li").first).to_be_visible()


async def test_a_browser_that_forbids_its_storage_shows_it_all_the_same(tmp_path):
    async with a_dashboard(tmp_path) as (town, seen):
        await seen.page.add_init_script(FORBIDDEN)
        await seen.opens(town, await a_leader(town))
        await seen.waiting(0)


async def test_what_happens_in_the_hall_is_seen_at_once_and_in_words(tmp_path):
    async with a_dashboard(tmp_path) as (town, seen):
        await seen.opens(town, await a_leader(town))
        await seen.waiting(0)
        desk = await opens(town)
        await takes(town, "passport", "passport", "collect")
        await seen.waiting(3)
        await desk.done(CallNext(id=new_id(), desk="1"))
        await seen.waiting(2)
        page = seen.page
        await expect(page.locator("#desks")).to_contain_text("Balies: 1 van 2 open")
        await expect(page.locator("#desks li").first).to_contain_text("helpt")
        await expect(page.locator("#lines tbody tr").first).to_contain_text("Paspoort")
        await expect(page.locator("#norms")).to_contain_text("beloofd: 95 % binnen 5 min")
        assert "token" not in page.url
        town.clock.now += 16 * 60_000
        await takes(town, "collect")
        await expect(page.locator("#now .mark.over")).to_have_text(re.compile("2 te lang"))
        await expect(page.locator("#advice .mark")).to_contain_text("balie extra")


async def test_every_chart_says_what_it_is_and_has_a_table_beside_it(tmp_path):
    async with a_dashboard(tmp_path) as (town, seen):
        await opens(town)
        await takes(town, "passport")
        await seen.opens(town, await a_leader(town))
        for panel in ("lines", "coming", "today"):
            chart = seen.page.locator(f"#{panel} svg[role=img]")
            assert "tabel" in await chart.get_attribute("aria-label")
            table = seen.page.locator(f"#{panel} table")
            assert await table.locator("caption").count() == 1
            assert await table.locator("tbody th[scope=row]").count() >= 1
            assert await table.locator("thead th[scope=col]").count() >= 4


@pytest.mark.parametrize(("language", "ground"), [("nl", "light"), ("en", "dark"), ("de", "light")])
async def test_it_fits_a_wall_and_a_phone_and_axe_finds_nothing(tmp_path, language, ground):
    text = (DARK if ground == "dark" else "") + TEXT
    async with a_dashboard(tmp_path, text) as (town, seen):
        page, token = seen.page, await a_leader(town)
        for is_busy in (False, True):
            if is_busy:
                await opens(town)
                await takes(town, *["passport"] * 12, "collect")
                town.clock.now += 20 * 60_000
            await seen.opens(town, token, language)
            await seen.waiting(13 if is_busy else 0)
            for name, (width, height) in SIZES.items():
                await page.set_viewport_size({"width": width, "height": height})
                await page.wait_for_selector("body:not(.is-stale)")
                found = await Axe().run(page, options=RULES)
                assert found.violations_count == 0, f"{name}: {found.generate_report()}"
                root = "document.documentElement"
                assert await page.evaluate(f"{root}.scrollWidth - innerWidth") <= 0, name
                if name == "wall":
                    assert await page.evaluate(f"{root}.scrollHeight - innerHeight") <= 0
                    assert await page.evaluate(CUT) == []


async def test_six_letters_with_long_services_stand_whole_on_a_wall_a_laptop_and_a_phone(tmp_path):
    name = "Gehandicaptenparkeerkaart aanvragen of verlengen"
    names = f'nl = "{name}", en = "{name}", de = "{name}"'
    more = "".join(
        f'[services.s{letter.lower()}{number}]\nnames = {{ {names} }}\ngroup = "{letter}"\n'
        for letter in "ABCDEF"
        for number in "12"
    )
    text = TEXT.replace("\n[locations.hall]\n", f"\n{more}\n[locations.hall]\n", 1)
    async with a_dashboard(tmp_path, text) as (town, seen):
        await opens(town)
        await takes(town, *["passport"] * 12, *[f"s{letter}1" for letter in "cdef"])
        town.clock.now += 20 * 60_000
        await seen.opens(town, await a_leader(town))
        await seen.waiting(16)
        assert await seen.page.locator("#lines tbody tr").count() == 6
        assert await seen.page.evaluate(CUT) == []
        for name in ("desk", "phone"):
            width, height = SIZES[name]
            await seen.page.set_viewport_size({"width": width, "height": height})
            assert [cut for cut in await seen.page.evaluate(CUT) if "movable" in cut] == [], name
        await seen.page.screenshot(path=tmp_path / "phone.png", full_page=True)


async def test_english_reads_a_point_before_the_decimals_and_dutch_a_comma(tmp_path):
    async with a_dashboard(tmp_path) as (town, seen):
        desk = await opens(town)
        await takes(town, "passport")
        await desk.done(CallNext(id=new_id(), desk="1"))
        token = await a_leader(town)
        for language, told in (("en", "100.0 %"), ("nl", "100,0 %")):
            await seen.opens(town, token, language)
            await expect(seen.page.locator("#today tbody td").last).to_have_text(told)


async def test_a_long_day_of_a_large_hall_fits_a_wall(tmp_path):
    desks = "".join(f"[locations.hall.desks.{number}]\n" for number in range(3, 21))
    text = TEXT.replace("[locations.annex]\n", desks + "[locations.annex]\n", 1)
    text = text.replace('friday = "09:00-17:00"', 'friday = "08:00-20:00"')
    async with a_dashboard(tmp_path, text, "08:05") as (town, seen):
        await opens(town)
        await takes(town, "passport")
        town.clock.set("19:35")
        await seen.opens(town, await a_leader(town))
        assert await seen.page.locator("#today tbody tr").count() == 24
        root = "document.documentElement"
        assert await seen.page.evaluate(f"{root}.scrollHeight - innerHeight") <= 0
        reachable = await seen.page.locator("#today .movable").get_attribute("tabindex")
        assert reachable == "0", "what does not fit is reached by the keys"


async def test_a_line_that_falls_silent_is_told_within_five_seconds_and_comes_back_alone(tmp_path):
    async with a_dashboard(tmp_path) as (town, seen):
        await seen.opens(town, await a_leader(town))
        await expect(seen.page.locator("#stale")).to_be_hidden()
        lines = [each.line for each in town.host.hub.listeners()]
        send = town.host.hub.frame

        def silent(_):
            return False

        for line in lines:
            line.send_frame = silent
        await expect(seen.page.locator("#stale")).to_contain_text("Geen verbinding", timeout=8_000)
        assert town.host.hub.frame is send
        await takes(town, "passport")
        await expect(seen.page.locator("#stale")).to_be_hidden(timeout=10_000)
        await seen.waiting(1)


async def test_a_leader_who_is_revoked_is_out_within_five_seconds(tmp_path):
    async with a_dashboard(tmp_path) as (town, seen):
        token = await asyncio.to_thread(town.token, "leader", "chief")
        await seen.opens(town, token)
        await asyncio.to_thread(town.host.doors.access.revoke, "hall/chief")
        await expect(seen.page.locator(".code")).to_be_visible(timeout=5_000)
        await expect(seen.page.locator("#panels")).to_be_hidden()


async def test_a_token_of_another_role_shows_no_dashboard(tmp_path):
    async with a_dashboard(tmp_path) as (town, seen):
        token = await asyncio.to_thread(town.token, "display", "wall")
        await seen.page.goto(f"{town.web}/dashboard#token={token}")
        await asyncio.sleep(1)
        await expect(seen.page.locator("#panels")).to_be_hidden()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_has_a_way_to_make_html_and_each_is_small(script):
    text = script.read_text(encoding="utf-8")
    assert WAYS_IN.search(text) is None
    assert text.startswith("// ")
    assert text.count("\n") <= 300
    assert max(map(len, text.splitlines())) <= 120


def test_nothing_on_the_page_moves_and_nothing_comes_from_elsewhere():
    for file in DASHBOARD.iterdir():
        text = file.read_text(encoding="utf-8")
        assert "animation" not in text, file.name
        assert "transition" not in text, file.name
        assert "://" not in text.replace("}://$", ""), file.name
    page = (DASHBOARD / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page) == []


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_every_text_of_the_dashboard_is_there_and_every_one_is_named(language):
    held = {key for key in words_of(language) if key.startswith("dashboard.")}
    code = "".join(script.read_text(encoding="utf-8") for script in SCRIPTS)
    whole = set(re.findall(r'say\(\s*"([a-z_.]+)"', code)) | set(
        re.findall(r'^\s*\["from".*?\]', code, re.M)
    )
    parts = set(re.findall(r'(?:count\(\s*"|say\(`)([a-z_.]+)', code))
    keys = {key.removeprefix("dashboard.") for key in held}
    listed = {"booked", "walk_in", "needed", "serving", "will_wait", "from"}
    for key in keys:
        stem = key.split(".")[0]
        assert key in whole or key in listed or stem in {part.split(".")[0] for part in parts}, key
    for key in {each for each in whole if "[" not in each}:
        assert key in keys, key
