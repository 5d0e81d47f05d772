"""The team leader's dashboard with much in it, in the languages of the staff: nothing that stands
last in a row is cut on a laptop, and on a wall, which nobody moves, every desk and the half hour of
now are seen.
"""

import pytest

from tests.display_wall import needs_chromium
from tests.test_dashboard_page import CUT, TEXT, a_dashboard, a_leader
from tests.test_leader_view import opens, takes

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.timeout(180)]
SCREENS = ((1024, 768), (1152, 864), (1280, 800), (1366, 768), (768, 1024), (360, 740), (320, 640))
TOO_WIDE = """
() => [...document.querySelectorAll('.movable')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => `${one.ariaLabel} ${one.scrollWidth}/${one.clientWidth}`)
"""
LAST_IN_SIGHT = """
() => {
  const box = document.querySelector('#today .movable').getBoundingClientRect();
  const row = document.querySelector('#today tbody tr:last-child').getBoundingClientRect();
  return row.top >= box.top && row.bottom <= box.bottom + 1;
}
"""
ON_TOP = """
() => {
  const [box, table] = ['#today .movable', '#today table'].map((one) =>
    document.querySelector(one).getBoundingClientRect().top);
  return Math.abs(table - box) < 1;
}
"""


def with_desks(number):
    """The town of the dashboard with this many desks, open until eight in the evening."""
    desks = "".join(f"[locations.hall.desks.{desk}]\n" for desk in range(3, number + 1))
    text = TEXT.replace("[locations.annex]\n", desks + "[locations.annex]\n", 1)
    return text.replace('friday = "09:00-17:00"', 'friday = "08:00-20:00"')


@pytest.mark.parametrize("language", ["nl", "en", "de"])
async def test_no_table_is_wider_than_its_panel_on_any_screen(tmp_path, language):
    text = TEXT.replace('"Ophalen"', '"Reisdocument ophalen"')
    async with a_dashboard(tmp_path, text) as (town, seen):
        await opens(town)
        await takes(town, *["passport"] * 12, "collect")
        town.clock.now += 139 * 60_000
        await seen.opens(town, await a_leader(town), language)
        await seen.waiting(13)
        for width, height in SCREENS:
            await seen.page.set_viewport_size({"width": width, "height": height})
            assert await seen.page.evaluate(TOO_WIDE) == [], f"{width} x {height}"


@pytest.mark.parametrize("number", [15, 20, 27])
async def test_a_wall_shows_every_desk_of_a_large_hall(tmp_path, number):
    async with a_dashboard(tmp_path, with_desks(number)) as (town, seen):
        for desk in range(1, number + 1, 4):
            await opens(town, str(desk))
        town.clock.now += 100 * 60_000
        await seen.opens(town, await a_leader(town), "de")
        assert await seen.page.locator("#desks li").count() == number
        assert [cut for cut in await seen.page.evaluate(CUT) if cut.startswith("UL")] == []


@pytest.mark.parametrize(
    ("now", "rows", "starts_on_top"), [("09:35", 4, True), ("19:35", 24, False)]
)
async def test_a_wall_shows_the_half_hour_of_now(tmp_path, now, rows, starts_on_top):
    async with a_dashboard(tmp_path, with_desks(2), "08:05") as (town, seen):
        await takes(town, "passport")
        town.clock.set(now)
        await seen.opens(town, await a_leader(town))
        assert await seen.page.locator("#today tbody tr").count() == rows
        assert await seen.page.evaluate(LAST_IN_SIGHT)
        assert await seen.page.evaluate(ON_TOP) is starts_on_top
