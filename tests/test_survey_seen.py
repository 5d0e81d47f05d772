"""The page after the visit in a real Chromium: nothing for axe to find, nothing wider than a phone,
no mark too small for a thumb, in every language, on both grounds, and without a script.
"""

import io

import pytest
from PIL import Image
from playwright.async_api import async_playwright

from tests.display_wall import CHROMIUM, QUIET, needs_chromium
from tests.survey_stage import ASKS, CHOSEN, GROUPS, WRITTEN, a_survey_town
from tests.test_booking_pages_seen import DARK, Watch

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(240)]
BOTH = ASKS.replace('"fetched"', '"always"')


async def line_is_whole(question):
    """The line beside what is wrong stands beside its first words too."""
    picture = Image.open(io.BytesIO(await question.screenshot())).convert("RGB")
    top, middle = (picture.getpixel((1, y)) for y in (2, picture.height // 2))
    return top == middle != picture.getpixel((8, 2))


@pytest.mark.parametrize(
    ("language", "ground", "survey"),
    [
        ("nl", "light", BOTH + CHOSEN + GROUPS),
        ("en", "dark", ASKS + WRITTEN),
        ("de", "light", BOTH + WRITTEN + GROUPS),
    ],
)
async def test_the_question_is_for_everybody(tmp_path, language, ground, survey):
    text = (DARK if ground == "dark" else "") + survey
    async with a_survey_town(tmp_path, text) as town, async_playwright() as playwright:
        visit = (await town.a_visit(language=language)).visit
        waiting = (await town.comes(language=language)).visit
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = await (await browser.new_context(java_script_enabled=True)).new_page()
        watch = Watch(page)
        hall = town.host.office.halls["hall"]
        hall.visit_of_page("")
        own = next(token for token, name in hall.pages.items() if name == visit)
        await watch.goes(f"{town.web}/v/{own}")
        await watch.clicks(".button.primary")  # give your opinion
        await watch.clicks(".button.primary")  # without a mark
        assert await line_is_whole(page.locator("fieldset.wrong"))
        await page.click("label.mark >> nth=6")
        assert await page.is_checked("#cijfer-7")
        await watch.looks()
        await watch.clicks(".button.primary")  # thanks
        await watch.goes(f"{town.web}{town.path(waiting)}?taal={language}")
        await watch.goes(f"{town.web}/mening/{'A' * 24}?taal={language}")
        await browser.close()
        assert [row["mark"] for row in town.rows("survey_answer")] == [7]
        assert len(set(watch.seen)) >= 5


async def test_a_mark_is_given_by_the_keyboard_alone_and_without_a_script(tmp_path):
    async with a_survey_town(tmp_path) as town, async_playwright() as playwright:
        visit = (await town.a_visit()).visit
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = await (await browser.new_context(java_script_enabled=False)).new_page()
        await page.goto(f"{town.web}{town.path(visit)}")
        await page.focus("#cijfer-1")
        for key in ("ArrowRight", "ArrowRight", "Tab", "Enter"):
            await page.keyboard.press(key)
        await page.wait_for_selector(".panel.well")
        await browser.close()
        assert [row["mark"] for row in town.rows("survey_answer")] == [3]
