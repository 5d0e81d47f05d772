"""The kiosk's pages with eight languages on them: all of it stands on the screen, at the hand that
was chosen whichever way the language runs, and nothing shows beside or under the keys below.
"""

import pytest

from host.web.kiosk.looks import Looks
from tests.display_wall import needs_chromium
from tests.test_languages_seen import everywhere
from tests.test_web_kiosk_seen import WHERE, a_screen
from tests.web_kiosk_pages import LOOKS, SIZES, documents
from wire.words.tongues import TONGUES

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(120)]
UNSEEN = """
what => {
  const foot = document.querySelector('footer');
  const floor = foot?.checkVisibility() ? foot.getBoundingClientRect().top : innerHeight;
  return [...document.querySelectorAll(what)].filter((one) => one.checkVisibility())
    .filter((one) => one.getBoundingClientRect().bottom > floor + 1)
    .map((one) => one.textContent);
}
"""
BESIDE_THE_FOOT = """
() => {
  const box = document.querySelector('footer').getBoundingClientRect();
  return [box.left, innerWidth - box.right].map(Math.round);
}
"""
FOOT = WHERE.replace("main button", "footer button")
OF_ALL = ("closed", "away")
HANDS = {"left": Looks(frozenset({"left"})), "right": Looks(frozenset({"right"}))}


def found(screen, language, looks, *steps):
    for name, html in documents(screen.settings, language, looks, everywhere()):
        if name.partition("-")[2] in steps:
            yield name, html


@pytest.mark.parametrize("looks", ["town", "contrast", "left-low"])
async def test_what_is_told_in_eight_languages_stands_wholly_on_the_screen(tmp_path, looks):
    async with a_screen(tmp_path) as screen:
        for size in ("kiosk", "wide"):
            await screen.stand(SIZES[size])
            for name, html in found(screen, "nl", LOOKS[looks], *OF_ALL):
                await screen.show(html)
                assert await screen.page.evaluate(UNSEEN, ".said p") == [], (name, size)


async def test_who_scanned_a_code_sees_every_language_to_choose_from(tmp_path):
    async with a_screen(tmp_path) as screen:
        for size in ("kiosk", "wide"):
            await screen.stand(SIZES[size])
            for name, html in found(screen, "nl", LOOKS["town"], "language"):
                await screen.show(html)
                assert await screen.page.evaluate(UNSEEN, ".options button") == [], (name, size)


@pytest.mark.parametrize("language", list(TONGUES))
async def test_no_letter_of_a_code_lies_under_the_keys_below(tmp_path, language):
    async with a_screen(tmp_path) as screen:
        await screen.stand(SIZES["kiosk"])
        for looks in ("town", "large"):
            for name, html in found(screen, language, LOOKS[looks], "code"):
                await screen.show(html)
                assert await screen.page.evaluate(UNSEEN, ".row button") == [], (name, looks)


@pytest.mark.parametrize("hand", list(HANDS))
async def test_keys_are_at_the_chosen_hand_whichever_way_the_language_runs(tmp_path, hand):
    async with a_screen(tmp_path) as screen:
        for size in (SIZES["kiosk"], SIZES["wide"]):
            await screen.stand(size)
            for name, html in found(screen, "ar", HANDS[hand], "start", "code", "needs", "looks"):
                await screen.show(html)
                for left, right in [
                    *await screen.page.evaluate(WHERE),
                    *await screen.page.evaluate(FOOT),
                ]:
                    fits = right <= 0.68 if hand == "left" else left >= 0.32
                    assert fits, (name, size, left, right)


@pytest.mark.parametrize("hand", list(HANDS))
async def test_nothing_shows_beside_the_keys_below(tmp_path, hand):
    async with a_screen(tmp_path) as screen:
        for size in (SIZES["kiosk"], SIZES["wide"]):
            await screen.stand(size)
            for name, html in found(screen, "nl", HANDS[hand], "services", "closed"):
                await screen.show(html)
                assert await screen.page.evaluate(BESIDE_THE_FOOT) == [0, 0], (name, size)


@pytest.mark.parametrize("looks", ["large", "everything"])
async def test_every_letter_fits_its_key(tmp_path, looks):
    wide = (
        "() => [...document.querySelectorAll('.row button')]"
        ".filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"
    )
    async with a_screen(tmp_path) as screen:
        await screen.stand(SIZES["kiosk"])
        for name, html in found(screen, "nl", LOOKS[looks], "code"):
            await screen.show(html)
            assert await screen.page.evaluate(wide) == [], name


async def test_the_sign_of_a_chosen_key_stands_beside_its_text(tmp_path):
    async with a_screen(tmp_path) as screen:
        await screen.stand(SIZES["kiosk"])
        for _, html in found(screen, "en", LOOKS["large"], "needs"):
            await screen.show(html)
            inner = screen.page.locator("[aria-pressed=true] > span:last-child")
            heights = await inner.evaluate(
                "one => [one.clientHeight, one.querySelector('b').getBoundingClientRect().height]"
            )
            assert heights[0] - heights[1] < 40, heights


async def test_eight_or_more_is_written_the_same_way_in_arabic(tmp_path):
    async with a_screen(tmp_path) as screen:
        for _, html in found(screen, "ar", LOOKS["town"], "persons", "code"):
            await screen.show(html)
            for way in await screen.page.eval_on_selector_all(
                ".digit", "all => all.map((one) => getComputedStyle(one).direction)"
            ):
                assert way == "ltr"


POINTED = "getComputedStyle(document.body, '::after').visibility === 'visible'"
A_MOMENT = "new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))"
LONGER = "document.documentElement.scrollHeight > innerHeight"


@pytest.mark.parametrize(("size", "looks"), [("kiosk", "everything"), ("phone", "town")])
async def test_what_stands_below_is_pointed_at_until_it_has_been_seen(tmp_path, size, looks):
    told = set()
    async with a_screen(tmp_path) as screen:
        await screen.stand(SIZES[size])
        for name, html in found(screen, "de", LOOKS[looks], "start", "help", "code", "services"):
            await screen.show(html)
            await screen.page.evaluate(A_MOMENT)
            longer = await screen.page.evaluate(LONGER)
            assert await screen.page.evaluate(POINTED) == longer, name
            told.add(longer)
            await screen.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            await screen.page.evaluate(A_MOMENT)
            assert not await screen.page.evaluate(POINTED), name
    assert told == {True, False}
