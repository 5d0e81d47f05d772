"""Every page of the kiosk in a real Chromium, in every language and look: nothing for axe to find,
no key too small, nothing beside the screen at the largest zoom.
"""

from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright

from host.settings import read
from host.settings.contrast import ratio
from host.web.kiosk.looks import Looks
from host.web.kiosk.sheet import LINES, STRONG, TEXTS, colours, sheet
from tests.display_wall import CHROMIUM, QUIET, needs_chromium
from tests.town import settings_file
from tests.web_kiosk_pages import LOOKS, SIZES, documents
from tests.web_kiosk_stage import FEW

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
HOST = "http://balie.test"
SMALL = """
least => [...document.querySelectorAll('button, input')]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)])
  .filter(([box]) => box.height < least - .5 || box.width < least - .5)
  .map(([box, text]) => `${Math.round(box.width)}x${Math.round(box.height)} ${text}`)
"""
HIGH = """
() => [...document.querySelectorAll('main button, main input, footer button')]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.getBoundingClientRect().top, one.outerHTML.slice(0, 90)])
  .filter(([top]) => top < innerHeight / 2 - 1).map(([top, text]) => `${Math.round(top)} ${text}`)
"""
BESIDE = "() => document.documentElement.scrollWidth - innerWidth"


PUT = """
text => {
  const next = new DOMParser().parseFromString(text, 'text/html');
  const [to, from] = [document.documentElement, next.documentElement];
  for (const name of ['lang', 'dir', 'class']) to.setAttribute(name, from.getAttribute(name) ?? '');
  document.title = next.title;
  document.body.replaceWith(document.adoptNode(next.body));
  scrollTo(0, 0);
}
"""
FINDINGS = """
async rules => (await axe.run(document, rules)).violations
  .flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 120)}`))
"""
LOST = """
() => [...document.querySelectorAll('button, input')].filter((one) => one.checkVisibility())
  .filter((one) => {
    one.focus();
    const box = one.getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth + 1 || box.top >= innerHeight || box.bottom <= 0;
  }).map((one) => one.outerHTML.slice(0, 90))
"""
WHERE = """
() => [...document.querySelectorAll('main button')].filter((one) => one.checkVisibility())
  .map((one) => one.getBoundingClientRect()).map((box) => [box.left / innerWidth,
                                                           box.right / innerWidth])
"""

SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
"""As WCAG 2.1 asks in 1.4.12."""
CUT = """
() => [...document.querySelectorAll('button')].filter((one) => one.checkVisibility())
  .filter((one) => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 90))
"""
SIGN = """
() => [...document.querySelectorAll('[aria-pressed=true] > span:last-child')]
  .map((one) => getComputedStyle(one, '::after').content.replaceAll('"', ''))
"""


class Screen:
    """A browser without a host: one page after another is put into its window, so that a second
    is enough for twenty.
    """

    def __init__(self, page: Page, settings) -> None:
        self.page = page
        self.settings = settings

    async def open(self) -> "Screen":
        style = sheet(self.settings)
        link = '<!doctype html><link rel="stylesheet" href="/kiosk/kiosk.css"><title>-</title>'

        async def answer(route) -> None:
            is_style = route.request.url.endswith(".css")
            kind = "text/css" if is_style else "text/html; charset=utf-8"
            await route.fulfill(body=style if is_style else link, content_type=kind)

        await self.page.route(f"{HOST}/**", answer)
        await self.page.goto(f"{HOST}/kiosk")
        await self.page.evaluate(Axe().axe_script)
        return self

    async def stand(self, size: tuple[int, int]) -> None:
        await self.page.set_viewport_size({"width": size[0], "height": size[1]})

    async def show(self, html: str) -> None:
        await self.page.evaluate(PUT, html)

    async def findings(self) -> list[str]:
        found: list[str] = await self.page.evaluate(FINDINGS, RULES)
        return found


@asynccontextmanager
async def a_screen(folder):
    settings = read(settings_file(folder, text=FEW))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        try:
            page = await browser.new_page()
            yield await Screen(page, settings).open()
        finally:
            await browser.close()


def test_every_text_has_seven_to_one_and_every_line_three_in_both_themes(tmp_path):
    settings = read(settings_file(tmp_path, text=FEW))
    dark = settings.model_copy(
        update={
            "look": settings.look.model_copy(
                update={"ground": "dark", "accent": "#ffd34d", "accent_text": "#101820"}
            )
        }
    )
    for theme in (colours(settings), colours(dark), STRONG):
        for one, other in TEXTS:
            assert ratio(theme[one], theme[other]) >= 7, (one, other, theme)
        for one, other in LINES:
            assert ratio(theme[one], theme[other]) >= 3, (one, other, theme)


