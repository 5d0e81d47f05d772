"""How the hall display begins: token, pairing, sound, motion; in a browser without flags."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.display_stand_in import TOKEN, a_board, a_call
from tests.display_wall import FORBIDDEN, Wall, a_wall, needs_chromium, the_browser, the_wall
from tests.test_booking_pages_seen import RULES

pytestmark = [pytest.mark.browser, needs_chromium]


browser = the_browser()
wall = the_wall()


def test_the_token_goes_from_the_address_to_the_host_and_is_kept(wall):
    wall.open()
    wall.waits(lambda: wall.host.tokens == [TOKEN])
    wall.waits(lambda: wall.page.url == wall.host.page)
    wall.open(token=None)
    wall.page.reload()
    wall.waits(lambda: len(wall.host.tokens) >= 2)
    assert set(wall.host.tokens) == {TOKEN}


def test_a_display_without_a_token_shows_a_code_until_somebody_types_it(wall):
    wall.open(token=None)
    wall.says("Dit scherm is nog niet aangesloten.")
    wall.says("7K3-9QF")
    assert wall.host.tokens == []
    wall.host.paired = True
    wall.waits(lambda: wall.host.tokens == [TOKEN])
    wall.says("Hier ziet u straks uw nummer en uw balie.")


def test_a_browser_that_keeps_nothing_shows_calls_all_the_same(wall):
    wall.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
    )
    wall.host.show(a_board(a_call(1, "A042")))
    wall.open()
    wall.shows("A042")
    assert wall.faults == []


def test_a_browser_that_forbids_its_storage_shows_calls_all_the_same(wall):
    wall.page.add_init_script(FORBIDDEN)
    wall.host.show(a_board(a_call(1, "A042")))
    wall.open()
    wall.shows("A042")


def test_the_page_has_a_heading_before_it_is_paired_and_axe_finds_nothing(wall):
    wall.open(token=None)
    wall.says("7K3-9QF")
    expect(wall.page.locator("h1")).to_have_text("Balie")
    found = Axe().run(wall.page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    wall.host.paired = True
    expect(wall.page.locator("h1")).to_have_text("Gemeente Voorbeeldstad")


def test_a_display_whose_token_was_revoked_asks_to_be_paired_again(wall):
    wall.open(token="revoked")
    wall.says("7K3-9QF")


def test_a_display_that_gets_another_token_forgets_what_sounded_before(wall):
    wall.page.goto(wall.host.page)
    wall.page.evaluate(
        "localStorage.setItem('balie.token', '\"of the old hall\"');"
        "localStorage.setItem('balie.ring', '{\"ring\": 900, \"at\": 9e15}')"
    )
    wall.page.goto("about:blank")
    wall.open()
    wall.host.show(a_board(a_call(1, "A042")))
    wall.waits(lambda: wall.host.rings == [1])


def test_a_browser_that_keeps_the_page_silent_says_so_until_it_is_touched(wall):
    wall.open()
    wall.says("Tik op het scherm voor geluid.")
    wall.host.show(a_board(a_call(1, "A042")))
    wall.shows("A042")
    assert wall.gongs() == []
    wall.page.mouse.click(400, 400)
    expect(wall.page.locator("#sound")).to_be_hidden()
    wall.waits(lambda: len(wall.gongs()) == 1)


def test_a_browser_that_keeps_the_page_silent_tells_the_host_until_it_is_touched(wall):
    wall.open()
    wall.waits(lambda: wall.host.sounds[-1:] == ["off"])
    wall.page.mouse.click(400, 400)
    wall.waits(lambda: wall.host.sounds[-1:] == ["on"])


def test_a_gong_that_was_held_back_for_long_is_not_made_up_for(wall):
    wall.open()
    wall.host.show(a_board(a_call(1, "A042")))
    wall.shows("A042")
    wall.page.wait_for_timeout(5_200)
    wall.page.mouse.click(400, 400)
    expect(wall.page.locator("#sound")).to_be_hidden()
    wall.settles()
    assert wall.gongs() == []


def motions_of(wall: Wall) -> list[str]:
    cell = wall.page.locator("#stage .call.live")
    names: str = cell.evaluate(
        "e => [e, e.firstChild].map(x => getComputedStyle(x).animationName).join()"
    )
    return names.split(",")


def test_only_a_live_call_moves(wall):
    wall.open()
    wall.host.show(a_board(a_call(1, "A042")))
    wall.shows("A042")
    assert motions_of(wall) == ["arrive", "beckon"]
    wall.host.show(a_board(a_call(1, "A042", seconds_ago=90)))
    expect(wall.page.locator("#stage .call.live")).to_have_count(0)
    assert wall.page.evaluate("document.getAnimations().length") == 0


def test_nothing_moves_for_who_asked_for_less_motion(browser):
    with a_wall(browser, reduced_motion="reduce") as wall:
        wall.open()
        wall.host.show(a_board(a_call(1, "A042")))
        wall.shows("A042")
        assert motions_of(wall) == ["none", "none"]


def test_times_are_those_of_the_host_whatever_clock_the_computer_has(wall):
    eleven_hours = 11 * 3600 * 1000
    wall.page.add_init_script(f"const right = Date.now; Date.now = () => right() - {eleven_hours}")
    wall.open()
    wall.host.show(a_board(a_call(1, "A042")))
    wall.shows("A042")
    expect(wall.page.locator("#stage .call.live")).to_have_count(1)
    moments = (datetime.now(ZoneInfo("Europe/Amsterdam")) + timedelta(minutes=n) for n in (0, 1))
    either = "|".join(moment.strftime("%H:%M") for moment in moments)
    expect(wall.page.locator("#clock")).to_have_text(re.compile(either))
