"""Sound on the page of a visit stays on when the page is renewed in another language, or is asked
for again where the browser wants a tap first; and its button has its place from the beginning.
"""

import pytest

from tests.display_wall import needs_chromium
from tests.phone_stage import a_phone, a_phone_town, on_the_line

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(120)]
WANTS_A_TAP = """
window.touched = false;
addEventListener("click", () => { window.touched = true; }, true);
AudioContext.prototype.resume = () => window.touched ? Promise.resolve() : new Promise(() => {});
Object.defineProperty(AudioContext.prototype, "state", {
  get: () => window.touched ? "running" : "suspended",
});
"""
"""A browser that lets no page sound before it was touched, also after another page was."""
SOUNDS = """
AudioContext.prototype.resume = () => Promise.resolve();
Object.defineProperty(AudioContext.prototype, "state", { get: () => "running" });
"""


async def switched(page, town, me):
    """Sound is on, then the page is read in English."""
    await page.goto(town.web + town.path_of(me))
    await on_the_line(page)
    await page.click("#sound")
    await page.wait_for_selector("#sounds:visible")
    await page.click("button[value=en]")
    await page.wait_for_selector("html[lang=en]")
    await on_the_line(page)


async def test_sound_stays_on_in_another_language_where_the_browser_lets_it(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        await page.add_init_script(SOUNDS)
        me = await town.comes_by()
        await switched(page, town, me)
        await page.wait_for_selector("text=Sound is on.")
        assert not await page.is_visible("#sound")
        await town.calls()
        await page.wait_for_selector("#desk:visible")
        assert await page.evaluate("tones") == 6, "the call, and nothing before it"


async def test_where_it_wants_a_tap_the_page_asks_and_any_tap_will_do(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        await page.add_init_script(WANTS_A_TAP)
        me = await town.comes_by()
        await switched(page, town, me)
        await page.wait_for_selector("#sound:has-text('Sound is off. Switch it on again')")
        await page.click("h1")
        await page.wait_for_selector("#sounds:visible")
        tones = await page.evaluate("tones")
        await town.calls()
        await page.wait_for_selector("#desk:visible")
        assert await page.evaluate("tones") == tones + 6


async def test_who_never_switched_it_on_is_not_told_that_it_is_off(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        await town.opens(page)
        await page.click("button[value=en]")
        await page.wait_for_selector("html[lang=en]")
        await on_the_line(page)
        assert await page.text_content("#sound") == "Switch on sound and vibration"
        assert "#" not in page.url


async def test_the_button_has_its_place_before_the_script_is_there(tmp_path):
    async with a_phone_town(tmp_path) as town, a_phone() as page:
        me = await town.comes_by()
        await page.route("**/phone.js", lambda route: route.abort())
        path = town.web + town.path_of(me)
        await page.goto(path)
        before = await page.locator("#ask").bounding_box()
        assert not await page.is_visible("#sound")
        await page.unroute("**/phone.js")
        await page.goto(path)
        await on_the_line(page)
        assert await page.is_visible("#sound")
        after = await page.locator("#ask").bounding_box()
        assert before is not None
        assert after is not None
        assert abs(before["y"] - after["y"]) < 1
