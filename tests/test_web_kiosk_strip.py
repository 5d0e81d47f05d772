"""The strip along the lower edge that says that more stands below: a tap on it presses nothing, no
key of the foot lies under it, and on a low screen the first keys need no scrolling.
"""

import pytest

from host.web.kiosk.looks import Looks
from tests.display_wall import needs_chromium
from tests.test_web_kiosk_script import a_kiosk
from tests.test_web_kiosk_seen import a_screen
from tests.test_web_kiosk_tongues_seen import A_MOMENT, LONGER, POINTED, UNSEEN, found
from tests.web_kiosk_pages import LOOKS, SIZES

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(240)]
EVERY_LOOK = {
    **LOOKS,
    "large-low": Looks(frozenset({"large", "low"})),
    "left": Looks(frozenset({"left"})),
    "right": Looks(frozenset({"right"})),
    "large-left": Looks(frozenset({"large", "left"})),
}
STEPS = ("language", "start", "services", "code", "phone", "done", "help", "closed", "looks")
TAPPED = """
() => {
  const height = parseFloat(getComputedStyle(document.body, '::after').height);
  const across = [2, innerWidth / 4, innerWidth / 2, innerWidth * 3 / 4, innerWidth - 2];
  return across.map((x) => document.elementFromPoint(x, innerHeight - height / 2))
    .filter((one) => one !== document.body).map((one) => one.outerHTML.slice(0, 90));
}
"""
UNDER_IT = """
() => {
  const top = innerHeight - parseFloat(getComputedStyle(document.body, '::after').height);
  const foot = document.querySelector('footer');
  const stays = foot && getComputedStyle(foot).position === 'sticky';
  return [...document.querySelectorAll(stays ? 'footer button' : '#none')]
    .map((one) => [one.getBoundingClientRect(), one.textContent])
    .filter(([box]) => box.bottom > top + .5).map(([, text]) => text);
}
"""
SHINES_THROUGH = """
() => {
  const strip = getComputedStyle(document.body, '::after');
  return strip.width !== `${document.documentElement.clientWidth}px` || strip.opacity !== '1'
    || /rgba|transparent/.test(strip.backgroundColor);
}
"""
TO_THE_END = "scrollTo(0, document.documentElement.scrollHeight)"
FIRST = {
    "language": ".options li:nth-child(-n + 4) button",
    "code": ".row:first-child button",
    "phone": ".row:first-child button",
    "start": ".options li:nth-child(-n + 4) button",
    "services": ".options li:nth-child(-n + 3) button",
}


@pytest.mark.parametrize("size", ["kiosk", "wide", "phone"])
@pytest.mark.parametrize("looks", list(EVERY_LOOK))
async def test_a_tap_on_the_arrow_presses_nothing_and_no_key_stands_under_it(tmp_path, looks, size):
    async with a_screen(tmp_path) as screen:
        await screen.stand(SIZES[size])
        for language in ("nl", "ar"):
            for name, html in found(screen, language, EVERY_LOOK[looks], *STEPS):
                await screen.show(html)
                await screen.page.evaluate(A_MOMENT)
                assert await screen.page.evaluate(POINTED) == await screen.page.evaluate(LONGER)
                if not await screen.page.evaluate(POINTED):
                    continue
                assert await screen.page.evaluate(TAPPED) == [], (name, language)
                assert await screen.page.evaluate(UNDER_IT) == [], (name, language)
                assert not await screen.page.evaluate(SHINES_THROUGH), (name, language)
                await screen.page.evaluate(TO_THE_END)
                await screen.page.evaluate(A_MOMENT)
                assert not await screen.page.evaluate(POINTED), (name, language)
                assert await screen.page.evaluate(UNDER_IT) == [], (name, language)


@pytest.mark.parametrize("looks", list(EVERY_LOOK))
async def test_the_first_keys_stand_wholly_on_a_low_screen(tmp_path, looks):
    async with a_screen(tmp_path) as screen:
        await screen.stand(SIZES["wide"])
        for language in ("nl", "de", "uk", "ar"):
            for name, html in found(screen, language, EVERY_LOOK[looks], *FIRST):
                await screen.show(html)
                first = FIRST[name.partition("-")[2]]
                assert await screen.page.evaluate(UNSEEN, first) == [], (name, language)


async def test_a_tap_on_the_arrow_scrolls_on(tmp_path):
    async with a_kiosk(tmp_path) as kiosk:
        await kiosk.press("1", "start")
        await kiosk.page.set_viewport_size({"width": 360, "height": 400})
        await kiosk.page.evaluate(A_MOMENT)
        assert await kiosk.page.evaluate(POINTED)
        await kiosk.page.mouse.click(180, 395)
        assert await kiosk.page.evaluate("scrollY") > 0
        await kiosk.page.mouse.click(2, 200)
        await kiosk.stands("start")
