"""Long names and other tongues on the hall display: nothing of them is cut off or broken, nothing
stands where another language runs into it, and no English word stands among Tigrinya ones.
"""

from dataclasses import dataclass

import pytest

from tests.display_layouts import GROUP, LAYOUTS, board, opens
from tests.display_stand_in import a_call, a_setup, now
from tests.display_wall import Wall, needs_chromium, the_browser, the_wall
from tests.test_display_layout import BUSY, MEASURE, SIZES, UPRIGHT
from wire.displays import DisplaySetup
from wire.setup import DeskLabel, Look

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.timeout(120)]
LONG = "Bürgerberatung im Nebengebäude"
WITH_A_LOGO = Look(logo="/display/icon.svg")
CUT = """
() => [...document.querySelectorAll("#earlier li")].filter((one) => one.checkVisibility())
  .filter((one) => one.getBoundingClientRect().right > innerWidth
    || one.querySelector(".desk").getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.textContent)
"""
BROKEN = """
() => {
  const title = document.querySelector(".above").firstChild;
  const broken = [];
  for (const word of title.data.matchAll(/\\S+/g)) {
    const range = document.createRange();
    range.setStart(title, word.index);
    range.setEnd(title, word.index + word[0].length);
    if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) broken.push(word[0]);
  }
  return broken;
}
"""
GAP = """
() => {
  const [one, other] = [...document.querySelectorAll("#earlier-title span")].map((span) => {
    const range = document.createRange();
    range.selectNodeContents(span);
    return range.getBoundingClientRect();
  });
  return Math.max(other.left - one.right, one.left - other.right);
}
"""


@dataclass
class Box:
    top: float
    bottom: float
    right: float


def box_of(wall: Wall, part: str) -> Box:
    found = wall.page.locator(part).bounding_box()
    assert found is not None
    return Box(found["y"], found["y"] + found["height"], found["x"] + found["width"])


browser = the_browser()
wall = the_wall(MEASURE, reduced_motion="reduce")


def calls(*desks):
    return [
        a_call(9 - number, f"A{number:03}", desk, 90 + number) for number, desk in enumerate(desks)
    ]


def test_a_long_name_is_whole_in_the_list_of_an_upright_wall(wall):
    opens(wall, LAYOUTS["hall"], look=WITH_A_LOGO)
    wall.host.show(board(*calls("3", LONG, "12", "Spreekkamer Rood", LONG), **BUSY))
    wall.shows("A000")
    for width, height in UPRIGHT.values():
        wall.sized(width, height)
        assert wall.page.evaluate(CUT) == [], (width, height)
        assert wall.page.evaluate("faults()") == []


def test_no_word_of_the_name_above_a_desk_is_broken(wall):
    wall.host.setup = a_setup(
        desks=(DeskLabel(desk="3", label=LONG, services=()),),
        display=DisplaySetup(layout="desk", desks=("3",)),
    )
    wall.open()
    wall.host.show(board(**BUSY))
    wall.page.locator(".above").wait_for()
    for width, height in SIZES.values():
        wall.sized(width, height)
        assert wall.page.evaluate(BROKEN) == [], (width, height)
        assert wall.page.evaluate("faults()") == []


def test_the_clock_of_an_upright_wall_stays_beside_the_town(wall):
    opens(wall, GROUP, look=WITH_A_LOGO, location_name="Bürgerhaus am Marktplatz")
    wall.host.show(board(*calls("3", "red"), closes_at=now() + 9_000_000, **BUSY))
    wall.page.locator("#direction").wait_for()
    for width, height in UPRIGHT.values():
        wall.sized(width, height)
        place, clock = box_of(wall, ".place"), box_of(wall, ".moment")
        assert clock.top < place.bottom, (width, height)
        assert clock.right > width * 0.95, (width, height)
        assert box_of(wall, "#direction").top >= clock.bottom - 1


@pytest.mark.parametrize("languages", [("nl", "ar"), ("ar", "nl"), ("nl", "uk")], ids="-".join)
def test_two_languages_in_one_row_stand_apart(wall, languages):
    opens(wall, LAYOUTS["hall"], languages=languages)
    wall.page.locator(f"html[lang={languages[0]}]").wait_for()
    wall.host.show(board(*calls("3", "12"), **BUSY))
    wall.shows("A000")
    for width, height in UPRIGHT.values():
        wall.sized(width, height)
        assert wall.page.evaluate(GAP) > width / 200, (width, height)


def test_a_day_that_the_browser_cannot_name_is_a_date(wall):
    opens(wall, LAYOUTS["hall"], languages=("nl", "ti"))
    wall.page.locator("html[lang=nl]").wait_for()
    wall.host.show(board(open=False, opens_at=now() + 3 * 86_400_000))
    told = wall.page.locator('#stage [lang="ti"]').last
    told.wait_for()
    text = told.inner_text()
    assert not any(letter.isascii() and letter.isalpha() for letter in text), text
    assert any(letter.isdigit() for letter in text)