@needs_chromium
@pytest.mark.browser
@pytest.mark.timeout(240)
@pytest.mark.parametrize("looks", list(LOOKS))
async def test_axe_finds_nothing_on_any_page(tmp_path, looks):
    async with a_screen(tmp_path) as screen:
        await screen.stand(SIZES["kiosk"])
        for language in ("nl", "en", "de"):
            count = 0
            for name, html in documents(screen.settings, language, LOOKS[looks]):
                await screen.show(html)
                assert await screen.findings() == [], (name, language, looks)
                assert await screen.page.locator("h1:visible").count() == 1, name
                count += 1
            assert count >= 40


@needs_chromium
@pytest.mark.browser
@pytest.mark.timeout(240)
@pytest.mark.parametrize("looks", list(LOOKS))
async def test_every_key_is_large_enough_and_nothing_stands_beside_the_screen(tmp_path, looks):
    least = 64 if looks in ("large", "everything") else 44
    async with a_screen(tmp_path) as screen:
        for size in SIZES.values():
            await screen.stand(size)
            for language in ("nl", "de"):
                for name, html in documents(screen.settings, language, LOOKS[looks]):
                    await screen.show(html)
                    assert await screen.page.evaluate(BESIDE) <= 0, (name, size)
                    assert await screen.page.evaluate(SMALL, least) == [], (name, size)


@needs_chromium
@pytest.mark.browser
@pytest.mark.timeout(240)
@pytest.mark.parametrize(
    "size", [(640, 512), (320, 256)], ids=["200 percent of 1280 by 1024", "400 percent"]
)
async def test_zoomed_pages_flow_again_and_every_key_can_be_reached(tmp_path, size):
    async with a_screen(tmp_path) as screen:
        await screen.stand(size)
        for looks in ("town", "everything"):
            for name, html in documents(screen.settings, "de", LOOKS[looks]):
                await screen.show(html)
                assert await screen.page.evaluate(BESIDE) <= 0, name
                assert await screen.page.evaluate(LOST) == [], name


@needs_chromium
@pytest.mark.browser
@pytest.mark.timeout(120)
async def test_low_keys_are_all_in_the_lower_half_of_a_standing_screen(tmp_path):
    async with a_screen(tmp_path) as screen:
        await screen.stand(SIZES["kiosk"])
        for language in ("nl", "en", "de"):
            for name, html in documents(screen.settings, language, LOOKS["left-low"]):
                await screen.show(html)
                assert await screen.page.evaluate(HIGH) == [], (name, language)


@needs_chromium
@pytest.mark.browser
@pytest.mark.timeout(120)
@pytest.mark.parametrize("hand", ["left", "right"])
async def test_keys_at_one_hand_leave_the_other_side_free(tmp_path, hand):
    async with a_screen(tmp_path) as screen:
        for size in (SIZES["kiosk"], SIZES["wide"]):
            await screen.stand(size)
            for name, html in documents(screen.settings, "nl", Looks(frozenset({hand}))):
                await screen.show(html)
                for left, right in await screen.page.evaluate(WHERE):
                    fits = right <= 0.68 if hand == "left" else left >= 0.32
                    assert fits, (name, size, left, right)


@needs_chromium
@pytest.mark.browser
@pytest.mark.timeout(120)
async def test_wider_spacing_of_text_loses_nothing(tmp_path):
    async with a_screen(tmp_path) as screen:
        for size in (SIZES["wide"], SIZES["phone"]):
            await screen.stand(size)
            await screen.page.add_style_tag(content=SPACED)
            for name, html in documents(screen.settings, "de", LOOKS["town"]):
                await screen.show(html)
                assert await screen.page.evaluate(BESIDE) <= 0, (name, size)
                assert await screen.page.evaluate(CUT) == [], (name, size)


@needs_chromium
@pytest.mark.browser
async def test_what_is_chosen_is_told_by_more_than_colour(tmp_path):
    async with a_screen(tmp_path) as screen:
        found = dict(documents(screen.settings, "nl", LOOKS["left-low"]))
        await screen.show(next(html for name, html in found.items() if name.endswith("looks")))
        chosen = screen.page.locator('[aria-pressed="true"]')
        assert [await each.inner_text() for each in await chosen.all()] == [
            "3\nKnoppen links",
            "5\nKnoppen laag, voor wie zit",
        ]
        assert await screen.page.evaluate(SIGN) == ["✓", "✓"]
